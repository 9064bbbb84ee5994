import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OperationKind } from '../src/server/master/master-tables.ts';
import { deprovisionSaga, provisionSaga } from '../src/server/master/tenants/provision-steps.ts';
import {
  createTenant,
  deleteTenant,
  findTenant,
  OperationWorker,
  readCredentials,
  reconcile,
  StockKeeper,
  testConnection,
  waitForOperation,
} from '../src/server/master/tenants/public.ts';
import type { CrashOrder } from './support/crash-worker.ts';
import { startTestCluster, type TestCluster } from './support/test-cluster.ts';
import { queryAs, startTestMaster, type TestMaster } from './support/test-master.ts';

const CHILD = fileURLToPath(new URL('./support/crash-worker.ts', import.meta.url));
const by = { requestedBy: 'tester' };
/** Two servers at once, each with half of the crashes. */
const LANES = 2;

type Crash = { readonly kind: OperationKind; readonly effect: string; readonly delayMs: number; readonly warmPoolSize: number };

/** Before, amid and after each effect of each operation, as the sagas list them. */
const crashes: readonly Crash[] = [provisionSaga, deprovisionSaga].flatMap(({ kind, steps }) =>
  steps.flatMap(({ name }) =>
    [
      { effect: `${kind}.before:${name}`, delayMs: 0 },
      { effect: `${kind}.before:${name}`, delayMs: 4 },
      { effect: `${kind}.after:${name}`, delayMs: 0 },
    ].map((moment) => ({ kind, ...moment, warmPoolSize: 0 })),
  ),
);
/** What differs for a database made ahead. */
const crashesOfClaims: readonly Crash[] = crashes
  .filter(({ effect }) => /^provision\.\w+:(roles|database)$/.test(effect))
  .map((crash) => ({ ...crash, warmPoolSize: 1 }));

const all = [...crashes, ...crashesOfClaims];

describe.each(Array.from({ length: LANES }, (_, lane) => lane))('operations whose node is killed (%i)', { concurrent: true }, (lane) => {
  let cluster: TestCluster;
  let test: TestMaster;
  beforeAll(async () => {
    cluster = await startTestCluster({ fsync: 'off', max_connections: '40' });
    test = await startTestMaster({ server: cluster.connection, worker: 'none', warmPoolSize: 1 });
  });
  afterAll(async () => {
    await test.stop();
    await cluster.remove();
  });

  /** A node that works on the operations of this registry and is killed where it was to be. */
  async function crash({ effect, delayMs, warmPoolSize }: Crash): Promise<void> {
    const order: CrashOrder = { connection: test.master.connection, effect, delayMs, warmPoolSize };
    const child = spawn(process.execPath, [CHILD, JSON.stringify(order)], { stdio: ['ignore', 'ignore', 'inherit'] });
    const signal = await new Promise((resolve, reject) => child.once('error', reject).once('exit', (_code, ended) => resolve(ended)));
    expect(signal).toBe('SIGKILL');
  }

  async function resume(operationId: string): Promise<void> {
    const worker = new OperationWorker(test.master, { pollMs: 25 });
    worker.start();
    try {
      expect(await waitForOperation(test.master, operationId, 30_000)).toMatchObject({ state: 'succeeded', error: null });
    } finally {
      await worker.stop();
    }
  }

  async function request(slug: string) {
    const input = { name: slug, slug, adminEmail: 'admin@tenant.example' };
    const made = await createTenant(test.master, input, { ...by, provision: true });
    if (!made.ok || !made.value.operation) throw new Error('refused');
    return { tenant: made.value.tenant, operationId: made.value.operation.id };
  }

  async function expectWhole(id: string): Promise<void> {
    expect(await findTenant(test.master, id)).toMatchObject({ status: 'active' });
    expect(await testConnection(test.master, id)).toMatchObject({ ok: true, value: { kind: 'ok' } });
    const credentials = await readCredentials(test.master, id);
    if (!credentials.ok) throw new Error(credentials.refusal.message);
    const [login] = credentials.value.logins;
    const as = { database: credentials.value.databaseName, user: login?.username ?? '', password: login?.password ?? '' };
    expect(await queryAs({ ...test.server, ...as }, 'select count(*)::int as users from users')).toEqual([{ users: 1 }]);
  }

  async function expectNoOrphans(): Promise<void> {
    await new StockKeeper(test.master).tend();
    const findings = await reconcile(test.master, {});
    expect(findings.filter(({ kind }) => kind !== 'open_system_database')).toEqual([]);
  }

  it.each(all.filter((_, index) => index % LANES === lane))(
    'ends whole or undone: $effect +$delayMs ms, pool $warmPoolSize',
    { concurrent: false },
    async (order) => {
      const slug = `crash-${all.indexOf(order)}`;
      if (order.warmPoolSize > 0) await new StockKeeper(test.master).tend();
      const { tenant, operationId } = await request(slug);
      await (order.kind === 'provision' ? crash(order) : undefined);
      await resume(operationId);
      await expectWhole(tenant.id);
      await expectNoOrphans();
      const deletion = await deleteTenant(test.master, tenant.id, { ...by, confirmSlug: slug });
      if (!deletion.ok) throw new Error(deletion.refusal.message);
      await (order.kind === 'deprovision' ? crash(order) : undefined);
      await resume(deletion.value?.id ?? '');
      expect(await findTenant(test.master, tenant.id)).toBeUndefined();
      const names = `select rolname from pg_roles where rolname like 'milestone\\_crash%' union all select datname from pg_database where datname like 'milestone\\_crash%'`;
      expect(await test.query(names)).toEqual([]);
      await expectNoOrphans();
    },
  );
});
