import { sql } from 'kysely';
import type { Stats } from '../../../contract/admin/system.ts';
import type { Master } from '../master.ts';
import { schemaVersionOf } from '../tenants/public.ts';
import { HAS_DATABASE } from './fleet-store.ts';

type Status = Stats['migrations'];
type BehindRow = Omit<Status['behind'][number], 'attemptedAt'> & { readonly attemptedAt: Date | null };

const SHOWN = 50;

/** How far the fleet is, for the portal: who is behind, and why where an attempt failed. */
export async function readMigrationStatus(master: Master): Promise<Status> {
  const { database } = master;
  const schemaVersion = schemaVersionOf(master);
  const isBehind = sql`${HAS_DATABASE} and (schema_version is null or schema_version < ${schemaVersion})`;
  const counts = await sql<Pick<Status, 'tenantCount' | 'behindCount' | 'failedCount'>>`
    select count(*)::int as "tenantCount", (count(*) filter (where ${isBehind}))::int as "behindCount",
      (count(*) filter (where ${isBehind} and migration_error is not null))::int as "failedCount"
    from tenants where ${HAS_DATABASE}`.execute(database);
  const figures = counts.rows[0] ?? { tenantCount: 0, behindCount: 0, failedCount: 0 };
  const behind = figures.behindCount === 0 ? [] : await listBehind(database);
  return { schemaVersion, ...figures, behind: behind.map((row) => ({ ...row, attemptedAt: row.attemptedAt?.toISOString() ?? null })) };

  async function listBehind(from: typeof database): Promise<readonly BehindRow[]> {
    const { rows } = await sql<BehindRow>`
      select id as "tenantId", name, slug, schema_version as "schemaVersion", migration_error as error, migration_attempted_at as "attemptedAt"
      from tenants where ${isBehind} order by migration_error is null, slug limit ${SHOWN}`.execute(from);
    return rows;
  }
}
