import { sql } from 'kysely';
import { createUuid } from '../../../lib/uuid.ts';
import type { UserSessionId } from '../../../contract/ids.ts';
import type { Role } from '../../../contract/roles.ts';
import type { SiteId, StaffId } from '../../../planning/model.ts';
import type { Database } from '../../platform/database/database.ts';

/** More sign-ins than this end the oldest session. */
const MAX_SESSIONS_PER_USER = 50;
const CLEARED_AT_ONCE = 100;
/** `last_seen_at` is written at most this often, so that reading stays reading. */
const SEEN_EVERY_SECONDS = 60;

export type SessionHolder = {
  readonly session_id: UserSessionId;
  readonly is_seen_stale: boolean;
  readonly user_id: StaffId;
  readonly name: string;
  readonly role: Role;
  /** A given password is to be changed by those who came in by it. */
  readonly must_change_password: boolean;
  readonly site_ids: readonly SiteId[];
};

/** The holder of a token with the rights that hold now, in one query; undefined when the session or the account has ended. */
export async function findSessionHolder(database: Database, tokenHash: Buffer, idleMs: number): Promise<SessionHolder | undefined> {
  const { rows } = await sql<SessionHolder>`
    select sessions.id as session_id, sessions.last_seen_at < now() - make_interval(secs => ${SEEN_EVERY_SECONDS}) as is_seen_stale,
      users.id as user_id, staff.name, users.role,
      users.must_change_password and sessions.sign_in_method = 'password' as must_change_password,
      array(select site_id::text from user_sites where user_sites.user_id = users.id) as site_ids
    from sessions
    join users on users.id = sessions.user_id
    join staff on staff.id = users.id
    where sessions.token_hash = ${tokenHash} and sessions.expires_at > now()
      and sessions.last_seen_at > now() - make_interval(secs => ${idleMs / 1000}) and staff.is_active`.execute(database);
  return rows[0];
}

export async function markSeen(database: Database, sessionId: UserSessionId): Promise<void> {
  await sql`update sessions set last_seen_at = now() where id = ${sessionId}`.execute(database);
}

export type SignInMethod = 'password' | 'sso' | 'break_glass';

export type NewSession = {
  readonly method: SignInMethod;
  readonly userId: StaffId;
  readonly tokenHash: Buffer;
  readonly maxAgeMs: number;
  readonly ipAddress: string | null;
  readonly userAgent: string | null;
};

/** Adds a session, ends the user's surplus ones, and clears some that have ended, whoever had them. */
export async function insertSession(database: Database, session: NewSession): Promise<UserSessionId> {
  // The cast is where the id is born.
  const id = createUuid() as UserSessionId;
  await sql`
    with surplus as (
      delete from sessions where user_id = ${session.userId} and id not in (
        select id from sessions where user_id = ${session.userId} order by created_at desc, id desc limit ${MAX_SESSIONS_PER_USER - 1})),
    ended as (
      delete from sessions where id in (
        select id from sessions where expires_at <= now() limit ${CLEARED_AT_ONCE} for update skip locked))
    insert into sessions (id, token_hash, user_id, expires_at, ip_address, user_agent, sign_in_method)
    values (${id}, ${session.tokenHash}, ${session.userId}, now() + make_interval(secs => ${session.maxAgeMs / 1000}),
      ${session.ipAddress}, ${session.userAgent}, ${session.method})`.execute(database);
  return id;
}

export type SessionRow = {
  readonly id: UserSessionId;
  readonly created_at: Date;
  readonly last_seen_at: Date;
  readonly ip_address: string | null;
  readonly user_agent: string | null;
};

export async function listLiveSessions(database: Database, userId: StaffId, idleMs: number): Promise<readonly SessionRow[]> {
  const { rows } = await sql<SessionRow>`
    select id, created_at, last_seen_at, ip_address, user_agent from sessions
    where user_id = ${userId} and expires_at > now() and last_seen_at > now() - make_interval(secs => ${idleMs / 1000})
    order by last_seen_at desc, id`.execute(database);
  return rows;
}

/** Ends one session of the user and answers how it began; undefined when there is none of that id. */
export async function deleteSession(database: Database, userId: StaffId, sessionId: UserSessionId): Promise<SignInMethod | undefined> {
  const { rows } = await sql<{ method: SignInMethod }>`
    delete from sessions where id = ${sessionId} and user_id = ${userId} returning sign_in_method as method`.execute(database);
  return rows[0]?.method;
}

/** Ends the session of a token, whoever holds it: a browser that signs in again leaves its old session behind. */
export async function deleteSessionByToken(database: Database, tokenHash: Buffer): Promise<readonly UserSessionId[]> {
  const { rows } = await sql<{ id: UserSessionId }>`delete from sessions where token_hash = ${tokenHash} returning id`.execute(database);
  return rows.map((row) => row.id);
}

/** Ends somebody's sessions: all, or those that were begun in one way. */
export async function deleteSessionsOf(database: Database, userId: StaffId, method?: SignInMethod): Promise<readonly UserSessionId[]> {
  const begun = method === undefined ? sql`` : sql`and sign_in_method = ${method}`;
  const { rows } = await sql<{ id: UserSessionId }>`delete from sessions where user_id = ${userId} ${begun} returning id`.execute(database);
  return rows.map((row) => row.id);
}
