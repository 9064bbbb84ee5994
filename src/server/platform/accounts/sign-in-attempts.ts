import { sql } from 'kysely';
import type { Database } from '../database/database.ts';
import type { TenantTables } from '../database/tables.ts';
import { SIGN_IN_LIMITS, SIGN_IN_WINDOW_MS, type AttemptSubject } from './sign-in-limit.ts';

/** Each has the same columns: of a tenant's users, and of the platform's operators. */
export type AttemptsTable = 'sign_in_attempts' | 'admin_sign_in_attempts';

/** A counter never overflows, however long somebody keeps trying. */
const MAX_COUNT = 1_000_000;

/**
 * Counts an attempt before its password is looked at, so that parallel ones cannot slip through together, on any node.
 * Answers the seconds to wait when one of the subjects is over its limit.
 */
export async function countAttempt<Tables = TenantTables>(
  database: Database<Tables>,
  subjects: readonly AttemptSubject[],
  table: AttemptsTable = 'sign_in_attempts',
): Promise<number | undefined> {
  const values = subjects.map(
    ({ kind, hash }) => sql`(${kind}, ${hash}::bytea, 1, now() + make_interval(secs => ${SIGN_IN_WINDOW_MS / 1000}))`,
  );
  const { rows } = await sql<{ kind: keyof typeof SIGN_IN_LIMITS; attempt_count: number; wait_seconds: number }>`
    insert into ${sql.table(table)} as old (kind, subject_hash, attempt_count, window_ends_at) values ${sql.join(values)}
    on conflict (kind, subject_hash) do update set
      attempt_count = case when old.window_ends_at <= now() then 1 else least(old.attempt_count + 1, ${MAX_COUNT}) end,
      window_ends_at = case when old.window_ends_at <= now() then excluded.window_ends_at else old.window_ends_at end
    returning kind, attempt_count, ceil(extract(epoch from window_ends_at - now()))::int as wait_seconds`.execute(database);
  const waits = rows.filter((row) => row.attempt_count > SIGN_IN_LIMITS[row.kind]).map((row) => Math.max(1, row.wait_seconds));
  return waits.length === 0 ? undefined : Math.max(...waits);
}

/**
 * A success clears the account's counter and takes its own attempt off the address; windows that are over go at the same time.
 * In this order, whoever else signs in.
 */
export async function forgiveAttempt<Tables = TenantTables>(
  database: Database<Tables>,
  subjects: readonly AttemptSubject[],
  table: AttemptsTable = 'sign_in_attempts',
): Promise<void> {
  const hashOf = (wanted: AttemptSubject['kind']) => sql`${subjects.find(({ kind }) => kind === wanted)?.hash ?? null}::bytea`;
  const attempts = sql.table(table);
  await sql`
    with address as (
      update ${attempts} set attempt_count = greatest(attempt_count - 1, 0)
      where kind = 'address' and subject_hash = ${hashOf('address')}),
    over as (
      delete from ${attempts} where (kind, subject_hash) in (
        select kind, subject_hash from ${attempts} where window_ends_at <= now() limit 100 for update skip locked))
    delete from ${attempts} where kind = 'account' and subject_hash = ${hashOf('account')}`.execute(database);
}
