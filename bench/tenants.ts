/**
 * Many tenants on one server of 100 connections: made, migrated, listed and reached. Then all of them on one node against one
 * tenant under the same load: an open loop of 50 requests/s (reading the plan, one in ten a write), by Zipf over the tenants and
 * strictly in turns. Then, in turns with the calm, while one tenant is flooded with ten times the load, as if from so many
 * addresses that no limit by address helps; and, to know what the making of a flood costs a small machine, while a server beside
 * that does nothing but refuse gets the same flood. `TENANTS=200 npm run bench -- tenants` for fewer.
 */
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { createUuid } from '../src/lib/uuid.ts';
import { migrateFleet } from '../src/server/master/fleet/public.ts';
import { openMaster, type Master, type MasterOptions } from '../src/server/master/master.ts';
import {
  createTenant,
  listTenants,
  OperationWorker,
  StockKeeper,
  waitForOperation,
  type Tenant,
} from '../src/server/master/tenants/public.ts';
import { clientOptionsOf } from '../src/server/platform/database/connection.ts';
import { createTenantPorts } from '../src/server/tenant-ports.ts';
import { startTestCluster } from '../tests/support/test-cluster.ts';
import { percentile } from './support/measure.ts';
import { report } from './support/report.ts';
import {
  ask,
  countErrors,
  createToken,
  describeLoad,
  load,
  mergeLoads,
  type Caller,
  type Load,
  type Rate,
  type Target,
} from './support/tenants-load.ts';
import type { FloodOrder } from './support/flood.ts';
import type { FromNode, ToNode } from './support/tenants-node.ts';

const TENANTS = Number(process.env['TENANTS'] ?? 1000);
const ACTIVE_FOR_MEMORY = 200;
const AT_ONCE = 4;
const USUAL: Rate = { perSecond: 50, seconds: 12 };
const WARM_UP: Rate = { perSecond: 50, seconds: 3 };
const FLOOD_ROUNDS = 12;
const FLOODED: Rate = { perSecond: 50, seconds: 2.5 };
const FLOOD: Rate = { perSecond: 500, seconds: FLOODED.seconds };
const LISTED_AT_ONCE = 100;
/** Of each tenant. */
const PROJECTS = 20;

const cluster = await startTestCluster({ max_connections: '100', fsync: 'off', synchronous_commit: 'off' });
const { token, hash } = createToken();
const options: Omit<MasterOptions, 'ports'> = {
  pool: {
    connection: { ...cluster.connection, database: 'milestone_admin' },
    poolSize: 1,
    maxOverflow: 5,
    poolTimeoutMs: 10_000,
    namedStatements: false,
  },
  admin: { user: cluster.connection.user, password: cluster.connection.password },
  encryptionKey: 'ab'.repeat(32),
  oldEncryptionKeys: [],
  loginConnectionLimit: 6,
  warmPoolSize: 0,
  deleteGraceDays: 0,
};

