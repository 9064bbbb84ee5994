import { sql, type Selectable } from 'kysely';
import { createUuid } from '../../../lib/uuid.ts';
import type { Database } from '../../platform/database/database.ts';
import type { MasterTables, OperationKind, TenantOperationsTable } from '../master-tables.ts';
import type { Operation } from './tenant.ts';

type MasterDatabase = Database<MasterTables>;
type OperationRow = Selectable<TenantOperationsTable>;

/** Which claim of an operation works on it; another claim, after this one's lease ended, makes it void. */
export type Lease = { readonly operationId: string; readonly token: string };

const OPEN_STATES = ['queued', 'running'] as const;

function operationOf(row: OperationRow): Operation {
  return {
    id: row.id,
    tenantId: row.tenant_id,
    tenantSlug: row.tenant_slug,
    kind: row.kind,
    state: row.state,
    step: row.step,
    attempt: row.attempt,
    error: row.error,
    progressDone: row.progress_done,
    progressTotal: row.progress_total,
    requestedBy: row.requested_by,
    createdAt: row.created_at,
    startedAt: row.started_at,
    finishedAt: row.finished_at,
  };
}

export type NewOperation = {
  readonly tenantId: string;
  readonly tenantSlug: string;
  readonly kind: OperationKind;
  readonly requestedBy: string;
  readonly progressTotal: number;
};

export async function insertOperation(transaction: MasterDatabase, operation: NewOperation): Promise<Operation> {
  const row = await transaction
    .insertInto('tenant_operations')
    .values({
      id: createUuid(),
      tenant_id: operation.tenantId,
      tenant_slug: operation.tenantSlug,
      kind: operation.kind,
      requested_by: operation.requestedBy,
      progress_total: operation.progressTotal,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  return operationOf(row);
}

/** Takes the oldest operation that waits, or that its node no longer works on. */
export async function claimOperation(
  database: MasterDatabase,
  { kinds, nodeId, leaseMs }: { readonly kinds: readonly OperationKind[]; readonly nodeId: string; readonly leaseMs: number },
): Promise<{ operation: Operation; lease: Lease } | undefined> {
  const token = createUuid();
  const { rows } = await sql<OperationRow>`
    update tenant_operations set state = 'running', node_id = ${nodeId}, lease_token = ${token}, attempt = attempt + 1,
      lease_until = now() + ${leaseMs} * interval '1 millisecond', started_at = coalesce(started_at, now()), error = null
    where id = (
      select id from tenant_operations
      where (state = 'queued' or (state = 'running' and lease_until < now())) and not_before <= now() and kind = any(${[...kinds]})
      order by created_at limit 1 for update skip locked)
    returning *`.execute(database);
  const [row] = rows;
  return row && { operation: operationOf(row), lease: { operationId: row.id, token } };
}

/** False when another claim has taken over. */
export async function renewLease(database: MasterDatabase, lease: Lease, leaseMs: number): Promise<boolean> {
  const { rows } = await sql`
    update tenant_operations set lease_until = now() + ${leaseMs} * interval '1 millisecond'
    where id = ${lease.operationId} and lease_token = ${lease.token} and state = 'running' returning id`.execute(database);
  return rows.length > 0;
}

export async function noteStep(
  database: MasterDatabase,
  lease: Lease,
  step: { readonly name: string; readonly done: number },
): Promise<void> {
  await sql`
    update tenant_operations set step = ${step.name}, progress_done = greatest(progress_done, ${step.done})
    where id = ${lease.operationId} and lease_token = ${lease.token}`.execute(database);
}

/** Another node took over: what this one was about to write is not its to write any more. */
export class LeaseLostError extends Error {}

type Ending =
  | { readonly state: 'succeeded'; readonly done: number }
  | { readonly state: 'failed'; readonly error: string }
  /** To be tried again after a while. */
  | { readonly state: 'queued'; readonly error: string; readonly waitMs: number };

export async function endOperation(transaction: MasterDatabase, lease: Lease, ending: Ending): Promise<void> {
  const details =
    ending.state === 'succeeded'
      ? sql`progress_done = ${ending.done}, error = null, finished_at = now()`
      : ending.state === 'failed'
        ? sql`error = ${ending.error}, finished_at = now()`
        : sql`error = ${ending.error}, not_before = now() + ${ending.waitMs} * interval '1 millisecond'`;
  const { rows } = await sql`
    update tenant_operations set state = ${ending.state}, lease_token = null, lease_until = null, ${details}
    where id = ${lease.operationId} and lease_token = ${lease.token} and state = 'running' returning id`.execute(transaction);
  if (rows.length === 0) throw new LeaseLostError('The operation was taken over by another node.');
}

export async function findOperationRow(database: MasterDatabase, id: string): Promise<Operation | undefined> {
  const row = await database.selectFrom('tenant_operations').selectAll().where('id', '=', id).executeTakeFirst();
  return row && operationOf(row);
}

export async function listOperationRows(
  database: MasterDatabase,
  { tenantId, limit }: { readonly tenantId?: string | undefined; readonly limit: number },
): Promise<readonly Operation[]> {
  const query = database.selectFrom('tenant_operations').selectAll().orderBy('created_at', 'desc').orderBy('id', 'desc').limit(limit);
  const rows = await (tenantId === undefined ? query : query.where('tenant_id', '=', tenantId)).execute();
  return rows.map(operationOf);
}

/** Operations of the tenants that wait or run. */
export async function listOpenOperationRows(database: MasterDatabase, tenantIds: readonly string[]): Promise<readonly Operation[]> {
  if (tenantIds.length === 0) return [];
  const query = database.selectFrom('tenant_operations').selectAll().where('tenant_id', 'in', tenantIds);
  return (await query.where('state', 'in', OPEN_STATES).execute()).map(operationOf);
}

/** Whether an operation of the tenant waits or runs. */
export async function hasOpenOperation(database: MasterDatabase, tenantId: string): Promise<boolean> {
  const row = await database
    .selectFrom('tenant_operations')
    .select('id')
    .where('tenant_id', '=', tenantId)
    .where('state', 'in', OPEN_STATES)
    .executeTakeFirst();
  return row !== undefined;
}
