import { sql } from 'kysely';
import { failureOf } from '../../platform/database/database-errors.ts';
import { inTransaction } from '../../platform/database/database.ts';
import { KeyringError } from '../credentials/public.ts';
import type { Master } from '../master.ts';
import { createVisits, findAdminFault, isLoginRefusal, ServerError } from '../servers/public.ts';
import { endOperation, LeaseLostError, noteStep, type Lease } from './operations-store.ts';
import { findHoldings, NameTakenError } from './ownership.ts';
import { claimPoolDatabase, findPoolClaim, type PoolClaim } from './pool-store.ts';
import type { Saga, Step, StepContext } from './saga.ts';
import { schemaVersionOf } from './schema-source.ts';
import { namesOf } from './slug.ts';
import type { Operation } from './tenant.ts';
import { findTenantRow, updateStatus } from './tenants-store.ts';

/** What a test does before and after each effect, such as ending the process. */
export type AtEffect = (effect: string) => void;

const MAX_ATTEMPTS = 8;
const FIRST_WAIT_MS = 1000;

/** Runs a claimed operation to its end, or gives it back to be tried again. Never throws but for a lost lease or registry. */
export async function runOperation(
  master: Master,
  saga: Saga,
  claim: { readonly operation: Operation; readonly lease: Lease },
  atEffect: AtEffect,
): Promise<void> {
  const { operation, lease } = claim;
  const progress = { step: saga.steps[0]?.name ?? '' };
  try {
    await runSteps(master, saga, claim, { atEffect, onFailure: (step) => (progress.step = step) });
  } catch (error) {
    if (error instanceof LeaseLostError) throw error;
    await endBadly(master, { operation, lease }, progress.step, error);
  }
}

type Watch = { readonly atEffect: AtEffect; readonly onFailure: (step: string) => void };

async function runSteps(
  master: Master,
  saga: Saga,
  { operation, lease }: { readonly operation: Operation; readonly lease: Lease },
  watch: Watch,
): Promise<void> {
  const total = saga.steps.length;
  const finish: StepContext['finish'] = (transaction) => endOperation(transaction, lease, { state: 'succeeded', done: total });
  const tenant = await findTenantRow(master.database, operation.tenantId);
  // What a dead node did last was the last step itself, or its tenant went another way.
  if (!tenant || (saga.kind === 'provision' && tenant.status === 'active')) return finish(master.database);
  const server = await master.servers.admin(tenant.database_server_id);
  const [names, mark] = [namesOf(tenant.database_name), { kind: 'tenant', id: tenant.id } as const];
  await server.database.connection().execute(async (admin) => {
    await sql`select pg_advisory_lock(hashtextextended(${tenant.id}, 0))`.execute(admin);
    const visits = createVisits();
    try {
      const known = { master, tenant, names, mark, server, admin, visits, finish };
      const context: StepContext = { ...known, prepared: saga.kind === 'provision' ? await findPrepared(known) : undefined };
      await runInOrder(saga.steps, watch, (step, done) =>
        noting(step.run(context), () => noteStep(master.database, lease, { name: step.name, done })),
      );
    } finally {
      visits.leave();
      // A connection that broke gave the lock back by itself.
      await sql`select pg_advisory_unlock_all()`.execute(admin).catch(() => undefined);
    }
  });
}

/** Each step when those that it follows are done. When one fails, those beside it are waited for, and none begins any more. */
async function runInOrder(
  steps: readonly Step[],
  { atEffect, onFailure }: Watch,
  run: (step: Step, done: number) => Promise<void>,
): Promise<void> {
  const ends = new Map<string, Promise<void>>();
  const failures: unknown[] = [];
  const runOne = async (step: Step, done: number, before: readonly Promise<void>[]): Promise<void> => {
    await Promise.all(before);
    if (failures.length > 0) return;
    try {
      atEffect(`before:${step.name}`);
      await run(step, done);
      atEffect(`after:${step.name}`);
    } catch (error) {
      if (failures.length === 0) onFailure(step.name);
      failures.push(error);
    }
  };
  for (const [done, step] of steps.entries()) {
    const before = [...ends].filter(([name]) => step.after?.includes(name) ?? true).map(([, end]) => end);
    ends.set(step.name, runOne(step, done, before));
  }
  await Promise.all(ends.values());
  if (failures.length > 0) throw failures[0];
}

const SHORT_MS = 40;

/** Progress is written for who watches, not for what resumes: of a step that is over at once nobody sees any. */
async function noting(work: Promise<void>, note: () => Promise<void>): Promise<void> {
  let noted: Promise<void> | undefined;
  const timer = setTimeout(() => {
    noted = note();
    // It is waited for below.
    noted.catch(() => undefined);
  }, SHORT_MS);
  try {
    await work;
  } finally {
    clearTimeout(timer);
  }
  await noted;
}

/** A database made ahead is for a tenant that has nothing on the server yet; a claim of an earlier attempt stays. */
async function findPrepared({ master, tenant, names, mark, server, admin }: Omit<StepContext, 'prepared'>): Promise<PoolClaim | undefined> {
  const isFresh = master.options.warmPoolSize > 0 && (await findHoldings(admin, names, mark)).roles.size === 0;
  if (!isFresh) return findPoolClaim(master.database, tenant.id);
  const schemaVersion = schemaVersionOf(master);
  return claimPoolDatabase(master.database, { tenantId: tenant.id, serverId: server.server.id, schemaVersion });
}

async function endBadly(
  master: Master,
  { operation, lease }: { readonly operation: Operation; readonly lease: Lease },
  step: string,
  error: unknown,
): Promise<void> {
  const message = (await explainRefusal(master, operation, error)) ?? explain(error);
  if (isPassing(error) && operation.attempt < MAX_ATTEMPTS) {
    const waitMs = FIRST_WAIT_MS * 2 ** (operation.attempt - 1);
    await endOperation(master.database, lease, { state: 'queued', error: message, waitMs });
    return;
  }
  await inTransaction(master.database, async (transaction) => {
    await noteStep(transaction, lease, { name: step, done: operation.progressDone });
    await endOperation(transaction, lease, { state: 'failed', error: message });
    await updateStatus(transaction, operation.tenantId, 'failed', `${step}: ${message}`);
  });
}

/** Whether the same may succeed in a while. */
function isPassing(error: unknown): boolean {
  const kind = failureOf(error)?.kind;
  return kind === 'unavailable' || kind === 'overloaded' || stateOf(error) === '55006';
}

function stateOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

/** Which right the administrator lacks, where that is the reason; asked when it has failed, so that a right given meanwhile counts. */
async function explainRefusal(master: Master, { tenantId }: Operation, error: unknown): Promise<string | undefined> {
  if (stateOf(error) !== '42501' && !isLoginRefusal(error)) return undefined;
  const tenant = await findTenantRow(master.database, tenantId);
  if (!tenant) return undefined;
  return findAdminFault(await master.servers.admin(tenant.database_server_id)).catch(() => undefined);
}

/** A sentence for the portal; PostgreSQL's own message where that is the best there is. */
function explain(error: unknown): string {
  if (error instanceof NameTakenError || error instanceof ServerError || error instanceof KeyringError) return error.message;
  const message = error instanceof Error ? error.message : String(error);
  if (stateOf(error) === '42501')
    return `Permission denied on the database server: ${message}. PG_ADMIN_USER needs CREATEDB and CREATEROLE, and must be the role that made the tenant.`;
  return message;
}
