/**
 * Many active tenants on one node and one server of 100 connections, against one tenant under the same load: an open loop of
 * 50 requests/s (reading the plan, one in ten a write), by Zipf over the tenants and strictly in turns. Then the same while one
 * tenant floods with ten times the load. `TENANTS=200 npm run bench -- tenants` for fewer.
 */
import { fork, type ChildProcess } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { createUuid } from '../src/lib/uuid.ts';
import { openMaster, type MasterOptions } from '../src/server/master/master.ts';
import { createTenant, OperationWorker, waitForOperation, type Tenant } from '../src/server/master/tenants/public.ts';
import { clientOptionsOf } from '../src/server/platform/database/connection.ts';
import { createTenantPorts } from '../src/server/tenant-ports.ts';
import { startTestCluster } from '../tests/support/test-cluster.ts';
import { percentile } from './support/measure.ts';
import { report } from './support/report.ts';
import type { FromNode, ToNode } from './support/tenants-node.ts';

const TENANTS = Number(process.env['TENANTS'] ?? 1000);
const ACTIVE_FOR_MEMORY = 200;
const MADE_AT_ONCE = 4;
const RATE = 50;
const FLOOD_RATE = 500;
const SECONDS = 12;
const WARM_UP_SECONDS = 3;
/** As by default: per minute, address and tenant. */
const REQUESTS_PER_MINUTE = 3000;

type Target = { readonly slug: string; readonly siteId: string };

const cluster = await startTestCluster({ max_connections: '100', fsync: 'off', synchronous_commit: 'off' });
const token = randomBytes(32).toString('base64url');
const headers = { cookie: `milestone_session=${token}`, 'content-type': 'application/json' };
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

async function makeTenants(): Promise<Target[]> {
  const master = await openMaster({ ...options, ports: await createTenantPorts() });
  const worker = new OperationWorker(master, { concurrency: MADE_AT_ONCE });
  worker.start();
  const targets: Target[] = [];
  let next = 0;
  const make = async (): Promise<void> => {
    for (let index = next++; index < TENANTS; index = next++) {
      const input = { name: `Tenant ${index}`, slug: `bench-${index}`, adminEmail: 'a@bench.example' };
      const made = await createTenant(master, input, { provision: true, requestedBy: 'bench' });
      if (!made.ok) throw new Error(made.refusal.message);
      const ended = await waitForOperation(master, made.value.operation?.id ?? '', 60_000);
      if (ended.state !== 'succeeded') throw new Error(ended.error ?? 'not provisioned');
      targets.push(await fill(made.value.tenant));
    }
  };
  await Promise.all(Array.from({ length: MADE_AT_ONCE }, make));
  await worker.stop();
  await master.close();
  return targets;
}

/** A site and a session that is valid everywhere, written past the product: only the load is measured. */
async function fill({ slug, databaseName }: Tenant): Promise<Target> {
  const client = new pg.Client(clientOptionsOf({ ...cluster.connection, database: databaseName }));
  await client.connect();
  const siteId = createUuid();
  const hash = createHash('sha256').update(token).digest();
  await client.query(`insert into sites (id, name, time_zone) values ($1, $2, 'Europe/Zurich')`, [siteId, slug]);
  await client.query('update users set must_change_password = false');
  await client.query(`insert into sessions (id, token_hash, user_id, expires_at) select $1, $2, id, now() + interval '1 day' from users`, [
    createUuid(),
    hash,
  ]);
  await client.end();
  return { slug, siteId };
}

type Load = { readonly p50: number; readonly p99: number; readonly errors: number; readonly count: number };

/** An open loop: a request every 1/rate s, whatever became of those before; times from when it was due. */
async function load(url: string, pick: (index: number) => Target, { rate, seconds }: { rate: number; seconds: number }): Promise<Load> {
  const times: number[] = [];
  let errors = 0;
  const startMs = performance.now();
  const pending: Promise<void>[] = [];
  const askOnce = async (index: number, dueMs: number): Promise<void> => {
    if ((await ask(url, pick(index), index)) !== 200) errors += 1;
    times.push(performance.now() - dueMs);
  };
  for (let index = 0; index < rate * seconds; index += 1) {
    const dueMs = startMs + (index * 1000) / rate;
    const waitMs = dueMs - performance.now();
    if (waitMs > 0) await sleep(waitMs);
    pending.push(askOnce(index, dueMs));
  }
  await Promise.all(pending);
  return { p50: percentile(times, 50), p99: percentile(times, 99), errors, count: times.length };
}

