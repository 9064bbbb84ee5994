import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createUuid } from '../../../lib/uuid.ts';
import type { SiteId } from '../../../planning/model.ts';
import type { AccessEvent } from '../../platform/live/access-news.ts';
import { call, clientOf, createTestSession, createTestSite, signedIn, type TestClient } from '../../../../tests/support/test-accounts.ts';
import { startTestServer, type TestServer } from '../../../../tests/support/test-server.ts';
import { ensureFirstAdmin } from './first-admin.ts';

let server: TestServer;
let admin: TestClient;
let bern: SiteId;
let lyon: SiteId;
const events: AccessEvent[] = [];

beforeAll(async () => {
  server = await startTestServer();
  const { database } = server.context;
  [bern, lyon] = [await createTestSite(database, 'Bern'), await createTestSite(database, 'Lyon')];
  admin = await signedIn(server, { role: 'admin', name: 'Ada Admin' });
  server.context.accessNews.subscribe((event) => events.push(event));
});
afterAll(() => server.stop());
beforeEach(() => {
  events.length = 0;
});

let count = 0;
async function createUser(fields: object = {}) {
  count += 1;
  const body = { email: `user.${count}@lab.example`, name: `User ${count}`, role: 'user', siteIds: [bern], ...fields };
  return admin.call('POST', '/api/users', body);
}
const signIn = (email: string, password: string) => call(server.url, 'POST', '/api/auth/login', { email, password });

async function revisionOf(): Promise<number> {
  const { rows } = await sql<{ revision: number }>`select revision from plan_revision`.execute(server.context.database);
  return rows[0]?.revision ?? -1;
}

describe('creating a user', () => {
  it('answers a one-time password once, which must be changed at the first sign-in', async () => {
    const created = await createUser({
      email: 'New.Person@lab.example',
      name: 'New Person',
      homeSiteId: bern,
      jobTitle: 'Chemist',
      maxCapacityPercent: 80,
    });
    expect(created.status).toBe(201);
    expect(created.body.user).toMatchObject({
      email: 'New.Person@lab.example',
      role: 'user',
      siteIds: [bern],
      homeSiteId: bern,
      jobTitle: 'Chemist',
      maxCapacityPercent: 80,
      weeklyPattern: [100, 100, 100, 100, 100, 0, 0],
      isActive: true,
      mustChangePassword: true,
    });
    const answer = await signIn('new.person@lab.example', created.body.oneTimePassword);
    expect(answer).toMatchObject({ status: 200, body: { mustChangePassword: true } });
    const { text } = await admin.call('GET', `/api/users/${created.body.user.id}`);
    expect(text).not.toContain(created.body.oneTimePassword);
    expect(text).not.toMatch(/argon2|password_hash|Hash/);
  });

  it('makes the person part of the plan, for everybody who sees it, in the same revision', async () => {
    const before = await revisionOf();
    const { body } = await createUser({ name: 'Planned Person', homeSiteId: lyon });
    expect(await revisionOf()).toBe(before + 1);
    const plan = await admin.call('GET', '/api/plan');
    expect(plan.body.staff).toContainEqual(expect.objectContaining({ id: body.user.id, name: 'Planned Person', homeSiteId: lyon }));
    const changes = await admin.call('GET', `/api/changes?since=${before}`);
    expect(changes.body.items[0].patches).toContainEqual(expect.objectContaining({ entity: 'staff', id: body.user.id, field: 'name' }));
    expect(changes.text).not.toContain('lab.example');
  });

  it('refuses a second account for an e-mail in any spelling, and writes nothing of it', async () => {
    await createUser({ email: 'straße@lab.example' });
    const before = await revisionOf();
    const again = await createUser({ email: 'STRASSE@lab.example', name: 'Never Made' });
    expect(again).toMatchObject({ status: 409, body: { code: 'duplicate', errors: [{ field: 'email' }] } });
    expect(await revisionOf()).toBe(before);
    expect((await admin.call('GET', '/api/plan')).text).not.toContain('Never Made');
  });

  it('refuses the id of another user, unknown sites, and a weak password', async () => {
    expect(await createUser({ id: admin.userId })).toMatchObject({ status: 409, body: { errors: [{ field: 'id' }] } });
    expect(await createUser({ siteIds: [bern, createUuid()] })).toMatchObject({ status: 422, body: { errors: [{ field: 'siteIds.1' }] } });
    expect(await createUser({ homeSiteId: createUuid() })).toMatchObject({ status: 404, body: { errors: [{ field: 'homeSiteId' }] } });
    expect(await createUser({ password: 'password1234' })).toMatchObject({ status: 422, body: { errors: [{ field: 'password' }] } });
  });

  it('of two at once with one e-mail makes one', async () => {
    const answers = await Promise.all([createUser({ email: 'twin@lab.example' }), createUser({ email: 'Twin@lab.example' })]);
    expect(answers.map(({ status }) => status)).toEqual(expect.arrayContaining([201, 409]));
  });
});

