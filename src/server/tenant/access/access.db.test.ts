import { hash, parseOptions, verify } from '@node-rs/argon2';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Database } from '../../platform/database/database.ts';
import type { AccessEvent } from '../../platform/live/access-news.ts';
import { call, clientOf, createTestSession, createTestSite, createTestUser, signedIn } from '../../../../tests/support/test-accounts.ts';
import { startTestServer, type TestServer } from '../../../../tests/support/test-server.ts';
import { hashPassword } from '../../platform/accounts/password-hash.ts';
import { SIGN_IN_LIMITS } from '../../platform/accounts/sign-in-limit.ts';

// Watched, not replaced: how often and at what cost passwords are checked.
vi.mock('@node-rs/argon2', { spy: true });

const PASSWORD = 'kettle orbit mild 42';
const OTHER_PASSWORD = 'seven green ladders';

let server: TestServer;
let passwordHash: string;
const events: AccessEvent[] = [];
let count = 0;

beforeAll(async () => {
  server = await startTestServer();
  passwordHash = await hashPassword(PASSWORD);
  server.context.accessNews.subscribe((event) => events.push(event));
});
afterAll(() => server.stop());
beforeEach(async () => {
  events.length = 0;
  await sql`delete from sign_in_attempts`.execute(server.context.database);
});

const signIn = (email: string, password: string, headers: Readonly<Record<string, string>> = {}) =>
  call(server.url, 'POST', '/api/auth/login', { email, password }, headers);

async function createAccount(options: { readonly mustChangePassword?: boolean; readonly isActive?: boolean } = {}) {
  count += 1;
  const email = `Person.${count}@lab.example`;
  const id = await createTestUser(server.context.database, { role: 'user', name: `Jane Doe ${count}`, email, passwordHash, ...options });
  return { id, email };
}

