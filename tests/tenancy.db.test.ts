import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import type { ServerMessage } from '../src/contract/socket.ts';
import { createUuid } from '../src/lib/uuid.ts';
import type { StaffId } from '../src/planning/model.ts';
import {
  readCredentials,
  renameTenant,
  resetAdminPassword,
  setTenantStatus,
  updateTenant,
  type Tenant,
} from '../src/server/master/tenants/public.ts';
import { hashPassword } from '../src/server/platform/accounts/password-hash.ts';
import { eventually } from './support/product-process.ts';
import { call, createTestSession, createTestSite, createTestUser, type TestClient } from './support/test-accounts.ts';
import { databaseOf, signedInTo, startTestPlatform, type TestNode, type TestPlatform } from './support/test-platform.ts';

const by = { requestedBy: 'tester' };
type Reader = { readonly messages: ServerMessage[]; readonly closed: Promise<number>; readonly socket: WebSocket };

describe('tenants on nodes', () => {
  let platform: TestPlatform;
  let node: TestNode;
  let otherNode: TestNode;
  let tenants: Tenant[];
  const readers: Reader[] = [];

  beforeAll(async () => {
    platform = await startTestPlatform();
    tenants = [await platform.makeTenant('acme'), await platform.makeTenant('borealis'), await platform.makeTenant('cygnus')];
    node = await platform.startNode();
    otherNode = await platform.startNode();
  });
  afterEach(() => {
    for (const { socket } of readers.splice(0)) socket.terminate();
  });
  afterAll(() => platform.stop());

  const tenant = (index: number): Tenant => {
    const found = tenants[index];
    if (!found) throw new Error('no such tenant');
    return found;
  };
  const codeOf = async (url: string, slug: string, path = '/api/auth/session') => (await call(url, 'GET', `/t/${slug}${path}`)).body?.code;

  function open(at: TestNode, slug: string, cookie: string): Reader {
    const socket = new WebSocket(`${at.url.replace('http', 'ws')}/t/${slug}/api/ws`, { headers: { cookie } });
    const messages: ServerMessage[] = [];
    socket.on('message', (data: Buffer) => messages.push(JSON.parse(data.toString()) as ServerMessage));
    const reader = { messages, socket, closed: new Promise<number>((resolve) => socket.once('close', resolve)) };
    readers.push(reader);
    return reader;
  }
  const hears = (reader: Reader, type: ServerMessage['type'], withinMs = 5000) =>
    eventually(
      () => Promise.resolve(reader.messages.find((message) => message.type === type)),
      (message) => message !== undefined,
      withinMs,
    );
  const newProject = (siteId: string, name: string) => ({
    commands: [{ kind: 'project.create', id: createUuid(), siteId, name, startOn: '2026-01-05', endOn: '2026-02-05' }],
  });

  it('have each their own administrator, sessions and cookies', async () => {
    const { slug, id } = tenant(0);
    const credentials = await readCredentials(platform.master, id);
    if (!credentials.ok) throw new Error(credentials.refusal.message);
    const { adminEmail: email, firstPassword: password } = credentials.value;
    const signIn = await call(node.url, 'POST', `/t/${slug}/api/auth/login`, { email, password });
    expect(signIn.status).toBe(200);
    const setCookie = signIn.headers.get('set-cookie') ?? '';
    expect(setCookie).toContain(`Path=/t/${slug};`);
    const cookie = setCookie.split(';')[0] ?? '';
    expect((await call(node.url, 'GET', `/t/${slug}/api/auth/me`, undefined, { cookie })).status).toBe(200);
    expect((await call(node.url, 'GET', `/t/${tenant(1).slug}/api/auth/me`, undefined, { cookie })).status).toBe(401);
    expect((await call(node.url, 'POST', `/t/${tenant(1).slug}/api/auth/login`, { email, password })).body.code).toBe('wrong_credentials');
    const body = { currentPassword: password, newPassword: 'Quite-Another-42' };
    expect((await call(node.url, 'POST', `/t/${slug}/api/auth/change-password`, body, { cookie })).status).toBe(200);
    // The generated password has no more use once it was replaced.
    const firstPassword = async () => {
      const now = await readCredentials(platform.master, id);
      return now.ok ? now.value.firstPassword : 'refused';
    };
    expect(await eventually(firstPassword, (kept) => kept === null)).toBeNull();
  });

  it('are found by their slug alone: without one, or with an unknown one, there is none', async () => {
    for (const path of ['/api/auth/session', '/t/nobody/api/auth/session', '/t/Nobody%20else/api/plan']) {
      const answer = await call(node.url, 'GET', path);
      expect([answer.status, answer.body.code]).toEqual([404, 'tenant_not_found']);
    }
    const socket = open(node, 'nobody', '');
    expect(await hears(socket, 'bye')).toEqual({ type: 'bye', code: 'tenant_not_found' });
    expect((await call(node.url, 'GET', `/t/${tenant(0).slug}/api/admin/auth/me`)).body.code).toBe('not_found');
    expect((await call(node.url, 'GET', `/t/${tenant(0).slug}/api/%61dmin/auth/me`)).body.code).toBe('not_found');
  });

  it('hear of changes on every node, and never of another tenant’s', async () => {
    const [one, two] = [tenant(0).slug, tenant(1).slug];
    const siteId = await createTestSite(databaseOf(node, one), 'Zurich');
    const [client, foreign] = [await signedInTo(node, one), await signedInTo(node, two)];
    const [here, there, elsewhere] = [
      open(node, one, client.cookie),
      open(otherNode, one, client.cookie),
      open(otherNode, two, foreign.cookie),
    ];
    for (const reader of [here, there, elsewhere]) await hears(reader, 'hello');
    expect((await client.call('POST', '/api/commands', newProject(siteId, 'Of one alone'))).status).toBe(200);
    for (const reader of [here, there]) expect(await hears(reader, 'change', 3000)).toMatchObject({ type: 'change' });
    expect(elsewhere.messages.map(({ type }) => type)).toEqual(['hello']);
    expect((await foreign.call('GET', '/api/plan')).text).not.toContain('Of one alone');
  });

  it.each(['suspended', 'archived'] as const)(
    'are refused on every node within 2 s when %s, and come back with everything',
    async (status) => {
      const { slug, id } = tenant(1);
      const client = await signedInTo(node, slug);
      const sockets = [open(node, slug, client.cookie), open(otherNode, slug, client.cookie)];
      for (const socket of sockets) await hears(socket, 'hello');
      await setTenantStatus(platform.master, id, status, by);
      for (const socket of sockets) {
        expect(await hears(socket, 'bye', 2000)).toEqual({ type: 'bye', code: 'tenant_inactive' });
        expect(await socket.closed).toBe(4001);
      }
      for (const { url } of [node, otherNode]) {
        const answer = await call(url, 'GET', `/t/${slug}/api/auth/me`, undefined, { cookie: client.cookie });
        expect([answer.status, answer.body.code]).toEqual([403, 'tenant_inactive']);
        expect(answer.body.detail).toMatch(/^This workspace is .*administrator/);
      }
      expect(await hears(open(node, slug, client.cookie), 'bye')).toEqual({ type: 'bye', code: 'tenant_inactive' });
      await setTenantStatus(platform.master, id, 'active', by);
      const me = () => client.call('GET', '/api/auth/me').then((answer) => answer.status);
      expect(await eventually(me, (now) => now === 200, 2000)).toBe(200);
    },
  );

  it('end what somebody has open on every node within 2 s of a change of rights, also right after news were lost', async () => {
    const { slug } = tenant(1);
    const admin = await signedInTo(node, slug);
    const userId = await createTestUser(databaseOf(node, slug), { role: 'user' });
    const cookie = await createTestSession(databaseOf(node, slug), userId);
    const [kept, dropped] = [open(otherNode, slug, admin.cookie), open(otherNode, slug, cookie)];
    for (const socket of [kept, dropped]) await hears(socket, 'hello');
    await platform.query(
      `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${platform.master.connection.database}' and query ilike 'listen%'`,
    );
    expect((await admin.call('PATCH', `/api/users/${userId}`, { role: 'superuser' })).status).toBe(200);
    expect(await hears(dropped, 'bye', 2000)).toEqual({ type: 'bye', code: 'not_signed_in' });
    expect(kept.messages.map(({ type }) => type)).not.toContain('bye');
  });

  it('end the sessions of an administrator whose password the portal resets, on every node', async () => {
    const { slug, id, adminEmail } = tenant(1);
    const database = databaseOf(node, slug);
    const { rows } = await sql<{ id: StaffId }>`
      update users set must_change_password = false where email = ${adminEmail} returning id`.execute(database);
    const [user] = rows;
    if (!user) throw new Error('the tenant has no administrator');
    const cookie = await createTestSession(database, user.id);
    const sockets = [open(node, slug, cookie), open(otherNode, slug, cookie)];
    for (const socket of sockets) await hears(socket, 'hello');
    expect(await resetAdminPassword(platform.master, id, by)).toMatchObject({ ok: true });
    for (const socket of sockets) expect(await hears(socket, 'bye', 2000)).toEqual({ type: 'bye', code: 'not_signed_in' });
  });

  it('are not served while their schema is behind the program', async () => {
    const { slug, id } = tenant(2);
    await platform.master.database.updateTable('tenants').set({ schema_version: 1 }).where('id', '=', id).execute();
    expect(
      await eventually(
        () => codeOf(node.url, slug),
        (code) => code === 'tenant_migrating',
      ),
    ).toBe('tenant_migrating');
    const answer = await call(node.url, 'GET', `/t/${slug}/api/plan`);
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '5']);
    const version = platform.master.options.ports.migrations.length;
    await platform.master.database.updateTable('tenants').set({ schema_version: version }).where('id', '=', id).execute();
    expect(
      await eventually(
        () => codeOf(node.url, slug),
        (code) => code !== 'tenant_migrating',
      ),
    ).not.toBe('tenant_migrating');
  });

  it('answer 503 with Retry-After when their database cannot be entered, and nobody else’s is taken instead', async () => {
    const { slug, id } = tenant(2);
    const change = (name: string) =>
      platform.master.database.updateTable('tenants').set({ database_name: name }).where('id', '=', id).execute();
    const { databaseName } = tenant(2);
    const cookie = `milestone_session=${'a'.repeat(43)}`;
    const ask = () => call(node.url, 'GET', `/t/${slug}/api/auth/me`, undefined, { cookie });
    for (const wrong of [`${databaseName}_gone`, tenant(0).databaseName.replace(/$/, '_not')]) {
      await change(wrong);
      const answer = await eventually(ask, ({ status }) => status === 503);
      expect([answer.status, answer.body.code, answer.headers.get('retry-after')]).toEqual([503, 'tenant_database_unavailable', '2']);
    }
    await change(databaseName);
    expect((await eventually(ask, ({ status }) => status === 401)).status).toBe(401);
    const cipher = (text: string) =>
      platform.master.database.updateTable('tenant_credentials').set({ ciphertext: text }).where('tenant_id', '=', id).execute();
    const kept = await platform.master.database
      .selectFrom('tenant_credentials')
      .selectAll()
      .where('tenant_id', '=', tenant(0).id)
      .executeTakeFirstOrThrow();
    const own = await platform.master.database
      .selectFrom('tenant_credentials')
      .selectAll()
      .where('tenant_id', '=', id)
      .orderBy('login')
      .execute();
    // Another tenant's ciphertext opens nothing here.
    await cipher(kept.ciphertext);
    expect((await eventually(ask, ({ status }) => status === 503)).body.code).toBe('tenant_database_unavailable');
    for (const { id: credentialId, ciphertext } of own)
      await platform.master.database.updateTable('tenant_credentials').set({ ciphertext }).where('id', '=', credentialId).execute();
    expect((await eventually(ask, ({ status }) => status === 401)).status).toBe(401);
  });

  it('may add no more projects and people than their plan allows', async () => {
    const { slug, id } = tenant(2);
    const siteId = await createTestSite(databaseOf(node, slug), 'Bern');
    const client = await signedInTo(node, slug);
    await updateTenant(platform.master, id, { maxProjects: 1, maxUsers: 2 }, by);
    const create = (name: string) => client.call('POST', '/api/commands', newProject(siteId, name));
    await eventually(
      () => Promise.resolve(node.app.registry.get(id)?.limits.maxProjects),
      (max) => max === 1,
    );
    expect((await create('First')).status).toBe(200);
    const refused = await create('Second');
    expect([refused.status, refused.body.code]).toEqual([409, 'limit_reached']);
    expect(refused.body.detail).toMatch(/at most 1 project and has 1/);
    const user = await client.call('POST', '/api/users', {
      name: 'One too many',
      email: 'more@test.example',
      role: 'user',
      siteIds: [siteId],
    });
    expect([user.status, user.body.code]).toEqual([409, 'limit_reached']);
    await updateTenant(platform.master, id, { maxProjects: null, maxUsers: null }, by);
    await eventually(
      () => Promise.resolve(node.app.registry.get(id)?.limits.maxProjects),
      (max) => max === null,
    );
    expect((await create('Second')).status).toBe(200);
  });

  it('go on when the registry is away', async () => {
    const { slug } = tenant(0);
    const client: TestClient = await signedInTo(node, slug);
    const name = platform.master.connection.database;
    await platform.query(`alter database "${name}" allow_connections false`);
    try {
      await platform.query(`select pg_terminate_backend(pid) from pg_stat_activity where datname = '${name}'`);
      for (let count = 0; count < 5; count += 1) expect((await client.call('GET', '/api/plan')).status).toBe(200);
      expect(await codeOf(node.url, tenant(1).slug, '/api/auth/me')).toBe('not_signed_in');
      expect(await codeOf(node.url, 'nobody')).toBe('tenant_not_found');
    } finally {
      await platform.query(`alter database "${name}" allow_connections true`);
    }
    await updateTenant(platform.master, tenant(0).id, { maxProjects: 77 }, by);
    const limit = () => Promise.resolve(node.app.registry.get(tenant(0).id)?.limits.maxProjects);
    expect(await eventually(limit, (max) => max === 77)).toBe(77);
  });

  it('lead from a former address to the present one', async () => {
    const { slug, id } = tenant(2);
    const next = platform.slug('new-name');
    await renameTenant(platform.master, id, next, by);
    const ask = () => fetch(`${node.url}/t/${slug}/gantt?zoom=week`, { redirect: 'manual' });
    const answer = await eventually(ask, ({ status }) => status === 308);
    expect(answer.headers.get('location')).toBe(`/t/${next}/gantt?zoom=week`);
    expect(await codeOf(node.url, next, '/api/auth/me')).toBe('not_signed_in');
  });

  it('have a default one where the configuration names it, with cookies of the whole site', async () => {
    const { slug } = tenant(0);
    const single = await platform.startNode({ defaultTenant: slug });
    const client = await signedInTo(single, slug);
    expect((await call(single.url, 'GET', '/api/auth/me', undefined, { cookie: client.cookie })).body.id).toBe(client.userId);
    expect((await call(single.url, 'GET', `/t/${tenant(1).slug}/api/auth/me`, undefined, { cookie: client.cookie })).status).toBe(401);
    await single.stop();
  });

  it('are served, sign-in included, while another one is under a storm of sign-ins', async () => {
    const [stormed, quiet] = [(await platform.makeTenant('stormed')).slug, tenant(1).slug];
    const know = () => codeOf(node.url, stormed, '/api/auth/me');
    expect(await eventually(know, (code) => code === 'not_signed_in')).toBe('not_signed_in');
    const client = await signedInTo(node, quiet);
    const passwordHash = await hashPassword('kettle orbit mild 42');
    await createTestUser(databaseOf(node, quiet), { role: 'user', email: 'calm@test.example', passwordHash });
    const storm = Array.from({ length: 300 }, (_, index) =>
      call(node.url, 'POST', `/t/${stormed}/api/auth/login`, { email: `guess-${index}@test.example`, password: 'not the password' }),
    );
    const signIn = call(node.url, 'POST', `/t/${quiet}/api/auth/login`, { email: 'calm@test.example', password: 'kettle orbit mild 42' });
    const reads = await Promise.all(Array.from({ length: 20 }, () => client.call('GET', '/api/plan')));
    expect(new Set(reads.map(({ status }) => status))).toEqual(new Set([200]));
    expect((await signIn).status).toBe(200);
    const codes = new Set((await Promise.all(storm)).map(({ body }) => body.code));
    expect(['wrong_credentials', 'too_many_attempts', 'overloaded']).toEqual(expect.arrayContaining([...codes]));
  });

  it('have each their own limit of requests, and names made up share one', async () => {
    const limited = await platform.startNode({ maxRequestsPerMinute: 5 });
    const statusOf = async (slug: string) => (await call(limited.url, 'GET', `/t/${slug}/api/auth/session`)).status;
    const [first, second] = [tenant(0).slug, tenant(1).slug];
    for (let count = 0; count < 5; count += 1) await statusOf(first);
    expect([await statusOf(first), await statusOf(second)]).toEqual([429, 200]);
    for (let count = 0; count < 5; count += 1) await statusOf(`made-up-${count}`);
    expect(await statusOf('made-up-6')).toBe(429);
    await limited.stop();
  });

  it('are named in every line that the log has of their requests', async () => {
    const lines: string[] = [];
    const logging = await platform.startNode({ onLogLine: (line) => lines.push(line) });
    const body = { email: 'nobody@test.example', password: 'not the password' };
    expect((await call(logging.url, 'POST', `/t/${tenant(0).slug}/api/auth/login`, body)).status).toBe(401);
    await logging.stop();
    const refusals = lines.filter((line) => line.includes('signInRefused')).map((line) => JSON.parse(line) as { tenant?: string });
    expect(refusals.map((line) => line.tenant)).toEqual([tenant(0).slug]);
  });
});