describe('the list of users', () => {
  it('is paged in the order of folded names, forwards and backwards, without loss or repeat', async () => {
    for (const name of ['Zoé Östlund', 'zoe Abel', 'Ángel Ruiz', 'angela Park', 'Émile Roux']) await createUser({ name });
    const { rows } = await sql<{ count: number }>`select count(*) as count from users`.execute(server.context.database);
    const ofFive: Record<string, readonly string[]> = {};
    for (const sort of ['name', '-name', 'email', '-email']) {
      const names: string[] = [];
      let cursor: string | null = null;
      do {
        const page = await admin.call('GET', `/api/users?limit=3&sort=${sort}${cursor === null ? '' : `&cursor=${cursor}`}`);
        names.push(...page.body.items.map((user: { name: string }) => user.name));
        cursor = page.body.nextCursor;
      } while (cursor !== null);
      expect(names).toHaveLength(rows[0]?.count ?? -1);
      ofFive[sort] = names.filter((name) => /Zoé|zoe|Ángel|angela|Émile/.test(name));
    }
    const inOrder = ['Ángel Ruiz', 'angela Park', 'Émile Roux', 'zoe Abel', 'Zoé Östlund'];
    expect(ofFive['name']).toEqual(inOrder);
    expect(ofFive['-name']).toEqual(inOrder.toReversed());
    expect(ofFive['-email']).toEqual(ofFive['email']?.toReversed());
  });

  it('is searched by any part of name or e-mail, accents and case ignored, signs taken as they are', async () => {
    await createUser({ name: 'Jürgen Groß', email: 'under_score@lab.example' });
    const found = async (search: string) =>
      (await admin.call('GET', `/api/users?search=${encodeURIComponent(search)}`)).body.items.map((user: { name: string }) => user.name);
    expect(await found('JURGEN GROSS')).toEqual(['Jürgen Groß']);
    expect(await found('under_sc')).toEqual(['Jürgen Groß']);
    expect(await found('%')).toEqual([]);
    expect(await found("' or true --")).toEqual([]);
  });

  it('is filtered by role, site and state', async () => {
    const { body } = await createUser({ role: 'superuser', siteIds: [lyon], isActive: false });
    const answer = await admin.call('GET', `/api/users?role=superuser&siteId=${lyon}&isActive=false`);
    expect(answer.body.items.map((user: { id: string }) => user.id)).toEqual([body.user.id]);
    expect((await admin.call('GET', `/api/users?role=superuser&siteId=${lyon}&isActive=true`)).body.items).toEqual([]);
  });
});

