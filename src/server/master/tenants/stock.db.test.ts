import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestCluster, type TestCluster } from '../../../../tests/support/test-cluster.ts';
import { startTestMaster, type TestMaster } from '../../../../tests/support/test-master.ts';
import { runMigrations } from '../../platform/database/migrations.ts';
import { createTenant, deleteTenant, findTenant, reconcile, StockKeeper, testConnection, waitForOperation } from './public.ts';
import { createExtensions, createOwnerRole } from './server-objects.ts';
import { namesOf, templateNameOf } from './slug.ts';

/** Tables, columns, constraints, indexes, routines, owners and rights, with the names of the roles made alike. */
const SHAPE = `
  select 'relation' as what, relname || ' ' || relkind::text as name, pg_get_userbyid(relowner) as owner, relacl::text as acl, '' as details
  from pg_class where relnamespace = 'public'::regnamespace
  union all
  select 'column', attrelid::regclass || '.' || attname, '', attacl::text,
    format_type(atttypid, atttypmod) || ' ' || attnotnull || coalesce(pg_get_expr(adbin, adrelid), '')
  from pg_attribute left join pg_attrdef on adrelid = attrelid and adnum = attnum
  where attrelid in (select oid from pg_class where relnamespace = 'public'::regnamespace) and attnum > 0
  union all
  select 'constraint', conname, '', '', pg_get_constraintdef(oid) from pg_constraint where connamespace = 'public'::regnamespace
  union all
  select 'index', indexname, '', '', indexdef from pg_indexes where schemaname = 'public'
  union all
  select 'trigger', tgname, '', '', pg_get_triggerdef(oid) from pg_trigger where not tgisinternal
  union all
  select 'routine', oid::regprocedure::text, pg_get_userbyid(proowner), proacl::text, prosrc from pg_proc where pronamespace = 'public'::regnamespace
  union all
  select 'default', defaclobjtype::text, pg_get_userbyid(defaclrole), defaclacl::text, '' from pg_default_acl
  union all
  select 'database', '', pg_get_userbyid(datdba), datacl::text, encoding::text from pg_database where datname = current_database()
  union all
  select 'extension', extname, pg_get_userbyid(extowner), '', extversion from pg_extension
  union all
  select 'migration', name, '', '', checksum from schema_migrations
  order by 1, 2, 5`;

