import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { queryAs, startTestMaster, type TestMaster } from '../../../../tests/support/test-master.ts';
import {
  createTenant,
  deleteTenant,
  findTenant,
  findTenantBySlug,
  forgetFirstPassword,
  listTenants,
  provisionTenant,
  readCredentials,
  renameTenant,
  resetAdminPassword,
  restoreTenant,
  setTenantStatus,
  testConnection,
  waitForOperation,
  type TenantResult,
} from './public.ts';

const by = { requestedBy: 'tester' };
const PATIENCE_MS = 60_000;

function valueOf<Value>(result: TenantResult<Value>): Value {
  if (!result.ok) throw new Error(`refused: ${result.refusal.message}`);
  return result.value;
}

function refusalOf<Value>(result: TenantResult<Value>): string {
  return result.ok ? 'accepted' : result.refusal.code;
}

describe('tenants', () => {
  let test: TestMaster;
  beforeAll(async () => {
    test = await startTestMaster();
  });
  afterAll(() => test.stop());

  async function make(name: string) {
    const slug = test.slug(name);
    const input = { name: `Tenant ${name}`, slug, adminEmail: `admin@${name}.example` };
    const { tenant, operation } = valueOf(await createTenant(test.master, input, { ...by, provision: true }));
    const ended = await waitForOperation(test.master, operation?.id ?? '', PATIENCE_MS);
    expect(ended).toMatchObject({ state: 'succeeded', error: null, progressDone: ended.progressTotal });
    return valueOf({ ok: true, value: (await findTenant(test.master, tenant.id)) ?? tenant });
  }

  async function remove(id: string, slug: string) {
    const operation = valueOf(await deleteTenant(test.master, id, { ...by, confirmSlug: slug }));
    const ended = await waitForOperation(test.master, operation?.id ?? '', PATIENCE_MS);
    expect(ended).toMatchObject({ state: 'succeeded', error: null });
  }

  async function traces(slug: string) {
    const name = `milestone_${slug.replaceAll('-', '_')}`;
    const text = `select rolname as name from pg_roles where rolname like '${name}%' union all select datname from pg_database where datname like '${name}%'`;
    return (await test.query(text)).length;
  }

  it('a tenant gets a database, roles, credentials and a first administrator, and is active last', async () => {
    const tenant = await make('acme');
    expect(tenant).toMatchObject({ status: 'active', schemaVersion: test.master.options.ports.migrations.length, hasFirstPassword: true });
    expect(valueOf(await testConnection(test.master, tenant.id))).toMatchObject({ kind: 'ok', schemaVersion: tenant.schemaVersion });
    const credentials = valueOf(await readCredentials(test.master, tenant.id));
    const [login] = credentials.logins;
    const connection = { ...test.server, database: credentials.databaseName, user: login?.username ?? '', password: login?.password ?? '' };
    expect(await queryAs(connection, 'select email, role from users')).toEqual([{ email: 'admin@acme.example', role: 'admin' }]);
    expect(await queryAs(connection, 'select instance_title from settings')).toEqual([{ instance_title: 'Tenant acme' }]);
    await expect(queryAs(connection, 'create table x (n integer)')).rejects.toThrow('permission denied');
    await expect(queryAs(connection, 'create temporary table x (n integer)')).rejects.toThrow('permission denied');
    await expect(queryAs(connection, `update schema_migrations set checksum = ''`)).rejects.toThrow('permission denied');
  });

  it('neither tenant enters the database of the other, nor the registry', async () => {
    const [one, two] = [await make('one'), await make('two')];
    const [login] = valueOf(await readCredentials(test.master, one.id)).logins;
    const as = { ...test.server, user: login?.username ?? '', password: login?.password ?? '' };
    for (const database of [two.databaseName, test.master.connection.database])
      await expect(queryAs({ ...as, database }, 'select 1')).rejects.toThrow('permission denied for database');
  });

  it('a deleted tenant leaves no database, role or row, and its slug shows nothing of it', async () => {
    const before = await make('again');
    await remove(before.id, before.slug);
    expect(await findTenantBySlug(test.master, before.slug)).toBeUndefined();
    expect(await traces(before.slug)).toBe(0);
    const after = await make('again');
    expect(after.id).not.toBe(before.id);
    const [login] = valueOf(await readCredentials(test.master, after.id)).logins;
    const as = { ...test.server, database: after.databaseName, user: login?.username ?? '', password: login?.password ?? '' };
    expect(await queryAs(as, 'select count(*)::int as n from changes')).toEqual([{ n: 1 }]);
  });

  it('a tenant whose names are near those of another harms nothing', async () => {
    const acme = await make('near');
    for (const name of ['near-a', 'near-ddl', 'near-b']) {
      const other = await make(name);
      await remove(other.id, other.slug);
    }
    expect(valueOf(await testConnection(test.master, acme.id)).kind).toBe('ok');
  });

  it.each(['master', 'admin', 'template1', 'template-1', 'postgres', 'pool'])('the slug %s is refused', async (slug) => {
    const input = { name: 'x', slug, adminEmail: 'a@b.example' };
    expect(refusalOf(await createTenant(test.master, input, { ...by, provision: true }))).toBe('invalid_slug');
  });

  it('a database or role that somebody else made is refused and stays as it is', async () => {
    const names = ['foreign-database', 'foreign-role', 'foreign-login'].map((name) => test.slug(name));
    const [databaseName = '', roleName = '', loginName = ''] = names.map((slug) => `milestone_${slug.replaceAll('-', '_')}`);
    await test.query(`create database "${databaseName}"`);
    await test.query(`create role "${roleName}"`);
    await test.query(`create role "${loginName}__a"`);
    for (const slug of names) {
      const input = { name: 'x', slug, adminEmail: 'a@b.example' };
      expect(refusalOf(await createTenant(test.master, input, { ...by, provision: true }))).toBe('slug_taken');
      expect(await traces(slug)).toBe(1);
    }
  });

  it('a name that is taken after the request fails the operation; discarding it harms nothing', async () => {
    const slug = test.slug('late');
    const input = { name: 'Late', slug, adminEmail: 'a@b.example' };
    const { tenant } = valueOf(await createTenant(test.master, input, { ...by, provision: false }));
    await test.query(`create database "${tenant.databaseName}"`);
    const operation = valueOf(await provisionTenant(test.master, tenant.id, by));
    const ended = await waitForOperation(test.master, operation.id, PATIENCE_MS);
    expect(ended).toMatchObject({ state: 'failed', step: 'roles' });
    expect(await findTenant(test.master, tenant.id)).toMatchObject({ status: 'failed' });
    await remove(tenant.id, slug);
    expect(await traces(slug)).toBe(1);
    expect(await findTenantBySlug(test.master, slug)).toBeUndefined();
  });

  it('a renamed tenant keeps its database, and nobody gets its old slug', async () => {
    const tenant = await make('former');
    const renamed = valueOf(await renameTenant(test.master, tenant.id, test.slug('latter'), by));
    expect(renamed).toMatchObject({ slug: test.slug('latter'), databaseName: tenant.databaseName, status: 'active' });
    const input = { name: 'x', slug: tenant.slug, adminEmail: 'a@b.example' };
    expect(refusalOf(await createTenant(test.master, input, { ...by, provision: true }))).toBe('slug_taken');
    expect(valueOf(await renameTenant(test.master, tenant.id, tenant.slug, by)).slug).toBe(tenant.slug);
  });

  it('states change as the table says, and deletion wants the slug', async () => {
    const tenant = await make('states');
    expect(valueOf(await setTenantStatus(test.master, tenant.id, 'suspended', { ...by, reason: 'unpaid' }))).toMatchObject({
      status: 'suspended',
      statusReason: 'unpaid',
    });
    expect(valueOf(await setTenantStatus(test.master, tenant.id, 'archived', by)).status).toBe('archived');
    expect(valueOf(await setTenantStatus(test.master, tenant.id, 'active', by)).status).toBe('active');
    expect(refusalOf(await deleteTenant(test.master, tenant.id, { ...by, confirmSlug: 'other' }))).toBe('wrong_slug');
    expect(refusalOf(await provisionTenant(test.master, tenant.id, by))).toBe('wrong_status');
    expect(refusalOf(await restoreTenant(test.master, tenant.id, by))).toBe('wrong_status');
    await remove(tenant.id, tenant.slug);
    expect(refusalOf(await setTenantStatus(test.master, tenant.id, 'active', by))).toBe('not_found');
  });

  it('the first password can be read until the administrator has chosen one, and be made anew', async () => {
    const tenant = await make('password');
    const first = valueOf(await readCredentials(test.master, tenant.id)).firstPassword;
    expect(first).toMatch(/^[a-z2-9]{5}(-[a-z2-9]{5}){3}$/);
    await forgetFirstPassword(test.master, tenant.id, 'somebody@else.example');
    expect(valueOf(await readCredentials(test.master, tenant.id)).firstPassword).toBe(first);
    await forgetFirstPassword(test.master, tenant.id, 'ADMIN@password.example');
    expect(valueOf(await readCredentials(test.master, tenant.id)).firstPassword).toBeNull();
    const reset = valueOf(await resetAdminPassword(test.master, tenant.id, by));
    expect(valueOf(await readCredentials(test.master, tenant.id)).firstPassword).toBe(reset.password);
    expect(reset.password).not.toBe(first);
  });

  it('lists are searched, sorted and paged on the server', async () => {
    for (const name of ['list-c', 'list-a', 'list-b']) {
      const input = { name: `Zürich ${name}`, slug: test.slug(name), adminEmail: 'a@b.example' };
      valueOf(await createTenant(test.master, input, { ...by, provision: false }));
    }
    for (const sort of ['name', '-name', 'slug', '-slug', 'createdAt', '-createdAt'] as const) {
      const names: string[] = [];
      let cursor: string | undefined;
      do {
        const page = await listTenants(test.master, { search: 'zurich LIST', sort, limit: 2, cursor });
        names.push(...page.items.map(({ slug }) => slug.slice(-1)));
        cursor = page.nextCursor ?? undefined;
      } while (cursor !== undefined);
      const expected = { name: 'abc', slug: 'abc', createdAt: 'cab' }[sort.replace('-', '')] ?? '';
      expect(names.join('')).toBe(sort.startsWith('-') ? expected.split('').toReversed().join('') : expected);
    }
    const nobody = '00000000-0000-7000-8000-000000000000';
    expect((await listTenants(test.master, { limit: 10, grantedTo: nobody })).items).toEqual([]);
  });
});
