import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestMaster, type TestMaster } from '../../../../tests/support/test-master.ts';
import { createUuid } from '../../../lib/uuid.ts';
import { createTenant, readCredentials, reconcile, testConnection, waitForOperation, type Finding, type Tenant } from './public.ts';

const by = { requestedBy: 'tester' };

describe('the reconciler', () => {
  let test: TestMaster;
  beforeAll(async () => {
    test = await startTestMaster({ worker: { pollMs: 50 } });
  });
  afterAll(() => test.stop());

  async function make(name: string): Promise<Tenant> {
    const input = { name, slug: test.slug(name), adminEmail: 'admin@tenant.example' };
    const made = await createTenant(test.master, input, { provision: true, ...by });
    if (!made.ok) throw new Error(made.refusal.message);
    expect((await waitForOperation(test.master, made.value.operation?.id ?? '', 60_000)).state).toBe('succeeded');
    return made.value.tenant;
  }

  /** Findings about what this test made: servers are shared. */
  async function findingsOf(tenant: Tenant, fix = false): Promise<readonly Finding[]> {
    const all = await reconcile(test.master, { fixBy: fix ? by : undefined });
    return all.filter(({ tenantId, subject }) => tenantId === tenant.id || subject.startsWith(tenant.databaseName));
  }

  async function expectRepaired(tenant: Tenant, kinds: readonly string[]): Promise<void> {
    const found = await findingsOf(tenant);
    expect([...new Set(found.map(({ kind }) => kind))].toSorted()).toEqual(kinds);
    expect(found.every(({ repair }) => repair === 'possible')).toBe(true);
    expect((await findingsOf(tenant, true)).every(({ repair }) => repair === 'done')).toBe(true);
    expect(await findingsOf(tenant)).toEqual([]);
  }

  it('finds nothing where nothing is wrong', async () => {
    expect(await findingsOf(await make('sound'))).toEqual([]);
  });

  it('closes what was opened to PUBLIC and grants again what was taken', async () => {
    const tenant = await make('grants');
    const name = tenant.databaseName;
    await test.query(`grant connect on database "${name}" to public`);
    await expectRepaired(tenant, ['public_connect']);
    await test.query(`revoke connect on database "${name}" from "${name}"`);
    await test.query(`revoke insert on projects from "${name}"`, name);
    await expectRepaired(tenant, ['missing_grant']);
    expect(await testConnection(test.master, tenant.id)).toMatchObject({ value: { kind: 'ok' } });
  });

  it('makes a missing login again and renews a password that cannot be read', async () => {
    const tenant = await make('logins');
    await test.query(`drop role "${tenant.databaseName}__b"`);
    await expectRepaired(tenant, ['missing_role']);
    await test.master.database
      .updateTable('tenant_credentials')
      .set({ ciphertext: 'v1.00000000.a.b.c' })
      .where('tenant_id', '=', tenant.id)
      .where('login', '=', 'a')
      .execute();
    expect(await testConnection(test.master, tenant.id)).toMatchObject({ value: { kind: 'failed' } });
    await expectRepaired(tenant, ['undecryptable_credential']);
    expect(await testConnection(test.master, tenant.id)).toMatchObject({ value: { kind: 'ok' } });
    await test.master.database
      .updateTable('tenants')
      .set({ first_password_ciphertext: 'v1.00000000.a.b.c' })
      .where('id', '=', tenant.id)
      .execute();
    expect(await readCredentials(test.master, tenant.id)).toMatchObject({
      ok: false,
      refusal: { message: expect.stringContaining('milestone doctor --fix') },
    });
    await expectRepaired(tenant, ['undecryptable_credential']);
    expect(await readCredentials(test.master, tenant.id)).toMatchObject({ value: { firstPassword: null } });
  });

  it('sets a password again that is not the one in the registry, and leaves a closed login to people', async () => {
    const tenant = await make('passwords');
    await test.query(`alter role "${tenant.databaseName}__a" password 'another'`);
    await expectRepaired(tenant, ['login_refused']);
    expect(await testConnection(test.master, tenant.id)).toMatchObject({ value: { kind: 'ok' } });
    await test.query(`alter role "${tenant.databaseName}__b" nologin`);
    expect(await findingsOf(tenant)).toMatchObject([
      {
        kind: 'login_refused',
        subject: `${tenant.databaseName}__b`,
        repair: 'manual',
        message: expect.stringContaining('is not permitted to log in'),
      },
    ]);
  });

  it('corrects the version that the registry believes in, and tells who is behind', async () => {
    const tenant = await make('versions');
    await test.master.database.updateTable('tenants').set({ schema_version: 1 }).where('id', '=', tenant.id).execute();
    await expectRepaired(tenant, ['version_drift']);
    await test.query('delete from schema_migrations where version > 1', tenant.databaseName);
    const behind = (await findingsOf(tenant)).find(({ kind }) => kind === 'version_behind');
    expect(behind).toMatchObject({ repair: 'manual', message: expect.stringContaining(`milestone migrate --tenant ${tenant.slug}`) });
  });

  it('goes on past a tenant that cannot be looked into, and says why', async () => {
    const [broken, sound] = [await make('broken'), await make('zz-after-it')];
    await test.query('drop table schema_migrations', broken.databaseName);
    await test.query(`grant connect on database "${sound.databaseName}" to public`);
    expect(await findingsOf(broken)).toMatchObject([
      { kind: 'not_inspected', repair: 'manual', message: expect.stringMatching(/relation "schema_migrations" does not exist/) },
    ]);
    await expectRepaired(sound, ['public_connect']);
  });

  it('reports a missing database and leaves it to people', async () => {
    const tenant = await make('missing');
    await test.query(`drop database "${tenant.databaseName}" with (force)`);
    expect(await findingsOf(tenant, true)).toMatchObject([{ kind: 'missing_database', repair: 'manual' }]);
  });

  it('queues an operation again that stands still', async () => {
    const tenant = await make('stale');
    await test.master.database
      .insertInto('tenant_operations')
      .values({
        id: createUuid(),
        tenant_id: tenant.id,
        tenant_slug: tenant.slug,
        kind: 'rotate',
        state: 'running',
        lease_until: new Date(Date.now() - 600_000),
        requested_by: 'a dead node',
      })
      .execute();
    await expectRepaired(tenant, ['stale_operation']);
    expect(await test.master.database.selectFrom('tenant_operations').select('state').where('kind', '=', 'rotate').execute()).toEqual([
      { state: 'queued' },
    ]);
  });

  it('drops what is left over only when the ledger shows that nobody needs it', async () => {
    const tenant = await make('orphan');
    await test.master.database.deleteFrom('tenants').where('id', '=', tenant.id).execute();
    const kept = await findingsOf(tenant, true);
    expect(kept.map(({ kind }) => kind).toSorted()).toEqual([
      'orphan_database',
      'orphan_role',
      'orphan_role',
      'orphan_role',
      'orphan_role',
    ]);
    expect(kept.every(({ repair }) => repair === 'manual')).toBe(true);
    await test.master.database
      .insertInto('tenant_operations')
      .values({ id: createUuid(), tenant_id: tenant.id, tenant_slug: tenant.slug, kind: 'deprovision', state: 'failed', requested_by: 'x' })
      .execute();
    await expectRepaired(tenant, ['orphan_database', 'orphan_role']);
  });

  it('never touches what somebody else made, whatever its name', async () => {
    const name = `milestone_${test.slug('ghost').replaceAll('-', '_')}`;
    await test.query(`create database "${name}"`);
    const found = (await reconcile(test.master, { fixBy: by })).filter(({ subject }) => subject === name);
    expect(found).toMatchObject([{ kind: 'orphan_database', repair: 'manual' }]);
    expect(await test.query(`select datname from pg_database where datname = '${name}'`)).toHaveLength(1);
  });
});