describe('changing a user', () => {
  async function signedInUser(role: 'user' | 'superuser' | 'admin' = 'user') {
    const { body } = await createUser({ role, password: 'some sentence of mine' });
    await sql`update users set must_change_password = false where id = ${body.user.id}`.execute(server.context.database);
    return clientOf(server, body.user.id, await createTestSession(server.context.database, body.user.id));
  }

  it('writes account and staff part together, and tells the open browsers', async () => {
    const client = await signedInUser();
    const answer = await admin.call('PATCH', `/api/users/${client.userId}`, {
      name: 'Renamed Person',
      email: 'Renamed@lab.example',
      siteIds: [lyon],
      maxCapacityPercent: 50,
      jobTitle: null,
    });
    expect(answer).toMatchObject({
      status: 200,
      body: { name: 'Renamed Person', email: 'Renamed@lab.example', siteIds: [lyon], maxCapacityPercent: 50 },
    });
    expect((await client.call('GET', '/api/auth/me')).body).toMatchObject({ name: 'Renamed Person', siteIds: [lyon] });
    expect(events).toEqual([{ kind: 'rightsChanged', userId: client.userId }]);
    expect((await admin.call('GET', '/api/users?search=renamed person')).body.items).toHaveLength(1);
  });

  it('gives another role only to a new session', async () => {
    const client = await signedInUser();
    expect((await admin.call('PATCH', `/api/users/${client.userId}`, { role: 'superuser' })).status).toBe(200);
    expect((await client.call('GET', '/api/auth/me')).status).toBe(401);
    expect(events[0]).toMatchObject({ kind: 'sessionsEnded', sessionIds: [expect.any(String)] });
  });

  it('switched off ends the sessions at once and keeps the person in the plan', async () => {
    const client = await signedInUser();
    await admin.call('PATCH', `/api/users/${client.userId}`, { isActive: false });
    expect((await client.call('GET', '/api/auth/me')).status).toBe(401);
    const plan = await admin.call('GET', '/api/plan');
    expect(plan.body.staff).toContainEqual(expect.objectContaining({ id: client.userId, isActive: false }));
    await admin.call('PATCH', `/api/users/${client.userId}`, { isActive: true });
    expect((await client.call('GET', '/api/auth/me')).status).toBe(401);
  });

  it('never takes the last active administrator away, not by two requests at once either', async () => {
    for (const change of [{ role: 'user' }, { isActive: false }]) {
      const answer = await admin.call('PATCH', `/api/users/${admin.userId}`, change);
      expect(answer).toMatchObject({
        status: 409,
        body: { code: 'refused', rule: 'last_admin', errors: [{ field: Object.keys(change)[0] }] },
      });
    }
    const second = await signedInUser('admin');
    const answers = await Promise.all([
      admin.call('PATCH', `/api/users/${second.userId}`, { role: 'user' }),
      second.call('PATCH', `/api/users/${admin.userId}`, { role: 'user' }),
    ]);
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    const { rows } = await sql`select 1 from users where role = 'admin'`.execute(server.context.database);
    expect(rows).toHaveLength(1);
    await sql`update users set role = 'admin' where id = ${admin.userId}`.execute(server.context.database);
    await sql`update users set role = 'user' where id = ${second.userId}`.execute(server.context.database);
    admin = clientOf(server, admin.userId, await createTestSession(server.context.database, admin.userId));
  });

  it('resets a password: old one and sessions end, the new one must be changed', async () => {
    const { body } = await createUser({ email: 'forgetful@lab.example', password: 'some sentence of mine' });
    const session = clientOf(server, body.user.id, await createTestSession(server.context.database, body.user.id));
    expect(body.oneTimePassword).toBeNull();
    const reset = await admin.call('POST', `/api/users/${body.user.id}/reset-password`);
    expect(reset.status).toBe(200);
    expect((await session.call('GET', '/api/auth/me')).status).toBe(401);
    expect((await signIn('forgetful@lab.example', 'some sentence of mine')).status).toBe(401);
    expect(await signIn('forgetful@lab.example', reset.body.oneTimePassword)).toMatchObject({
      status: 200,
      body: { mustChangePassword: true },
    });
  });

  it('that is not there is not found', async () => {
    const id = createUuid();
    expect((await admin.call('GET', `/api/users/${id}`)).status).toBe(404);
    expect((await admin.call('PATCH', `/api/users/${id}`, { role: 'admin' })).status).toBe(404);
    expect((await admin.call('POST', `/api/users/${id}/reset-password`)).status).toBe(404);
  });

  it('can clear every optional field again', async () => {
    const { body } = await createUser({ homeSiteId: bern, jobTitle: 'Chemist' });
    const answer = await admin.call('PATCH', `/api/users/${body.user.id}`, { homeSiteId: null, jobTitle: null, siteIds: [] });
    expect(answer.body).toMatchObject({ homeSiteId: null, jobTitle: null, siteIds: [] });
  });
});

describe('the first administrator', () => {
  it('is made once on an empty instance, with a password that signs in and must be changed', async () => {
    const empty = await startTestServer();
    try {
      const results = await Promise.all([ensureFirstAdmin(empty.context, {}), ensureFirstAdmin(empty.context, {})]);
      const made = results.filter((result) => result !== undefined);
      expect(made).toHaveLength(1);
      expect(made[0]?.email).toBe('admin@milestone.app');
      const answer = await call(empty.url, 'POST', '/api/auth/login', { email: made[0]?.email, password: made[0]?.oneTimePassword });
      expect(answer).toMatchObject({ status: 200, body: { role: 'admin', mustChangePassword: true } });
      expect(await ensureFirstAdmin(empty.context, {})).toBeUndefined();
    } finally {
      await empty.stop();
    }
  });

  it('takes the configured e-mail and password', async () => {
    const empty = await startTestServer();
    try {
      await ensureFirstAdmin(empty.context, { email: 'Boss@lab.example', password: 'given by the operator' });
      const answer = await call(empty.url, 'POST', '/api/auth/login', { email: 'boss@lab.example', password: 'given by the operator' });
      expect(answer).toMatchObject({ status: 200, body: { mustChangePassword: true } });
    } finally {
      await empty.stop();
    }
  });
});
