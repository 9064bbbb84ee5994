import { sql, type Selectable } from 'kysely';
import { nameKeyOf } from '../../../lib/text-key.ts';
import type { Database } from '../../platform/database/database.ts';
import { decodeCursor, pageOf, type Page } from '../../platform/http/paging.ts';
import type { MasterTables, TenantStatus, TenantsTable } from '../master-tables.ts';
import type { Tenant, TenantFilter } from './tenant.ts';
import { statesBefore } from './tenant-state.ts';

type MasterDatabase = Database<MasterTables>;
type TenantRow = Selectable<TenantsTable>;

export function tenantOf(row: TenantRow): Tenant {
  return {
    id: row.id,
    name: row.name,
    slug: row.slug,
    companyName: row.company_name,
    adminEmail: row.admin_email,
    plan: row.plan,
    maxUsers: row.max_users,
    maxProjects: row.max_projects,
    status: row.status,
    statusReason: row.status_reason,
    databaseServerId: row.database_server_id,
    databaseName: row.database_name,
    schemaVersion: row.schema_version,
    migrationError: row.migration_error,
    organizationId: row.organization_id,
    requiredGroupIds: row.required_group_ids,
    groupMatch: row.group_match,
    settings: row.settings,
    hasFirstPassword: row.first_password_ciphertext !== null,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    activatedAt: row.activated_at,
    suspendedAt: row.suspended_at,
    archivedAt: row.archived_at,
    deleteAfter: row.delete_after,
  };
}

export async function findTenantRow(database: MasterDatabase, id: string): Promise<TenantRow | undefined> {
  return database.selectFrom('tenants').selectAll().where('id', '=', id).executeTakeFirst();
}

/** The row, locked against every other change until the transaction ends. */
export async function lockTenantRow(transaction: MasterDatabase, id: string): Promise<TenantRow | undefined> {
  return transaction.selectFrom('tenants').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
}

const MOMENTS: { readonly [Status in TenantStatus]?: 'activated_at' | 'suspended_at' | 'archived_at' } = {
  active: 'activated_at',
  suspended: 'suspended_at',
  archived: 'archived_at',
};

/** Changes the state if the table of transitions lets it; false when it does not. */
export async function updateStatus(
  transaction: MasterDatabase,
  id: string,
  status: TenantStatus,
  reason: string | null = null,
): Promise<boolean> {
  const moment = MOMENTS[status];
  const row = await transaction
    .updateTable('tenants')
    .set({
      status,
      status_reason: reason,
      updated_at: new Date(),
      delete_after: null,
      ...(moment === undefined ? {} : { [moment]: new Date() }),
    })
    .where('id', '=', id)
    .where('status', 'in', [...statesBefore(status)])
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

const SORTS = {
  name: { key: sql<string>`tenants.name_key`, cast: sql`text` },
  slug: { key: sql<string>`tenants.slug`, cast: sql`text` },
  // With all its digits, so that a page ends between two rows and never within a millisecond.
  createdAt: { key: sql<string>`to_char(tenants.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US')`, cast: sql`text` },
} as const;

/** One page of tenants; the search looks into name, slug, company and administrator. */
export async function listTenantRows(database: MasterDatabase, filter: TenantFilter): Promise<Page<Tenant>> {
  const sort = filter.sort ?? 'name';
  const isDescending = sort.startsWith('-');
  // What is left of it is one of the keys.
  const { key, cast } = SORTS[sort.replace('-', '') as keyof typeof SORTS];
  const after = decodeCursor(filter.cursor);
  const conditions = [sql`true`];
  const beyond = isDescending ? sql`<` : sql`>`;
  if (after) conditions.push(sql`((${key}) collate "C", tenants.id) ${beyond} (${after.key}::${cast} collate "C", ${after.id}::uuid)`);
  if (filter.status !== undefined) conditions.push(sql`tenants.status = ${filter.status}`);
  if (filter.grantedTo !== undefined)
    conditions.push(
      sql`exists (select from admin_tenant_grants where tenant_id = tenants.id and admin_user_id = ${filter.grantedTo}::uuid)`,
    );
  if (filter.search !== undefined && filter.search.trim() !== '') {
    const pattern = `%${nameKeyOf(filter.search).replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`;
    conditions.push(
      sql`(tenants.name_key like ${pattern} or tenants.slug like ${pattern} or lower(tenants.company_name) like ${pattern} or lower(tenants.admin_email) like ${pattern})`,
    );
  }
  const order = isDescending ? sql`desc` : sql`asc`;
  const { rows } = await sql<TenantRow & { sort_key: string }>`
    select tenants.*, ${key} as sort_key from tenants where ${sql.join(conditions, sql` and `)}
    order by (${key}) collate "C" ${order}, tenants.id ${order} limit ${filter.limit + 1}`.execute(database);
  return pageOf(rows, filter.limit, (row) => ({ key: row.sort_key, id: row.id }), tenantOf);
}
