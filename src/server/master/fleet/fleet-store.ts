import { sql } from 'kysely';
import { createUuid } from '../../../lib/uuid.ts';
import type { Database } from '../../platform/database/database.ts';
import type { MasterTables } from '../master-tables.ts';

type MasterDatabase = Database<MasterTables>;

export type FleetTenant = {
  readonly id: string;
  readonly slug: string;
  readonly serverId: number;
  readonly databaseName: string;
  readonly schemaVersion: number | null;
};

export type FleetState = {
  /** Tenants that have a database. */
  readonly tenantCount: number;
  readonly behindCount: number;
  /** Servers that take new tenants and have no template of today's schema. */
  readonly serversWithoutTemplate: readonly number[];
};

/** Who has a database that stays: a deletion that can still be taken back is no reason to fall behind. */
export const HAS_DATABASE = sql`(tenants.status in ('active', 'suspended', 'archived') or (tenants.status = 'deleting' and tenants.delete_after is not null))`;
const COLUMNS = sql`id, slug, database_server_id as "serverId", database_name as "databaseName", schema_version as "schemaVersion"`;

/** Everything that decides whether there is something to do, in one query, however large the fleet is. */
export async function readFleetState(
  database: MasterDatabase,
  { schemaVersion, checksum }: { readonly schemaVersion: number; readonly checksum: string },
): Promise<FleetState> {
  const { rows } = await sql<FleetState>`
    select count(*) as "tenantCount",
      count(*) filter (where schema_version is null or schema_version < ${schemaVersion}) as "behindCount",
      array(select id from database_servers as server where state = 'accepting' and not exists (
        select from schema_templates as template where template.database_server_id = server.id and template.state = 'ready'
        and (template.schema_version > ${schemaVersion} or (template.schema_version = ${schemaVersion} and template.checksum = ${checksum})))
        order by id) as "serversWithoutTemplate"
    from tenants where ${HAS_DATABASE}`.execute(database);
  const [state] = rows;
  if (!state) throw new Error('an aggregate answered with no row');
  return state;
}

/** Those that were never tried or failed longest ago come first, so that a broken one does not hold up the others. */
export async function listTenantsBehind(database: MasterDatabase, schemaVersion: number): Promise<readonly FleetTenant[]> {
  const { rows } = await sql<FleetTenant>`
    select ${COLUMNS} from tenants where ${HAS_DATABASE} and (schema_version is null or schema_version < ${schemaVersion})
    order by migration_attempted_at nulls first, slug`.execute(database);
  return rows;
}

export async function findFleetTenant(database: MasterDatabase, by: { readonly slug: string } | { readonly id: string }) {
  const which = 'slug' in by ? sql`slug = ${by.slug}` : sql`id = ${by.id}`;
  const { rows } = await sql<FleetTenant & { hasDatabase: boolean }>`
    select ${COLUMNS}, ${HAS_DATABASE} as "hasDatabase" from tenants where ${which}`.execute(database);
  return rows[0];
}

export type MigrationOutcome = {
  readonly tenant: FleetTenant;
  readonly applied: readonly string[];
  readonly error: string | null;
  readonly startedAt: Date;
  readonly finishedAt: Date;
};

/** What the registry believes of each tenant, and one row of the ledger for each that changed or failed. */
export async function recordOutcomes(
  database: MasterDatabase,
  outcomes: readonly MigrationOutcome[],
  { schemaVersion, requestedBy }: { readonly schemaVersion: number; readonly requestedBy: string },
): Promise<void> {
  if (outcomes.length === 0) return;
  await sql`
    with outcome as (
      select * from unnest(
        ${outcomes.map(() => createUuid())}::uuid[], ${outcomes.map(({ tenant }) => tenant.id)}::uuid[],
        ${outcomes.map(({ tenant }) => tenant.slug)}::text[], ${outcomes.map(({ applied }) => applied.length)}::integer[],
        ${outcomes.map(({ applied }) => applied.at(-1) ?? null)}::text[], ${outcomes.map(({ error }) => error)}::text[],
        ${outcomes.map(({ startedAt }) => startedAt)}::timestamptz[], ${outcomes.map(({ finishedAt }) => finishedAt)}::timestamptz[])
      as row (operation_id, tenant_id, slug, applied, step, error, started_at, finished_at)),
    marked as (
      update tenants set migration_error = outcome.error, migration_attempted_at = outcome.finished_at,
        schema_version = case when outcome.error is null then greatest(schema_version, ${schemaVersion}) else schema_version end
      from outcome where tenants.id = outcome.tenant_id)
    insert into tenant_operations (id, tenant_id, tenant_slug, kind, state, step, attempt, error, progress_done, progress_total,
      requested_by, created_at, started_at, finished_at)
    select operation_id, tenant_id, slug, 'migrate', case when error is null then 'succeeded' else 'failed' end, step, 1, error,
      applied, applied + case when error is null then 0 else 1 end, ${requestedBy}, started_at, started_at, finished_at
    from outcome where applied > 0 or error is not null`.execute(database);
}
