import { sql } from 'kysely';
import type { UsageDay } from '../../../contract/admin/tenants.ts';
import type { Database } from '../../platform/database/database.ts';
import type { MasterTables } from '../master-tables.ts';

type MasterDatabase = Database<MasterTables>;

const SHOWN_DAYS = 90;
const KEPT_DAYS = 30;
const KEPT_USAGE_DAYS = 730;
const KEPT_LEDGER_DAYS = 90;
const KEPT_OPERATIONS = 50;
/** UTC, on every node and whatever the server's own zone. */
const TODAY = sql`(now() at time zone 'UTC')::date`;

export type TenantCounts = { readonly requests: number; readonly errors: number; readonly socketMinutes: number };
export type TenantFigures = {
  readonly userCount: number;
  readonly projectCount: number;
  readonly activeUserCount: number;
  readonly sessionCount: number;
  readonly databaseBytes: number;
};
export type NodeFigures = {
  readonly openSockets: number;
  readonly connections: number;
  readonly idleConnections: number;
  readonly waiting: number;
};
export type RequestSample = {
  readonly durationSeconds: number;
  readonly requests: number;
  readonly errors: number;
  readonly p50Ms: number | null;
  readonly p95Ms: number | null;
  readonly p99Ms: number | null;
};

/** The last 90 days, oldest first. */
export async function listUsage(database: MasterDatabase, tenantId: string): Promise<UsageDay[]> {
  const { rows } = await sql<UsageDay>`
    select used_on as "usedOn", request_count as "requestCount", error_count as "errorCount", active_user_count as "activeUserCount",
      user_count as "userCount", project_count as "projectCount", database_bytes as "databaseBytes", socket_minutes as "socketMinutes"
    from tenant_usage_daily where tenant_id = ${tenantId} and used_on > ${TODAY} - ${SHOWN_DAYS}::int order by used_on`.execute(database);
  return rows;
}

/** Adds to today's counts; tenants that are gone meanwhile are left out. */
export async function addCounts(database: MasterDatabase, counts: ReadonlyMap<string, TenantCounts>): Promise<void> {
  const ids = [...counts.keys()];
  if (ids.length === 0) return;
  const column = (name: keyof TenantCounts) => ids.map((id) => Math.round(counts.get(id)?.[name] ?? 0));
  await sql`
    insert into tenant_usage_daily as day (tenant_id, used_on, request_count, error_count, socket_minutes)
    select tenants.id, ${TODAY}, given.requests, given.errors, given.minutes
    from unnest(${ids}::uuid[], ${column('requests')}::bigint[], ${column('errors')}::bigint[], ${column('socketMinutes')}::bigint[])
      as given (id, requests, errors, minutes)
    join tenants on tenants.id = given.id order by tenants.id
    on conflict (tenant_id, used_on) do update set request_count = day.request_count + excluded.request_count,
      error_count = day.error_count + excluded.error_count, socket_minutes = day.socket_minutes + excluded.socket_minutes`.execute(
    database,
  );
}

export async function setFigures(database: MasterDatabase, tenantId: string, figures: TenantFigures): Promise<void> {
  await sql`
    insert into tenant_usage_daily as day (tenant_id, used_on, active_user_count, user_count, project_count, session_count, database_bytes)
    select id, ${TODAY}, ${figures.activeUserCount}, ${figures.userCount}, ${figures.projectCount}, ${figures.sessionCount}, ${figures.databaseBytes} from tenants where id = ${tenantId}
    on conflict (tenant_id, used_on) do update set user_count = excluded.user_count, project_count = excluded.project_count,
      session_count = excluded.session_count, database_bytes = excluded.database_bytes,
      active_user_count = greatest(day.active_user_count, excluded.active_user_count)`.execute(database);
}

/** Sizes by database name, as a server told them. */
export async function addStorage(database: MasterDatabase, serverId: number, sizes: ReadonlyMap<string, number>): Promise<void> {
  const names = [...sizes.keys()];
  if (names.length === 0) return;
  const given = sql`unnest(${names}::text[], ${[...sizes.values()]}::bigint[]) as given (name, bytes)
    join tenants on tenants.database_name = given.name and tenants.database_server_id = ${serverId}`;
  await sql`
    insert into storage_samples (tenant_id, at, database_bytes) select tenants.id, now(), given.bytes from ${given}
    on conflict do nothing`.execute(database);
  await sql`
    insert into tenant_usage_daily (tenant_id, used_on, database_bytes) select tenants.id, ${TODAY}, given.bytes from ${given}
    order by tenants.id on conflict (tenant_id, used_on) do update set database_bytes = excluded.database_bytes`.execute(database);
}

