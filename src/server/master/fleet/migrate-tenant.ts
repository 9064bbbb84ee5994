import type { Master } from '../master.ts';
import type { ServerAdmin } from '../servers/public.ts';
import { advanceSchema, namesOf } from '../tenants/public.ts';
import type { FleetTenant, MigrationOutcome } from './fleet-store.ts';

/** A table that somebody holds for longer fails this tenant alone; the next run tries it again. */
const LOCK_TIMEOUT_MS = 30_000;

/** Brings one database up to date, as the owner of its objects. Never throws: what went wrong is in the outcome. */
export async function migrateDatabase(
  { servers, options }: Master,
  server: ServerAdmin | undefined,
  tenant: FleetTenant,
): Promise<MigrationOutcome> {
  const startedAt = new Date();
  try {
    if (!server) throw new Error(`The database server ${tenant.serverId} cannot be reached.`);
    const source = { servers, server, migrations: options.ports.migrations };
    const from = { fromVersion: tenant.schemaVersion ?? 0, lockTimeoutMs: LOCK_TIMEOUT_MS };
    const applied = await advanceSchema(source, namesOf(tenant.databaseName), from);
    return { tenant, applied, error: null, startedAt, finishedAt: new Date() };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { tenant, applied: [], error: message, startedAt, finishedAt: new Date() };
  }
}
