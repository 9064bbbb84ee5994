import { sql } from 'kysely';
import { hostname } from 'node:os';
import type { Master } from '../master.ts';
import {
  addCounts,
  addFirstStorage,
  addRequestSample,
  addStorage,
  clearOld,
  forgetNode,
  listNeverCounted,
  listUncounted,
  setFigures,
  tellNode,
  type NodeFigures,
  type NodeIdentity,
  type TenantCounts,
  type TenantFigures,
} from './usage-store.ts';

export type UsageOptions = {
  readonly nodeId: string;
  readonly version: string;
  readonly figures: () => NodeFigures;
  /** Open sockets by tenant. */
  readonly socketCounts: () => ReadonlyMap<string, number>;
  /** Asks the tenant's own database; undefined when it cannot be asked now. */
  readonly countTenant: (tenantId: string) => Promise<TenantFigures | undefined>;
  readonly onError: (error: unknown) => void;
  readonly sampleEveryMs?: number;
};

export type Usage = {
  /** A request was answered; `tenantId` is undefined for everything that is no tenant's. */
  observe(request: { readonly tenantId: string | undefined; readonly status: number; readonly durationMs: number }): void;
  /** Counts every tenant's people, projects and bytes now: by the clock this is done hourly, by one node. */
  count(): Promise<void>;
  stop(): Promise<void>;
};

const SAMPLE_EVERY_MS = 15_000;
const COUNT_FIRST_MS = 20_000;
const COUNT_EVERY_MS = 3_600_000;
const COUNTED_AT_ONCE = 200;
/** A tenant that was just made is soon among the totals. */
const COUNT_NEW_EVERY_MS = 15_000;
const NEW_AT_ONCE = 20;
/** More than these are thinned out: the percentiles of a busy stretch are an estimate. */
const MAX_DURATIONS = 4000;
const LOCK = 'milestone usage';

/** What a node writes down for the portal: its life sign, samples of its requests, and by tenant and day how much was used. */
export function startUsage(master: Master, options: UsageOptions): Usage {
  const { database } = master;
  const { nodeId, version, figures, socketCounts, countTenant, onError, sampleEveryMs = SAMPLE_EVERY_MS } = options;
  const node: NodeIdentity = { id: nodeId, host: hostname(), processId: process.pid, version };
  let counts = new Map<string, TenantCounts>();
  let window = createWindow();
  let working: Promise<unknown> = Promise.resolve();

  const add = (tenantId: string, more: Partial<TenantCounts>): void => {
    const { requests = 0, errors = 0, socketMinutes = 0 } = counts.get(tenantId) ?? {};
    counts.set(tenantId, {
      requests: requests + (more.requests ?? 0),
      errors: errors + (more.errors ?? 0),
      socketMinutes: socketMinutes + (more.socketMinutes ?? 0),
    });
  };
  const sample = async (): Promise<void> => {
    const [taken, sampled] = [counts, window];
    counts = new Map();
    window = createWindow();
    // Parts of minutes wait until they are whole.
    for (const [tenantId, { socketMinutes }] of taken) if (socketMinutes % 1 > 0) add(tenantId, { socketMinutes: socketMinutes % 1 });
    for (const [tenantId, sockets] of socketCounts()) add(tenantId, { socketMinutes: (sockets * sampled.seconds()) / 60 });
    await tellNode(database, node, figures());
    await addRequestSample(database, nodeId, { ...sampled.result(), durationSeconds: Math.max(1, Math.round(sampled.seconds())) });
    await addCounts(database, floored(taken));
  };
  const count = () => countAlone(master, countTenant, onError);
  // Whoever is counted by several nodes at once is counted the same.
  const countNew = async (): Promise<void> => {
    const added = await listNeverCounted(database, NEW_AT_ONCE);
    await countEach(master, added, countTenant);
    await addFirstStorage(database, added);
  };
  const queue = (work: () => Promise<void>): void => {
    working = working.then(work).catch(onError);
  };
  queue(sample);
  const timers = [
    setInterval(() => queue(sample), sampleEveryMs),
    setTimeout(() => queue(count), COUNT_FIRST_MS),
    setInterval(() => queue(count), COUNT_EVERY_MS),
    setInterval(() => queue(countNew), COUNT_NEW_EVERY_MS),
  ];
  for (const timer of timers) timer.unref();
  return {
    observe: ({ tenantId, status, durationMs }) => {
      window.add(status, durationMs);
      if (tenantId !== undefined) add(tenantId, { requests: 1, errors: status >= 500 ? 1 : 0 });
    },
    count,
    stop: async () => {
      for (const timer of timers) clearInterval(timer);
      queue(sample);
      queue(() => forgetNode(database, nodeId));
      await working;
    },
  };
}

function floored(counts: ReadonlyMap<string, TenantCounts>): ReadonlyMap<string, TenantCounts> {
  return new Map(Array.from(counts, ([id, count]) => [id, { ...count, socketMinutes: Math.floor(count.socketMinutes) }]));
}

function createWindow() {
  const startMs = performance.now();
  const durations: number[] = [];
  let [requests, errors] = [0, 0];
  return {
    add: (status: number, durationMs: number): void => {
      requests += 1;
      if (status >= 500) errors += 1;
      if (durations.length < MAX_DURATIONS) durations.push(durationMs);
      else if (Math.random() < MAX_DURATIONS / requests) durations[Math.floor(Math.random() * MAX_DURATIONS)] = durationMs;
    },
    seconds: () => (performance.now() - startMs) / 1000,
    result: () => {
      const sorted = durations.toSorted((a, b) => a - b);
      const at = (share: number): number | null => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? null;
      return { requests, errors, p50Ms: at(0.5), p95Ms: at(0.95), p99Ms: at(0.99) };
    },
  };
}

/** One node is enough; a tenant or server that cannot be asked now is asked the next time. */
async function countAlone(master: Master, countTenant: UsageOptions['countTenant'], onError: (error: unknown) => void): Promise<void> {
  await master.database.connection().execute(async (connection) => {
    const { rows } = await sql<{ isHeld: boolean }>`select pg_try_advisory_lock(hashtextextended(${LOCK}, 0)) as "isHeld"`.execute(
      connection,
    );
    if (rows[0]?.isHeld !== true) return;
    try {
      for (const { id } of await master.servers.list()) await measureServer(master, id).catch(onError);
      await countEach(master, await listUncounted(master.database, COUNTED_AT_ONCE), countTenant);
      await clearOld(master.database);
    } finally {
      // A connection that broke gave the lock back by itself.
      await sql`select pg_advisory_unlock(hashtextextended(${LOCK}, 0))`.execute(connection).catch(() => undefined);
    }
  });
}

async function countEach({ database }: Master, tenantIds: readonly string[], countTenant: UsageOptions['countTenant']): Promise<void> {
  for (const tenantId of tenantIds) {
    const figures = await countTenant(tenantId).catch(() => undefined);
    if (figures) await setFigures(database, tenantId, figures);
  }
}

async function measureServer(master: Master, serverId: number): Promise<void> {
  const { database } = await master.servers.admin(serverId);
  const { rows } = await sql<{ name: string; bytes: number }>`
    select datname as name, pg_database_size(oid) as bytes from pg_database
    where starts_with(datname, 'milestone_') and has_database_privilege(oid, 'connect')`.execute(database);
  await addStorage(master.database, serverId, new Map(rows.map(({ name, bytes }) => [name, bytes])));
}