/** Connections of this test's database that wait for a lock. */
async function waiting(database: Database): Promise<readonly unknown[]> {
  const statement = sql`select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
  return (await statement.execute(database)).rows;
}

function cookieOf(headers: Headers): string {
  return headers.get('set-cookie')?.split(';')[0] ?? '';
}

describe('sign-in', () => {
  it('opens a session for the right password, however the e-mail is spelled', async () => {
    const { id, email } = await createAccount();
    const answer = await signIn(` ${email.toUpperCase()} `, PASSWORD);
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({ id, email, role: 'user', mustChangePassword: false, instanceTitle: 'Milestone' });
    const me = await call(server.url, 'GET', '/api/auth/me', undefined, { cookie: cookieOf(answer.headers) });
    expect(me).toMatchObject({ status: 200, body: { id } });
  });

  it('sets one cookie that scripts cannot read, that other sites do not send, and that ends with the session', async () => {
    const { email } = await createAccount();
    const cookie = (await signIn(email, PASSWORD)).headers.get('set-cookie') ?? '';
    expect(cookie).toMatch(/^milestone_session=[A-Za-z0-9_-]{43}; /);
    const flags = cookie.split('; ').slice(1);
    expect(flags.toSorted()).toEqual(['HttpOnly', 'Max-Age=86400', 'Path=/', 'SameSite=Lax']);
  });

  it('keeps no token, only its SHA-256', async () => {
    const { email } = await createAccount();
    const token = cookieOf((await signIn(email, PASSWORD)).headers).split('=')[1] ?? '';
    const { rows } = await sql<{ dump: string }>`select row_to_json(sessions)::text as dump from sessions`.execute(server.context.database);
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.some(({ dump }) => dump.includes(token) || dump.includes(Buffer.from(token, 'base64url').toString('hex')))).toBe(false);
  });

  it('answers wrong passwords and unknown accounts with the same bytes', async () => {
    const { email } = await createAccount();
    const [wrong, unknown] = [await signIn(email, OTHER_PASSWORD), await signIn('nobody@lab.example', OTHER_PASSWORD)];
    const strip = ({ instance: _requestId, ...problem }: Record<string, unknown>) => problem;
    expect(wrong.status).toBe(401);
    expect(strip(wrong.body)).toEqual(strip(unknown.body));
    expect(wrong.body.code).toBe('wrong_credentials');
    expect(unknown.headers.get('set-cookie')).toBeNull();
  });

  it('says that an account is switched off only to who knows its password', async () => {
    const { email } = await createAccount({ isActive: false });
    expect((await signIn(email, OTHER_PASSWORD)).body.code).toBe('wrong_credentials');
    expect(await signIn(email, PASSWORD)).toMatchObject({ status: 403, body: { code: 'account_disabled' } });
  });

  it('replaces the session that the browser came with', async () => {
    const { email } = await createAccount();
    const before = cookieOf((await signIn(email, PASSWORD)).headers);
    const after = cookieOf((await signIn(email, PASSWORD, { cookie: before })).headers);
    expect(after).not.toBe(before);
    expect((await call(server.url, 'GET', '/api/auth/me', undefined, { cookie: before })).status).toBe(401);
    expect((await call(server.url, 'GET', '/api/auth/me', undefined, { cookie: after })).status).toBe(200);
    expect(events).toHaveLength(1);
  });

  it('never takes over a session token that the caller chose', async () => {
    const { email } = await createAccount();
    const planted = `milestone_session=${'A'.repeat(43)}`;
    expect(cookieOf((await signIn(email, PASSWORD, { cookie: planted })).headers)).not.toBe(planted);
  });

  it('hashes again when the stored hash is of an older cost', async () => {
    const id = await createTestUser(server.context.database, {
      role: 'user',
      email: 'old.hash@lab.example',
      passwordHash: await hash(PASSWORD, { memoryCost: 8192, timeCost: 1 }),
    });
    expect((await signIn('old.hash@lab.example', PASSWORD)).status).toBe(200);
    const { rows } = await sql<{ password_hash: string }>`select password_hash from users where id = ${id}`.execute(
      server.context.database,
    );
    expect(rows[0]?.password_hash).toMatch(/m=19456,t=2,p=1/);
    expect((await signIn('old.hash@lab.example', PASSWORD)).status).toBe(200);
  });

  it('keeps the newest fifty sessions of a user', async () => {
    const { id, email } = await createAccount();
    for (let index = 0; index < 55; index += 1) await createTestSession(server.context.database, id);
    await signIn(email, PASSWORD);
    const { rows } = await sql<{ count: number }>`select count(*) as count from sessions where user_id = ${id}`.execute(
      server.context.database,
    );
    expect(rows[0]?.count).toBe(50);
  });
});

describe('sessions that have ended', () => {
  it('are cleared away by the sign-ins of others', async () => {
    const { database } = server.context;
    const { id } = await createAccount();
    await createTestSession(database, id);
    await sql`update sessions set expires_at = now() - interval '1 second' where user_id = ${id}`.execute(database);
    await signIn((await createAccount()).email, PASSWORD);
    const { rows } = await sql`select 1 from sessions where user_id = ${id}`.execute(database);
    expect(rows).toHaveLength(0);
  });
});

describe('the cost of a sign-in', () => {
  it('is one password check of the same strength, whether the account exists, has a password, or not', async () => {
    const { email } = await createAccount();
    await createTestUser(server.context.database, { role: 'user', email: 'no.password@lab.example' });
    await signIn('first.unknown@lab.example', OTHER_PASSWORD);
    for (const address of [email, 'nobody.at.all@lab.example', 'no.password@lab.example']) {
      vi.mocked(verify).mockClear();
      expect((await signIn(address, OTHER_PASSWORD)).status).toBe(401);
      expect(vi.mocked(verify).mock.calls.map(([stored]) => parseOptions(stored))).toEqual([parseOptions(passwordHash)]);
    }
  });
});

describe('the sign-in limit', () => {
  it('stops guessing at one account, known or not, with a time to wait, and also refuses the right password then', async () => {
    const { email } = await createAccount();
    for (const address of [email, 'unknown.person@lab.example']) {
      for (let attempt = 0; attempt < SIGN_IN_LIMITS.account; attempt += 1)
        expect((await signIn(address, OTHER_PASSWORD)).status).toBe(401);
      const refused = await signIn(address, PASSWORD);
      expect(refused).toMatchObject({ status: 429, body: { code: 'too_many_attempts' } });
      expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(600);
    }
  });

  it('lets no more through when they come at once', async () => {
    const { email } = await createAccount();
    const answers = await Promise.all(Array.from({ length: 30 }, () => signIn(email, OTHER_PASSWORD)));
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(SIGN_IN_LIMITS.account);
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(30 - SIGN_IN_LIMITS.account);
  });

  it('stops one address that tries many accounts', async () => {
    await sql`update sign_in_attempts set attempt_count = 0`.execute(server.context.database);
    await signIn('first.of.many@lab.example', OTHER_PASSWORD);
    await sql`update sign_in_attempts set attempt_count = ${SIGN_IN_LIMITS.address} where kind = 'address'`.execute(
      server.context.database,
    );
    expect((await signIn('another.one@lab.example', OTHER_PASSWORD)).status).toBe(429);
  });

  it('forgets after a success, and when the window is over', async () => {
    const { email } = await createAccount();
    for (let attempt = 1; attempt < SIGN_IN_LIMITS.account; attempt += 1) await signIn(email, OTHER_PASSWORD);
    expect((await signIn(email, PASSWORD)).status).toBe(200);
    for (let attempt = 0; attempt < SIGN_IN_LIMITS.account; attempt += 1) expect((await signIn(email, OTHER_PASSWORD)).status).toBe(401);
    expect((await signIn(email, PASSWORD)).status).toBe(429);
    await sql`update sign_in_attempts set window_ends_at = now() - interval '1 second'`.execute(server.context.database);
    expect((await signIn(email, PASSWORD)).status).toBe(200);
  });

  it('keeps what was typed as a hash alone', async () => {
    await signIn('my-secret-typed-into-the-wrong-field', OTHER_PASSWORD);
    const { rows } = await sql<{ dump: string }>`select row_to_json(sign_in_attempts)::text as dump from sign_in_attempts`.execute(
      server.context.database,
    );
    expect(rows).toHaveLength(2);
    expect(rows.map(({ dump }) => dump).join('')).not.toMatch(/secret|127\.0\.0\.1/);
  });
});

describe('sessions', () => {
  it('end at sign-out, on the server too', async () => {
    const client = await signedIn(server, { role: 'user' });
    const answer = await client.call('POST', '/api/auth/logout');
    expect(answer.status).toBe(200);
    expect(answer.headers.get('set-cookie')).toMatch(/^milestone_session=; .*Expires=Thu, 01 Jan 1970/);
    expect((await client.call('GET', '/api/auth/me')).status).toBe(401);
    expect(events).toMatchObject([{ kind: 'sessionsEnded' }]);
  });

  it('are listed to their user, and each can be ended', async () => {
    const { database } = server.context;
    const first = await signedIn(server, { role: 'user' });
    const second = clientOf(server, first.userId, await createTestSession(database, first.userId));
    await sql`update sessions set ip_address = '192.0.2.7', user_agent = 'Firefox' where user_id = ${first.userId}`.execute(database);
    const { body } = await first.call('GET', '/api/auth/sessions');
    expect(body.items).toHaveLength(2);
    expect(body.items[0]).toMatchObject({ ipAddress: '192.0.2.7', userAgent: 'Firefox' });
    const other = body.items.find((session: { isCurrent: boolean }) => !session.isCurrent);
    expect((await first.call('DELETE', `/api/auth/sessions/${other.id}`)).status).toBe(204);
    expect((await second.call('GET', '/api/auth/me')).status).toBe(401);
    expect((await first.call('GET', '/api/auth/me')).status).toBe(200);
    expect(events).toEqual([{ kind: 'sessionsEnded', sessionIds: [other.id] }]);
  });

  it('of other people are not found', async () => {
    const [mine, theirs] = [await signedIn(server, { role: 'admin' }), await signedIn(server, { role: 'user' })];
    const { body } = await theirs.call('GET', '/api/auth/sessions');
    expect((await mine.call('DELETE', `/api/auth/sessions/${body.items[0].id}`)).status).toBe(404);
    expect((await theirs.call('GET', '/api/auth/me')).status).toBe(200);
  });

  it.each([
    ['its last day is over', sql`update sessions set expires_at = now()`],
    [
      'nobody used it for a day',
      sql`update sessions set last_seen_at = now() - interval '25 hours', expires_at = now() + interval '8 days'`,
    ],
  ])('end when %s', async (_why, statement) => {
    const client = await signedIn(server, { role: 'user' });
    expect((await client.call('GET', '/api/auth/me')).status).toBe(200);
    await statement.execute(server.context.database);
    expect((await client.call('GET', '/api/auth/me')).status).toBe(401);
  });

  it('stay alive by use, written at most once a minute', async () => {
    const client = await signedIn(server, { role: 'user' });
    const seenAt = async () => {
      const { rows } = await sql<{ age: number }>`select extract(epoch from now() - last_seen_at)::float8 as age from sessions
        where user_id = ${client.userId}`.execute(server.context.database);
      return rows[0]?.age ?? Number.NaN;
    };
    await sql`update sessions set last_seen_at = now() - interval '30 seconds' where user_id = ${client.userId}`.execute(
      server.context.database,
    );
    await client.call('GET', '/api/auth/me');
    expect(await seenAt()).toBeGreaterThan(29);
    await sql`update sessions set last_seen_at = now() - interval '2 minutes' where user_id = ${client.userId}`.execute(
      server.context.database,
    );
    await client.call('GET', '/api/auth/me');
    expect(await seenAt()).toBeLessThan(10);
  });

  it('take role, sites and state from the user at each request', async () => {
    const { database } = server.context;
    const site = await createTestSite(database, 'Bern');
    const client = await signedIn(server, { role: 'user' });
    await sql`update users set role = 'superuser' where id = ${client.userId}`.execute(database);
    await sql`insert into user_sites (user_id, site_id) values (${client.userId}, ${site})`.execute(database);
    expect((await client.call('GET', '/api/auth/me')).body).toMatchObject({ role: 'superuser', siteIds: [site] });
    await sql`update staff set is_active = false where id = ${client.userId}`.execute(database);
    expect((await client.call('GET', '/api/auth/me')).status).toBe(401);
  });

  it.each(['', 'x', "'; drop table sessions; --", 'A'.repeat(43), 'é', '%00'])('are not opened by the cookie %j', async (value) => {
    const answer = await call(server.url, 'GET', '/api/auth/me', undefined, { cookie: `milestone_session=${encodeURIComponent(value)}` });
    expect(answer).toMatchObject({ status: 401, body: { code: 'not_signed_in' } });
  });
});

describe('changing the password', () => {
  async function signedInWithPassword(options: { readonly mustChangePassword?: boolean } = {}) {
    const { id, email } = await createAccount(options);
    return { email, client: clientOf(server, id, cookieOf((await signIn(email, PASSWORD)).headers)) };
  }
  const change = (client: { call: typeof clientOf.prototype.call }, currentPassword: string, newPassword: string) =>
    client.call('POST', '/api/auth/change-password', { currentPassword, newPassword });

  it('gives a new session, ends all others, and only the new password signs in', async () => {
    const { email, client } = await signedInWithPassword();
    const other = clientOf(server, client.userId, await createTestSession(server.context.database, client.userId));
    const answer = await change(client, PASSWORD, OTHER_PASSWORD);
    expect(answer.status).toBe(200);
    expect((await client.call('GET', '/api/auth/me')).status).toBe(401);
    expect((await other.call('GET', '/api/auth/me')).status).toBe(401);
    const renewed = clientOf(server, client.userId, cookieOf(answer.headers));
    expect((await renewed.call('GET', '/api/auth/me')).status).toBe(200);
    expect((await signIn(email, PASSWORD)).status).toBe(401);
    expect((await signIn(email, OTHER_PASSWORD)).status).toBe(200);
    expect(events[0]).toMatchObject({ kind: 'sessionsEnded', sessionIds: [expect.any(String), expect.any(String)] });
  });

  it('needs the current password, and guessing it is limited', async () => {
    const { client } = await signedInWithPassword();
    for (let attempt = 0; attempt < SIGN_IN_LIMITS.account; attempt += 1) {
      const answer = await change(client, OTHER_PASSWORD, 'another good sentence');
      expect(answer).toMatchObject({ status: 422, body: { errors: [{ field: 'currentPassword' }] } });
    }
    expect((await change(client, PASSWORD, OTHER_PASSWORD)).status).toBe(429);
  });

  it.each(['short', 'password123456', PASSWORD])('refuses %j as the new one and changes nothing', async (weak) => {
    const { email, client } = await signedInWithPassword();
    const answer = await change(client, PASSWORD, weak);
    expect(answer).toMatchObject({ status: 422, body: { code: 'password_too_weak', errors: [{ field: 'newPassword' }] } });
    expect((await signIn(email, PASSWORD)).status).toBe(200);
    expect((await client.call('GET', '/api/auth/me')).status).toBe(200);
  });

  it('refuses the own name', async () => {
    const { client } = await signedInWithPassword();
    expect((await change(client, PASSWORD, 'Jane.Doe.1990')).body.code).toBe('password_too_weak');
  });

  it('of two at once lets one win', async () => {
    const { email, client } = await signedInWithPassword();
    const second = clientOf(server, client.userId, await createTestSession(server.context.database, client.userId));
    const answers = await Promise.all([change(client, PASSWORD, 'seven green ladders'), change(second, PASSWORD, 'eight brown ladders')]);
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    const tries = [await signIn(email, 'seven green ladders'), await signIn(email, 'eight brown ladders')];
    expect(tries.filter(({ status }) => status === 200)).toHaveLength(1);
  });

  it('leaves no session that the old password opened, not even at the same moment', async () => {
    const { email, client } = await signedInWithPassword();
    const [changed, ...opened] = await Promise.all([
      change(client, PASSWORD, OTHER_PASSWORD),
      ...Array.from({ length: 6 }, () => signIn(email, PASSWORD)),
    ]);
    expect(changed.status).toBe(200);
    const tries = opened.map(({ headers }) => call(server.url, 'GET', '/api/auth/me', undefined, { cookie: cookieOf(headers) }));
    expect((await Promise.all(tries)).map(({ status }) => status)).toEqual(opened.map(() => 401));
  });

  it('that commits between the check of the old password and the new session opens none', async () => {
    const { database } = server.context;
    const { id, email } = await createAccount();
    let started: ReturnType<typeof signIn> | undefined;
    await database.transaction().execute(async (transaction) => {
      await sql`update users set password_hash = 'changed' where id = ${id}`.execute(transaction);
      started = signIn(email, PASSWORD);
      // The sign-in has checked the hash that it could still read, and now waits for this transaction.
      await expect.poll(async () => (await waiting(database)).length, { timeout: 10_000 }).toBe(1);
    });
    expect((await started)?.status).toBe(401);
    const { rows } = await sql`select 1 from sessions where user_id = ${id}`.execute(database);
    expect(rows).toEqual([]);
  });

  it('is forced after a password that somebody else gave: until then nothing else answers', async () => {
    const { client } = await signedInWithPassword({ mustChangePassword: true });
    expect((await client.call('GET', '/api/auth/me')).body.mustChangePassword).toBe(true);
    expect(await client.call('GET', '/api/auth/sessions')).toMatchObject({ status: 403, body: { code: 'password_change_required' } });
    const answer = await change(client, PASSWORD, OTHER_PASSWORD);
    expect(answer.body.mustChangePassword).toBe(false);
    const renewed = clientOf(server, client.userId, cookieOf(answer.headers));
    expect((await renewed.call('GET', '/api/auth/sessions')).status).toBe(200);
  });
});

describe('other web sites', () => {
  it.each([
    ['sec-fetch-site', 'cross-site'],
    ['sec-fetch-site', 'same-site'],
    ['origin', 'https://evil.example'],
    ['origin', 'null'],
  ])('cannot make a browser sign in or act: %s %s', async (name, value) => {
    const headers = { [name]: value };
    const { email } = await createAccount();
    expect(await signIn(email, PASSWORD, headers)).toMatchObject({ status: 403, body: { code: 'cross_site_request' } });
    const client = await signedIn(server, { role: 'user' });
    expect((await client.call('POST', '/api/auth/logout', undefined, headers)).status).toBe(403);
    expect((await client.call('GET', '/api/auth/me')).status).toBe(200);
  });
});
