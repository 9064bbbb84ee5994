import type { OperatorMe } from '../../../contract/admin/operators.ts';
import { emailKeyOf } from '../../../lib/text-key.ts';
import { hashPassword, verifyPassword } from '../../platform/accounts/password-hash.ts';
import { passwordFault } from '../../platform/accounts/password-policy.ts';
import { createSessionToken } from '../../platform/accounts/session-token.ts';
import { countAttempt, forgiveAttempt } from '../../platform/accounts/sign-in-attempts.ts';
import { passwordCheckSubjects, signInSubjects, type AttemptSubject } from '../../platform/accounts/sign-in-limit.ts';
import { inTransaction, type Database } from '../../platform/database/database.ts';
import type { RequestFacts } from '../../platform/http/http-server.ts';
import { ProblemError } from '../../platform/http/problem-error.ts';
import { auditBy, type By } from '../audit/public.ts';
import type { MasterTables } from '../master-tables.ts';
import { endPresentedSession, endSessionsOf, openOperatorSession, OPERATOR_COOKIE } from './operator-sessions.ts';
import type { OperatorActor } from './operator.ts';

type MasterDatabase = Database<MasterTables>;
const ATTEMPTS = 'admin_sign_in_attempts';

export type SignedInOperator = { readonly me: OperatorMe; readonly token: string };
type Caller = { readonly facts: RequestFacts; readonly maxAgeMs: number };

/** Checks the password at the same cost for known and unknown accounts, then opens a session in place of the presented one. */
export async function signInOperator(
  database: MasterDatabase,
  { facts, maxAgeMs }: Caller,
  { email, password }: { readonly email: string; readonly password: string },
): Promise<SignedInOperator> {
  const subjects = signInSubjects(email, facts.ipAddress);
  await requireAttemptLeft(database, subjects, facts);
  const account = await database.selectFrom('admin_users').selectAll().where('email_key', '=', emailKeyOf(email)).executeTakeFirst();
  const isMatch = await verifyPassword(account?.password_hash, password);
  if (!account || !isMatch) {
    facts.log.warn({ event: 'operatorSignInRefused', operatorId: account?.id ?? null, ip: facts.ipAddress }, 'portal sign-in refused');
    throw new ProblemError('wrong_credentials');
  }
  await forgiveAttempt(database, subjects, ATTEMPTS);
  if (!account.is_active) throw new ProblemError('account_disabled');
  const token = createSessionToken();
  await inTransaction(database, async (transaction) => {
    // A password that was changed since it was checked opens nothing.
    const held = await transaction
      .updateTable('admin_users')
      .set({ last_sign_in_at: new Date() })
      .where('id', '=', account.id)
      .where('password_hash', '=', account.password_hash)
      .returning('id')
      .executeTakeFirst();
    if (!held) throw new ProblemError('wrong_credentials');
    await endPresentedSession(transaction, facts.cookies[OPERATOR_COOKIE]);
    await openOperatorSession(transaction, { operatorId: account.id, token, facts, maxAgeMs });
    await auditBy(transaction, byOf(account, facts), { action: 'operator.signed_in' });
  });
  facts.log.info({ event: 'operatorSignedIn', operatorId: account.id, ip: facts.ipAddress }, 'signed in to the portal');
  const { id, name, role, must_change_password: mustChangePassword } = account;
  return { me: { id, email: account.email, name, role, mustChangePassword }, token };
}

/** Changes the own password: every session of the operator ends, and the caller goes on with a new one. */
export async function changeOperatorPassword(
  database: MasterDatabase,
  { facts, maxAgeMs, actor }: Caller & { readonly actor: OperatorActor },
  { currentPassword, newPassword }: { readonly currentPassword: string; readonly newPassword: string },
): Promise<SignedInOperator> {
  const subjects = passwordCheckSubjects(actor.id);
  await requireAttemptLeft(database, subjects, facts);
  const account = await database.selectFrom('admin_users').selectAll().where('id', '=', actor.id).executeTakeFirst();
  const from = account?.password_hash ?? null;
  if (!account || !(await verifyPassword(from, currentPassword)) || from === null) throw wrongCurrentPassword();
  await forgiveAttempt(database, subjects, ATTEMPTS);
  const fault = newPassword === currentPassword ? 'must differ from the current one' : passwordFault(newPassword, account);
  if (fault !== undefined) throw new ProblemError('password_too_weak', { errors: [{ field: 'newPassword', message: fault }] });
  const passwordHash = await hashPassword(newPassword);
  const token = createSessionToken();
  await inTransaction(database, async (transaction) => {
    const changed = await transaction
      .updateTable('admin_users')
      .set({ password_hash: passwordHash, must_change_password: false, password_changed_at: new Date() })
      .where('id', '=', actor.id)
      .where('password_hash', '=', from)
      .returning('id')
      .executeTakeFirst();
    if (!changed) throw wrongCurrentPassword();
    await endSessionsOf(transaction, actor.id);
    await openOperatorSession(transaction, { operatorId: actor.id, token, facts, maxAgeMs });
    await auditBy(transaction, byOf(actor, facts), { action: 'operator.password_changed' });
  });
  facts.log.info({ event: 'operatorPasswordChanged', operatorId: actor.id, ip: facts.ipAddress }, 'portal password changed');
  const { id, email, name, role } = actor;
  return { me: { id, email, name, role, mustChangePassword: false }, token };
}

function byOf({ id, email }: { readonly id: string; readonly email: string }, facts: RequestFacts): By {
  return { requestedBy: email, actorId: id, ipAddress: facts.ipAddress.slice(0, 64) };
}

function wrongCurrentPassword(): ProblemError {
  return new ProblemError('invalid_input', { errors: [{ field: 'currentPassword', message: 'is not your current password' }] });
}

async function requireAttemptLeft(database: MasterDatabase, subjects: readonly AttemptSubject[], facts: RequestFacts): Promise<void> {
  const retryAfterSeconds = await countAttempt(database, subjects, ATTEMPTS);
  if (retryAfterSeconds === undefined) return;
  facts.log.warn({ event: 'operatorSignInRefused', reason: 'attempts', ip: facts.ipAddress }, 'portal sign-in refused');
  throw new ProblemError('too_many_attempts', { retryAfterSeconds });
}
