import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import type { HttpServer } from './http-server.ts';
import { describeEndpoints } from './openapi.ts';

/** `/api/openapi.json` and a page to read and try it at `/api/docs`. Bind it after all endpoints. */
export async function bindDocumentation(server: HttpServer, version: string): Promise<void> {
  const { instance, endpoints } = server;
  const document = describeEndpoints(endpoints, 'Milestone', version);
  const text = JSON.stringify(document);
  instance.get('/api/openapi.json', (_request, reply) => reply.type('application/json; charset=utf-8').send(text));
  // The document is ours; the plugin only hands it to the page. Its type knows older documents alone.
  await instance.register(swagger, { mode: 'static', specification: { document: document as never } });
  await instance.register(swaggerUi, { routePrefix: '/api/docs', uiConfig: { docExpansion: 'none', deepLinking: true } });
}
