import * as contract from '../../../contract/endpoints-access.ts';
import { bound } from '../../platform/http/bind-endpoint.ts';
import type { HttpServer, ReplyControls } from '../../platform/http/http-server.ts';
import { changePassword, endSession, readMe, signIn, type SignedIn } from './access-actions.ts';
import { SESSION_COOKIE } from './authenticate.ts';
import type { AccessPorts } from './ports.ts';
import { listLiveSessions } from './sessions-store.ts';

export function accessRoutes(ports: AccessPorts): readonly ((server: HttpServer) => void)[] {
  return [
    bound(contract.signIn, async ({ tenant, facts, body, reply }) =>
      keepSignedIn(reply, ports, await signIn(tenant, ports, { facts, presentedToken: facts.cookies[SESSION_COOKIE] }, body)),
    ),
    bound(contract.signOut, async ({ tenant, actor, reply }) => {
      await endSession(tenant, ports, actor.userId, actor.sessionId);
      reply.clearCookie(SESSION_COOKIE);
    }),
    bound(contract.getMe, ({ tenant, actor }) => readMe(tenant.database, actor.userId)),
    bound(contract.changePassword, async ({ tenant, actor, facts, body, reply }) =>
      keepSignedIn(reply, ports, await changePassword(tenant, ports, { actor, facts }, body)),
    ),
    bound(contract.listSessions, async ({ tenant, actor }) => {
      const rows = await listLiveSessions(tenant.database, actor.userId, ports.sessionIdleMs);
      return {
        items: rows.map((row) => ({
          id: row.id,
          createdAt: row.created_at.toISOString(),
          lastSeenAt: row.last_seen_at.toISOString(),
          ipAddress: row.ip_address,
          userAgent: row.user_agent,
          isCurrent: row.id === actor.sessionId,
        })),
      };
    }),
    bound(contract.revokeSession, async ({ tenant, actor, params, reply }) => {
      await endSession(tenant, ports, actor.userId, params.id);
      if (params.id === actor.sessionId) reply.clearCookie(SESSION_COOKIE);
    }),
  ];
}

function keepSignedIn(reply: ReplyControls, ports: AccessPorts, { me, token }: SignedIn): SignedIn['me'] {
  reply.setCookie(SESSION_COOKIE, token, { maxAgeSeconds: Math.floor(ports.sessionMaxAgeMs / 1000) });
  return me;
}
