import type { SiteId, StaffId } from '../../../planning/model.ts';
import { accept, refuse, type Result } from '../../../lib/result.ts';
import { emailKeyOf } from '../../../lib/text-key.ts';
import { createUuid } from '../../../lib/uuid.ts';
import { failureOf } from '../../platform/database/database-errors.ts';
import type { RequestFacts } from '../../platform/http/http-server.ts';
import { ProblemError } from '../../platform/http/problem-error.ts';
import type { VerifiedIdentity } from '../../platform/openid/identity.ts';
import type { SignInFault } from '../../platform/openid/provider-faults.ts';
import type { TenantContext } from '../../platform/tenant-context.ts';
import { insertAccounts } from '../access/public.ts';
import { changePlan } from '../plan/public.ts';
import type { EffectiveSso } from './effective-sso.ts';
import type { PendingLink } from './sealed-cookies.ts';
import { insertSignInEvent } from './sign-in-events-store.ts';
import { findAccountOfEmail, findHolder, getSettingsRow, insertIdentity, markUsed, type IdentityKey } from './sso-store.ts';

type AccountFault = SignInFault & { readonly userId?: StaffId; readonly pending?: Omit<PendingLink, 'endsAtMs'> };
type Policy = Pick<EffectiveSso, 'autoCreate' | 'defaultRole'>;

/**
 * The account of an identity: the one that it is connected with, else a new one where that is allowed. The e-mail address is
 * never proof of whose an account is; where there is one of the same address, its password has to be given first.
 */
export async function resolveAccount(
  context: TenantContext,
  identity: VerifiedIdentity,
  policy: Policy,
  facts: RequestFacts,
): Promise<Result<StaffId, AccountFault>> {
  const known = await findKnown(context, identity);
  if (known) return known;
  const { email } = identity;
  const twin = email === null ? undefined : await findAccountOfEmail(context.database, emailKeyOf(email));
  if (twin?.isActive === false)
    return refuse({ code: 'account_disabled', reason: 'the account of this e-mail is switched off', userId: twin.id });
  if (twin) {
    const { provider, realm, subject } = identity;
    const pending = { userId: twin.id, accountEmail: twin.email, provider, realm, subject, email };
    return refuse({ code: 'account_exists', reason: 'an account has this e-mail and is not connected', userId: twin.id, pending });
  }
  if (!policy.autoCreate) return refuse({ code: 'no_account', reason: 'accounts are not made automatically' });
  if (email === null) return refuse({ code: 'email_missing', reason: 'the ID token has no e-mail address' });
  return createAccount(context, { ...identity, email }, policy, facts);
}

async function findKnown(context: TenantContext, identity: VerifiedIdentity): Promise<Result<StaffId, AccountFault> | undefined> {
  const holder = await findHolder(context.database, identity);
  if (!holder) return undefined;
  const { userId, identityId, isActive } = holder;
  if (!isActive) return refuse({ code: 'account_disabled', reason: 'the account is switched off', userId });
  await markUsed(context.database, identityId, identity.email);
  return accept(userId);
}

async function createAccount(
  context: TenantContext,
  identity: VerifiedIdentity & { readonly email: string },
  { defaultRole }: Policy,
  { ipAddress }: RequestFacts,
): Promise<Result<StaffId, AccountFault>> {
  const { email } = identity;
  const { defaultSiteIds } = await getSettingsRow(context.database);
  // The cast is where the id is born.
  const id = createUuid() as StaffId;
  const name = identity.name ?? email;
  try {
    await changePlan(context, null, [{ kind: 'staff.set', id, fields: newStaff(name, defaultSiteIds) }], {
      alongside: async (transaction) => {
        await insertAccounts(transaction, [{ id, email, name, role: defaultRole, siteIds: defaultSiteIds, passwordHash: null }]);
        await insertIdentity(transaction, { ...identity, userId: id });
      },
    });
  } catch (error) {
    if (error instanceof ProblemError && error.code === 'limit_reached') return refuse({ code: 'users_limit', reason: error.message });
    // Somebody came in by two tabs at once: the other one made the account.
    const known = isDuplicate(error) ? await findKnown(context, identity) : undefined;
    if (!known) throw error;
    return known;
  }
  await insertSignInEvent(context.database, { kind: 'account_created', userId: id, email, reason: `as ${defaultRole}`, ipAddress });
  return accept(id);
}

function newStaff(name: string, siteIds: readonly SiteId[]) {
  const weeklyPattern = [100, 100, 100, 100, 100, 0, 0];
  return { name, homeSiteId: siteIds[0] ?? null, jobTitle: null, maxCapacityPercent: 100, weeklyPattern, isActive: true };
}

/** Connects an identity with an account whose owner proved that it is theirs. */
export async function connectIdentity(
  context: TenantContext,
  identity: IdentityKey & { readonly userId: StaffId; readonly email: string | null },
  { ipAddress }: RequestFacts,
): Promise<Result<void, SignInFault>> {
  const holder = await findHolder(context.database, identity);
  if (holder?.userId === identity.userId) return accept(undefined);
  const taken: SignInFault = { code: 'identity_in_use', reason: 'the identity is connected with another account' };
  if (holder) return refuse(taken);
  try {
    await insertIdentity(context.database, identity);
  } catch (error) {
    if (isDuplicate(error)) return refuse(taken);
    throw error;
  }
  await insertSignInEvent(context.database, { kind: 'linked', userId: identity.userId, email: identity.email, ipAddress });
  return accept(undefined);
}

function isDuplicate(error: unknown): boolean {
  const failure = failureOf(error);
  return failure?.kind === 'constraint' && failure.sqlState === '23505';
}