async function ask(url: string, { slug, siteId }: Target, index: number): Promise<number> {
  const base = `${url}/t/${slug}/api`;
  const command = {
    kind: 'project.create',
    id: createUuid(),
    siteId,
    name: `Project ${index}`,
    startOn: '2026-01-05',
    endOn: '2026-02-05',
  };
  try {
    const answer =
      index % 10 === 9
        ? await fetch(`${base}/commands`, { method: 'POST', headers, body: JSON.stringify({ commands: [command] }) })
        : await fetch(`${base}/plan`, { headers });
    await answer.arrayBuffer();
    return answer.status;
  } catch {
    return 0;
  }
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

const node = fork(new URL('./support/tenants-node.ts', import.meta.url), { serialization: 'advanced' });
try {
  console.log(`Making ${TENANTS} tenants …`);
  const startMs = performance.now();
  const targets = await makeTenants();
  console.log(`made in ${((performance.now() - startMs) / 1000).toFixed(0)} s`);
  const { port } = await askNode(node, { kind: 'serve', options, requestsPerMinute: REQUESTS_PER_MINUTE }, 'ready');
  const url = `http://127.0.0.1:${port}`;
  const loads = new AbortController();
  const counting = countConnections(loads.signal);
  const first = nth(targets, 0);
  const usual = { rate: RATE, seconds: SECONDS };
  await load(url, () => first, { rate: RATE, seconds: WARM_UP_SECONDS });
  const one = await load(url, () => nth(targets, 1), usual);
  for (let index = 0; index < Math.min(ACTIVE_FOR_MEMORY, TENANTS); index += 1) await ask(url, nth(targets, index), 9);
  const memory = await askNode(node, { kind: 'figures' }, 'figures');
  const pickZipf = zipf(targets);
  await load(url, pickZipf, { rate: RATE, seconds: WARM_UP_SECONDS });
  const many = await load(url, pickZipf, usual);
  const turns = await load(url, (index) => nth(targets, index), usual);
  const others = zipf(targets.slice(1));
  const calm = await load(url, others, usual);
  const [flooded, flood] = await Promise.all([load(url, others, usual), load(url, () => first, { rate: FLOOD_RATE, seconds: SECONDS })]);
  loads.abort();
  const mostConnections = await counting;
  const baseline = 'one tenant, the same load, p99';
  const goal = { kind: '≤', ratio: 5 } as const;
  const note = (load_: Load) => `${load_.errors} errors in ${load_.count} requests; p50 ${load_.p50.toFixed(1)} ms`;
  report({
    name: 'tenants: by Zipf',
    of: { baseline, figure: `${TENANTS} tenants, p99` },
    baseline: one.p99,
    figure: many.p99,
    unit: 'ms',
    goal,
    note: note(many),
  });
  report({
    name: 'tenants: strictly in turns',
    of: { baseline, figure: `${TENANTS} tenants, p99` },
    baseline: one.p99,
    figure: turns.p99,
    unit: 'ms',
    goal,
    note: note(turns),
  });
  report({
    name: 'tenants: the others while one floods',
    of: { baseline: 'no flood, p99', figure: `one tenant asks ${FLOOD_RATE} times per second, p99 of the others` },
    baseline: calm.p99,
    figure: flooded.p99,
    unit: 'ms',
    goal: { kind: '≤', ratio: 1.2 },
    note: `${note(flooded)}; of the flood's ${flood.count} requests ${flood.errors} were refused`,
  });
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
    of: { baseline: 'what the server has', figure: 'the most at once' },
    baseline: 100,
    figure: mostConnections,
    unit: 'count',
    goal: { kind: '≤', ratio: 1 },
  });
  process.exitCode = many.errors + turns.errors + calm.errors + flooded.errors === 0 ? 0 : 1;
} finally {
  node.disconnect();
  await cluster.remove();
}
