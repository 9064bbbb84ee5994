import { sql } from 'kysely';
import { ProblemError } from '../../platform/http/problem-error.ts';
import type { TenantContext } from '../../platform/tenant-context.ts';

/** Whether e-mail and password lead in. They do wherever there is no single sign-on, so that nobody is shut out when it goes. */
export async function hasPasswords({ database, managedSso }: TenantContext): Promise<boolean> {
  const { rows } = await sql<{ hasPasswords: boolean; hasOwnSso: boolean }>`
    select has_passwords as "hasPasswords", exists (select from sso_connection where is_enabled) as "hasOwnSso"
    from sign_in_settings`.execute(database);
  const [row] = rows;
  if (!row) throw new Error('the settings of the sign-in have no row');
  return row.hasPasswords || (managedSso === undefined && !row.hasOwnSso);
}

export async function requirePasswords(context: TenantContext): Promise<void> {
  if (!(await hasPasswords(context))) throw new ProblemError('local_sign_in_off');
}
