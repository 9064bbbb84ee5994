import { afterAll, beforeAll, expect, it } from 'vitest';
import { masterOptionsOf } from '../../../../tests/support/master-options.ts';
import { startTestCluster, type TestCluster } from '../../../../tests/support/test-cluster.ts';
import { startTestMaster, type TestMaster } from '../../../../tests/support/test-master.ts';
import { openMaster, type Master, type MasterOptions } from '../master.ts';
import {
  createTenant,
  findTenant,
  OperationWorker,
  provisionTenant,
  reconcile,
  StockKeeper,
  waitForOperation,
  type Tenant,
  type TenantResult,
} from './public.ts';

const by = { requestedBy: 'tester' };

// Templates are named after the schema's version alone: a server of one's own.
let cluster: TestCluster;
let test: TestMaster;
const opened: Master[] = [];
beforeAll(async () => {
  cluster = await startTestCluster({ fsync: 'off' });
  test = await startTestMaster({ server: cluster.connection, worker: 'none' });
});
afterAll(async () => {
  for (const master of opened) await master.close();
  await test.stop();
  await cluster.remove();
});

/** The registry as a program with these differences sees it. */
async function openAs(changes: Partial<MasterOptions>): Promise<Master> {
  const master = await openMaster(await masterOptionsOf(test.master.connection, changes));
  opened.push(master);
  return master;
}

async function withWorker<Result>(master: Master, work: () => Promise<Result>): Promise<Result> {
  const worker = new OperationWorker(master, { pollMs: 50 });
  worker.start();
  try {
    return await work();
  } finally {
    await worker.stop();
  }
}

async function failToMake(master: Master, name: string): Promise<Tenant> {
  const ports = { ...master.options.ports, seed: () => Promise.reject(new Error('the power failed')) };
  const broken: Master = { ...master, options: { ...master.options, ports } };
  return withWorker(broken, async () => {
    const input = { name, slug: test.slug(name), adminEmail: 'admin@tenant.example' };
    const { tenant, operation } = valueOf(await createTenant(broken, input, { provision: true, ...by }));
    expect(await waitForOperation(broken, operation?.id ?? '', 60_000)).toMatchObject({ state: 'failed', step: 'seed' });
    return tenant;
  });
}

function valueOf<Value>(result: TenantResult<Value>): Value {
  if (!result.ok) throw new Error(result.refusal.message);
  return result.value;
}

it.each([
  ['made whole', 0],
  ['taken from the stock', 1],
] as const)('a database %s before an upgrade has the new schema when its tenant is tried again', async (_how, warmPoolSize) => {
  const { ports } = test.master.options;
  const before = await openAs({ warmPoolSize });
  if (warmPoolSize > 0) await new StockKeeper(before).tend();
  const tenant = await failToMake(before, `tenant-${warmPoolSize}`);
  const claims = await before.database.selectFrom('pool_databases').select('state').where('tenant_id', '=', tenant.id).execute();
  expect(claims).toHaveLength(warmPoolSize);

  const version = ports.migrations.length + 1;
  const text = 'create table after_the_upgrade (n integer)';
  const next = { version, name: `${String(version).padStart(4, '0')}_upgrade`, checksum: text, text };
  const after = await openAs({ warmPoolSize, ports: { ...ports, migrations: [...ports.migrations, next] } });
  await withWorker(after, async () => {
    const { id } = valueOf(await provisionTenant(after, tenant.id, by));
    expect(await waitForOperation(after, id, 60_000)).toMatchObject({ state: 'succeeded', error: null });
  });
  expect(await findTenant(after, tenant.id)).toMatchObject({ status: 'active', schemaVersion: version });
  const right = `select has_table_privilege('${tenant.databaseName}__a', 'after_the_upgrade', 'insert') as "isGranted"`;
  expect(await test.query(right, tenant.databaseName)).toEqual([{ isGranted: true }]);
  expect((await reconcile(after, {})).filter(({ tenantId }) => tenantId === tenant.id)).toEqual([]);
});
