import { sql } from 'kysely';
import type { MultiTenantParts } from './multi-tenant-app.ts';
import { bindAdmin, type AdminContext } from './master/admin/public.ts';
import { startUsage, type TenantFigures, type Usage } from './master/usage/public.ts';
import type { Database } from './platform/database/database.ts';
import type { HttpServer } from './platform/http/http-server.ts';

export type AdminFeatureOptions = Omit<AdminContext, 'onError'> & {
  /** As in the registry's list of nodes. */
  readonly nodeId: string;
};

/** The control plane's own part of a node: its API, and what it writes down about use. For `bindMore` of the app. */
export function bindAdminFeature(server: HttpServer, parts: MultiTenantParts, options: AdminFeatureOptions): Usage {
  const { registry, runtimes, resolver } = parts;
  const { master, nodeId, version } = options;
  bindAdmin(server, { ...options, onError: (error) => server.instance.log.warn({ err: error }, 'work of the portal failed') });
  const usage = startUsage(master, {
    nodeId,
    version,
    figures: () => {
      const { total, idle, waiting } = runtimes.pool;
      return { openSockets: runtimes.openSockets, connections: total, idleConnections: idle, waiting };
    },
    socketCounts: () => runtimes.socketCounts,
    countTenant: async (id) => {
      const entry = registry.get(id);
      return entry?.state.kind === 'active' ? countTenant(runtimes.contextOf(entry).database) : undefined;
    },
    onError: (error) => server.instance.log.warn({ err: error }, 'use is not written down'),
  });
  server.instance.addHook('onResponse', async (request, reply) => {
    const tenantId = registry.isLoaded ? resolver.findEntry(request.raw)?.id : undefined;
    usage.observe({ tenantId, status: reply.statusCode, durationMs: reply.elapsedTime });
  });
  server.instance.addHook('onClose', () => usage.stop());
  return usage;
}

/** People who may sign in, projects, people who were here today (UTC), sessions that hold, if idle for less than a day, and bytes. */
async function countTenant(database: Database): Promise<TenantFigures | undefined> {
  const { rows } = await sql<TenantFigures>`
    select (select count(*)::int from users join staff on staff.id = users.id where staff.is_active) as "userCount",
      (select count(*)::int from projects) as "projectCount",
      (select count(distinct user_id)::int from sessions
        where last_seen_at >= date_trunc('day', now() at time zone 'UTC') at time zone 'UTC') as "activeUserCount",
      (select count(*)::int from sessions where expires_at > now() and last_seen_at > now() - interval '1 day') as "sessionCount",
      pg_database_size(current_database()) as "databaseBytes"`.execute(database);
  return rows[0];
}
