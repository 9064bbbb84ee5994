import fastify, { type FastifyInstance } from 'fastify';
import type { HttpServer } from './http-server.ts';
import { describeEndpoints } from './openapi.ts';

/** `/api/openapi.json` and a page to read and try it at `/api/docs`. Both are made when somebody asks first, to keep the start short. */
export function bindDocumentation(server: HttpServer, version: string): void {
  const { instance, endpoints } = server;
  let document: object | undefined;
  const describe = () => (document ??= describeEndpoints(endpoints, 'Milestone', version));
  let page: Promise<FastifyInstance> | undefined;
  instance.get('/api/openapi.json', (_request, reply) => reply.type('application/json; charset=utf-8').send(JSON.stringify(describe())));
  const showPage = async (request: Parameters<typeof instance.routing>[0], response: Parameters<typeof instance.routing>[1]) => {
    page ??= createPage(describe());
    (await page).routing(request, response);
  };
  for (const url of ['/api/docs', '/api/docs/*'])
    instance.get(url, async (request, reply) => {
      for (const [name, value] of Object.entries(reply.getHeaders())) if (value !== undefined) reply.raw.setHeader(name, value);
      reply.hijack();
      await showPage(request.raw, reply.raw);
    });
}

/** The page's files come from a server of its own, which listens nowhere: plugins cannot be added to one that listens already. */
async function createPage(document: object): Promise<FastifyInstance> {
  const [{ default: swagger }, { default: swaggerUi }] = await Promise.all([import('@fastify/swagger'), import('@fastify/swagger-ui')]);
  const page = fastify({ logger: false });
  // The plugin only hands the document to the page; its type knows older documents alone.
  await page.register(swagger, { mode: 'static', specification: { document: document as never } });
  await page.register(swaggerUi, {
    routePrefix: '/api/docs',
    uiConfig: { docExpansion: 'list', deepLinking: true, layout: 'BaseLayout' },
    theme: { title: 'Milestone API' },
  });
  await page.ready();
  return page;
}
