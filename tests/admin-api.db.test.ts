import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { appendAudit, verifyAudit } from '../src/server/master/audit/public.ts';
import { createUuid } from '../src/lib/uuid.ts';
import { ensureFirstSuperadmin } from '../src/server/master/operators/public.ts';
import type { Tenant } from '../src/server/master/tenants/public.ts';
import { clearOld } from '../src/server/master/usage/usage-store.ts';
import { eventually } from './support/product-process.ts';
import { call, type TestAnswer } from './support/test-accounts.ts';
import { createOperatorSession, createTestOperator } from './support/test-operators.ts';
import { signedInTo, startTestPlatform, type TestNode, type TestPlatform } from './support/test-platform.ts';

let platform: TestPlatform;
let node: TestNode;
let superadmin: string;
let granted: Tenant;
let other: Tenant;

beforeAll(async () => {
  platform = await startTestPlatform();
  node = await platform.startNode();
  superadmin = await createOperatorSession(platform, await createTestOperator(platform));
  [granted, other] = [await platform.makeTenant('granted'), await platform.makeTenant('other')];
});
afterAll(() => platform.stop());

function ask(method: string, path: string, body?: unknown, cookie = superadmin): Promise<TestAnswer> {
  return call(node.url, method, `/api/admin${path}`, body, { cookie });
}

async function actionsOf(tenantId: string): Promise<string[]> {
  const { body } = await ask('GET', `/tenants/${tenantId}/audit`);
  return body.items.map(({ action }: { action: string }) => action);
}

