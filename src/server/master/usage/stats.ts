import { sql } from 'kysely';
import type { Stats } from '../../../contract/admin/system.ts';
import type { Database } from '../../platform/database/database.ts';
import { readStorage } from './storage-stats.ts';
import type { MasterTables } from '../master-tables.ts';

type MasterDatabase = Database<MasterTables>;

const POINTS = 120;
/** A node that said nothing for so long is taken for gone. */
const NODE_SILENT_SECONDS = 60;

/** The platform as a whole, from what nodes wrote down: no tenant's database is asked. */
export async function readStats(
  database: MasterDatabase,
  { version, hours }: { readonly version: string; readonly hours: number },
): Promise<Omit<Stats, 'migrations'>> {
  const [tenantsByStatus, totals, { storage, storageHistory }, requests, nodes, failedOperationCount] = await Promise.all([
    countByStatus(database),
    readTotals(database),
    readStorage(database, hours),
    listRequests(database, hours),
    listNodes(database),
    countFailed(database),
  ]);
  return {
    version,
    tenantsByStatus,
    tenantCount: Object.values(tenantsByStatus).reduce((sum, count) => sum + count, 0),
    ...totals,
    storage,
    storageHistory,
    openSockets: nodes.reduce((sum, node) => sum + (node.isAlive ? node.openSockets : 0), 0),
    requests,
    nodes,
    failedOperationCount,
  };
}

async function countByStatus(database: MasterDatabase): Promise<Record<string, number>> {
  const { rows } = await sql<{ status: string; count: number }>`select status, count(*)::int from tenants group by status`.execute(
    database,
  );
  return Object.fromEntries(rows.map(({ status, count }) => [status, count]));
}

type Totals = Pick<Stats, 'userCount' | 'projectCount' | 'databaseBytes' | 'sessionCount'>;

/** Of each tenant what was counted last: the newest day on which that figure was not zero. */
async function readTotals(database: MasterDatabase): Promise<Totals> {
  const last = (column: 'user_count' | 'project_count' | 'database_bytes') => sql`
    (select coalesce(sum(value), 0) from (select distinct on (tenant_id) ${sql.ref(column)} as value from tenant_usage_daily
      where ${sql.ref(column)} > 0 order by tenant_id, used_on desc) newest)::bigint`;
  const { rows } = await sql<Totals>`
    select ${last('user_count')} as "userCount", ${last('project_count')} as "projectCount", ${last('database_bytes')} as "databaseBytes",
      (select coalesce(sum(session_count), 0) from (select distinct on (tenant_id) session_count from tenant_usage_daily
        where session_count is not null and used_on > (now() at time zone 'UTC')::date - 2 order by tenant_id, used_on desc) counted)::int as "sessionCount"`.execute(
    database,
  );
  return rows[0] ?? { userCount: 0, projectCount: 0, databaseBytes: 0, sessionCount: 0 };
}

/** Over all nodes, in at most 120 stretches; the percentiles of a stretch are its busiest samples' worst. */
async function listRequests(database: MasterDatabase, hours: number): Promise<Stats['requests']> {
  const seconds = Math.ceil((hours * 3600) / POINTS);
  const { rows } = await sql<Omit<Stats['requests'][number], 'at'> & { at: Date }>`
    select to_timestamp(floor(extract(epoch from at) / ${seconds}::int) * ${seconds}::int) as at, ${seconds}::int as "durationSeconds",
      sum(request_count)::bigint as "requestCount", sum(error_count)::bigint as "errorCount",
      max(p50_ms)::float8 as "p50Ms", max(p95_ms)::float8 as "p95Ms"
    from request_samples where at > now() - make_interval(hours => ${hours}) group by 1 order by 1`.execute(database);
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }));
}

type NodeRow = Omit<Stats['nodes'][number], 'startedAt' | 'seenAt' | 'connections' | 'idleConnections' | 'waiting'> & {
  readonly startedAt: Date;
  readonly seenAt: Date;
  readonly figures: Readonly<Record<string, unknown>>;
};

async function listNodes(database: MasterDatabase): Promise<Stats['nodes']> {
  const { rows } = await sql<NodeRow>`
    select id, host, process_id as "processId", version, started_at as "startedAt", seen_at as "seenAt",
      seen_at > now() - make_interval(secs => ${NODE_SILENT_SECONDS}) as "isAlive", open_sockets as "openSockets", figures
    from nodes order by started_at, id`.execute(database);
  return rows.map(({ figures, ...node }) => ({
    ...node,
    startedAt: node.startedAt.toISOString(),
    seenAt: node.seenAt.toISOString(),
    connections: Number(figures['connections'] ?? 0),
    idleConnections: Number(figures['idleConnections'] ?? 0),
    waiting: Number(figures['waiting'] ?? 0),
  }));
}

async function countFailed(database: MasterDatabase): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*)::int from tenants where status = 'failed'`.execute(database);
  return rows[0]?.count ?? 0;
}
