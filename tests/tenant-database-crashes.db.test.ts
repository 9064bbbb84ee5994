import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { deprovisionSaga, provisionSaga } from '../src/server/master/tenants/provision-steps.ts';
import {
  createTenant,
  deleteTenant,
  findTenant,
  OperationWorker,
  testConnection,
  waitForOperation,
} from '../src/server/master/tenants/public.ts';
import { startTestCluster, type TestCluster } from './support/test-cluster.ts';
import { startTestMaster, type TestMaster } from './support/test-master.ts';

/** Each effect of each operation. */
const effects = [provisionSaga, deprovisionSaga].flatMap(({ kind, steps }) => steps.map(({ name }) => `${kind}.before:${name}`));
const DELAY_MS = 3;

describe('operations whose database server is killed', () => {
  let cluster: TestCluster;
  let test: TestMaster;
  let crashAt = '';
  let crashing: Promise<void> | undefined;
  let worker: OperationWorker;

  beforeAll(async () => {
    // What was committed must be there after a crash, as in earnest.
    cluster = await startTestCluster({ max_connections: '40' });
    test = await startTestMaster({ server: cluster.connection, worker: 'none' });
    worker = new OperationWorker(test.master, {
      leaseMs: 500,
      pollMs: 50,
      atEffect: (effect) => {
        if (effect === crashAt && !crashing)
          crashing = new Promise<void>((resolve, reject) => setTimeout(() => void crashAndStart().then(resolve, reject), DELAY_MS));
      },
    });
    worker.start();
  });

  afterAll(async () => {
    await worker.stop();
    await test.stop();
    await cluster.remove();
  });

  async function crashAndStart(): Promise<void> {
    await cluster.crash();
    await cluster.startAgain();
  }

  function crashed(): Promise<void> {
    return crashing ?? Promise.resolve();
  }

  /** The operation's end, over all the failures to ask for it meanwhile. */
  async function endOf(operationId: string): Promise<string> {
    let state = '';
    await expect
      .poll(
        async () => {
          state = await waitForOperation(test.master, operationId, 5000).then(
            (operation) => operation.state,
            () => 'unknown',
          );
          return state;
        },
        { timeout: 60_000, interval: 50 },
      )
      .toMatch(/succeeded|failed/);
    return state;
  }

  it.each(effects)('%s: the same process ends it when the server is back', async (effect) => {
    const slug = `down-${effects.indexOf(effect)}`;
    crashing = undefined;
    crashAt = effect;
    const made = await createTenant(test.master, { name: slug, slug, adminEmail: 'a@b.example' }, { provision: true, requestedBy: 'x' });
    if (!made.ok) throw new Error(made.refusal.message);
    expect(await endOf(made.value.operation?.id ?? '')).toBe('succeeded');
    await crashed();
    await expect
      .poll(() => testConnection(test.master, made.value.tenant.id), { timeout: 30_000 })
      .toMatchObject({ value: { kind: 'ok' } });
    const deletion = await deleteTenant(test.master, made.value.tenant.id, { confirmSlug: slug, requestedBy: 'x' });
    if (!deletion.ok) throw new Error(deletion.refusal.message);
    expect(await endOf(deletion.value?.id ?? '')).toBe('succeeded');
    await crashed();
    expect(crashing).toBeDefined();
    expect(await findTenant(test.master, made.value.tenant.id)).toBeUndefined();
    expect(await test.query(`select rolname from pg_roles where rolname like 'milestone\\_down%'`)).toEqual([]);
    expect(await test.query(`select datname from pg_database where datname like 'milestone\\_down%'`)).toEqual([]);
  });
});
