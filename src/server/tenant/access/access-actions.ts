import type { Me } from '../../../contract/access.ts';
import type { UserSessionId } from '../../../contract/ids.ts';
import { emailKeyOf } from '../../../lib/text-key.ts';
import type { StaffId } from '../../../planning/model.ts';
import type { Actor } from '../../platform/actor.ts';
import { inTransaction, type Database } from '../../platform/database/database.ts';
import type { RequestFacts } from '../../platform/http/http-server.ts';
import { ProblemError } from '../../platform/http/problem-error.ts';
import type { TenantContext } from '../../platform/tenant-context.ts';
import { findAccount, findAccountByEmailKey, getMeRow, holdPasswordHash, replacePasswordHash, type Account } from './accounts-store.ts';
import { hashPassword, isOutdated, verifyPassword } from '../../platform/accounts/password-hash.ts';
import { passwordFault } from '../../platform/accounts/password-policy.ts';
import { createSessionToken, hashSessionToken } from '../../platform/accounts/session-token.ts';
import { requirePasswords } from './password-policy.ts';
import { deleteSession, deleteSessionByToken, deleteSessionsOf, insertSession, type SignInMethod } from './sessions-store.ts';
import { countAttempt, forgiveAttempt } from '../../platform/accounts/sign-in-attempts.ts';
import { passwordCheckSubjects, signInSubjects, type AttemptSubject } from '../../platform/accounts/sign-in-limit.ts';

/** Who is signed in from here on, with the token that only the cookie will hold. */
export type SignedIn = { readonly me: Me; readonly token: string };
type Credentials = { readonly email: string; readonly password: string };
type CheckedAccount = Account & { readonly password_hash: string };
export type Caller = { readonly facts: RequestFacts; readonly presentedToken: string | undefined };

/** Checks the password at the same cost for known and unknown accounts, then opens a new session in place of the presented one. */
export async function signIn(context: TenantContext, caller: Caller, credentials: Credentials): Promise<SignedIn> {
  const { database } = context;
  await requirePasswords(context);
  const account = await checkCredentials(database, caller.facts, credentials);
  const passwordHash = await renewHash(database, account, credentials.password);
  return enter(context, caller, {
    userId: account.id,
    method: 'password',
    // A password that was changed since it was checked opens nothing.
    hold: async (transaction) => {
      if (!(await holdPasswordHash(transaction, account.id, passwordHash))) throw new ProblemError('wrong_credentials');
    },
  });
}

export type Entrance = {
  readonly userId: StaffId;
  readonly method: SignInMethod;
  /** What must hold, or is to be done, in the transaction that opens the session. */
  readonly hold?: (transaction: Database) => Promise<void>;
};

/** Opens a new session in place of the presented one, for somebody whose right to it was checked. */
export async function enter(context: TenantContext, caller: Caller, { userId, method, hold }: Entrance): Promise<SignedIn> {
  const token = createSessionToken();
  const presented = caller.presentedToken === undefined ? undefined : hashSessionToken(caller.presentedToken);
  const ended = await inTransaction(context.database, async (transaction) => {
    await hold?.(transaction);
    const replaced = presented ? await deleteSessionByToken(transaction, presented) : [];
    await openSession(context, transaction, { userId, method, token, facts: caller.facts });
    return replaced;
  });
  if (ended.length > 0) context.accessNews.publish({ kind: 'sessionsEnded', sessionIds: ended });
  caller.facts.log.info({ event: 'signedIn', userId, method, ip: caller.facts.ipAddress }, 'signed in');
  const me = await readMe(context.database, userId);
  return { me: { ...me, mustChangePassword: me.mustChangePassword && method === 'password' }, token };
}

/** Whether this is the password of the account with this e-mail: a proof whose it is, counted as a sign-in is. */
export async function provePassword(context: TenantContext, facts: RequestFacts, credentials: Credentials): Promise<StaffId> {
  return (await checkCredentials(context.database, facts, credentials)).id;
}

/** The account whose password this is. What was typed is not logged: people type passwords into the wrong field. */
async function checkCredentials(database: Database, facts: RequestFacts, { email, password }: Credentials): Promise<CheckedAccount> {
  const subjects = signInSubjects(email, facts.ipAddress);
  const account = await findAccountByEmailKey(database, emailKeyOf(email));
  const refuse = (reason: 'attempts' | 'credentials' | 'disabled') =>
    facts.log.warn({ event: 'signInRefused', reason, userId: account?.id ?? null, ip: facts.ipAddress }, 'sign-in refused');
  const retryAfterSeconds = await countAttempt(database, subjects);
  if (retryAfterSeconds !== undefined) {
    refuse('attempts');
    throw new ProblemError('too_many_attempts', { retryAfterSeconds });
  }
  const isMatch = await verifyPassword(account?.password_hash, password);
  if (!account || !isMatch || account.password_hash === null) {
    refuse('credentials');
    throw new ProblemError('wrong_credentials');
  }
  await forgiveAttempt(database, subjects);
  if (!account.is_active) {
    refuse('disabled');
    throw new ProblemError('account_disabled');
  }
  return { ...account, password_hash: account.password_hash };
}