/** So many lanes work through all tenants. */
async function forEach(work: (index: number) => Promise<void>): Promise<void> {
  let next = 0;
  const lane = async (): Promise<void> => {
    for (let index = next++; index < TENANTS; index = next++) await work(index);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
}

async function makeTenants(master: Master): Promise<Target[]> {
  await new StockKeeper(master).tend();
  const worker = new OperationWorker(master, { concurrency: AT_ONCE });
  worker.start();
  const targets: Target[] = [];
  await forEach(async (index) => {
    const input = { name: `Tenant ${index}`, slug: `bench-${index}`, adminEmail: 'a@bench.example' };
    const made = await createTenant(master, input, { provision: true, requestedBy: 'bench' });
    if (!made.ok) throw new Error(made.refusal.message);
    const ended = await waitForOperation(master, made.value.operation?.id ?? '', 60_000);
    if (ended.state !== 'succeeded') throw new Error(ended.error ?? 'not provisioned');
    targets.push({ slug: made.value.tenant.slug, projectId: await fill(made.value.tenant) });
  });
  await worker.stop();
  return targets;
}

/** A site with projects, and a session that is valid everywhere, written past the product: only the load is measured. */
async function fill({ slug, databaseName }: Tenant): Promise<string> {
  const client = new pg.Client(clientOptionsOf({ ...cluster.connection, database: databaseName }));
  await client.connect();
  const siteId = createUuid();
  const projectIds = Array.from({ length: PROJECTS }, createUuid);
  await client.query(`insert into sites (id, name, time_zone) values ($1, $2, 'Europe/Zurich')`, [siteId, slug]);
  await client.query(
    `insert into projects (id, site_id, rank, name, name_key, start_on, end_on)
     select id, $1, 'a' || number, 'Project ' || number, 'project ' || number, '2026-01-05', '2026-02-05'
     from unnest($2::uuid[]) with ordinality as row (id, number)`,
    [siteId, projectIds],
  );
  await client.query('update users set must_change_password = false');
  await client.query(`insert into sessions (id, token_hash, user_id, expires_at) select $1, $2, id, now() + interval '1 day' from users`, [
    createUuid(),
    hash,
  ]);
  await client.end();
  return projectIds[0] ?? '';
}

/** One more migration over all of them. */
async function migrateTenants(): Promise<void> {
  const ports = await createTenantPorts();
  const version = ports.migrations.length + 1;
  const text = 'alter table settings add column bench integer;';
  const migration = { version, name: `${String(version).padStart(4, '0')}_bench`, checksum: text, text };
  const master = await openMaster({ ...options, ports: { ...ports, migrations: [...ports.migrations, migration] } });
  const { migratedCount, failed } = await migrateFleet(master, { concurrency: AT_ONCE, requestedBy: 'bench' });
  await master.close();
  if (migratedCount !== TENANTS) throw new Error(`${migratedCount} of ${TENANTS} tenants were migrated: ${JSON.stringify(failed[0])}`);
}

async function listAll(master: Master): Promise<void> {
  let [count, cursor] = [0, undefined as string | undefined];
  do {
    const page = await listTenants(master, { limit: LISTED_AT_ONCE, cursor });
    count += page.items.length;
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  if (count !== TENANTS) throw new Error(`${count} of ${TENANTS} tenants were listed`);
}

async function reachAll(caller: Caller, targets: readonly Target[]): Promise<void> {
  await forEach(async (index) => {
    const status = await ask(caller, nth(targets, index), 0);
    if (status !== 200) throw new Error(`a tenant answered ${status}`);
  });
}

async function timed<Result>(what: string, work: () => Promise<Result>): Promise<Result> {
  const startMs = performance.now();
  const result = await work();
  const ms = performance.now() - startMs;
  console.log(`${TENANTS} tenants ${what}: ${(ms / 1000).toFixed(1)} s, ${(ms / TENANTS).toFixed(1)} ms each`);
  return result;
}

/** Tenants by Zipf's law: the second is asked half as often as the first, the third a third as often. */
function zipf(targets: readonly Target[]): () => Target {
  const sums: number[] = [];
  for (let rank = 1, sum = 0; rank <= targets.length; rank += 1) sums.push((sum += 1 / rank));
  const whole = sums.at(-1) ?? 1;
  return () => {
    const at = Math.random() * whole;
    return nth(
      targets,
      sums.findIndex((sum) => sum >= at),
    );
  };
}

function nth(targets: readonly Target[], index: number): Target {
  const target = targets[index % targets.length];
  if (!target) throw new Error('there are no tenants');
  return target;
}

async function askNode<Kind extends FromNode['kind']>(
  node: ChildProcess,
  message: ToNode,
  kind: Kind,
): Promise<Extract<FromNode, { kind: Kind }>> {
  node.send(message);
  for (;;) {
    const [answer] = (await once(node, 'message')) as [FromNode];
    if (answer.kind === kind) return answer as Extract<FromNode, { kind: Kind }>;
  }
}

/** The most connections that the server saw, asked every 100 ms until the signal. */
async function countConnections(until: AbortSignal): Promise<number> {
  const client = new pg.Client(clientOptionsOf(cluster.connection));
  client.on('error', () => undefined);
  let most = 0;
  await client.connect();
  while (!until.aborted) {
    const { rows } = await client.query<{ n: number }>(
      `select count(*)::int as n from pg_stat_activity where backend_type = 'client backend'`,
    );
    most = Math.max(most, rows[0]?.n ?? 0);
    await sleep(100);
  }
  await client.end();
  return most;
}

/** The others' load without a flood, with it, and with one that goes elsewhere: in turns, so that what else the machine does falls on all. */
async function measureFlood(caller: Caller, targets: readonly Target[], elsewhere: string) {
  const [target, others] = [nth(targets, 0), zipf(targets.slice(1))];
  const rounds: Record<'calm' | 'flooded' | 'beside' | 'flood', Load[]> = { calm: [], flooded: [], beside: [], flood: [] };
  const withFlood = async (url: string): Promise<readonly [Load, Load]> => {
    flooder.send({ caller: { ...caller, url }, target, rate: FLOOD } satisfies FloodOrder);
    const [result, [flood]] = await Promise.all([load(caller, others, FLOODED), once(flooder, 'message') as Promise<[Load]>]);
    return [result, flood];
  };
  for (let round = 0; round < FLOOD_ROUNDS; round += 1) {
    rounds.calm.push(await load(caller, others, FLOODED));
    const [flooded, flood] = await withFlood(caller.url);
    rounds.flooded.push(flooded);
    rounds.flood.push(flood);
    rounds.beside.push((await withFlood(elsewhere))[0]);
  }
  return {
    calm: mergeLoads(rounds.calm),
    flooded: mergeLoads(rounds.flooded),
    beside: mergeLoads(rounds.beside),
    flood: mergeLoads(rounds.flood),
  };
}

function reportFlood({ calm, flooded, beside, flood }: Awaited<ReturnType<typeof measureFlood>>): void {
  const of = { figure: `one tenant is asked ${FLOOD.perSecond} times per second, p99 of the others` };
  const finding = { figure: p99(flooded), unit: 'ms', goal: { kind: '≤', ratio: 1.2 } } as const;
  report({
    ...finding,
    name: 'tenants: the others while one floods',
    of: { baseline: 'no flood, p99', ...of },
    baseline: p99(calm),
    note: `calm: ${describeLoad(calm)}; flooded: ${describeLoad(flooded)}; the flood itself: ${describeLoad(flood)}`,
  });
  report({
    ...finding,
    name: 'tenants: the part of it that is the node’s',
    of: { baseline: 'the same flood at a server beside, p99', ...of },
    baseline: p99(beside),
    note: `flood beside: ${describeLoad(beside)}`,
  });
}

async function measureLoads(caller: Caller, targets: readonly Target[]): Promise<Record<'one' | 'many' | 'turns', Load>> {
  const pick = zipf(targets);
  const second = () => nth(targets, 1);
  await load(caller, second, WARM_UP);
  const one = await load(caller, second, USUAL);
  await load(caller, pick, WARM_UP);
  return { one, many: await load(caller, pick, USUAL), turns: await load(caller, (index) => nth(targets, index), USUAL) };
}

const p99 = ({ times }: Load): number => percentile(times, 99);

function reportLoads({ one, many, turns }: Record<'one' | 'many' | 'turns', Load>): void {
  const of = { baseline: 'one tenant, the same load, p99', figure: `${TENANTS} tenants, p99` };
  const goal = { kind: '≤', ratio: 5 } as const;
  const loads = { 'by Zipf': many, 'strictly in turns': turns };
  for (const [name, result] of Object.entries(loads))
    report({ name: `tenants: ${name}`, of, baseline: p99(one), figure: p99(result), unit: 'ms', goal, note: describeLoad(result) });
}

const node = fork(new URL('./support/tenants-node.ts', import.meta.url), { serialization: 'advanced' });
const floodModule = new URL('./support/flood.ts', import.meta.url);
const flooder = fork(floodModule, { serialization: 'advanced' });
const refuser = fork(floodModule, ['refuser']);
const refuserReady = once(refuser, 'message');
try {
  const master = await openMaster({ ...options, ports: await createTenantPorts() });
  const loads = new AbortController();
  const counting = countConnections(loads.signal);
  const targets = await timed('made', () => makeTenants(master));
  await timed('migrated', migrateTenants);
  await timed('listed', () => listAll(master));
  await master.close();
  const { port } = await askNode(node, { kind: 'serve', options }, 'ready');
  const caller: Caller = { url: `http://127.0.0.1:${port}`, token };
  for (let index = 0; index < Math.min(ACTIVE_FOR_MEMORY, TENANTS); index += 1) await ask(caller, nth(targets, index), 9);
  const memory = await askNode(node, { kind: 'figures' }, 'figures');
  await timed('reached', () => reachAll(caller, targets));
  const usual = await measureLoads(caller, targets);
  reportLoads(usual);
  const [besidePort] = (await refuserReady) as [number];
  const floods = await measureFlood(caller, targets, `http://127.0.0.1:${besidePort}`);
  loads.abort();
  reportFlood(floods);
  report({
    name: 'tenants: resident memory',
    of: { baseline: 'what is allowed', figure: `${memory.tenants} tenants active` },
    baseline: 350,
    figure: memory.residentBytes / 1024 / 1024,
    unit: 'MB',
    goal: { kind: '≤', ratio: 1 },
  });
  report({
    name: 'tenants: server connections',
    of: { baseline: 'what the server has', figure: 'the most at once, from the first tenant made to the last request' },
    baseline: 100,
    figure: await counting,
    unit: 'count',
    goal: { kind: '≤', ratio: 1 },
  });
  const errors = [usual.many, usual.turns, floods.calm, floods.flooded, floods.beside].reduce(
    (sum, result) => sum + countErrors(result),
    0,
  );
  process.exitCode = errors === 0 ? 0 : 1;
} finally {
  for (const child of [node, flooder, refuser]) child.disconnect();
  await cluster.remove();
}
