import { sql, type Selectable } from 'kysely';
import { nameKeyOf } from '../../../lib/text-key.ts';
import type { Database } from '../../platform/database/database.ts';
import { decodeCursor, pageOf, type Page, type PageQuery } from '../../platform/http/paging.ts';
import type { MasterTables, OrganizationSsoTable, OrganizationsTable } from '../master-tables.ts';
import type { Organization, OrganizationFields, OrganizationSso, OrganizationTenant } from './organization.ts';

type MasterDatabase = Database<MasterTables>;
type OrganizationRow = Selectable<OrganizationsTable>;
export type SsoRow = Selectable<OrganizationSsoTable>;

/** One page by name; the search looks into name, slug and e-mail. */
export async function listOrganizations(
  database: MasterDatabase,
  query: PageQuery & { readonly search?: string | undefined },
): Promise<Page<Organization>> {
  const after = decodeCursor(query.cursor);
  const conditions = [sql`true`];
  if (after) conditions.push(sql`(name_key, id) > (${after.key}::text collate "C", ${after.id}::uuid)`);
  if (query.search !== undefined) {
    const pattern = `%${nameKeyOf(query.search).replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`;
    conditions.push(sql`(name_key like ${pattern} or slug like ${pattern} or lower(admin_email) like ${pattern})`);
  }
  const { rows } = await sql<OrganizationRow>`
    select * from organizations where ${sql.join(conditions, sql` and `)}
    order by name_key, id limit ${query.limit + 1}`.execute(database);
  const page = pageOf(
    rows,
    query.limit,
    (row) => ({ key: row.name_key, id: row.id }),
    (row) => row,
  );
  return { items: await withParts(database, page.items), nextCursor: page.nextCursor };
}

export async function findOrganization(database: MasterDatabase, id: string): Promise<Organization | undefined> {
  const row = await database.selectFrom('organizations').selectAll().where('id', '=', id).executeTakeFirst();
  return row && (await withParts(database, [row]))[0];
}

export async function lockOrganizationRow(transaction: MasterDatabase, id: string): Promise<void> {
  await transaction.selectFrom('organizations').select('id').where('id', '=', id).forUpdate().execute();
}

/** Organizations with their tenants and their sign-in, in two more queries for all of them. */
async function withParts(database: MasterDatabase, rows: readonly OrganizationRow[]): Promise<Organization[]> {
  if (rows.length === 0) return [];
  const ids = rows.map(({ id }) => id);
  const [tenants, ssos] = await Promise.all([
    database
      .selectFrom('tenants')
      .select(['id', 'name', 'slug', 'status', 'organization_id', 'required_group_ids', 'group_match'])
      .where('organization_id', 'in', ids)
      .orderBy('name_key')
      .orderBy('id')
      .execute(),
    database.selectFrom('organization_sso').selectAll().where('organization_id', 'in', ids).execute(),
  ]);
  return rows.map((row) => {
    const sso = ssos.find((entry) => entry.organization_id === row.id);
    const own = tenants.filter((tenant) => tenant.organization_id === row.id);
    return {
      id: row.id,
      name: row.name,
      slug: row.slug,
      adminEmail: row.admin_email,
      createdAt: row.created_at,
      updatedAt: row.updated_at,
      tenants: own.map((tenant): OrganizationTenant => ({
        id: tenant.id,
        name: tenant.name,
        slug: tenant.slug,
        status: tenant.status,
        requiredGroupIds: tenant.required_group_ids,
        groupMatch: tenant.group_match,
      })),
      sso: sso ? ssoOf(sso) : null,
    };
  });
}

function ssoOf(row: SsoRow): OrganizationSso {
  return {
    provider: row.provider,
    directoryId: row.directory_id,
    issuerUrl: row.issuer_url,
    clientId: row.client_id,
    hasClientSecret: row.client_secret_ciphertext !== null,
    label: row.label,
    autoCreate: row.auto_create,
    defaultRole: row.default_role,
    isEnabled: row.is_enabled,
    updatedAt: row.updated_at,
  };
}

