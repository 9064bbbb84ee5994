import { sql } from 'kysely';
import { createOneTimePassword } from '../../platform/accounts/one-time-password.ts';
import type { Database } from '../../platform/database/database.ts';
import { ProblemError } from '../../platform/http/problem-error.ts';
import type { MasterTables } from '../master-tables.ts';
import { createOperator } from './operators.ts';

const BY_START = { requestedBy: 'system (first start)' };

export type WantedSuperadmin = {
  readonly email?: string | undefined;
  readonly password?: string | undefined;
  /** Called before anything is written: a password that is told afterwards is lost when the process dies in between. */
  readonly keep?: ((made: FirstSuperadmin) => void) | undefined;
};
export type FirstSuperadmin = { readonly email: string; readonly oneTimePassword: string };

/** Makes the first superadmin of a platform without users; undefined when there are some, also when another node was faster. */
export async function ensureFirstSuperadmin(
  database: Database<MasterTables>,
  { email = 'admin@milestone.app', password, keep }: WantedSuperadmin,
): Promise<FirstSuperadmin | undefined> {
  const { rows } = await sql`select from admin_users limit 1`.execute(database);
  if (rows.length > 0) return undefined;
  const oneTimePassword = password ?? createOneTimePassword();
  keep?.({ email, oneTimePassword });
  try {
    await createOperator(database, { email, name: 'Administrator', role: 'superadmin', password: oneTimePassword }, BY_START);
    return { email, oneTimePassword };
  } catch (error) {
    if (error instanceof ProblemError && error.code === 'duplicate') return undefined;
    throw error;
  }
}
