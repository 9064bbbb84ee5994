import type { Insertable } from 'kysely';
import { accept } from '../../../lib/result.ts';
import { nameKeyOf } from '../../../lib/text-key.ts';
import { createUuid } from '../../../lib/uuid.ts';
import { failureOf } from '../../platform/database/database-errors.ts';
import { inTransaction, type Database } from '../../platform/database/database.ts';
import { auditBy, type By } from '../audit/public.ts';
import type { Master } from '../master.ts';
import type { MasterTables, OperationKind, TenantsTable } from '../master-tables.ts';
import { hasOpenOperation, insertOperation } from './operations-store.ts';
import { createFirstPassword, deprovisionSaga, provisionSaga } from './provision-steps.ts';
import { busy, notFound, refused, wrongStatus } from './refusals.ts';
import { whyNamesAreTaken, whySlugIsRefused } from './slug-availability.ts';
import { databaseNameOf, slugFault } from './slug.ts';
import { canBecome } from './tenant-state.ts';
import type { NewTenant, Operation, Tenant, TenantResult, TenantWithOperation } from './tenant.ts';
import { findTenantRow, lockTenantRow, tenantOf, updateStatus } from './tenants-store.ts';

type MasterDatabase = Database<MasterTables>;

/** Reserves slug and names, and asks for the tenant to be provisioned unless it is to wait. */
export async function createTenant(
  master: Master,
  input: NewTenant,
  { provision, ...by }: By & { readonly provision: boolean },
): Promise<TenantResult<TenantWithOperation>> {
  const fault = slugFault(input.slug);
  if (fault !== undefined) return refused('invalid_slug', `The slug ${fault}.`);
  const taken = await whySlugIsRefused(master, input.slug);
  if (taken !== undefined) return refused('slug_taken', taken);
  const serverId = await chooseServer(master.database, input.databaseServerId);
  if (serverId === undefined) return refused('no_server', 'No database server accepts new tenants. Add one, or make room on one.');
  const foreign = await whyNamesAreTaken(master, input.slug, serverId);
  if (foreign !== undefined) return refused('slug_taken', foreign);
  try {
    const made = await inTransaction(master.database, async (transaction) => {
      const tenant = await insertTenant(transaction, newTenantRow(master, input, serverId, provision));
      const operation = provision ? await queue(transaction, tenant, 'provision', by.requestedBy) : null;
      const { name, adminEmail, plan, organizationId } = tenant;
      await auditBy(transaction, by, {
        action: 'tenant.created',
        ...subjectOf(tenant),
        organizationId,
        details: { name, adminEmail, plan, provision },
      });
      return { tenant, operation };
    });
    if (made.operation) master.news.wake();
    return accept(made);
  } catch (error) {
    const failure = failureOf(error);
    if (failure?.kind === 'constraint' && failure.constraint === 'tenants_organization_fkey')
      return refused('no_organization', 'There is no such organization.');
    if (failure?.kind === 'constraint' && failure.sqlState === '23505') return refused('slug_taken', 'Another tenant has this slug.');
    throw error;
  }
}

async function chooseServer(database: MasterDatabase, wanted: number | undefined): Promise<number | undefined> {
  const rows = await database
    .selectFrom('database_servers as server')
    .select((row) => [
      'server.id',
      'server.max_tenants',
      row
        .selectFrom('tenants')
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .whereRef('tenants.database_server_id', '=', 'server.id')
        .as('count'),
    ])
    .where('server.state', '=', 'accepting')
    .execute();
  const open = rows.filter(
    ({ id, max_tenants: max, count }) => (wanted === undefined || id === wanted) && (max === null || (count ?? 0) < max),
  );
  return open.toSorted((a, b) => (a.count ?? 0) - (b.count ?? 0) || a.id - b.id)[0]?.id;
}

function newTenantRow(master: Master, input: NewTenant, serverId: number, provision: boolean): Insertable<TenantsTable> {
  const id = createUuid();
  return {
    id,
    name: input.name,
    name_key: nameKeyOf(input.name),
    slug: input.slug,
    company_name: input.companyName ?? null,
    admin_email: input.adminEmail,
    plan: input.plan ?? 'standard',
    max_users: input.maxUsers ?? null,
    max_projects: input.maxProjects ?? null,
    status: provision ? 'provisioning' : 'pending',
    database_server_id: serverId,
    database_name: databaseNameOf(input.slug),
    organization_id: input.organizationId ?? null,
    first_password_ciphertext: provision ? createFirstPassword(master, id) : null,
  };
}

async function insertTenant(transaction: MasterDatabase, row: Insertable<TenantsTable>): Promise<Tenant> {
  return tenantOf(await transaction.insertInto('tenants').values(row).returningAll().executeTakeFirstOrThrow());
}

function queue(
  transaction: MasterDatabase,
  tenant: Pick<Tenant, 'id' | 'slug'>,
  kind: OperationKind,
  requestedBy: string,
): Promise<Operation> {
  const progressTotal = (kind === 'provision' ? provisionSaga : deprovisionSaga).steps.length;
  return insertOperation(transaction, { tenantId: tenant.id, tenantSlug: tenant.slug, kind, requestedBy, progressTotal });
}

