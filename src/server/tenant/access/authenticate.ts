import type { Authenticate } from '../../platform/http/http-server.ts';
import type { TenantContext } from '../../platform/tenant-context.ts';
import { hashSessionToken } from '../../platform/accounts/session-token.ts';
import { findSessionHolder, markSeen } from './sessions-store.ts';

export const SESSION_COOKIE = 'milestone_session';

/** Without a request for this long a session ends before its time. */
const SESSION_IDLE_MS = 24 * 60 * 60 * 1000;

export function sessionIdleMsOf(context: TenantContext): number {
  return Math.min(SESSION_IDLE_MS, context.settings.sessionMaxAgeMs);
}

/** Who holds the session cookie, with the rights that the database gives them at this moment. */
export const authenticate: Authenticate = async (facts, context) => {
  const token = facts.cookies[SESSION_COOKIE];
  const tokenHash = token === undefined ? undefined : hashSessionToken(token);
  if (!tokenHash) return undefined;
  const holder = await findSessionHolder(context.database, tokenHash, sessionIdleMsOf(context));
  if (!holder) return undefined;
  if (holder.is_seen_stale) await markSeen(context.database, holder.session_id);
  return {
    userId: holder.user_id,
    name: holder.name,
    role: holder.role,
    siteIds: holder.role === 'admin' ? 'all' : holder.site_ids,
    sessionId: holder.session_id,
    mustChangePassword: holder.must_change_password,
  };
};