/** The first point of each of these tenants' course, from what was just counted; the others come with their server. */
export async function addFirstStorage(database: MasterDatabase, tenantIds: readonly string[]): Promise<void> {
  await sql`
    insert into storage_samples (tenant_id, at, database_bytes) select tenant_id, now(), database_bytes from tenant_usage_daily
    where tenant_id = any(${tenantIds}::uuid[]) and used_on = ${TODAY} and database_bytes > 0 on conflict do nothing`.execute(database);
}

/** Tenants in use today that were last counted before; those never counted come first. */
export async function listUncounted(database: MasterDatabase, limit: number): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`
    select tenants.id from tenants left join tenant_usage_daily day on day.tenant_id = tenants.id and day.used_on = ${TODAY}
    where tenants.status = 'active' and (day.request_count > 0 or not exists (
      select from tenant_usage_daily known where known.tenant_id = tenants.id and known.user_count > 0))
    order by coalesce(day.user_count, 0), tenants.id limit ${limit}`.execute(database);
  return rows.map(({ id }) => id);
}

/** Active tenants of which nothing is known yet. */
export async function listNeverCounted(database: MasterDatabase, limit: number): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from tenants where status = 'active' and not exists (
      select from tenant_usage_daily known where known.tenant_id = tenants.id and known.user_count > 0) order by id limit ${limit}`.execute(
    database,
  );
  return rows.map(({ id }) => id);
}

export type NodeIdentity = {
  readonly id: string;
  readonly host: string;
  readonly processId: number;
  readonly version: string;
};

/** This node lives and has these figures. */
export async function tellNode(database: MasterDatabase, node: NodeIdentity, figures: NodeFigures): Promise<void> {
  const { openSockets, ...pools } = figures;
  await sql`
    insert into nodes (id, host, process_id, version, open_sockets, figures)
    values (${node.id}, ${node.host}, ${node.processId}, ${node.version}, ${openSockets}, ${JSON.stringify(pools)})
    on conflict (id) do update set seen_at = now(), open_sockets = excluded.open_sockets, figures = excluded.figures`.execute(database);
}

export async function forgetNode(database: MasterDatabase, id: string): Promise<void> {
  await database.deleteFrom('nodes').where('id', '=', id).execute();
}

export async function addRequestSample(database: MasterDatabase, nodeId: string, sample: RequestSample): Promise<void> {
  await sql`
    insert into request_samples (node_id, at, duration_seconds, request_count, error_count, p50_ms, p95_ms, p99_ms)
    values (${nodeId}, now(), ${sample.durationSeconds}, ${sample.requests}, ${sample.errors}, ${sample.p50Ms}, ${sample.p95Ms}, ${sample.p99Ms})
    on conflict do nothing`.execute(database);
}

/**
 * Samples, nodes and rows of the ledger that nobody asks for any more. The ledger keeps what ended lately and, of each tenant
 * that there is, its last operations; the audit log is kept whole.
 */
export async function clearOld(database: MasterDatabase): Promise<void> {
  const kept = sql`now() - make_interval(days => ${KEPT_DAYS})`;
  await sql`delete from reconciliations where started_at < ${kept}`.execute(database);
  await sql`delete from tenant_usage_daily where used_on < ${TODAY} - ${KEPT_USAGE_DAYS}::int`.execute(database);
  await sql`
    delete from tenant_operations where id in (
      select id from (
        select id, finished_at, row_number() over (partition by tenant_id order by created_at desc, id desc) as position,
          exists (select from tenants where tenants.id = tenant_id) as lives
        from tenant_operations) as ranked
      where finished_at < now() - make_interval(days => ${KEPT_LEDGER_DAYS}) and not (lives and position <= ${KEPT_OPERATIONS}))`.execute(
    database,
  );
  await sql`delete from request_samples where at < ${kept}`.execute(database);
  await sql`delete from storage_samples where at < ${kept}`.execute(database);
  await sql`delete from nodes where seen_at < now() - interval '1 day'`.execute(database);
}
