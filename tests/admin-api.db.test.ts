import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { appendAudit, verifyAudit } from '../src/server/master/audit/public.ts';
import { ensureFirstSuperadmin } from '../src/server/master/operators/public.ts';
import type { Tenant } from '../src/server/master/tenants/public.ts';
import { startAdminLab, type AdminLab } from './support/admin-lab.ts';
import { call } from './support/test-accounts.ts';
import { createOperatorSession, createTestOperator } from './support/test-operators.ts';
import { signedInTo, startTestPlatform, type TestNode, type TestPlatform } from './support/test-platform.ts';

let platform: TestPlatform;
let node: TestNode;
let superadmin: string;
let granted: Tenant;
let other: Tenant;
let ask: AdminLab['ask'];

beforeAll(async () => {
  ({ platform, node, superadmin, granted, other, ask } = await startAdminLab());
});
afterAll(() => platform.stop());

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

it('the documentation names every endpoint of the control plane', async () => {
  const { body } = await call(node.url, 'GET', '/api/admin/openapi.json');
  expect(body.paths['/api/admin/tenants/{id}/credentials'].get.operationId).toBe('getTenantCredentials');
  expect(body.paths['/api/plan']).toBeUndefined();
  expect((await call(node.url, 'GET', '/api/admin/docs/')).status).toBe(200);
});
