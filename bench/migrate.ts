/**
 * `npm run bench -- migrate`: a fleet that is current, and one additive migration over all of it. `BENCH_TENANTS` says how many
 * tenants (default 1000).
 */
import pg from 'pg';
import { openMaster, type Master } from '../src/server/master/master.ts';
import { migrateFleet } from '../src/server/master/fleet/public.ts';
import { createTenant, OperationWorker } from '../src/server/master/tenants/public.ts';
import type { Migration } from '../src/server/platform/database/migrations.ts';
import { masterOptionsOf } from '../tests/support/master-options.ts';
import { startTestCluster, type TestCluster } from '../tests/support/test-cluster.ts';
import { median, timeAsyncMs } from './support/measure.ts';
import { report } from './support/report.ts';

const TENANTS = Number(process.env['BENCH_TENANTS'] ?? 1000);
const CONCURRENCY = 4;
const ROUNDS = 3;
const MOST_QUERIES = 20;

/** The registry as the program with `extra` more migrations opens it. */
async function openFleet(cluster: TestCluster, extra: readonly Migration[]): Promise<Master> {
  const options = await masterOptionsOf({ ...cluster.connection, database: 'milestone_admin' });
  return openMaster({ ...options, ports: { ...options.ports, migrations: [...options.ports.migrations, ...extra] } });
}

async function makeTenants(master: Master): Promise<void> {
  const worker = new OperationWorker(master, { concurrency: CONCURRENCY, onError: (error) => console.error(error) });
  worker.start();
  for (let number = 1; number <= TENANTS; number += 1) {
    const input = { name: `Tenant ${number}`, slug: `bench-${number}`, adminEmail: 'admin@tenant.example' };
    const made = await createTenant(master, input, { provision: true, requestedBy: 'bench' });
    if (!made.ok) throw new Error(made.refusal.message);
  }
  for (;;) {
    const { count } = await master.database
      .selectFrom('tenants')
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .where('status', '=', 'active')
      .executeTakeFirstOrThrow();
    if (count === TENANTS) break;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  await worker.stop();
}

/** What nobody can do without: a connection to each database, and one statement. */
async function runBare(cluster: TestCluster, names: readonly string[], statement: string): Promise<void> {
  const queue = names.values();
  const work = async (): Promise<void> => {
    for (const database of queue) {
      const client = new pg.Client({ ...cluster.connection, ssl: false, database });
      await client.connect();
      await client.query(statement);
      await client.end();
    }
  };
  await Promise.all(Array.from({ length: CONCURRENCY }, work));
}

async function countQueries(work: () => Promise<void>): Promise<number> {
  const { prototype } = pg.Client;
  const query: (this: pg.Client, ...args: unknown[]) => unknown = Reflect.get(prototype, 'query');
  let count = 0;
  Reflect.set(prototype, 'query', function countingQuery(this: pg.Client, ...args: unknown[]) {
    count += 1;
    return query.apply(this, args);
  });
  try {
    await work();
  } finally {
    Reflect.set(prototype, 'query', query);
  }
  return count;
}

async function migrate(cluster: TestCluster, extra: readonly Migration[], expected: number): Promise<void> {
  const master = await openFleet(cluster, extra);
  try {
    const { migratedCount, failed } = await migrateFleet(master, { concurrency: CONCURRENCY, requestedBy: 'bench' });
    if (migratedCount !== expected) throw new Error(`${migratedCount} of ${expected} tenants were migrated: ${JSON.stringify(failed[0])}`);
  } finally {
    await master.close();
  }
}

const cluster = await startTestCluster({ max_connections: '60', shared_buffers: '128MB' });
try {
  const first = await openFleet(cluster, []);
  const madeMs = await timeAsyncMs(() => makeTenants(first));
  const firstVersion = first.options.ports.migrations.length;
  const names = (await first.database.selectFrom('tenants').select('database_name').orderBy('slug').execute()).map(
    (row) => row.database_name,
  );
  await first.close();
  console.log(`${TENANTS} tenants made in ${(madeMs / 1000).toFixed(0)} s`);
  await runBare(cluster, names, 'select count(*) from settings');

  const times = { bare: [] as number[], product: [] as number[] };
  const extra: Migration[] = [];
  for (let round = 1; round <= ROUNDS; round += 1) {
    times.bare.push(await timeAsyncMs(() => runBare(cluster, names, `alter table settings add column bench_bare_${round} integer`)));
    const text = `alter table settings add column bench_product_${round} integer;`;
    const version = firstVersion + round;
    extra.push({ version, name: `${String(version).padStart(4, '0')}_bench`, checksum: text, text });
    times.product.push(await timeAsyncMs(() => migrate(cluster, extra, TENANTS)));
  }
  const queries = await countQueries(() => migrate(cluster, extra, 0));
  const noOpMs = await timeAsyncMs(() => migrate(cluster, extra, 0));

  const noOp = report({
    name: 'migrate: nothing to do',
    of: { baseline: 'the most that it may cost', figure: `queries of milestone migrate over ${TENANTS} tenants that are current` },
    baseline: MOST_QUERIES,
    figure: queries,
    unit: 'count',
    goal: { kind: '≤', ratio: 1 },
    note: `${noOpMs.toFixed(0)} ms`,
  });
  const additive = report({
    name: 'migrate: one additive migration',
    of: {
      baseline: `one ALTER TABLE per connection, ${CONCURRENCY} at once, over ${TENANTS} databases`,
      figure: `registry opened, template renewed, the same over ${TENANTS} tenants, each recorded`,
    },
    baseline: median(times.bare),
    figure: median(times.product),
    unit: 'ms',
    goal: { kind: '≤', ratio: 1.5 },
  });
  process.exitCode = noOp.isMet && additive.isMet ? 0 : 1;
} finally {
  await cluster.remove();
}
