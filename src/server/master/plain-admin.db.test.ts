import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { masterOptionsOf } from '../../../tests/support/master-options.ts';
import { queryAs, startTestMaster, type TestMaster } from '../../../tests/support/test-master.ts';
import { createUuid } from '../../lib/uuid.ts';
import { openMaster } from './master.ts';
import {
  createTenant,
  deleteTenant,
  provisionTenant,
  readCredentials,
  reconcile,
  resetAdminPassword,
  testConnection,
  waitForOperation,
} from './tenants/public.ts';
import {
  claimPrepared,
  createOwnerRole,
  createRoles,
  createTenantDatabase,
  dropMarked,
  fillTemplate,
  openToGroup,
  prepareSchema,
} from './tenants/server-objects.ts';
import { namesOf } from './tenants/slug.ts';

const tag = `p${randomBytes(4).toString('hex')}`;
const password = 'only-for-this-test';

async function asSuperuser(text: string): Promise<readonly Record<string, unknown>[]> {
  return queryAs({ ...inject('testDatabaseServer'), database: 'postgres' }, text);
}

describe('an administrator with CREATEDB and CREATEROLE alone', () => {
  const admin = { user: `${tag}_admin`, password };
  const user = `${tag}_registry`;
  let test: TestMaster;

  beforeAll(async () => {
    await asSuperuser(`create role ${admin.user} login createdb createrole password '${password}'`);
    test = await startTestMaster({
      server: { ...inject('testDatabaseServer'), user, password },
      admin,
      superuser: inject('testDatabaseServer'),
    });
  });

  afterAll(async () => {
    await test.stop();
    await asSuperuser(`drop role if exists ${user}`);
    await asSuperuser(`drop role if exists ${admin.user}`);
  });

  it('makes the registry with its role, and closes it to everyone else', async () => {
    const name = test.master.connection.database;
    const rows = await asSuperuser(`select pg_get_userbyid(datdba) as owner, rolsuper, rolcreatedb, rolcreaterole
      from pg_database join pg_roles on rolname = '${user}' where datname = '${name}'`);
    expect(rows).toEqual([{ owner: user, rolsuper: false, rolcreatedb: false, rolcreaterole: false }]);
    expect(await asSuperuser(`select has_database_privilege('public', '${name}', 'CONNECT') as open`)).toEqual([{ open: false }]);
  });

  it('makes, enters, repairs and deletes a tenant', async () => {
    const slug = test.slug('plain');
    const made = await createTenant(test.master, { name: 'Plain', slug, adminEmail: 'a@b.example' }, { provision: true, requestedBy: 'x' });
    if (!made.ok) throw new Error(made.refusal.message);
    const { tenant, operation } = made.value;
    expect(await waitForOperation(test.master, operation?.id ?? '', 60_000)).toMatchObject({ state: 'succeeded', error: null });
    expect(await testConnection(test.master, tenant.id)).toMatchObject({ value: { kind: 'ok' } });
    expect(await resetAdminPassword(test.master, tenant.id, { requestedBy: 'x' })).toMatchObject({ ok: true });
    await asSuperuser(`grant connect on database ${tenant.databaseName} to public`);
    await asSuperuser(`drop role ${tenant.databaseName}__b`);
    await reconcile(test.master, { fixBy: { requestedBy: 'x' } });
    const left = (await reconcile(test.master, {})).filter(({ tenantId }) => tenantId === tenant.id);
    expect(left).toEqual([]);
    const credentials = await readCredentials(test.master, tenant.id);
    const [login] = credentials.ok ? credentials.value.logins : [];
    const session = queryAs(
      { ...inject('testDatabaseServer'), database: tenant.databaseName, user: login?.username ?? '', password: login?.password ?? '' },
      'select pg_sleep(30)',
    );
    const outcome = session.then(
      () => 'lived on',
      (error: unknown) => String(error),
    );
    const isThere = `select from pg_stat_activity where datname = '${tenant.databaseName}' and query like '%pg_sleep(30)%'`;
    await expect.poll(() => asSuperuser(isThere), { timeout: 10_000 }).toHaveLength(1);
    const deleted = await deleteTenant(test.master, tenant.id, { confirmSlug: slug, requestedBy: 'x' });
    if (!deleted.ok) throw new Error(deleted.refusal.message);
    expect(await waitForOperation(test.master, deleted.value?.id ?? '', 60_000)).toMatchObject({ state: 'succeeded', error: null });
    expect(await outcome).toContain('terminating connection');
    expect(await asSuperuser(`select rolname from pg_roles where rolname like '${tenant.databaseName}%'`)).toEqual([]);
  });

  it('clones a template and hands over what was made ahead', async () => {
    const server = await test.master.servers.admin(1);
    const source = { servers: test.master.servers, server, migrations: test.master.options.ports.migrations };
    const [template, pool, claimed] = ['t', 'p', 'c'].map((part) => namesOf(`milestone_${test.slug(part).replaceAll('-', '_')}`));
    if (!template || !pool || !claimed) throw new Error('three names were asked for');
    const [templateMark, poolMark, mark] = [
      { kind: 'template', id: createUuid() } as const,
      { kind: 'pool', id: createUuid() } as const,
      { kind: 'tenant', id: createUuid() } as const,
    ];
    await createOwnerRole(server.database, template, templateMark);
    await createTenantDatabase(server.database, template, templateMark, 'template0');
    await fillTemplate(source, template);
    await createRoles(server.database, pool, poolMark, 4);
    await createTenantDatabase(server.database, pool, poolMark, template.database);
    await openToGroup(server.database, pool);
    await prepareSchema(source, pool);
    await claimPrepared(server.database, pool, claimed, mark);
    const owners = await queryAs(
      { ...inject('testDatabaseServer'), database: claimed.database },
      `select distinct tableowner from pg_tables where schemaname = 'public'`,
    );
    expect(owners).toEqual([{ tableowner: claimed.owner }]);
    await dropMarked(server.database, template.database, templateMark);
    await dropMarked(server.database, claimed.database, mark);
    expect(
      await asSuperuser(`select rolname from pg_roles where rolname like '${pool.database}%' or rolname like '${claimed.database}%'`),
    ).toEqual([]);
  });
});