/** Starts a tenant that waits, or tries one again whose provisioning failed. */
export async function provisionTenant(master: Master, id: string, by: By): Promise<TenantResult<Operation>> {
  const outcome = await inTransaction(master.database, async (transaction): Promise<TenantResult<Operation>> => {
    const row = await lockTenantRow(transaction, id);
    if (!row) return notFound();
    if (await hasOpenOperation(transaction, id)) return busy();
    const isHalfDeleted = row.status === 'failed' && row.status_reason?.startsWith('undo-') === true;
    if (isHalfDeleted) return refused('wrong_status', 'The deletion of this tenant failed half-way: delete it again.');
    if (!(await updateStatus(transaction, id, 'provisioning'))) return wrongStatus(row.status, 'provisioned');
    const operation = await queue(transaction, row, 'provision', by.requestedBy);
    await auditBy(transaction, by, { action: 'tenant.provisioned', ...subjectOf(row) });
    return accept(operation);
  });
  if (outcome.ok) master.news.wake();
  return outcome;
}

/**
 * Deletes a tenant with its database, roles and slug; a failed one is discarded so too. Undone until the grace period ends,
 * if there is one and the tenant ever was active: then the answer is null.
 */
export async function deleteTenant(
  master: Master,
  id: string,
  { confirmSlug, ...by }: By & { readonly confirmSlug: string },
): Promise<TenantResult<Operation | null>> {
  const outcome = await inTransaction(master.database, async (transaction): Promise<TenantResult<Operation | null>> => {
    const row = await lockTenantRow(transaction, id);
    if (!row) return notFound();
    if (row.slug !== confirmSlug) return refused('wrong_slug', `Type the tenant's slug to confirm: ${row.slug}`);
    if (await hasOpenOperation(transaction, id)) return busy();
    if (!canBecome(row.status, 'deleting')) return wrongStatus(row.status, 'deleted');
    await updateStatus(transaction, id, 'deleting');
    const note = { action: 'tenant.deleted', ...subjectOf(row), details: { name: row.name } };
    const graceMs = master.options.deleteGraceDays * 86_400_000;
    if (graceMs > 0 && row.activated_at !== null && row.status !== 'failed') {
      await transaction
        .updateTable('tenants')
        .set({ delete_after: new Date(Date.now() + graceMs) })
        .where('id', '=', id)
        .execute();
      await auditBy(transaction, by, note);
      return accept(null);
    }
    const operation = await queue(transaction, row, 'deprovision', by.requestedBy);
    await auditBy(transaction, by, note);
    return accept(operation);
  });
  if (outcome.ok && outcome.value) master.news.wake();
  return outcome;
}

/** Takes a deletion back while the grace period lasts; the tenant is inactive then, as before any activation. */
export async function restoreTenant(master: Master, id: string, by: By): Promise<TenantResult<Tenant>> {
  return inTransaction(master.database, async (transaction): Promise<TenantResult<Tenant>> => {
    const row = await lockTenantRow(transaction, id);
    if (!row) return notFound();
    if (row.status !== 'deleting') return wrongStatus(row.status, 'restored');
    if (await hasOpenOperation(transaction, id)) return refused('busy', 'It is too late: the database is being dropped.');
    await updateStatus(transaction, id, 'suspended');
    await auditBy(transaction, by, { action: 'tenant.restored', ...subjectOf(row) });
    return getTenant(transaction, id);
  });
}

/** Suspend, activate or archive: never touches data. */
export async function setTenantStatus(
  master: Master,
  id: string,
  status: 'active' | 'suspended' | 'archived',
  { reason, ...by }: By & { readonly reason?: string | undefined },
): Promise<TenantResult<Tenant>> {
  const names = { active: 'activated', suspended: 'suspended', archived: 'archived' } as const;
  return inTransaction(master.database, async (transaction): Promise<TenantResult<Tenant>> => {
    const row = await lockTenantRow(transaction, id);
    if (!row) return notFound();
    if (row.status === status) return getTenant(transaction, id);
    const isHere = ['active', 'suspended', 'archived'].includes(row.status);
    if (!isHere || !(await updateStatus(transaction, id, status, reason ?? null))) return wrongStatus(row.status, names[status]);
    const details = { from: row.status, to: status, ...(reason === undefined ? {} : { reason }) };
    await auditBy(transaction, by, { action: 'tenant.status_changed', ...subjectOf(row), details });
    return getTenant(transaction, id);
  });
}

function subjectOf({ id, slug }: Pick<Tenant, 'id' | 'slug'>) {
  return { tenantId: id, tenantSlug: slug };
}

export async function getTenant(database: MasterDatabase, id: string): Promise<TenantResult<Tenant>> {
  const row = await findTenantRow(database, id);
  return row ? accept(tenantOf(row)) : notFound();
}
