/**
 * How long a new tenant takes, from the request for it to the answer of its administrator's first sign-in over HTTP, against
 * the least that any way needs: the faster of a bare `CREATE DATABASE … TEMPLATE` and a bare `CREATE DATABASE` with the whole
 * schema in one batch, on the same server and disk, fsync on.
 *
 * One after the other, and four at once; made when asked for (cold), and from databases made ahead (warm). The request is what
 * `POST /api/admin/tenants` does after it has checked who asks.
 */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { openMaster, type Master } from '../src/server/master/master.ts';
import { createTenant, OperationWorker, readCredentials, StockKeeper, waitForOperation } from '../src/server/master/tenants/public.ts';
import { createMultiTenantApp } from '../src/server/multi-tenant-app.ts';
import { openDataFolder } from '../src/server/platform/data-folder/data-folder.ts';
import { clientOptionsOf, type ConnectionConfig } from '../src/server/platform/database/connection.ts';
import { EmbeddedDatabase, embeddedMaster } from '../src/server/platform/database/embedded/embedded-database.ts';
import { createTenantPorts } from '../src/server/tenant-ports.ts';
import { median, percentile, timeAsyncMs } from './support/measure.ts';
import { report } from './support/report.ts';
import { BARE_SERVING } from '../tests/support/bare-serving.ts';

const TENANTS = 50;
const BASELINES = 20;
const AT_ONCE = 4;
const GOALS = { cold: 2, warm: 0.5 } as const;

const root = mkdtempSync(path.join(tmpdir(), 'milestone-bench-provision-'));
chmodSync(root, 0o755);
const folder = openDataFolder(path.join(root, 'data'));
const server = await EmbeddedDatabase.start(folder, () => undefined);
const { connection, admin, encryptionKey } = embeddedMaster(folder.path, server.connection.port);
const master = await openMaster({
  pool: { connection, poolSize: 2, maxOverflow: 8, poolTimeoutMs: 10_000, namedStatements: false },
  admin,
  encryptionKey,
  oldEncryptionKeys: [],
  loginConnectionLimit: 6,
  warmPoolSize: TENANTS,
  deleteGraceDays: 0,
  ports: await createTenantPorts(),
});
const app = await createMultiTenantApp({
  ...BARE_SERVING,
  master,
  budget: { maxConnections: 40, poolSize: 2, maxOverflow: 2, poolTimeoutMs: 10_000, namedStatements: false },
  defaultTenant: undefined,
  settings: { sessionMaxAgeMs: 3_600_000 },
  logger: { level: 'silent' },
});
const url = `http://127.0.0.1:${await app.listen('127.0.0.1', 0)}`;
const worker = new OperationWorker(master, { concurrency: AT_ONCE });
const keeper = new StockKeeper(master);

/** From the request to the answer of the first sign-in that succeeds. */
async function provision(slug: string): Promise<number> {
  const startMs = performance.now();
  const adminEmail = 'admin@tenant.example';
  const made = await createTenant(master, { name: slug, slug, adminEmail }, { provision: true, requestedBy: 'bench' });
  if (!made.ok) throw new Error(made.refusal.message);
  const ended = await waitForOperation(master, made.value.operation?.id ?? '', 60_000);
  if (ended.state !== 'succeeded') throw new Error(ended.error ?? 'not provisioned');
  const credentials = await readCredentials(master, made.value.tenant.id);
  const password = credentials.ok ? credentials.value.firstPassword : null;
  while (!(await signIn(slug, adminEmail, password ?? '')));
  return performance.now() - startMs;
}

async function signIn(slug: string, email: string, password: string): Promise<boolean> {
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(`${url}/t/${slug}/api/auth/login`, { method: 'POST', headers, body: JSON.stringify({ email, password }) });
  await answer.arrayBuffer();
  // This node may hear of the tenant's activation a moment later.
  if (!answer.ok && answer.status !== 404 && answer.status !== 403) throw new Error(`the sign-in was answered with ${answer.status}`);
  return answer.ok;
}

