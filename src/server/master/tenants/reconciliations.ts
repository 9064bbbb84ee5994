import { sql } from 'kysely';
import { createUuid } from '../../../lib/uuid.ts';
import type { Database } from '../../platform/database/database.ts';
import type { By } from '../audit/public.ts';
import type { Master } from '../master.ts';
import type { MasterTables } from '../master-tables.ts';
import type { Finding } from './finding.ts';
import { reconcile, type ReconcileOptions } from './reconcile.ts';

export type Reconciliation = {
  readonly requestedBy: string;
  readonly startedAt: Date;
  readonly finishedAt: Date;
  readonly findingCount: number;
  /** The first of them. */
  readonly findings: readonly Finding[];
  /** Why it could not be finished. */
  readonly error: string | null;
};

const KEPT_FINDINGS = 500;
const LOCK = 'milestone reconcile';
/** A comparison that has not ended by then has lost its node. */
const LONGEST = '1 hour';

/** As `reconcile`, kept for the portal. Undefined: another one is under way, on whatever node. */
export async function reconcileAndKeep(
  master: Master,
  { requestedBy, ...options }: ReconcileOptions & Pick<By, 'requestedBy'>,
): Promise<readonly Finding[] | undefined> {
  return master.database.connection().execute(async (connection) => {
    const { rows } = await sql<{ isHeld: boolean }>`select pg_try_advisory_lock(hashtextextended(${LOCK}, 0)) as "isHeld"`.execute(
      connection,
    );
    if (rows[0]?.isHeld !== true) return undefined;
    try {
      return await keeping(master, requestedBy, () => reconcile(master, options));
    } finally {
      // A connection that broke gave the lock back by itself.
      await sql`select pg_advisory_unlock(hashtextextended(${LOCK}, 0))`.execute(connection).catch(() => undefined);
    }
  });
}

async function keeping({ database }: Master, requestedBy: string, work: () => Promise<readonly Finding[]>): Promise<readonly Finding[]> {
  const id = createUuid();
  await sql`insert into reconciliations (id, requested_by) values (${id}, ${requestedBy})`.execute(database);
  const end = (findings: readonly Finding[], error: string | null) =>
    sql`
    update reconciliations set finished_at = now(), finding_count = ${findings.length}, error = ${error},
      findings = ${JSON.stringify(findings.slice(0, KEPT_FINDINGS))} where id = ${id}`.execute(database);
  try {
    const findings = await work();
    await end(findings, null);
    return findings;
  } catch (error) {
    await end([], error instanceof Error ? error.message : String(error)).catch(() => undefined);
    throw error;
  }
}

/** The last one that ended, and whether another one is under way. */
export async function readReconciliation(
  database: Database<MasterTables>,
): Promise<{ readonly isRunning: boolean; readonly last: Reconciliation | undefined }> {
  const running = await sql`
    select from reconciliations where finished_at is null and started_at > now() - ${LONGEST}::interval limit 1`.execute(database);
  const { rows } = await sql<Reconciliation>`
    select requested_by as "requestedBy", started_at as "startedAt", finished_at as "finishedAt", finding_count as "findingCount", findings, error
    from reconciliations where finished_at is not null order by started_at desc limit 1`.execute(database);
  return { isRunning: running.rows.length > 0, last: rows[0] };
}
