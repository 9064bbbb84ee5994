import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../../tests/support/test-database.ts';
import { failureOf } from './database-errors.ts';
import { inTransaction, openDatabase, type OpenDatabase } from './database.ts';

describe('the database', () => {
  let test: TestDatabase;
  const opened: OpenDatabase[] = [];
  beforeAll(async () => {
    test = await createTestDatabase({ template: 'template0' });
    await sql`create table counters (id integer primary key, value integer not null, constraint counters_value_check check (value < 100))`.execute(
      test.database,
    );
    await sql`insert into counters values (1, 0), (2, 0)`.execute(test.database);
  });
  afterAll(async () => {
    await Promise.all(opened.map((pool) => pool.end()));
    await test.stop();
  });

  function open(
    options: { readonly namedStatements?: boolean; readonly port?: number; readonly poolTimeoutMs?: number } = {},
  ): OpenDatabase {
    const { port = test.connection.port, namedStatements = false, poolTimeoutMs = 5000 } = options;
    const pool = openDatabase({ connection: { ...test.connection, port }, poolSize: 0, maxOverflow: 1, poolTimeoutMs, namedStatements });
    opened.push(pool);
    return pool;
  }

  it('gives days as text and whole and decimal numbers as numbers', async () => {
    const { rows } = await sql`select date '2026-03-29' as day, 9007199254740991::int8 as large, 1234.56::numeric as volume`.execute(
      test.database,
    );
    expect(rows).toEqual([{ day: '2026-03-29', large: 9_007_199_254_740_991, volume: 1234.56 }]);
  });

  it('names statements when asked to, and still runs several in one text', async () => {
    const { database } = open({ namedStatements: true });
    for (let count = 0; count < 3; count += 1) await sql`select * from counters where id = ${count}`.execute(database);
    await sql.raw('select 1; select 2').execute(database);
    const { rows } = await sql<{
      statement: string;
    }>`select statement from pg_prepared_statements where statement like '%counters%'`.execute(database);
    expect(rows).toEqual([{ statement: 'select * from counters where id = $1' }]);
  });

  it('replaces a connection that the server ended, without ending the process', async () => {
    const { database } = open();
    const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(database);
    await sql`select pg_terminate_backend(${rows[0]?.pid})`.execute(test.database);
    const pidAgain = async () => (await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(database)).rows[0]?.pid;
    // The query that meets the lost connection fails; callers are told to come again.
    const failures: unknown[] = [];
    let second: number | undefined;
    while (second === undefined && failures.length < 5)
      second = await pidAgain().catch((error: unknown) => void failures.push(failureOf(error)));
    expect(second).toBeGreaterThan(0);
    expect(second).not.toBe(rows[0]?.pid);
    expect(failures.filter((failure) => JSON.stringify(failure) !== '{"kind":"unavailable"}')).toEqual([]);
  });

  it('ends while a connection is being opened, and gives none afterwards', async () => {
    const pool = openDatabase({ connection: test.connection, poolSize: 0, maxOverflow: 2, poolTimeoutMs: 5000, namedStatements: false });
    await sql`select 1`.execute(pool.database);
    const holding = sql`select pg_sleep(0.05)`.execute(pool.database);
    const arriving = sql<{ one: number }>`select 1 as one`.execute(pool.database);
    // The pool begins to open it within this turn of the event loop.
    for (let turn = 0; turn < 100 && pool.pool.total < 2; turn += 1) await new Promise((resolve) => process.nextTick(resolve));
    expect(pool.pool.total).toBe(2);
    await pool.end();
    await holding;
    expect((await arriving).rows).toEqual([{ one: 1 }]);
    await expect(sql`select 1`.execute(pool.database)).rejects.toSatisfy((error) => failureOf(error)?.kind === 'unavailable');
    expect(pool.pool.total).toBe(0);
  });

  it('runs a transaction again that met a deadlock', async () => {
    const attempts = [0, 0];
    const both = Promise.withResolvers<void>();
    const work = (side: 0 | 1) =>
      inTransaction(test.database, async (transaction) => {
        attempts[side] = (attempts[side] ?? 0) + 1;
        // One side looks for the deadlock first, so that it alone gives way.
        await sql`set local deadlock_timeout = ${sql.lit(side === 0 ? '20ms' : '10s')}`.execute(transaction);
        await sql`update counters set value = value + 1 where id = ${side + 1}`.execute(transaction);
        if (attempts.every((count) => count > 0)) both.resolve();
        await both.promise;
        await sql`update counters set value = value + 1 where id = ${2 - side}`.execute(transaction);
      });
    await Promise.all([work(0), work(1)]);
    expect(attempts.reduce((sum, count) => sum + count, 0)).toBe(3);
    const { rows } = await sql`select value from counters order by id`.execute(test.database);
    expect(rows).toEqual([{ value: 2 }, { value: 2 }]);
  });

  it('tells what a failure means: a named constraint, a server that is away, a pool that is exhausted', async () => {
    const failure = (work: Promise<unknown>) => work.then(() => 'none', failureOf);
    expect(await failure(sql`update counters set value = 100`.execute(test.database))).toEqual({
      kind: 'constraint',
      constraint: 'counters_value_check',
      sqlState: '23514',
    });
    expect(await failure(sql`select 1`.execute(open({ port: 1 }).database))).toEqual({ kind: 'unavailable' });
    expect(await failure(sql`select ${'a\u0000b'}::text`.execute(test.database))).toEqual({ kind: 'unstorableText' });
    const small = open({ poolTimeoutMs: 50 });
    const holding = sql`select pg_sleep(0.4)`.execute(small.database);
    expect(await failure(sql`select 1`.execute(small.database))).toEqual({ kind: 'overloaded' });
    await holding;
  });
});
