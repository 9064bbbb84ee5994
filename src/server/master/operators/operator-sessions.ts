import { sql } from 'kysely';
import { createUuid } from '../../../lib/uuid.ts';
import { hashSessionToken } from '../../platform/accounts/session-token.ts';
import type { Database } from '../../platform/database/database.ts';
import type { RequestFacts } from '../../platform/http/http-server.ts';
import type { MasterTables } from '../master-tables.ts';
import type { OperatorActor } from './operator.ts';

export const OPERATOR_COOKIE = 'milestone_admin';

type MasterDatabase = Database<MasterTables>;

/** Without a request for this long a session ends before its time: the portal opens every tenant. */
const IDLE_SECONDS = 12 * 60 * 60;
const SEEN_EVERY_SECONDS = 60;
const MAX_SESSIONS = 20;

/** Who holds the cookie, with the rights that the registry gives them at this moment. */
export async function authenticateOperator(database: MasterDatabase, facts: RequestFacts): Promise<OperatorActor | undefined> {
  const token = facts.cookies[OPERATOR_COOKIE];
  const tokenHash = token === undefined ? undefined : hashSessionToken(token);
  if (!tokenHash) return undefined;
  const { rows } = await sql<OperatorActor & { isSeenStale: boolean }>`
    select operator.id, operator.email, operator.name, operator.role, operator.must_change_password as "mustChangePassword",
      session.id as "sessionId", session.last_seen_at < now() - make_interval(secs => ${SEEN_EVERY_SECONDS}) as "isSeenStale"
    from admin_sessions session join admin_users operator on operator.id = session.admin_user_id
    where session.token_hash = ${tokenHash} and session.expires_at > now()
      and session.last_seen_at > now() - make_interval(secs => ${IDLE_SECONDS}) and operator.is_active`.execute(database);
  const [row] = rows;
  if (!row) return undefined;
  const { isSeenStale, ...actor } = row;
  if (isSeenStale) await sql`update admin_sessions set last_seen_at = now() where id = ${actor.sessionId}`.execute(database);
  return actor;
}

export type NewOperatorSession = {
  readonly operatorId: string;
  readonly token: string;
  readonly maxAgeMs: number;
  readonly facts: RequestFacts;
};

/** Adds a session and ends surplus and expired ones. */
export async function openOperatorSession(database: MasterDatabase, session: NewOperatorSession): Promise<void> {
  const tokenHash = hashSessionToken(session.token);
  if (!tokenHash) throw new Error('a new token has no hash');
  const { operatorId, facts, maxAgeMs } = session;
  await sql`
    insert into admin_sessions (id, token_hash, admin_user_id, expires_at, ip_address, user_agent)
    values (${createUuid()}, ${tokenHash}, ${operatorId}, now() + make_interval(secs => ${maxAgeMs / 1000}),
      ${facts.ipAddress.slice(0, 64)}, ${facts.userAgent?.slice(0, 400) ?? null})`.execute(database);
  await sql`
    delete from admin_sessions where expires_at <= now() or admin_user_id = ${operatorId} and id not in (
      select id from admin_sessions where admin_user_id = ${operatorId} order by created_at desc, id desc limit ${MAX_SESSIONS})`.execute(
    database,
  );
}

export async function endOperatorSession(database: MasterDatabase, sessionId: string): Promise<void> {
  await database.deleteFrom('admin_sessions').where('id', '=', sessionId).execute();
}

export async function endPresentedSession(database: MasterDatabase, token: string | undefined): Promise<void> {
  const tokenHash = token === undefined ? undefined : hashSessionToken(token);
  if (tokenHash) await database.deleteFrom('admin_sessions').where('token_hash', '=', tokenHash).execute();
}

export async function endSessionsOf(database: MasterDatabase, operatorId: string): Promise<void> {
  await database.deleteFrom('admin_sessions').where('admin_user_id', '=', operatorId).execute();
}
