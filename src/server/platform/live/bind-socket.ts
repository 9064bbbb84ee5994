import { identify } from '../http/bind-endpoint.ts';
import { factsOf } from '../http/request-facts.ts';
import { problemOfRequest } from '../http/error-answer.ts';
import type { HttpServer } from '../http/http-server.ts';
import { dismissSocket } from './live-connection.ts';
import type { TenantContext } from '../tenant-context.ts';
import type { LiveHub } from './live-hub.ts';

/** `/api/ws`: a socket for anyone who may read the plan. A refusal is said on the socket, where a browser can read it. */
export function bindSocket(server: HttpServer, hubOf: (tenant: TenantContext) => LiveHub): void {
  const { environment, instance } = server;
  instance.get('/api/ws', { websocket: true }, async (socket, request) => {
    socket.on('error', () => socket.terminate());
    try {
      const { tenant, actor } = await identify(environment, 'plan.read', request);
      if (!actor) return;
      // The facts outlive the request: the cookie that came with the upgrade is read again at each check.
      const facts = factsOf(request);
      await hubOf(tenant).attach(socket, actor, () => environment.authenticate(facts, tenant));
    } catch (error) {
      const { code } = problemOfRequest(error, request.raw, environment.constraints);
      if (code === 'internal') request.log.error({ err: error }, 'socket failed');
      dismissSocket(socket, code);
    }
  });
}