/** Changes the own password: every session of the user ends, and the caller goes on with a new one. */
export async function changePassword(
  context: TenantContext,
  { actor, facts }: { readonly actor: Actor; readonly facts: RequestFacts },
  { currentPassword, newPassword }: { readonly currentPassword: string; readonly newPassword: string },
): Promise<SignedIn> {
  const { database } = context;
  const subjects = passwordCheckSubjects(actor.userId);
  await requireAttemptLeft(database, subjects);
  const account = await findAccount(database, actor.userId);
  const from = account?.password_hash ?? null;
  if (!account || !(await verifyPassword(from, currentPassword)) || from === null) throw wrongCurrentPassword();
  await forgiveAttempt(database, subjects);
  requireGoodPassword(newPassword, account);
  if (newPassword === currentPassword) throw weakPassword('must differ from the current one');
  const to = await hashPassword(newPassword);
  const token = createSessionToken();
  const ended = await inTransaction(database, async (transaction) => {
    if (!(await replacePasswordHash(transaction, { id: account.id, from, to, isChosen: true }))) throw wrongCurrentPassword();
    const sessions = await deleteSessionsOf(transaction, account.id);
    await openSession(context, transaction, { userId: account.id, method: 'password', token, facts });
    return sessions;
  });
  context.accessNews.publish({ kind: 'sessionsEnded', sessionIds: ended });
  facts.log.info({ event: 'passwordChanged', userId: account.id, ip: facts.ipAddress }, 'password changed');
  await context.hooks.firstPasswordReplaced(account.email);
  return { me: await readMe(database, account.id), token };
}

/** Answers how the session began. */
export async function endSession(context: TenantContext, userId: StaffId, sessionId: UserSessionId): Promise<SignInMethod> {
  const method = await deleteSession(context.database, userId, sessionId);
  if (method === undefined) throw new ProblemError('not_found');
  context.accessNews.publish({ kind: 'sessionsEnded', sessionIds: [sessionId] });
  return method;
}

export async function readMe(database: Database, userId: StaffId): Promise<Me> {
  const row = await getMeRow(database, userId);
  return {
    id: row.id,
    email: row.email,
    name: row.name,
    role: row.role,
    siteIds: [...row.site_ids],
    homeSiteId: row.home_site_id,
    mustChangePassword: row.must_change_password,
    hasPassword: row.has_password,
    instanceTitle: row.instance_title,
  };
}

/** Throws `password_too_weak` with the reason. */
function requireGoodPassword(password: string, owner: { readonly name: string; readonly email: string }, field = 'newPassword'): void {
  const fault = passwordFault(password, owner);
  if (fault !== undefined) throw weakPassword(fault, field);
}

function weakPassword(message: string, field = 'newPassword'): ProblemError {
  return new ProblemError('password_too_weak', { errors: [{ field, message }] });
}

function wrongCurrentPassword(): ProblemError {
  return new ProblemError('invalid_input', { errors: [{ field: 'currentPassword', message: 'is not your current password' }] });
}

async function requireAttemptLeft(database: Database, subjects: readonly AttemptSubject[]): Promise<void> {
  const retryAfterSeconds = await countAttempt(database, subjects);
  if (retryAfterSeconds !== undefined) throw new ProblemError('too_many_attempts', { retryAfterSeconds });
}

/** The hash that the account has from now on: a new one where the stored one was made at another cost. */
async function renewHash(database: Database, account: CheckedAccount, password: string): Promise<string> {
  const from = account.password_hash;
  if (!isOutdated(from)) return from;
  const to = await hashPassword(password);
  return (await replacePasswordHash(database, { id: account.id, from, to, isChosen: false })) ? to : from;
}

async function openSession(
  context: TenantContext,
  transaction: Database,
  session: { readonly userId: StaffId; readonly method: SignInMethod; readonly token: string; readonly facts: RequestFacts },
): Promise<void> {
  const tokenHash = hashSessionToken(session.token);
  if (!tokenHash) throw new Error('a new token has no hash');
  await insertSession(transaction, {
    userId: session.userId,
    method: session.method,
    tokenHash,
    maxAgeMs: context.settings.sessionMaxAgeMs,
    ipAddress: session.facts.ipAddress.slice(0, 64),
    userAgent: session.facts.userAgent?.slice(0, 400) ?? null,
  });
}
