import { auditBy } from '../audit/public.ts';
import type { Master } from '../master.ts';
import type { ServerAdmin } from '../servers/public.ts';
import { schemaChecksumOf, schemaVersionOf, StockKeeper } from '../tenants/public.ts';
import {
  findFleetTenant,
  listTenantsBehind,
  readFleetState,
  recordOutcomes,
  type FleetState,
  type FleetTenant,
  type MigrationOutcome,
} from './fleet-store.ts';
import { migrateDatabase } from './migrate-tenant.ts';

type FleetOptions = {
  /** Tenants migrated at the same time, each over a connection of its own. */
  readonly concurrency: number;
  readonly requestedBy: string;
  readonly onProgress?: ((progress: FleetProgress) => void) | undefined;
  /** Begins no more tenants when aborted. */
  readonly signal?: AbortSignal | undefined;
};
type FleetProgress = { readonly done: number; readonly total: number; readonly failedCount: number };

export type FleetReport = {
  readonly schemaVersion: number;
  readonly tenantCount: number;
  readonly migratedCount: number;
  readonly failed: readonly { readonly slug: string; readonly error: string }[];
  /** Left for the next run, because this one was interrupted. */
  readonly notTriedCount: number;
  /** Why the template of new tenants could not be renewed. */
  readonly templateError: string | null;
};

type FleetPlan = FleetState & { readonly schemaVersion: number; readonly tenants: readonly FleetTenant[] };

/** What `migrateFleet` would do. */
export async function planFleet(master: Master): Promise<FleetPlan> {
  const { schemaVersion, state } = await readState(master);
  return { ...state, schemaVersion, tenants: state.behindCount === 0 ? [] : await listTenantsBehind(master.database, schemaVersion) };
}

/**
 * Brings the templates and every tenant's database to today's schema. One query when they are there. A tenant that fails keeps
 * its error and stops nobody; what a run that was interrupted left is what the next one finds behind.
 */
export async function migrateFleet(master: Master, options: FleetOptions): Promise<FleetReport> {
  const { schemaVersion, state } = await readState(master);
  const tenants = state.behindCount === 0 ? [] : await listTenantsBehind(master.database, schemaVersion);
  const renewal = state.serversWithoutTemplate.length === 0 ? null : renewTemplates(master);
  const [templateError, outcomes] = await Promise.all([renewal, migrateAll(master, tenants, options)]);
  const count = countOf(outcomes);
  if (outcomes.length > 0) await auditBy(master.database, options, { action: 'fleet.migrated', details: { schemaVersion, ...count } });
  return reportOf(outcomes, { schemaVersion, tenantCount: state.tenantCount, asked: tenants.length, templateError });
}

/** One tenant, whatever the registry believes of it; undefined when there is no such tenant with a database. */
export async function migrateTenant(
  master: Master,
  by: { readonly slug: string } | { readonly id: string },
  requestedBy: string,
): Promise<FleetReport | undefined> {
  const tenant = await findFleetTenant(master.database, by);
  if (!tenant?.hasDatabase) return undefined;
  const outcomes = await migrateAll(master, [tenant], { concurrency: 1, requestedBy });
  const details = { schemaVersion: schemaVersionOf(master), ...countOf(outcomes) };
  await auditBy(master.database, { requestedBy }, { action: 'tenant.migrated', tenantId: tenant.id, tenantSlug: tenant.slug, details });
  return reportOf(outcomes, { schemaVersion: schemaVersionOf(master), tenantCount: 1, asked: 1, templateError: null });
}

function countOf(outcomes: readonly MigrationOutcome[]): { readonly migrated: number; readonly failed: number } {
  const failed = outcomes.filter(({ error }) => error !== null).length;
  return { migrated: outcomes.length - failed, failed };
}

async function readState(master: Master): Promise<{ readonly schemaVersion: number; readonly state: FleetState }> {
  const schemaVersion = schemaVersionOf(master);
  return { schemaVersion, state: await readFleetState(master.database, { schemaVersion, checksum: schemaChecksumOf(master) }) };
}

async function renewTemplates(master: Master): Promise<string | null> {
  try {
    await new StockKeeper(master).tend();
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

const RECORD_AT_ONCE = 50;
const RECORD_EVERY_MS = 250;

/** Outcomes are recorded while the others are under way, a batch at a time: a tenant waits for its record to be served again. */
async function migrateAll(master: Master, tenants: readonly FleetTenant[], options: FleetOptions): Promise<readonly MigrationOutcome[]> {
  const servers = await openServers(master, tenants);
  const all: MigrationOutcome[] = [];
  const state = { recordedCount: 0, recordedAtMs: Date.now(), failedCount: 0, isBroken: false };
  const record = async (): Promise<void> => {
    const outcomes = all.slice(state.recordedCount);
    state.recordedCount = all.length;
    state.recordedAtMs = Date.now();
    await recordOutcomes(master.database, outcomes, { schemaVersion: schemaVersionOf(master), requestedBy: options.requestedBy });
  };
  const queue = tenants.values();
  const work = async (): Promise<void> => {
    for (const tenant of queue) {
      if (options.signal?.aborted || state.isBroken) return;
      const outcome = await migrateDatabase(master, servers.get(tenant.serverId), tenant);
      all.push(outcome);
      if (outcome.error !== null) state.failedCount += 1;
      options.onProgress?.({ done: all.length, total: tenants.length, failedCount: state.failedCount });
      if (all.length - state.recordedCount >= RECORD_AT_ONCE || Date.now() - state.recordedAtMs >= RECORD_EVERY_MS) await record();
    }
  };
  // Without the registry nobody goes on; what was done and not recorded costs the next run two queries each.
  const guarded = async (): Promise<void> => {
    try {
      await work();
    } catch (error) {
      state.isBroken = true;
      throw error;
    }
  };
  const ended = await Promise.allSettled(Array.from({ length: Math.min(options.concurrency, tenants.length) }, guarded));
  const failure = ended.find((end) => end.status === 'rejected');
  if (failure) throw failure.reason;
  await record();
  return all;
}

/** A server whose administrator cannot be told fails its own tenants alone. */
async function openServers(master: Master, tenants: readonly FleetTenant[]): Promise<ReadonlyMap<number, ServerAdmin | undefined>> {
  const ids = [...new Set(tenants.map(({ serverId }) => serverId))];
  return new Map(await Promise.all(ids.map(async (id) => [id, await master.servers.admin(id).catch(() => undefined)] as const)));
}

function reportOf(
  outcomes: readonly MigrationOutcome[],
  { asked, ...about }: Pick<FleetReport, 'schemaVersion' | 'tenantCount' | 'templateError'> & { readonly asked: number },
): FleetReport {
  const failed = outcomes.flatMap(({ tenant, error }) => (error === null ? [] : [{ slug: tenant.slug, error }]));
  return { ...about, migratedCount: outcomes.length - failed.length, failed, notTriedCount: asked - outcomes.length };
}