describe('signing in to the portal', () => {
  it('starts with one superadmin whose made-up password must be changed before anything else', async () => {
    const empty = await startTestPlatform({ worker: 'none' });
    const emptyNode = await empty.startNode();
    try {
      const { database } = empty.master;
      const first = await ensureFirstSuperadmin(database, { email: 'first@platform.example' });
      expect(await ensureFirstSuperadmin(database, {})).toBeUndefined();
      const password = first?.oneTimePassword ?? '';
      const post = (path: string, body: unknown, cookie = '') => call(emptyNode.url, 'POST', `/api/admin/auth/${path}`, body, { cookie });
      expect((await post('login', { email: 'first@platform.example', password: 'wrong' })).body.code).toBe('wrong_credentials');
      const signedIn = await post('login', { email: 'First@platform.example', password });
      expect(signedIn.body).toMatchObject({ role: 'superadmin', mustChangePassword: true });
      const setCookie = signedIn.headers.get('set-cookie') ?? '';
      expect(setCookie).toMatch(/^milestone_admin=[\w-]{43};.*Path=\/api\/admin; HttpOnly; SameSite=Lax/);
      const cookie = setCookie.split(';')[0] ?? '';
      const list = (held: string) => call(emptyNode.url, 'GET', '/api/admin/tenants', undefined, { cookie: held });
      expect((await list(cookie)).body.code).toBe('password_change_required');
      const weak = await post('change-password', { currentPassword: password, newPassword: 'short' }, cookie);
      expect([weak.body.code, weak.body.errors[0].field]).toEqual(['password_too_weak', 'newPassword']);
      const changed = await post('change-password', { currentPassword: password, newPassword: 'seven green ladders' }, cookie);
      const next = (changed.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
      expect((await list(cookie)).status).toBe(401);
      expect((await list(next)).body).toEqual({ items: [], nextCursor: null });
      expect((await post('logout', undefined, next)).status).toBe(204);
      expect((await list(next)).status).toBe(401);
    } finally {
      await empty.stop();
    }
  });

  it('is slowed down after ten wrong passwords, on every node', async () => {
    const second = await platform.startNode();
    const post = (url: string) => call(url, 'POST', '/api/admin/auth/login', { email: 'nobody@platform.example', password: 'x' });
    const answers = await Promise.all(Array.from({ length: 12 }, (_, index) => post(index % 2 === 0 ? node.url : second.url)));
    expect(answers.filter(({ body }) => body.code === 'too_many_attempts')).toHaveLength(2);
    await second.stop();
  });

  it('gives a session for the portal alone: no tenant knows it, and the portal knows no tenant’s', async () => {
    const me = (path: string, cookie: string) => call(node.url, 'GET', path, undefined, { cookie }).then(({ status }) => status);
    const token = superadmin.split('=')[1] ?? '';
    expect(await me(`/t/${granted.slug}/api/auth/me`, `milestone_session=${token}`)).toBe(401);
    const client = await signedInTo(node, granted.slug);
    expect(await me('/api/admin/auth/me', client.cookie.replace('milestone_session', 'milestone_admin'))).toBe(401);
    expect(await me('/api/admin/auth/me', superadmin)).toBe(200);
  });
});

describe('a tenant', () => {
  it('is made, provisioned, changed, suspended, entered and deleted, and the log says so', async () => {
    const slug = platform.slug('acme');
    expect((await ask('GET', `/slugs/${slug}`)).body).toEqual({ isFree: true, reason: null });
    const input = { name: 'Acme Corporation', slug, adminEmail: 'ada@acme.example', companyName: 'Acme', plan: 'enterprise' };
    const made = await ask('POST', '/tenants', input);
    expect([made.status, made.body.tenant.status, made.body.operation.state]).toEqual([201, 'active', 'succeeded']);
    const { id } = made.body.tenant;
    expect((await ask('GET', `/slugs/${slug}`)).body.isFree).toBe(false);
    expect((await ask('POST', '/tenants', input)).body).toMatchObject({ code: 'duplicate', errors: [{ field: 'slug' }] });
    const found = await ask('GET', `/tenants?search=ACME%20corp&sort=-createdAt`);
    expect(found.body.items.map((tenant: { slug: string }) => tenant.slug)).toEqual([slug]);
    const credentials = await ask('GET', `/tenants/${id}/credentials`);
    expect(credentials.body).toMatchObject({ adminEmail: 'ada@acme.example', databaseName: made.body.tenant.databaseName });
    const signIn = { email: 'ada@acme.example', password: credentials.body.firstPassword };
    expect((await call(node.url, 'POST', `/t/${slug}/api/auth/login`, signIn)).status).toBe(200);
    expect((await ask('POST', `/tenants/${id}/test-connection`)).body).toMatchObject({ isConnected: true });
    const reset = await ask('POST', `/tenants/${id}/reset-admin-password`);
    expect((await call(node.url, 'POST', `/t/${slug}/api/auth/login`, { ...signIn, password: reset.body.password })).status).toBe(200);
    const renamed = await ask('PUT', `/tenants/${id}`, { slug: `${slug}-labs`, name: 'Acme Labs', maxUsers: 7 });
    expect(renamed.body).toMatchObject({ slug: `${slug}-labs`, name: 'Acme Labs', maxUsers: 7, plan: 'enterprise' });
    expect((await ask('PUT', `/tenants/${id}/status`, { status: 'suspended', reason: 'Unpaid.' })).body.status).toBe('suspended');
    expect((await ask('PUT', `/tenants/${id}/status`, { status: 'active' })).body.status).toBe('active');
    const wrong = await ask('DELETE', `/tenants/${id}`, { confirmSlug: slug });
    expect([wrong.status, wrong.body.errors[0].field]).toEqual([422, 'confirmSlug']);
    expect((await ask('DELETE', `/tenants/${id}`, { confirmSlug: `${slug}-labs` })).body.operation.state).toBe('succeeded');
    expect((await ask('GET', `/tenants/${id}`)).status).toBe(404);
    const log = await ask('GET', '/audit?limit=100');
    const own = log.body.items
      .filter((entry: { tenantId: string }) => entry.tenantId === id)
      .map((entry: { action: string }) => entry.action);
    expect(own.toReversed()).toEqual([
      'tenant.created',
      'tenant.credentials_shown',
      'tenant.admin_password_reset',
      'tenant.renamed',
      'tenant.changed',
      'tenant.status_changed',
      'tenant.status_changed',
      'tenant.deleted',
    ]);
    expect(JSON.stringify(log.body)).not.toContain(credentials.body.firstPassword);
  });

  it('waits where that is asked for, until it is provisioned', async () => {
    const input = { name: 'Later', slug: platform.slug('later'), adminEmail: 'a@later.example', provision: false };
    const made = await ask('POST', '/tenants', input);
    expect([made.status, made.body.tenant.status, made.body.operation]).toEqual([201, 'pending', null]);
    const { id } = made.body.tenant;
    expect((await ask('PUT', `/tenants/${id}/status`, { status: 'active' })).body.code).toBe('wrong_status');
    expect((await ask('GET', `/tenants/${id}/credentials`)).body.code).toBe('not_available');
    expect((await ask('POST', `/tenants/${id}/provision`)).body.tenant.status).toBe('active');
    expect((await ask('GET', `/tenants/${id}/operations`)).body.items[0]).toMatchObject({ kind: 'provision', state: 'succeeded' });
  });
});

describe('a regular admin', () => {
  it('sees and changes the granted tenants, and all others look like none', async () => {
    const created = await ask('POST', '/users', {
      email: 'reg@platform.example',
      name: 'Reg',
      role: 'admin',
      tenantIds: [granted.id],
    });
    expect(created.body.operator.tenants).toEqual([{ id: granted.id, name: granted.name, slug: granted.slug }]);
    const { id } = created.body.operator;
    await platform.master.database.updateTable('admin_users').set({ must_change_password: false }).where('id', '=', id).execute();
    const cookie = await createOperatorSession(platform, id);
    const listed = await ask('GET', '/tenants', undefined, cookie);
    expect(listed.body.items.map((tenant: { id: string }) => tenant.id)).toEqual([granted.id]);
    const asReg = async (method: string, path: string, body?: unknown) => (await ask(method, path, body, cookie)).status;
    expect(await asReg('PUT', `/tenants/${granted.id}`, { companyName: 'Granted' })).toBe(200);
    for (const path of ['', '/audit', '/operations', '/usage', '/credentials']) {
      expect(await asReg('GET', `/tenants/${granted.id}${path}`)).toBe(200);
      expect(await asReg('GET', `/tenants/${other.id}${path}`)).toBe(404);
    }
    expect(await asReg('PUT', `/tenants/${other.id}/status`, { status: 'suspended' })).toBe(404);
    expect(await asReg('DELETE', `/tenants/${granted.id}`, { confirmSlug: granted.slug })).toBe(403);
    expect(await actionsOf(other.id)).toEqual(['tenant.created']);
    await ask('PUT', `/users/${id}`, { tenantIds: [] });
    expect((await ask('GET', '/tenants', undefined, cookie)).body.items).toEqual([]);
    await ask('PUT', `/users/${id}`, { isActive: false });
    expect(await asReg('GET', '/tenants')).toBe(401);
  });
});

describe('users of the portal', () => {
  it('always keep a superadmin, who is never oneself', async () => {
    const id = await createTestOperator(platform, { email: 'self@platform.example' });
    const cookie = await createOperatorSession(platform, id);
    expect((await ask('DELETE', `/users/${id}`, undefined, cookie)).body.code).toBe('in_use');
    expect((await ask('PUT', `/users/${id}`, { role: 'admin' }, cookie)).body.code).toBe('in_use');
    const duplicate = await ask('POST', '/users', { email: 'SELF@platform.example', name: 'Again', role: 'admin' });
    expect(duplicate.body).toMatchObject({ code: 'duplicate', errors: [{ field: 'email' }] });
    const issued = await ask('POST', `/users/${id}/reset-password`);
    expect((await ask('GET', '/auth/me', undefined, cookie)).status).toBe(401);
    const signedIn = await call(node.url, 'POST', '/api/admin/auth/login', issued.body);
    expect(signedIn.body.mustChangePassword).toBe(true);
    expect((await ask('DELETE', `/users/${id}`)).status).toBe(204);
    expect((await ask('PUT', `/users/${id}`, { name: 'Gone' })).status).toBe(404);
  });

  it('two superadmins cannot take each other’s rights at once', async () => {
    const lonely = await startTestPlatform({ worker: 'none' });
    const lonelyNode = await lonely.startNode();
    try {
      const [a, b] = [await createTestOperator(lonely), await createTestOperator(lonely)];
      const [cookieA, cookieB] = [await createOperatorSession(lonely, a), await createOperatorSession(lonely, b)];
      const remove = (id: string, cookie: string) => call(lonelyNode.url, 'DELETE', `/api/admin/users/${id}`, undefined, { cookie });
      const answers = await Promise.all([remove(b, cookieA), remove(a, cookieB)]);
      expect(answers.filter(({ status }) => status === 204)).toHaveLength(1);
      const { rows } = await sql`select from admin_users where role = 'superadmin' and is_active`.execute(lonely.master.database);
      expect(rows).toHaveLength(1);
    } finally {
      await lonely.stop();
    }
  });
});

describe('the audit log', () => {
  it('is one chain however many write at once, and tells when somebody changed it', async () => {
    const { database } = platform.master;
    await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        appendAudit(database, { actorName: 'test', action: `test.${index}`, details: { z: 1.5, a: { ü: 'ß', list: [null, true] } } }),
      ),
    );
    expect((await verifyAudit(database)).isIntact).toBe(true);
    await expect(sql`update tenant_audit_log set actor_name = 'x'`.execute(database)).rejects.toThrow(/append-only/);
    const { rows } = await sql<{ sequence: number }>`select max(sequence) - 3 as sequence from tenant_audit_log`.execute(database);
    const sequence = rows[0]?.sequence ?? 0;
    await sql`alter table tenant_audit_log disable trigger tenant_audit_log_append_only`.execute(database);
    await sql`update tenant_audit_log set details = '{"z": 2}' where sequence = ${sequence}`.execute(database);
    expect((await ask('GET', '/audit/verification')).body).toMatchObject({ isIntact: false, brokenAt: sequence });
    await sql`update tenant_audit_log set details = '{"z": 1.5, "a": {"ü": "ß", "list": [null, true]}}' where sequence = ${sequence}`.execute(
      database,
    );
    await sql`alter table tenant_audit_log enable trigger tenant_audit_log_append_only`.execute(database);
    expect((await ask('GET', '/audit/verification')).body.isIntact).toBe(true);
  });

  it('takes an entry with every change or there is no change', async () => {
    const { database } = platform.master;
    const held = async () =>
      (
        await sql<{ dump: string }>`
          select json_build_array((select json_agg(tenants order by id) from tenants), (select json_agg(former) from tenant_former_slugs former),
            (select json_agg(operation order by id) from tenant_operations operation), (select json_agg(who order by id) from admin_users who),
            (select json_agg(grants) from admin_tenant_grants grants), (select json_agg(server order by id) from database_servers server))::text as dump`.execute(
          database,
        )
      ).rows[0]?.dump;
    const waiting = { name: 'Waiting', slug: platform.slug('waiting'), adminEmail: 'w@test.example', provision: false };
    const { id: pendingId } = (await ask('POST', '/tenants', waiting)).body.tenant;
    const { id: userId } = (await ask('POST', '/users', { email: 'held@platform.example', name: 'Held', role: 'admin' })).body.operator;
    await sql`create function refuse_entry() returns trigger language plpgsql as $$ begin raise exception 'the log is full'; end $$`.execute(
      database,
    );
    await sql`create trigger refuse_entry before insert on tenant_audit_log for each row execute function refuse_entry()`.execute(database);
    const changes: readonly (readonly [method: string, path: string, body?: unknown])[] = [
      ['POST', '/tenants', { ...waiting, slug: platform.slug('never') }],
      ['POST', `/tenants/${pendingId}/provision`],
      ['PUT', `/tenants/${other.id}`, { name: 'Another name' }],
      ['PUT', `/tenants/${other.id}`, { slug: platform.slug('another') }],
      ['PUT', `/tenants/${other.id}/status`, { status: 'suspended' }],
      ['DELETE', `/tenants/${pendingId}`, { confirmSlug: waiting.slug }],
      ['GET', `/tenants/${other.id}/credentials`],
      ['POST', '/users', { email: 'never@platform.example', name: 'Never', role: 'superadmin' }],
      ['PUT', `/users/${userId}`, { role: 'superadmin' }],
      ['POST', `/users/${userId}/reset-password`],
      ['DELETE', `/users/${userId}`],
      ['PUT', '/servers/1', { state: 'draining' }],
    ];
    try {
      const before = await held();
      for (const change of changes) {
        const answer = await ask(...change);
        expect([...change.slice(0, 2), answer.status]).toEqual([...change.slice(0, 2), 500]);
        expect(answer.text).not.toContain('password');
      }
      expect(await held()).toBe(before);
    } finally {
      await sql`drop trigger refuse_entry on tenant_audit_log`.execute(database);
    }
    for (const [method, path, body] of changes.slice(1, 3)) expect((await ask(method, path, body)).status).toBeLessThan(300);
  });

  it('comes in pages', async () => {
    const first = await ask('GET', '/audit?limit=5');
    const second = await ask('GET', `/audit?limit=5&cursor=${first.body.nextCursor}`);
    const sequences = [...first.body.items, ...second.body.items].map(({ sequence }: { sequence: number }) => sequence);
    expect(sequences).toEqual([...new Set(sequences)].toSorted((a, b) => b - a));
    expect(sequences).toHaveLength(10);
  });

  it('is searched by what was done, to whom and by whom', async () => {
    const found = async (search: string): Promise<string[]> =>
      (await ask('GET', `/audit?search=${encodeURIComponent(search)}&limit=100`)).body.items.map(
        ({ action, tenantSlug }: { action: string; tenantSlug: string | null }) => `${action} ${tenantSlug ?? ''}`,
      );
    const created = await found(`Tenant: created ${other.slug.toUpperCase()}`);
    expect(created).toEqual([`tenant.created ${other.slug}`]);
    expect(await found('tenant.created 100%_')).toEqual([]);
    expect((await ask('GET', `/audit?search=${'x'.repeat(201)}`)).status).toBe(422);
  });
});

