import { sql } from 'kysely';
import { emailKeyOf } from '../../../lib/text-key.ts';
import type { StaffId } from '../../../planning/model.ts';
import { inTransaction, type Database } from '../../platform/database/database.ts';
import { findAccountByEmailKey, setGivenPassword } from './accounts-store.ts';
import { hashPassword } from '../../platform/accounts/password-hash.ts';
import { deleteSessionsOf } from './sessions-store.ts';
import { findUser } from './users-store.ts';

/**
 * Gives an administrator a password from outside, to be changed at the next sign-in, and ends the sessions. Answers with whose it
 * is; undefined when no active administrator has this e-mail.
 */
export async function giveAdminPassword(
  database: Database,
  { email, password }: { readonly email: string; readonly password: string },
): Promise<StaffId | undefined> {
  const passwordHash = await hashPassword(password);
  return inTransaction(database, async (transaction) => {
    const account = await findAccountByEmailKey(transaction, emailKeyOf(email));
    const user = account && (await findUser(transaction, account.id));
    if (!account?.is_active || user?.role !== 'admin') return undefined;
    await setGivenPassword(transaction, account.id, passwordHash);
    // Who asks for it from outside needs a way in: the single sign-on may be what does not work.
    await sql`update sign_in_settings set has_passwords = true`.execute(transaction);
    await deleteSessionsOf(transaction, account.id);
    return account.id;
  });
}
