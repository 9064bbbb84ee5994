import fastify, { type FastifyInstance } from 'fastify';
import type { AnyEndpoint, HttpServer } from './http-server.ts';
import { describeEndpoints } from './openapi.ts';

export type DocumentationOptions = {
  readonly version: string;
  /** What stands before `/openapi.json` and `/docs`. */
  readonly prefix?: string;
  readonly title?: string;
  readonly endpoints?: readonly AnyEndpoint<string>[];
  readonly cookieName?: string;
};

/** `/api/openapi.json` and a page to read and try it at `/api/docs`. Both are made when somebody asks first, to keep the start short. */
export function bindDocumentation(server: HttpServer, options: DocumentationOptions): void {
  const { instance } = server;
  const { version, prefix = '/api', title = 'Milestone', endpoints = server.endpoints, cookieName } = options;
  let document: object | undefined;
  const describe = () => (document ??= describeEndpoints(endpoints, title, version, cookieName));
  let page: Promise<FastifyInstance> | undefined;
  instance.get(`${prefix}/openapi.json`, (_request, reply) =>
    reply.type('application/json; charset=utf-8').send(JSON.stringify(describe())),
  );
  const showPage = async (request: Parameters<typeof instance.routing>[0], response: Parameters<typeof instance.routing>[1]) => {
    page ??= createPage(describe(), `${prefix}/docs`, title);
    (await page).routing(request, response);
  };
  for (const url of [`${prefix}/docs`, `${prefix}/docs/*`])
    instance.get(url, async (request, reply) => {
      for (const [name, value] of Object.entries(reply.getHeaders())) if (value !== undefined) reply.raw.setHeader(name, value);
      reply.hijack();
      await showPage(request.raw, reply.raw);
    });
}

/** The page's files come from a server of its own, which listens nowhere: plugins cannot be added to one that listens already. */
async function createPage(document: object, routePrefix: string, title: string): Promise<FastifyInstance> {
  const [{ default: swagger }, { default: swaggerUi }] = await Promise.all([import('@fastify/swagger'), import('@fastify/swagger-ui')]);
  const page = fastify({ logger: false });
  // The plugin only hands the document to the page; its type knows older documents alone.
  await page.register(swagger, { mode: 'static', specification: { document: document as never } });
  await page.register(swaggerUi, {
    routePrefix,
    uiConfig: { docExpansion: 'list', deepLinking: true, layout: 'BaseLayout' },
    theme: { title: `${title} API` },
  });
  await page.ready();
  return page;
}