export async function insertOrganization(transaction: MasterDatabase, id: string, fields: OrganizationFields): Promise<void> {
  const { name, slug, adminEmail } = fields;
  await transaction
    .insertInto('organizations')
    .values({ id, name, name_key: nameKeyOf(name), slug, admin_email: adminEmail })
    .execute();
}

/** What is not named stays. */
export async function updateOrganizationRow(
  transaction: MasterDatabase,
  id: string,
  { name, slug, adminEmail }: { readonly [Field in keyof OrganizationFields]?: OrganizationFields[Field] | undefined },
): Promise<void> {
  await transaction
    .updateTable('organizations')
    .set({
      updated_at: new Date(),
      ...(name === undefined ? {} : { name, name_key: nameKeyOf(name) }),
      ...(slug === undefined ? {} : { slug }),
      ...(adminEmail === undefined ? {} : { admin_email: adminEmail }),
    })
    .where('id', '=', id)
    .execute();
}

/** Slugs that begin with `slug`, to find one that is free. */
export async function slugsLike(database: MasterDatabase, slug: string): Promise<ReadonlySet<string>> {
  const rows = await database.selectFrom('organizations').select('slug').where('slug', 'like', `${slug}%`).execute();
  return new Set(rows.map((row) => row.slug));
}

export async function findSsoRow(database: MasterDatabase, organizationId: string): Promise<SsoRow | undefined> {
  return database.selectFrom('organization_sso').selectAll().where('organization_id', '=', organizationId).executeTakeFirst();
}

export async function replaceSsoRow(transaction: MasterDatabase, row: Omit<SsoRow, 'updated_at'>): Promise<void> {
  const { organization_id: _key, ...columns } = row;
  await transaction
    .insertInto('organization_sso')
    .values(row)
    .onConflict((conflict) => conflict.column('organization_id').doUpdateSet({ ...columns, updated_at: new Date() }))
    .execute();
}

/** Puts tenants under an organization, or under none. Answers with the slugs of those that were elsewhere before. */
export async function moveTenants(
  transaction: MasterDatabase,
  tenantIds: readonly string[],
  organizationId: string | null,
): Promise<string[]> {
  if (tenantIds.length === 0) return [];
  const rows = await transaction
    .updateTable('tenants')
    .set({ organization_id: organizationId, updated_at: new Date() })
    .where('id', 'in', [...tenantIds])
    .where('organization_id', 'is distinct from', organizationId)
    .returning('slug')
    .execute();
  return rows.map(({ slug }) => slug);
}

/** The organization of a tenant, locked against every other move until the transaction ends. */
export async function lockPlaceOfTenant(transaction: MasterDatabase, tenantId: string) {
  return transaction
    .selectFrom('tenants')
    .leftJoin('organizations', 'organizations.id', 'tenants.organization_id')
    .select(['organizations.id as organizationId', 'organizations.name as organizationName'])
    .where('tenants.id', '=', tenantId)
    .forUpdate('tenants')
    .executeTakeFirst();
}

export async function countTenants(database: MasterDatabase, ids: readonly string[]): Promise<number> {
  if (ids.length === 0) return 0;
  const rows = await database
    .selectFrom('tenants')
    .select('id')
    .where('id', 'in', [...ids])
    .execute();
  return rows.length;
}

export type OrganizationName = { readonly id: string; readonly name: string; readonly ssoProvider: 'entra' | 'oidc' | null };

/** What tenants show of their organizations, by id. A sign-in that is switched off is none. */
export async function organizationNames(database: MasterDatabase, ids: readonly string[]): Promise<ReadonlyMap<string, OrganizationName>> {
  if (ids.length === 0) return new Map();
  const rows = await database
    .selectFrom('organizations')
    .leftJoin('organization_sso', (join) =>
      join.onRef('organization_sso.organization_id', '=', 'organizations.id').on('organization_sso.is_enabled', '=', true),
    )
    .select(['organizations.id', 'organizations.name', 'organization_sso.provider as ssoProvider'])
    .where('organizations.id', 'in', [...ids])
    .execute();
  return new Map(rows.map((row) => [row.id, row]));
}
