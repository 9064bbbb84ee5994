import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { masterOptionsOf } from '../../../../tests/support/master-options.ts';
import { startTestCluster, type TestCluster } from '../../../../tests/support/test-cluster.ts';
import { queryAs, startTestMaster, type TestMaster } from '../../../../tests/support/test-master.ts';
import type { Migration } from '../../platform/database/migrations.ts';
import { openMaster, type Master } from '../master.ts';
import { createTenant, findTenant, listOperations, readCredentials, waitForOperation, type Tenant } from '../tenants/public.ts';
import { migrateFleet, migrateTenant, planFleet } from './public.ts';

const OPTIONS = { concurrency: 2, requestedBy: 'tester' };
const NOTHING_LEFT = { failed: [], notTriedCount: 0, templateError: null };

describe('migrations of the fleet', () => {
  // Templates are named after the schema's version alone: a server of one's own.
  let cluster: TestCluster;
  let test: TestMaster;
  let tenants: readonly Tenant[] = [];
  beforeAll(async () => {
    cluster = await startTestCluster({ fsync: 'off' });
    test = await startTestMaster({ server: cluster.connection, worker: { pollMs: 50 } });
    tenants = await Promise.all(['one', 'two', 'three'].map((name) => make(name)));
  });
  afterAll(async () => {
    await test.stop();
    await cluster.remove();
  });

  async function make(name: string): Promise<Tenant> {
    const input = { name, slug: test.slug(name), adminEmail: 'admin@tenant.example' };
    const made = await createTenant(test.master, input, { provision: true, requestedBy: 'tester' });
    if (!made.ok) throw new Error(made.refusal.message);
    expect((await waitForOperation(test.master, made.value.operation?.id ?? '', 60_000)).state).toBe('succeeded');
    return made.value.tenant;
  }

  /** The same registry, as a later version of the program with one more migration sees it. */
  async function withNext<Result>(text: string, work: (master: Master, version: number) => Promise<Result>): Promise<Result> {
    const { ports } = test.master.options;
    const current = Math.max(...(await test.master.database.selectFrom('tenants').select('schema_version').execute()).map(versionOf));
    const known = [...ports.migrations, ...later];
    const next: Migration = { version: current + 1, name: `${String(current + 1).padStart(4, '0')}_next`, checksum: text, text };
    const migrations = [...known.slice(0, current), next];
    const master = await openMaster(await masterOptionsOf(test.master.connection, { ports: { ...ports, migrations } }));
    try {
      return await work(master, next.version);
    } finally {
      later.push(next);
      await master.close();
    }
  }
  const later: Migration[] = [];
  const versionOf = (row: { readonly schema_version: number | null }) => row.schema_version ?? 0;
  const nameOf = (index: number): string => tenants[index]?.databaseName ?? '';
  const slugOf = (index: number): string => tenants[index]?.slug ?? '';

  it('reaches every tenant but a broken one, whose error is kept, and tries that one alone again', async () => {
    await test.query('create table fleet_marks (n integer)', nameOf(1));
    await withNext('create table fleet_marks (n integer primary key)', async (master, version) => {
      expect(await planFleet(master)).toMatchObject({ schemaVersion: version, tenantCount: 3, behindCount: 3 });
      const first = await migrateFleet(master, OPTIONS);
      const error = 'relation "fleet_marks" already exists';
      expect(first).toEqual({
        ...NOTHING_LEFT,
        schemaVersion: version,
        tenantCount: 3,
        migratedCount: 2,
        failed: [{ slug: slugOf(1), error }],
      });
      expect(await findTenant(master, tenants[1]?.id ?? '')).toMatchObject({ schemaVersion: version - 1, migrationError: error });
      await test.query('drop table fleet_marks', nameOf(1));
      expect((await planFleet(master)).tenants.map(({ slug }) => slug)).toEqual([slugOf(1)]);
      expect(await migrateFleet(master, OPTIONS)).toMatchObject({ ...NOTHING_LEFT, migratedCount: 1 });
      expect(await findTenant(master, tenants[1]?.id ?? '')).toMatchObject({ schemaVersion: version, migrationError: null });
      const ledger = await listOperations(master, { tenantId: tenants[1]?.id ?? '', limit: 2 });
      expect(ledger.map(({ kind, state, error: kept }) => ({ kind, state, kept }))).toEqual([
        { kind: 'migrate', state: 'succeeded', kept: null },
        { kind: 'migrate', state: 'failed', kept: error },
      ]);
    });
  });

  it('makes objects that the tenant’s own logins can use and not change', async () => {
    const credentials = await readCredentials(test.master, tenants[0]?.id ?? '');
    if (!credentials.ok) throw new Error(credentials.refusal.message);
    const [login] = credentials.value.logins;
    const as = { ...test.server, database: nameOf(0), user: login?.username ?? '', password: login?.password ?? '' };
    expect(await queryAs(as, 'insert into fleet_marks values (1) returning n')).toEqual([{ n: 1 }]);
    await expect(queryAs(as, 'alter table fleet_marks add column m integer')).rejects.toThrow('must be owner');
  });

  it('renews the template of the servers, so that new tenants begin at the new schema', async () => {
    await withNext('create table fleet_templates (n integer)', async (master, version) => {
      expect((await planFleet(master)).serversWithoutTemplate).toEqual([1]);
      await migrateFleet(master, OPTIONS);
      expect((await planFleet(master)).serversWithoutTemplate).toEqual([]);
      const templates = await master.database.selectFrom('schema_templates').select(['schema_version', 'state']).execute();
      expect(templates).toEqual([{ schema_version: version, state: 'ready' }]);
    });
  });

  it('goes on where an interrupted run stopped', async () => {
    await withNext('create table fleet_resumed (n integer)', async (master) => {
      const stop = new AbortController();
      const seen: string[] = [];
      const onProgress = ({ done, total }: { done: number; total: number }): void => {
        seen.push(`${done}/${total}`);
        stop.abort();
      };
      const first = await migrateFleet(master, { ...OPTIONS, concurrency: 1, signal: stop.signal, onProgress });
      expect(first).toMatchObject({ migratedCount: 1, notTriedCount: 2, failed: [] });
      expect(seen).toEqual(['1/3']);
      expect(await migrateFleet(master, OPTIONS)).toMatchObject({ migratedCount: 2, notTriedCount: 0 });
    });
  });

  it('corrects the record of a database that was migrated by a run that died before it could say so', async () => {
    await test.master.database.updateTable('tenants').set({ schema_version: 1 }).where('slug', '=', slugOf(2)).execute();
    const options = await masterOptionsOf(test.master.connection);
    const ports = { ...options.ports, migrations: [...options.ports.migrations, ...later] };
    const master = await openMaster({ ...options, ports });
    try {
      expect(await migrateFleet(master, OPTIONS)).toMatchObject({ ...NOTHING_LEFT, migratedCount: 1 });
      expect(await findTenant(master, tenants[2]?.id ?? '')).toMatchObject({ schemaVersion: ports.migrations.length });
    } finally {
      await master.close();
    }
  });

  it('costs at most 20 queries when everything is current, the registry and its checks included', async () => {
    const options = await masterOptionsOf(test.master.connection);
    const ports = { ...options.ports, migrations: [...options.ports.migrations, ...later] };
    const query = vi.spyOn(pg.Client.prototype, 'query');
    const master = await openMaster({ ...options, ports });
    try {
      const before = query.mock.calls.length;
      expect(await migrateFleet(master, OPTIONS)).toMatchObject({ ...NOTHING_LEFT, tenantCount: 3, migratedCount: 0 });
      expect(query.mock.calls.length - before).toBe(1);
      expect(query.mock.calls.length).toBeLessThanOrEqual(20);
    } finally {
      query.mockRestore();
      await master.close();
    }
  });

  it('migrates one tenant that is asked for, whatever is recorded, and knows none that is not there', async () => {
    const options = await masterOptionsOf(test.master.connection);
    const ports = { ...options.ports, migrations: [...options.ports.migrations, ...later] };
    const master = await openMaster({ ...options, ports });
    try {
      expect(await migrateTenant(master, { slug: slugOf(0) }, 'tester')).toMatchObject({ ...NOTHING_LEFT, migratedCount: 1 });
      expect(await migrateTenant(master, { slug: 'nobody-here' }, 'tester')).toBeUndefined();
    } finally {
      await master.close();
    }
  });
});