describe('the stock of a server', () => {
  let cluster: TestCluster;
  let test: TestMaster;
  beforeAll(async () => {
    cluster = await startTestCluster({ fsync: 'off', max_connections: '60' });
    test = await startTestMaster({ server: cluster.connection, warmPoolSize: 2 });
  });
  afterAll(async () => {
    await test.stop();
    await cluster.remove();
  });

  async function make(slug: string) {
    const input = { name: slug, slug, adminEmail: 'admin@tenant.example' };
    const made = await createTenant(test.master, input, { provision: true, requestedBy: 'tester' });
    if (!made.ok) throw new Error(made.refusal.message);
    const ended = await waitForOperation(test.master, made.value.operation?.id ?? '', 60_000);
    expect(ended).toMatchObject({ state: 'succeeded', error: null });
    return made.value.tenant;
  }

  async function shapeOf(database: string): Promise<string> {
    const rows = await test.query(SHAPE, database);
    return rows
      .map((row) => JSON.stringify(row))
      .join('\n')
      .replaceAll(database, 'TENANT');
  }

  function listPool() {
    return test.query(`select datname as name from pg_database where datname like 'milestone\\_\\_pool%' order by datname`);
  }

  it('a replayed, a batched, a cloned and a claimed database have the same schema, owners and rights', async () => {
    const batched = await make('batched');
    const keeper = new StockKeeper(test.master);
    await keeper.tend();
    expect(await listPool()).toEqual([{ name: 'milestone__pool_1' }, { name: 'milestone__pool_2' }]);
    const claimed = await make('claimed');
    expect(await listPool()).toEqual([{ name: 'milestone__pool_2' }]);
    await test.master.database.updateTable('database_servers').set({ clone_ms: 1, batch_ms: 2 }).execute();
    await test.master.database.updateTable('pool_databases').set({ state: 'dropping' }).where('state', '=', 'ready').execute();
    const cloned = await make('cloned');
    const shape = await shapeOf(batched.databaseName);
    expect(shape.split('\n').length).toBeGreaterThan(200);
    expect(await shapeOf(claimed.databaseName)).toBe(shape);
    expect(await shapeOf(cloned.databaseName)).toBe(shape);
    const replayed = namesOf('milestone_replayed');
    const admin = await test.master.servers.admin(1);
    await createOwnerRole(admin.database, replayed, { kind: 'tenant', id: '00000000-0000-7000-8000-000000000000' });
    await test.query(`create database ${replayed.database} owner "${replayed.owner}" template template0 encoding 'UTF8'`);
    const { migrations } = test.master.options.ports;
    await test.master.servers.within(admin, { database: replayed.database }, (database) => createExtensions(database, migrations));
    await test.master.servers.within(admin, { database: replayed.database, role: replayed.owner }, (database) =>
      runMigrations(database, migrations),
    );
    const schemaOf = (text: string) =>
      text
        .replace(/"acl":("[^"]*"|null)/g, '')
        .split('\n')
        .filter((line) => !line.includes('"what":"default"'));
    expect(schemaOf(await shapeOf(replayed.database))).toEqual(schemaOf(shape));
    for (const tenant of [batched, claimed, cloned])
      expect(await testConnection(test.master, tenant.id)).toMatchObject({ ok: true, value: { kind: 'ok' } });
  });

  it('the template is shut, and the databases made ahead are closed to everyone', async () => {
    const template = templateNameOf(test.master.options.ports.migrations.length);
    expect(await test.query(`select datistemplate, datallowconn from pg_database where datname = '${template}'`)).toEqual([
      { datistemplate: true, datallowconn: false },
    ]);
    await new StockKeeper(test.master).tend();
    expect(await listPool()).toHaveLength(2);
    const open = `select datname from pg_database, aclexplode(coalesce(datacl, acldefault('d', datdba))) as entry
      where entry.grantee = 0 and datname like 'milestone\\_\\_%'`;
    expect(await test.query(open)).toEqual([]);
    const canLogIn = `select rolname from pg_authid where rolcanlogin and rolpassword is not null and rolname like 'milestone\\_\\_%'`;
    expect(await test.query(canLogIn)).toEqual([]);
  });

  it('what is of an older schema is replaced, and what a dead node left half made is dropped', async () => {
    await test.master.database.updateTable('pool_databases').set({ schema_version: 1 }).where('state', '=', 'ready').execute();
    await test.master.database.updateTable('schema_templates').set({ state: 'making' }).execute();
    const before = await listPool();
    await new StockKeeper(test.master).tend();
    const after = await listPool();
    expect(after).toHaveLength(2);
    expect(after.filter((row) => before.some(({ name }) => name === row['name']))).toEqual([]);
    const leftOver = (await reconcile(test.master, {})).filter(({ subject }) => subject.startsWith('milestone__'));
    expect(leftOver).toEqual([]);
  });

  it('nobody takes a name of the stock that somebody else has', async () => {
    const [row] = await test.query(`select last_value as n from pool_database_number`, test.master.connection.database);
    await test.query(`create database "milestone__pool_${Number(row?.['n']) + 1}"`);
    await test.master.database.updateTable('pool_databases').set({ state: 'dropping' }).execute();
    await expect(new StockKeeper(test.master).tend()).rejects.toThrow('that Milestone did not make');
    await new StockKeeper(test.master).tend();
    expect(await listPool()).toHaveLength(3);
  });

  it('a deleted tenant that was claimed leaves nothing', async () => {
    const tenant = await make('gone');
    const deleted = await deleteTenant(test.master, tenant.id, { confirmSlug: 'gone', requestedBy: 'tester' });
    if (!deleted.ok) throw new Error(deleted.refusal.message);
    await waitForOperation(test.master, deleted.value?.id ?? '', 60_000);
    expect(await findTenant(test.master, tenant.id)).toBeUndefined();
    expect(await test.query(`select rolname from pg_roles where rolname like 'milestone\\_gone%'`)).toEqual([]);
    expect(await test.query(`select datname from pg_database where datname like 'milestone\\_gone%'`)).toEqual([]);
  });
});
