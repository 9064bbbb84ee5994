import type { Authenticate } from '../../platform/http/http-server.ts';
import type { AccessPorts } from './ports.ts';
import { hashSessionToken } from './session-token.ts';
import { findSessionHolder, markSeen } from './sessions-store.ts';

export const SESSION_COOKIE = 'milestone_session';

/** Who holds the session cookie, with the rights that the database gives them at this moment. */
export function createAuthenticate(ports: Pick<AccessPorts, 'sessionIdleMs'>): Authenticate {
  return async (facts, { database }) => {
    const token = facts.cookies[SESSION_COOKIE];
    const tokenHash = token === undefined ? undefined : hashSessionToken(token);
    if (!tokenHash) return undefined;
    const holder = await findSessionHolder(database, tokenHash, ports.sessionIdleMs);
    if (!holder) return undefined;
    if (holder.is_seen_stale) await markSeen(database, holder.session_id);
    return {
      userId: holder.user_id,
      name: holder.name,
      role: holder.role,
      siteIds: holder.role === 'admin' ? 'all' : holder.site_ids,
      sessionId: holder.session_id,
      mustChangePassword: holder.must_change_password,
    };
  };
}
