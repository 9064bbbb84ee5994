import { createHash, randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import type { Role } from '../../src/contract/roles.ts';
import { emailKeyOf, nameKeyOf } from '../../src/lib/text-key.ts';
import { createUuid } from '../../src/lib/uuid.ts';
import type { SiteId, StaffId } from '../../src/planning/model.ts';
import type { Database } from '../../src/server/platform/database/database.ts';
import type { TestServer } from './test-server.ts';

export type TestUser = {
  readonly role: Role;
  readonly siteIds?: readonly SiteId[];
  readonly name?: string;
  readonly email?: string;
  /** A PHC string; without one nobody can sign in with a password. */
  readonly passwordHash?: string;
  readonly mustChangePassword?: boolean;
  readonly isActive?: boolean;
};

export type TestAnswer = {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The parsed body; null where it is empty. Tests look into it freely. */
  // oxlint-disable-next-line typescript/no-explicit-any
  readonly body: any;
};

export type TestClient = {
  readonly userId: StaffId;
  readonly cookie: string;
  call(method: string, path: string, body?: unknown, headers?: Readonly<Record<string, string>>): Promise<TestAnswer>;
};

/** A site, written straight into the database: for preparing, before the first plan request. */
export async function createTestSite(database: Database, name: string): Promise<SiteId> {
  const id = createUuid() as SiteId;
  await sql`insert into sites (id, name, time_zone) values (${id}, ${name}, 'Europe/Zurich')`.execute(database);
  return id;
}

/** A user, written straight into the database: for preparing, before the first plan request. */
export async function createTestUser(database: Database, user: TestUser): Promise<StaffId> {
  const id = createUuid() as StaffId;
  const { role, siteIds = [], name = `Test ${role}`, email = `${id}@test.example`, passwordHash = null } = user;
  const homeSiteId = siteIds[0] ?? null;
  await database.transaction().execute(async (transaction) => {
    await sql`insert into staff (id, name, home_site_id, is_active) values (${id}, ${name}, ${homeSiteId}, ${user.isActive ?? true})`.execute(
      transaction,
    );
    await sql`insert into users (id, email, email_key, name_key, role, password_hash, must_change_password)
      values (${id}, ${email}, ${emailKeyOf(email)}, ${nameKeyOf(name)}, ${role}, ${passwordHash}, ${user.mustChangePassword ?? false})`.execute(
      transaction,
    );
    for (const siteId of siteIds) await sql`insert into user_sites (user_id, site_id) values (${id}, ${siteId})`.execute(transaction);
  });
  return id;
}

/** A cookie header of a new session of the user, without the cost of a sign-in. */
export async function createTestSession(database: Database, userId: StaffId): Promise<string> {
  const token = randomBytes(32).toString('base64url');
  const hash = createHash('sha256').update(token).digest();
  await sql`insert into sessions (id, token_hash, user_id, expires_at) values (${createUuid()}, ${hash}, ${userId}, now() + interval '1 day')`.execute(
    database,
  );
  return `milestone_session=${token}`;
}

/** A new user who is signed in, ready to call. */
export async function signedIn(server: TestServer, user: TestUser): Promise<TestClient> {
  const { database } = server.context;
  const userId = await createTestUser(database, user);
  return clientOf(server, userId, await createTestSession(database, userId));
}

export function clientOf(server: TestServer, userId: StaffId, cookie: string): TestClient {
  return { userId, cookie, call: (method, path, body, headers) => call(server.url, method, path, body, { cookie, ...headers }) };
}

/** One request; a body that is not text is sent as JSON. */
export async function call(
  url: string,
  method: string,
  path: string,
  body?: unknown,
  headers: Readonly<Record<string, string>> = {},
): Promise<TestAnswer> {
  const response = await fetch(`${url}${path}`, {
    method,
    headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.includes('json') === true;
  return { status: response.status, headers: response.headers, text, body: isJson ? JSON.parse(text) : null };
}
