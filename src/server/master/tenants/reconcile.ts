import { sql, type Selectable } from 'kysely';
import { failureOf } from '../../platform/database/database-errors.ts';
import { inTransaction } from '../../platform/database/database.ts';
import { auditBy, type By } from '../audit/public.ts';
import type { Master } from '../master.ts';
import type { TenantsTable } from '../master-tables.ts';
import { findAdminFault, type DatabaseServer, type ServerAdmin } from '../servers/public.ts';
import type { Drift, Finding } from './finding.ts';
import { inspectServer, takeInventory } from './inspect-server.ts';
import { inspectTenant, type InspectOptions } from './inspect-tenants.ts';
import { hasOpenOperation, insertOperation } from './operations-store.ts';
import { deprovisionSaga, provisionSaga } from './provision-steps.ts';

export type ReconcileOptions = InspectOptions & {
  /** Who repairs what is safe to repair; absent: nobody. */
  readonly fixBy?: By | undefined;
  readonly onProgress?: (done: number, total: number) => void;
};

/** Silent for so long, an operation has been forgotten. */
const STALE = '2 minutes';

/** Compares the registry with every server and answers with each difference, repaired where that is asked for and safe. */
export async function reconcile(master: Master, options: ReconcileOptions): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  for (const drift of await staleOperations(master)) findings.push(await settle(master, drift, options.fixBy));
  for (const server of await master.servers.list()) findings.push(...(await reconcileServer(master, server, options)));
  return findings;
}

async function reconcileServer(master: Master, server: DatabaseServer, options: ReconcileOptions): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  const settleAll = async (drifts: readonly Drift[]): Promise<void> => {
    for (const drift of drifts) findings.push(await settle(master, drift, options.fixBy));
  };
  try {
    const admin = await master.servers.admin(server.id);
    // Before the inventory: what is made meanwhile is not missed, and what is deleted meanwhile is looked up again.
    const tenants = await withDatabase(master, server.id).orderBy('slug').execute();
    const fault = await findAdminFault(admin);
    if (fault !== undefined) {
      const common = { serverId: server.id, tenantId: null, subject: server.name } as const;
      return [{ ...common, kind: 'admin_refused', message: fault, repair: 'manual' }];
    }
    const inventory = await takeInventory(admin.database);
    await settleAll(await inspectServer(master, admin, inventory));
    for (const [done, tenant] of tenants.entries()) {
      options.onProgress?.(done, tenants.length);
      const drifts = await inspectTenant(master, admin, inventory, tenant, options).catch((error: unknown) =>
        notInspected(admin, tenant, error),
      );
      if (drifts.length > 0 && (await withDatabase(master, server.id).where('id', '=', tenant.id).executeTakeFirst()))
        await settleAll(drifts);
    }
    options.onProgress?.(tenants.length, tenants.length);
  } catch (error) {
    if (!failureOf(error)) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    const message = `The database server "${server.name}" (${server.host}:${server.port}) does not answer: ${reason}`;
    findings.push({ kind: 'server_unreachable', serverId: server.id, tenantId: null, subject: server.name, message, repair: 'manual' });
  }
  return findings;
}

/** One tenant that cannot be looked into stops nobody. Throws when the whole server is away. */
async function notInspected({ database }: ServerAdmin, tenant: Selectable<TenantsTable>, error: unknown): Promise<readonly Drift[]> {
  await sql`select 1`.execute(database);
  const reason = error instanceof Error ? error.message : String(error);
  return [
    {
      kind: 'not_inspected',
      serverId: tenant.database_server_id,
      tenantId: tenant.id,
      subject: tenant.database_name,
      message: `The database "${tenant.database_name}" of the tenant "${tenant.slug}" cannot be looked into: ${reason}.`,
    },
  ];
}

function withDatabase({ database }: Master, serverId: number) {
  return database
    .selectFrom('tenants')
    .selectAll()
    .where('database_server_id', '=', serverId)
    .where('status', 'in', ['active', 'suspended', 'archived']);
}

async function settle(master: Master, { repair, ...drift }: Drift, fixBy: By | undefined): Promise<Finding> {
  if (!repair) return { ...drift, repair: 'manual' };
  if (!fixBy) return { ...drift, repair: 'possible' };
  try {
    await repair();
    const { kind, subject, serverId, tenantId } = drift;
    await auditBy(master.database, fixBy, { action: 'drift.repaired', tenantId, details: { kind, subject, serverId } });
    return { ...drift, repair: 'done' };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { ...drift, repair: 'failed', message: `${drift.message} The repair failed: ${reason}` };
  }
}

/** Operations that nobody works on, and tenants that wait for an operation that there is not. */
async function staleOperations(master: Master): Promise<readonly Drift[]> {
  const { database } = master;
  const stale = await sql<{ id: string; tenantId: string; slug: string; kind: string; serverId: number | null }>`
    select operation.id, tenant_id as "tenantId", tenant_slug as slug, kind, database_server_id as "serverId"
    from tenant_operations as operation left join tenants on tenants.id = tenant_id
    where state = 'running' and lease_until < now() - ${STALE}::interval`.execute(database);
  const stuck = await sql<{ id: string; slug: string; status: 'provisioning' | 'deleting'; serverId: number }>`
    select id, slug, status, database_server_id as "serverId" from tenants
    where status in ('provisioning', 'deleting') and delete_after is null
    and not exists (select from tenant_operations where tenant_id = tenants.id and state in ('queued', 'running'))`.execute(database);
  return [
    ...stale.rows.map(({ id, tenantId, slug, kind, serverId }): Drift => ({
      kind: 'stale_operation',
      serverId: serverId ?? 1,
      tenantId,
      subject: id,
      message: `The operation "${kind}" of the tenant "${slug}" stands still: its node is gone. A running server takes it up again.`,
      repair: () => requeue(master, id),
    })),
    ...stuck.rows.map(({ id, slug, status, serverId }): Drift => ({
      kind: 'stale_operation',
      serverId,
      tenantId: id,
      subject: slug,
      message: `The tenant "${slug}" is in the state "${status}", but no operation leads out of it. A new one is queued.`,
      repair: () => queueMissing(master, { id, slug, status }),
    })),
  ];
}

async function requeue({ database }: Master, id: string): Promise<void> {
  await sql`
    update tenant_operations set state = 'queued', lease_token = null, lease_until = null, not_before = now()
    where id = ${id} and state = 'running' and lease_until < now()`.execute(database);
}

async function queueMissing(
  { database }: Master,
  { id, slug, status }: { id: string; slug: string; status: 'provisioning' | 'deleting' },
): Promise<void> {
  const saga = status === 'provisioning' ? provisionSaga : deprovisionSaga;
  await inTransaction(database, async (transaction) => {
    const row = await transaction.selectFrom('tenants').select('status').where('id', '=', id).forUpdate().executeTakeFirst();
    if (row?.status !== status || (await hasOpenOperation(transaction, id))) return;
    const operation = { tenantId: id, tenantSlug: slug, kind: saga.kind, requestedBy: 'system (doctor)', progressTotal: saga.steps.length };
    await insertOperation(transaction, operation);
  });
}