describe('an administrator who lacks a right', () => {
  it.each([
    ['createrole', 'CREATEDB', 'creating database'],
    ['createdb', 'CREATEROLE', 'creating roles'],
  ])('with %s alone is told that %s is missing, and how to give it', async (has, lacks, what) => {
    const user = `${tag}_${has}`;
    await asSuperuser(`create role ${user} login ${has} password '${password}'`);
    const options = await masterOptionsOf({ ...inject('testDatabaseServer'), user, password, database: `${tag}_${has}_master` });
    await expect(openMaster(options)).rejects.toThrow(
      `Permission denied ${what}: the role "${user}" (PG_ADMIN_USER) lacks ${lacks}. Run as a superuser: ALTER ROLE "${user}" ${lacks};`,
    );
    await asSuperuser(`drop role ${user}`);
  });

  it('after the registry was made is told of in the failed operation and by the comparison, while nobody else is disturbed', async () => {
    const admin = { user: `${tag}_later`, password };
    await asSuperuser(`create role ${admin.user} login createdb createrole password '${password}'`);
    const test = await startTestMaster({
      server: { ...inject('testDatabaseServer'), user: `${tag}_later_registry`, password },
      admin,
      superuser: inject('testDatabaseServer'),
      worker: { pollMs: 50 },
    });
    const fault = `Permission denied creating database: the role "${admin.user}" (PG_ADMIN_USER) lacks CREATEDB. Run as a superuser: ALTER ROLE "${admin.user}" CREATEDB;`;
    const by = { requestedBy: 'tester' };
    try {
      await asSuperuser(`alter role ${admin.user} nocreatedb`);
      const again = await openMaster(test.master.options);
      expect(again.adminFault).toBe(fault);
      await again.close();
      const input = { name: 'Late', slug: test.slug('late'), adminEmail: 'ada@late.example' };
      const made = await createTenant(test.master, input, { ...by, provision: true });
      if (!made.ok) throw new Error(made.refusal.message);
      const operationId = made.value.operation?.id ?? '';
      expect(await waitForOperation(test.master, operationId, 60_000)).toMatchObject({ state: 'failed', error: fault });
      expect(await reconcile(test.master, {})).toMatchObject([{ kind: 'admin_refused', repair: 'manual', message: fault }]);
      await asSuperuser(`alter role ${admin.user} createdb`);
      const retried = await provisionTenant(test.master, made.value.tenant.id, by);
      if (!retried.ok) throw new Error(retried.refusal.message);
      expect(await waitForOperation(test.master, retried.value.id, 60_000)).toMatchObject({ state: 'succeeded' });
    } finally {
      await test.stop();
      await asSuperuser(`drop role if exists ${tag}_later_registry`);
      await asSuperuser(`drop role if exists ${admin.user}`);
    }
  });
});
