import { accept } from '../../../lib/result.ts';
import { nameKeyOf } from '../../../lib/text-key.ts';
import { inTransaction } from '../../platform/database/database.ts';
import { auditBy, type By } from '../audit/public.ts';
import type { Master } from '../master.ts';
import { notFound, refused } from './refusals.ts';
import { whySlugIsRefused } from './slug-availability.ts';
import { slugFault } from './slug.ts';
import { getTenant } from './tenant-actions.ts';
import type { Tenant, TenantChange, TenantResult } from './tenant.ts';
import { lockTenantRow, tenantOf } from './tenants-store.ts';

/** What is not named stays as it is. */
export async function updateTenant({ database }: Master, id: string, change: TenantChange, by: By): Promise<TenantResult<Tenant>> {
  const columns = {
    ...(change.name === undefined ? {} : { name: change.name, name_key: nameKeyOf(change.name) }),
    ...(change.companyName === undefined ? {} : { company_name: change.companyName }),
    ...(change.adminEmail === undefined ? {} : { admin_email: change.adminEmail }),
    ...(change.plan === undefined ? {} : { plan: change.plan }),
    ...(change.maxUsers === undefined ? {} : { max_users: change.maxUsers }),
    ...(change.maxProjects === undefined ? {} : { max_projects: change.maxProjects }),
    ...(change.organizationId === undefined ? {} : { organization_id: change.organizationId }),
    ...(change.requiredGroupIds === undefined ? {} : { required_group_ids: [...new Set(change.requiredGroupIds)] }),
    ...(change.groupMatch === undefined ? {} : { group_match: change.groupMatch }),
    ...(change.settings === undefined ? {} : { settings: JSON.stringify(change.settings) }),
  };
  return inTransaction(database, async (transaction): Promise<TenantResult<Tenant>> => {
    const before = await lockTenantRow(transaction, id);
    if (!before) return notFound();
    const after = await transaction
      .updateTable('tenants')
      .set({ ...columns, updated_at: new Date() })
      .where('id', '=', id)
      .returningAll()
      .executeTakeFirstOrThrow();
    const details = changesBetween(tenantOf(before), tenantOf(after));
    if (Object.keys(details).length > 0)
      await auditBy(transaction, by, { action: 'tenant.changed', tenantId: id, tenantSlug: after.slug, details });
    return accept(tenantOf(after));
  });
}

const COMPARED = [
  'name',
  'companyName',
  'adminEmail',
  'plan',
  'maxUsers',
  'maxProjects',
  'organizationId',
  'requiredGroupIds',
  'groupMatch',
] as const;

function changesBetween(before: Tenant, after: Tenant): Record<string, unknown> {
  const changed = COMPARED.filter((field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]));
  return Object.fromEntries(changed.map((field) => [field, { from: before[field], to: after[field] }]));
}

/** The address changes, the database keeps its name; the old slug leads to the new one for as long as the tenant lives. */
export async function renameTenant(master: Master, id: string, slug: string, by: By): Promise<TenantResult<Tenant>> {
  const fault = slugFault(slug);
  if (fault !== undefined) return refused('invalid_slug', `The slug ${fault}.`);
  const taken = await whySlugIsRefused(master, slug, id);
  if (taken !== undefined) return refused('slug_taken', taken);
  return inTransaction(master.database, async (transaction): Promise<TenantResult<Tenant>> => {
    const row = await lockTenantRow(transaction, id);
    if (!row) return notFound();
    if (row.slug !== slug) {
      await transaction.deleteFrom('tenant_former_slugs').where('slug', '=', slug).where('tenant_id', '=', id).execute();
      await transaction.insertInto('tenant_former_slugs').values({ slug: row.slug, tenant_id: id }).execute();
      await transaction.updateTable('tenants').set({ slug, updated_at: new Date() }).where('id', '=', id).execute();
      await auditBy(transaction, by, { action: 'tenant.renamed', tenantId: id, tenantSlug: slug, details: { from: row.slug, to: slug } });
    }
    return getTenant(transaction, id);
  });
}
