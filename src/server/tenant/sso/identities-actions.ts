import type { Actor } from '../../platform/actor.ts';
import { inTransaction } from '../../platform/database/database.ts';
import type { StaffId } from '../../../planning/model.ts';
import type { RequestFacts } from '../../platform/http/http-server.ts';
import { ProblemError } from '../../platform/http/problem-error.ts';
import { buttonLabelOf } from '../../platform/openid/openid-connection.ts';
import type { TenantContext } from '../../platform/tenant-context.ts';
import { deleteSessionsOf, enter, hasPasswords, provePassword, readUser, SESSION_COOKIE, type SignedIn } from '../access/public.ts';
import { connectIdentity } from './accounts.ts';
import { findSso, isOfProvider, platformOf } from './effective-sso.ts';
import { pendingCookie } from './sealed-cookies.ts';
import { signInFailures, type SignInFailureCode } from '../../../contract/sign-in-failures.ts';
import { ACCOUNT_PAGE, begin, type Visit } from './sign-in-actions.ts';
import { insertSignInEvent } from './sign-in-events-store.ts';
import { deleteIdentity, hasPassword, listIdentityRows, lockSettings, type IdentityRow } from './sso-store.ts';

/** Asked for by a call of this site's own page alone: a link from elsewhere must not begin it. */
export async function beginLink(context: TenantContext, visit: Visit, actor: Actor, next: string | undefined): Promise<{ url: string }> {
  const { userId, sessionId } = actor;
  const begun = await begin(context, visit, { next: next ?? ACCOUNT_PAGE, link: { userId, sessionId } });
  if (!begun.ok) throw notAvailable(begun.refusal.code);
  return { url: begun.value };
}

/** Connects the identity that the provider confirmed a moment ago with the account whose password this is, and signs in. */
export async function confirmLink(context: TenantContext, { facts, reply }: Visit, password: string): Promise<SignedIn> {
  const pending = pendingCookie.read(context, facts);
  if (!pending) throw notAvailable('flow_expired');
  const userId = await provePassword(context, facts, { email: pending.accountEmail, password });
  // The e-mail may have gone to another account meanwhile.
  if (userId !== pending.userId) throw new ProblemError('wrong_credentials');
  const connected = await connectIdentity(context, pending, facts);
  if (!connected.ok) throw notAvailable(connected.refusal.code);
  const signedIn = await enter(context, { facts, presentedToken: facts.cookies[SESSION_COOKIE] }, { userId, method: 'sso' });
  pendingCookie.clear(reply);
  return signedIn;
}

export async function readIdentities(context: TenantContext, userId: StaffId) {
  const [rows, isUsed] = [await listIdentityRows(context.database, userId), await findUse(context)];
  return {
    items: rows.map(({ realm, createdAt, lastUsedAt, ...row }) => {
      const used = isUsed({ ...row, realm });
      const label = used ?? buttonLabelOf({ provider: row.provider, issuerUrl: realm, label: null });
      const times = { createdAt: createdAt.toISOString(), lastUsedAt: lastUsedAt?.toISOString() ?? null };
      return { ...row, ...times, label, isUsed: used !== undefined };
    }),
  };
}

type Place = Pick<IdentityRow, 'provider' | 'realm'>;

/** Tells of an identity what the button of its provider says; undefined where nobody signs in there now. */
async function findUse(context: TenantContext): Promise<(identity: Place) => string | undefined> {
  const sso = await findSso(context);
  return (identity) => (isOfProvider(sso, platformOf(context), identity) ? sso?.buttonLabel : undefined);
}

/** Of anybody, for an administrator. */
export async function readUserIdentities(context: TenantContext, userId: StaffId) {
  const { id } = await readUser(context, userId);
  return readIdentities(context, id);
}

/**
 * An administrator takes somebody else's identity away: it opens nothing any more, and whoever came in by it is out at once.
 * The own ones go the way of `disconnect`.
 */
export async function disconnectUser(
  context: TenantContext,
  actor: Actor,
  { userId, identityId }: { readonly userId: StaffId; readonly identityId: string },
  facts: RequestFacts,
): Promise<void> {
  if (userId === actor.userId) return disconnect(context, actor, identityId, facts);
  const { email, sessionIds } = await inTransaction(context.database, async (transaction) => {
    const row = (await listIdentityRows(transaction, userId)).find(({ id }) => id === identityId);
    if (!row || !(await deleteIdentity(transaction, userId, identityId))) throw new ProblemError('not_found');
    return { email: row.email, sessionIds: await deleteSessionsOf(transaction, userId, 'sso') };
  });
  if (sessionIds.length > 0) context.accessNews.publish({ kind: 'sessionsEnded', sessionIds });
  const { ipAddress } = facts;
  await insertSignInEvent(context.database, { kind: 'unlinked', userId, email, reason: `by ${actor.name}`, ipAddress });
}

/** Nobody cuts off the branch they sit on: where passwords are off the last identity stays. */
export async function disconnect(context: TenantContext, { userId }: Actor, id: string, { ipAddress }: RequestFacts): Promise<void> {
  const isPasswordOpen = await hasPasswords(context);
  const isUsed = await findUse(context);
  const email = await inTransaction(context.database, async (transaction) => {
    await lockSettings(transaction);
    const rows = await listIdentityRows(transaction, userId);
    const row = rows.find((entry) => entry.id === id);
    if (!row) throw new ProblemError('not_found');
    const isLast = !rows.some((other) => other !== row && (isUsed(other) !== undefined || isUsed(row) === undefined));
    if (isLast && !(isPasswordOpen && (await hasPassword(transaction, userId))))
      throw new ProblemError('in_use', {
        detail: 'You have no password that works here: without this identity you could not sign in any more.',
      });
    await deleteIdentity(transaction, userId, id);
    return row.email;
  });
  await insertSignInEvent(context.database, { kind: 'unlinked', userId, email, ipAddress });
}

function notAvailable(code: SignInFailureCode): ProblemError {
  const { title, message } = signInFailures[code];
  return new ProblemError('not_available', { detail: `${title}. ${message}`.replaceAll('{provider}', 'the provider') });
}