describe('the platform’s figures', () => {
  it('count people, projects, bytes and requests, and survive the node that counted', async () => {
    const counting = await platform.startNode();
    const client = await signedInTo(counting, other.slug);
    for (let count = 0; count < 5; count += 1)
      await call(counting.url, 'GET', `/t/${other.slug}/api/auth/me`, undefined, { cookie: client.cookie });
    await counting.countUse();
    await counting.stop();
    const { body } = await ask('GET', '/stats');
    expect(body.tenantsByStatus.active).toBeGreaterThanOrEqual(2);
    expect(body.userCount).toBeGreaterThanOrEqual(1);
    expect(body.sessionCount).toBeGreaterThanOrEqual(1);
    expect(body.databaseBytes).toBeGreaterThan(1_000_000);
    expect(body.storage.map(({ slug }: { slug: string }) => slug)).toContain(other.slug);
    expect(body.requests.reduce((sum: number, point: { requestCount: number }) => sum + point.requestCount, 0)).toBeGreaterThanOrEqual(5);
    expect(body.nodes.some(({ isAlive }: { isAlive: boolean }) => isAlive)).toBe(true);
    const usage = await ask('GET', `/tenants/${other.id}/usage`);
    expect(usage.body.items).toHaveLength(1);
    expect(usage.body.items[0].requestCount).toBeGreaterThanOrEqual(5);
    expect(usage.body.items[0]).toMatchObject({ errorCount: 0, projectCount: 0, activeUserCount: 1 });
  });

  it('show the course of each tenant’s storage and of all together, and fill what a measurement left out', async () => {
    const { database } = platform.master;
    await sql`delete from storage_samples`.execute(database);
    const sizes = [
      [granted.id, 3, 10],
      [other.id, 3, 100],
      [granted.id, 2, 20],
      [granted.id, 1, 30],
      [other.id, 1, 300],
    ] as const;
    for (const [id, hours, bytes] of sizes)
      await sql`insert into storage_samples values (${id}, date_trunc('hour', now()) - make_interval(hours => ${hours}), ${bytes})`.execute(
        database,
      );
    const { body } = await ask('GET', '/stats?hours=24');
    expect(body.storageHistory.map(({ databaseBytes }: { databaseBytes: number }) => databaseBytes)).toEqual([110, 120, 330]);
    expect(body.storage).toMatchObject([
      { tenantId: other.id, slug: other.slug, databaseBytes: 300, points: [100, 100, 300] },
      { tenantId: granted.id, slug: granted.slug, databaseBytes: 30, points: [10, 20, 30] },
    ]);
  });

  it('say who is behind today’s schema, and why', async () => {
    const { database } = platform.master;
    const version = platform.master.options.ports.migrations.length;
    const set = (schemaVersion: number, error: string | null) =>
      sql`update tenants set schema_version = ${schemaVersion}, migration_error = ${error} where id = ${other.id}`.execute(database);
    await set(version - 1, 'a column is in the way');
    const { body } = await ask('GET', '/stats');
    await set(version, null);
    expect(body.migrations).toMatchObject({ schemaVersion: version, behindCount: 1, failedCount: 1 });
    expect(body.migrations.behind).toMatchObject([{ tenantId: other.id, schemaVersion: version - 1, error: 'a column is in the way' }]);
    expect((await ask('GET', '/stats')).body.migrations).toMatchObject({ behindCount: 0, behind: [] });
  });

  it('forget old samples and the ledger’s old rows, but of each tenant the last ones', async () => {
    const { database } = platform.master;
    const gone = createUuid();
    await sql`insert into tenant_operations (id, tenant_id, tenant_slug, kind, state, requested_by, created_at, finished_at)
      select gen_random_uuid(), tenant, 'x', 'migrate', 'succeeded', 'tester', old.at, old.at
      from unnest(${[granted.id, gone]}::uuid[]) as tenant, generate_series(now() - interval '200 days', now() - interval '91 days', interval '1 day') as old (at)`.execute(
      database,
    );
    await sql`insert into storage_samples values (${other.id}, now() - interval '31 days', 1)`.execute(database);
    await sql`insert into request_samples values (${gone}, now() - interval '31 days', 1, 1, 0)`.execute(database);
    await sql`insert into tenant_usage_daily (tenant_id, used_on) values (${other.id}, now()::date - 800)`.execute(database);
    await clearOld(database);
    const { rows } = await sql<{ kept: number[] }>`select array[
      (select count(*) from tenant_operations where tenant_id = ${granted.id}), (select count(*) from tenant_operations where tenant_id = ${gone}),
      (select count(*) from storage_samples where at < now() - interval '30 days'),
      (select count(*) from request_samples where at < now() - interval '30 days'),
      (select count(*) from tenant_usage_daily where used_on < now()::date - 790)]::int[] as kept`.execute(database);
    expect(rows[0]?.kept).toEqual([50, 0, 0, 0, 0]);
  });

  it('compare registry and servers when asked to, keep what was found and repaired, and note who asked', async () => {
    const drifted = await platform.makeTenant('drifted');
    await platform.query(`grant connect on database "${drifted.databaseName}" to public`);
    expect((await ask('POST', '/reconciliation')).body.isRunning).toBe(true);
    const answer = await eventually(
      () => ask('GET', '/reconciliation'),
      ({ body }) => body.last !== null && !body.isRunning,
    );
    const own = answer.body.last.findings.filter(({ subject }: { subject: string }) => subject === drifted.databaseName);
    expect(own).toMatchObject([{ kind: 'public_connect', repair: 'done', serverId: 1 }]);
    expect(answer.body.last.error).toBeNull();
    const log = await ask('GET', '/audit?limit=100');
    expect(log.body.items.map(({ action }: { action: string }) => action)).toEqual(
      expect.arrayContaining(['drift.looked_for', 'drift.repaired']),
    );
  });

  it('name the database servers, whose administrators must be able to enter', async () => {
    const listed = await ask('GET', '/servers');
    expect(listed.body.items[0]).toMatchObject({ id: 1, name: 'server-1', state: 'accepting' });
    const login = { host: platform.server.host, port: platform.server.port, adminUsername: platform.server.user };
    const wrong = await ask('POST', '/servers', { name: 'two', ...login, ssl: 'off', adminPassword: 'not it' });
    expect([wrong.status, wrong.body.code]).toEqual([409, 'not_available']);
    const made = await ask('POST', '/servers', {
      name: 'two',
      ...login,
      ssl: 'off',
      state: 'full',
      adminPassword: platform.server.password,
    });
    expect([made.status, made.body.id]).toEqual([201, 2]);
    expect((await ask('PUT', '/servers/2', { maxTenants: 10 })).body).toMatchObject({ maxTenants: 10, name: 'two' });
    expect((await ask('PUT', '/servers/2', { name: 'server-1' })).body.code).toBe('duplicate');
    const half = await ask('PUT', '/servers/2', { poolerHost: 'pooler.example' });
    expect([half.status, half.body.errors[0].field]).toEqual([422, 'poolerPort']);
    const pooler = { poolerHost: 'pooler.example', poolerPort: 6432 };
    expect((await ask('PUT', '/servers/2', pooler)).body).toMatchObject(pooler);
    expect((await ask('PUT', '/servers/1', { host: 'elsewhere.example' })).body.code).toBe('not_available');
    expect((await ask('GET', '/audit')).text).not.toContain(platform.server.password);
  });
});

it('the documentation names every endpoint of the control plane', async () => {
  const { body } = await call(node.url, 'GET', '/api/admin/openapi.json');
  expect(body.paths['/api/admin/tenants/{id}/credentials'].get.operationId).toBe('getTenantCredentials');
  expect(body.paths['/api/plan']).toBeUndefined();
  expect((await call(node.url, 'GET', '/api/admin/docs/')).status).toBe(200);
});
