import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually } from '../../../../tests/support/product-process.ts';
import { startTestCluster, type TestCluster } from '../../../../tests/support/test-cluster.ts';
import { ConnectionBudget, type BudgetOptions } from './connection-budget.ts';
import { failureOf } from './database-errors.ts';
import { inTransaction, type Database } from './database.ts';

const options: BudgetOptions = { maxConnections: 6, poolSize: 1, maxOverflow: 1, poolTimeoutMs: 2000, namedStatements: false };

describe('the connection budget of a server', () => {
  let cluster: TestCluster;
  let names: readonly string[];
  const budgets: ConnectionBudget[] = [];

  beforeAll(async () => {
    cluster = await startTestCluster({ fsync: 'off' });
    names = Array.from({ length: 12 }, (_, index) => `tenant_${index}`);
    const administrator = open().openDatabase({ ...cluster.connection });
    for (const name of names) await sql.raw(`create database ${name}`).execute(administrator.database);
    await administrator.end();
  });
  afterAll(async () => {
    await Promise.all(budgets.map((budget) => budget.close()));
    await cluster.remove();
  });

  function open(changes: Partial<BudgetOptions> = {}): ConnectionBudget {
    const budget = new ConnectionBudget({ ...options, ...changes });
    budgets.push(budget);
    return budget;
  }
  const handlesOf = (budget: ConnectionBudget) => names.map((database) => budget.openDatabase({ ...cluster.connection, database }));
  const whereAmI = async (database: Database) =>
    (await sql<{ name: string }>`select current_database() as name`.execute(database)).rows[0]?.name;

  it('serves more databases at once than it has connections, each from its own', async () => {
    const budget = open();
    const handles = handlesOf(budget);
    let most = 0;
    const work = handles.flatMap((handle, index) =>
      Array.from({ length: 20 }, async () => {
        expect(await whereAmI(handle.database)).toBe(names[index]);
        most = Math.max(most, budget.pool.total);
      }),
    );
    await Promise.all(work);
    expect(most).toBe(options.maxConnections);
    expect(budget.pool.waiting).toBe(0);
  });

  it('lets one database neither hold more than its share nor keep others waiting', async () => {
    const budget = open();
    const [flooding, calm] = handlesOf(budget);
    if (!flooding || !calm) throw new Error('no handles');
    const flood = Array.from({ length: 40 }, () => sql`select pg_sleep(0.02)`.execute(flooding.database));
    const waitOf = async (database: Database): Promise<number> => {
      const startMs = performance.now();
      await whereAmI(database);
      return performance.now() - startMs;
    };
    // The control: who shares the flood's part waits until it is over.
    const [waitMs, controlMs] = await Promise.all([waitOf(calm.database), waitOf(flooding.database)]);
    expect(controlMs).toBeGreaterThan(350);
    expect(waitMs).toBeLessThan(controlMs - 50);
    expect(flooding.pool.total).toBe(2);
    await Promise.all(flood);
  });

  it('says that it is busy when a connection does not come in time, and when too many wait', async () => {
    const budget = open({ maxConnections: 1, poolTimeoutMs: 150 });
    const [first, second] = handlesOf(budget);
    if (!first || !second) throw new Error('no handles');
    await whereAmI(first.database);
    const long = sql`select pg_sleep(0.5)`.execute(first.database);
    const outcomes = await Promise.allSettled(Array.from({ length: 210 }, () => whereAmI(second.database)));
    const failures = outcomes.map((outcome) => (outcome.status === 'rejected' ? failureOf(outcome.reason)?.kind : 'answered'));
    expect(new Set(failures)).toEqual(new Set(['overloaded']));
    await long;
    expect(await whereAmI(second.database)).toBe(names[1]);
  });

  it('gets every connection back from a database that is ended while one is being opened', async () => {
    const budget = open({ maxConnections: 2 });
    const [leaving, staying] = handlesOf(budget);
    if (!leaving || !staying) throw new Error('no handles');
    await whereAmI(leaving.database);
    const holding = sql`select pg_sleep(0.05)`.execute(leaving.database).catch(failureOf);
    const arriving = whereAmI(leaving.database).then(
      () => 'answered',
      (error: unknown) => failureOf(error)?.kind,
    );
    for (let turn = 0; turn < 100 && leaving.pool.total < 2; turn += 1) await Promise.resolve();
    expect(leaving.pool.total).toBe(2);
    await leaving.end();
    expect(await arriving).toBe('unavailable');
    await holding;
    const both = Array.from({ length: 2 }, () => sql`select pg_sleep(0.05)`.execute(staying.database));
    await Promise.all(both);
    expect(budget.pool).toMatchObject({ total: 2, idle: 2 });
  });

  it('hands no open transaction to the next caller', async () => {
    const budget = open({ maxConnections: 1 });
    const [handle] = handlesOf(budget);
    if (!handle) throw new Error('no handle');
    await sql.raw('begin').execute(handle.database);
    const { rows } = await sql<{ isIn: boolean }>`select now() <> statement_timestamp() as "isIn"`.execute(handle.database);
    expect(rows).toEqual([{ isIn: false }]);
  });

  it('refuses a closed handle and closes its connections', async () => {
    const budget = open();
    const [handle, other] = handlesOf(budget);
    if (!handle || !other) throw new Error('no handles');
    await whereAmI(handle.database);
    const inUse = inTransaction(handle.database, (transaction) => sql`select pg_sleep(0.1)`.execute(transaction));
    await eventually(
      async () => handle.pool.total,
      (total) => total > 0,
    );
    await handle.end();
    await inUse.catch(() => undefined);
    await expect(whereAmI(handle.database)).rejects.toThrow(/connection|destroyed/);
    expect(handle.pool.total).toBe(0);
    expect(await whereAmI(other.database)).toBe(names[1]);
  });

  it('goes on after the server was restarted, and after its connections were ended one by one', async () => {
    const budget = open();
    const handles = handlesOf(budget).slice(0, 4);
    const ask = () => Promise.all(handles.map((handle) => whereAmI(handle.database).catch((error: unknown) => failureOf(error)?.kind)));
    const expected = names.slice(0, 4);
    expect(await ask()).toEqual(expected);
    await cluster.crash();
    expect(new Set(await ask())).toEqual(new Set(['unavailable']));
    await cluster.startAgain();
    expect(await eventually(ask, (answers) => answers.join() === expected.join())).toEqual(expected);
    const administrator = open().openDatabase({ ...cluster.connection });
    await sql`select pg_terminate_backend(pid) from pg_stat_activity where datname like 'tenant%'`.execute(administrator.database);
    expect(await eventually(ask, (answers) => answers.join() === expected.join())).toEqual(expected);
  });
});