type Times = { readonly each: number[]; readonly wallMs: number };

/** `count` runs of a work, so many at once; times of each, and of all together. */
async function runAll(count: number, atOnce: number, work: (index: number) => Promise<number>): Promise<Times> {
  const each: number[] = [];
  let next = 0;
  const lane = async (): Promise<void> => {
    while (next < count) each.push(await work(next++));
  };
  const wallMs = await timeAsyncMs(async () => {
    await Promise.all(Array.from({ length: atOnce }, lane));
  });
  return { each, wallMs };
}

async function query(place: ConnectionConfig, text: string): Promise<void> {
  const client = new pg.Client(clientOptionsOf(place));
  client.on('error', () => undefined);
  await client.connect();
  await client.query(text);
  await client.end();
}

const bare = { ...connection, ...admin, database: 'postgres' };
const schema = master.options.ports.migrations.map(({ text }) => text).join(';\n');
const template = `milestone__template_${master.options.ports.migrations.length}`;

/** Both bare ways in turns, each database dropped again outside the measured time; the faster median is the baseline. */
async function measureBare(round: string, atOnce: number): Promise<{ readonly ms: number; readonly way: string }> {
  const ways = {
    'CREATE DATABASE … TEMPLATE': (name: string) => query(bare, `create database ${name} template ${template}`),
    'CREATE DATABASE and the schema in one batch': async (name: string) => {
      await query(bare, `create database ${name} template template0`);
      await query({ ...bare, database: name }, schema);
    },
  };
  let best = { ms: Number.POSITIVE_INFINITY, way: '' };
  for (const [way, create] of Object.entries(ways)) {
    const nameOf = (index: number) => `bare_${round}_${index}`;
    const times = await runAll(BASELINES, atOnce, (index) => timeAsyncMs(() => create(nameOf(index))));
    for (let index = 0; index < BASELINES; index += 1) await query(bare, `drop database ${nameOf(index)} with (force)`);
    const ms = atOnce === 1 ? median(times.each) : times.wallMs / BASELINES;
    console.log(`bare, ${atOnce} at once: ${way}: ${ms.toFixed(1)} ms`);
    if (ms < best.ms) best = { ms, way };
  }
  return best;
}

async function measure(kind: 'cold' | 'warm', atOnce: number): Promise<void> {
  if (kind === 'warm') await keeper.tend();
  const baseline = await measureBare(`${kind}${atOnce}`, atOnce);
  const times = await runAll(TENANTS, atOnce, (index) => provision(`${kind}-${atOnce}-${index}`));
  report({
    name: `provision ${kind}, ${atOnce === 1 ? 'one after the other' : `${atOnce} at once`}`,
    of: { baseline: `${baseline.way}, per database`, figure: `request to first sign-in, ${TENANTS} tenants, per tenant` },
    baseline: baseline.ms,
    figure: atOnce === 1 ? median(times.each) : times.wallMs / TENANTS,
    unit: 'ms',
    goal: { kind: '≤', ratio: GOALS[kind] },
    note: `each tenant by itself: p50 ${median(times.each).toFixed(0)} ms, p95 ${percentile(times.each, 95).toFixed(0)} ms`,
  });
}

/** Makes the template and learns which way is faster, as every server does in the background; keeps nothing in stock. */
async function prepare(open: Master): Promise<void> {
  const empty: Master = { ...open, options: { ...open.options, warmPoolSize: 0 } };
  await new StockKeeper(empty).tend();
}

try {
  await prepare(master);
  worker.start();
  await provision('first');
  for (const kind of ['cold', 'warm'] as const) for (const atOnce of [1, AT_ONCE]) await measure(kind, atOnce);
} finally {
  await worker.stop();
  await app.close();
  await master.close();
  await server.stop();
  rmSync(root, { recursive: true, force: true });
}
