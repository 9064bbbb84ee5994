import * as contract from '../../../contract/endpoints-access.ts';
import type { Me } from '../../../contract/access.ts';
import { routes } from '../../../contract/routes.ts';
import type { Actor } from '../../platform/actor.ts';
import { bound } from '../../platform/http/bind-endpoint.ts';
import type { HttpServer, ReplyControls } from '../../platform/http/http-server.ts';
import type { TenantContext } from '../../platform/tenant-context.ts';
import { changePassword, endSession, readMe, signIn, type SignedIn } from './access-actions.ts';
import { SESSION_COOKIE, sessionIdleMsOf } from './authenticate.ts';
import { listLiveSessions } from './sessions-store.ts';

export const accessRoutes: readonly ((server: HttpServer) => void)[] = [
  bound(contract.signIn, async ({ tenant, facts, body, reply }) =>
    keepSignedIn(reply, tenant, await signIn(tenant, { facts, presentedToken: facts.cookies[SESSION_COOKIE] }, body)),
  ),
  bound(contract.signOut, async ({ tenant, actor, reply }) => {
    const method = await endSession(tenant, actor.userId, actor.sessionId);
    reply.clearCookie(SESSION_COOKIE);
    return { providerSignOutPath: method === 'sso' ? `${tenant.tenant.basePath}${routes.signOutAtProvider.path}` : null };
  }),
  bound(contract.getMe, ({ tenant, actor }) => meOf(tenant, actor)),
  bound(contract.findMe, async ({ tenant, actor }) => ({ me: actor ? await meOf(tenant, actor) : null })),
  bound(contract.changePassword, async ({ tenant, actor, facts, body, reply }) =>
    keepSignedIn(reply, tenant, await changePassword(tenant, { actor, facts }, body)),
  ),
  bound(contract.listSessions, async ({ tenant, actor }) => {
    const rows = await listLiveSessions(tenant.database, actor.userId, sessionIdleMsOf(tenant));
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
    await endSession(tenant, actor.userId, params.id);
    if (params.id === actor.sessionId) reply.clearCookie(SESSION_COOKIE);
  }),
];

/** Whether a password must be changed depends on how the session began. */
async function meOf({ database }: TenantContext, { userId, mustChangePassword }: Actor): Promise<Me> {
  return { ...(await readMe(database, userId)), mustChangePassword };
}

export function keepSignedIn(reply: ReplyControls, context: TenantContext, { me, token }: SignedIn): SignedIn['me'] {
  reply.setCookie(SESSION_COOKIE, token, { maxAgeSeconds: Math.floor(context.settings.sessionMaxAgeMs / 1000) });
  return me;
}
