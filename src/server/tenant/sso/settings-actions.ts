import type { z } from 'zod';
import type {
  SignInSettings,
  SsoConnectionAnswer,
  SsoTest,
  updateSignInSettingsBodySchema,
  workspaceSsoBodySchema,
} from '../../../contract/sso.ts';
import { emailKeyOf } from '../../../lib/text-key.ts';
import { createOneTimePassword } from '../../platform/accounts/one-time-password.ts';
import { hashPassword, verifyPassword } from '../../platform/accounts/password-hash.ts';
import { countAttempt, forgiveAttempt } from '../../platform/accounts/sign-in-attempts.ts';
import { signInSubjects } from '../../platform/accounts/sign-in-limit.ts';
import type { Actor } from '../../platform/actor.ts';
import { inTransaction } from '../../platform/database/database.ts';
import type { RequestFacts } from '../../platform/http/http-server.ts';
import { ProblemError } from '../../platform/http/problem-error.ts';
import type { ManagedSso } from '../../platform/openid/managed-sso.ts';
import { buttonLabelOf, type OpenidPlace } from '../../platform/openid/openid-connection.ts';
import { ssoAddressesOf } from '../../platform/openid/sso-addresses.ts';
import { testOpenid } from '../../platform/openid/test-connection.ts';
import type { TenantContext } from '../../platform/tenant-context.ts';
import { enter, hasPasswords, SESSION_COOKIE, type SignedIn } from '../access/public.ts';
import { findSso, platformOf, readSecret, secretPurposeOf } from './effective-sso.ts';
import { insertSignInEvent } from './sign-in-events-store.ts';
import {
  countSites,
  deleteOwnConnection,
  findActiveAdmin,
  findOwnConnection,
  getSettingsRow,
  lockSettings,
  replaceOwnConnection,
  setBreakGlass,
  setDefaultSites,
  setHasPasswords,
  spendBreakGlass,
  type OwnConnection,
} from './sso-store.ts';

type SsoBody = z.output<typeof workspaceSsoBodySchema>;
const UNREADABLE = 'cannot be read with the present key: enter it again';

type By = { readonly actor: Actor; readonly facts: RequestFacts };

export async function readSettings(context: TenantContext, { origin }: RequestFacts): Promise<SignInSettings> {
  const { managedSso, database, tenant, settings } = context;
  const own = await findOwnConnection(database);
  const row = await getSettingsRow(database);
  const shown = managedSso ?? own;
  return {
    managedBy: managedSso?.managedBy ?? 'workspace',
    organizationName: managedSso?.organizationName ?? null,
    sso: managedSso ? connectionAnswer(managedSso) : own ? connectionAnswer(own, own) : null,
    ownSso: managedSso && own ? connectionAnswer(own, own) : null,
    requiredGroupIds: [...(shown?.requiredGroupIds ?? [])],
    groupMatch: shown?.groupMatch ?? 'any',
    ...ssoAddressesOf(origin, tenant.basePath),
    canUseAnyProvider: settings.allowsAnyProvider ?? false,
    hasPasswords: row.hasPasswords,
    breakGlassCreatedAt: row.breakGlassCreatedAt?.toISOString() ?? null,
    defaultSiteIds: [...row.defaultSiteIds],
    linkedUserCount: row.linkedUserCount,
  };
}

type Shown = OpenidPlace & Pick<ManagedSso, 'label' | 'autoCreate' | 'defaultRole'>;

function connectionAnswer(shown: Shown, own?: { readonly isEnabled: boolean; readonly updatedAt: Date }): SsoConnectionAnswer {
  const { provider, directoryId, issuerUrl, clientId, label, autoCreate, defaultRole } = shown;
  return {
    provider,
    directoryId,
    issuerUrl,
    clientId,
    hasClientSecret: true,
    label,
    buttonLabel: buttonLabelOf(shown),
    autoCreate,
    defaultRole,
    isEnabled: own?.isEnabled ?? true,
    updatedAt: own?.updatedAt.toISOString() ?? null,
  };
}

export async function saveSso(context: TenantContext, { actor, facts }: By, body: SsoBody): Promise<SignInSettings> {
  requireOwn(context, body);
  await inTransaction(context.database, async (transaction) => {
    await lockSettings(transaction);
    const stored = await findOwnConnection(transaction);
    const { clientSecret } = body;
    // Under the present key, whichever the stored one is under.
    const secret = clientSecret ?? readSecret(context, keptSecret(stored, body));
    if (secret === null) throw secretFault(UNREADABLE);
    const ciphertext = context.keyring.encrypt(secret, secretPurposeOf(context));
    await replaceOwnConnection(transaction, {
      ...body,
      directoryId: body.provider === 'entra' ? body.directoryId : null,
      issuerUrl: body.provider === 'oidc' ? body.issuerUrl : null,
      requiredGroupIds: [...new Set(body.requiredGroupIds)],
      ciphertext,
    });
  });
  await noteChange(context, { actor, facts }, 'single sign-on');
  return readSettings(context, facts);
}

export async function dropSso(context: TenantContext, by: By): Promise<void> {
  if (context.managedSso) throw managedElsewhere(context.managedSso.managedBy);
  if (await deleteOwnConnection(context.database)) await noteChange(context, by, 'single sign-on removed');
}

export async function trySso(context: TenantContext, body: SsoBody): Promise<SsoTest> {
  requireOwn(context, body);
  const { provider, directoryId, issuerUrl, clientId } = body;
  let { clientSecret } = body;
  if (clientSecret === undefined) {
    clientSecret = readSecret(context, keptSecret(await findOwnConnection(context.database), body)) ?? undefined;
    if (clientSecret === undefined) throw secretFault(UNREADABLE);
  }
  return testOpenid({ provider, directoryId, issuerUrl, clientId, clientSecret }, platformOf(context));
}

function requireOwn({ managedSso, settings }: TenantContext, { provider }: SsoBody): void {
  if (managedSso) throw managedElsewhere(managedSso.managedBy);
  if (provider === 'oidc' && settings.allowsAnyProvider !== true)
    throw new ProblemError('invalid_input', {
      errors: [{ field: 'provider', message: 'is set up by the operator of this server, for your organization' }],
    });
}

function managedElsewhere(by: 'organization' | 'environment'): ProblemError {
  const who = by === 'organization' ? 'your organization, in the portal of the platform' : 'SSO_* in the configuration of the server';
  return new ProblemError('not_available', { detail: `Single sign-on is set up by ${who}, and cannot be changed here.` });
}

/** A stored secret goes to no other place than it was entered for: nobody can have it sent elsewhere. */
function keptSecret(stored: OwnConnection | undefined, body: SsoBody): OwnConnection {
  if (!stored) throw secretFault('is needed');
  const isSame =
    stored.provider === body.provider &&
    stored.clientId === body.clientId &&
    (body.provider === 'entra' ? stored.directoryId === body.directoryId : stored.issuerUrl === body.issuerUrl);
  if (!isSame) throw secretFault('must be entered again, since it belongs to another application or provider');
  return stored;
}

function secretFault(message: string): ProblemError {
  return new ProblemError('invalid_input', { errors: [{ field: 'clientSecret', message }] });
}

/** Passwords go off only where another way in is there, and one more for administrators when that one fails. */
export async function changeSettings(
  context: TenantContext,
  by: By,
  body: z.output<typeof updateSignInSettingsBodySchema>,
): Promise<SignInSettings> {
  const sso = body.hasPasswords === false ? await findSso(context) : undefined;
  await inTransaction(context.database, async (transaction) => {
    await lockSettings(transaction);
    if (body.hasPasswords === false) {
      if (!sso) throw refusedOff('sso_missing', 'Set up single sign-on and switch it on first: there would be no way in.');
      const { breakGlassHash } = await getSettingsRow(transaction);
      if (breakGlassHash === null)
        throw refusedOff(
          'break_glass_missing',
          'Make an emergency code first: an administrator can sign in with it when the provider fails.',
        );
    }
    if (body.hasPasswords !== undefined) await setHasPasswords(transaction, body.hasPasswords);
    const siteIds = body.defaultSiteIds && [...new Set(body.defaultSiteIds)];
    if (siteIds && (await countSites(transaction, siteIds)) < siteIds.length)
      throw new ProblemError('invalid_input', { errors: [{ field: 'defaultSiteIds', message: 'names a site that does not exist' }] });
    if (siteIds) await setDefaultSites(transaction, siteIds);
  });
  if (body.hasPasswords !== undefined) await noteChange(context, by, body.hasPasswords ? 'passwords on' : 'passwords off');
  if (body.defaultSiteIds) await noteChange(context, by, 'sites of new accounts');
  return readSettings(context, by.facts);
}

function refusedOff(rule: string, message: string): ProblemError {
  return new ProblemError('refused', { rule, detail: message, errors: [{ field: 'hasPasswords', message }] });
}

export async function makeBreakGlass(context: TenantContext, by: By): Promise<{ code: string; createdAt: string }> {
  const code = createOneTimePassword();
  const createdAt = await setBreakGlass(context.database, await hashPassword(code));
  await noteChange(context, by, 'new emergency code');
  return { code, createdAt: createdAt.toISOString() };
}

/** An administrator's way in when the provider fails and passwords are off. It costs the same whoever asks, and works once. */
export async function signInByCode(
  context: TenantContext,
  facts: RequestFacts,
  { email, code }: { readonly email: string; readonly code: string },
): Promise<SignedIn> {
  if (await hasPasswords(context)) throw new ProblemError('not_available', { detail: 'Passwords work here: sign in with yours.' });
  const subjects = signInSubjects(email, facts.ipAddress);
  const retryAfterSeconds = await countAttempt(context.database, subjects);
  if (retryAfterSeconds !== undefined) throw new ProblemError('too_many_attempts', { retryAfterSeconds });
  const { breakGlassHash } = await getSettingsRow(context.database);
  const userId = await findActiveAdmin(context.database, emailKeyOf(email));
  const isMatch = await verifyPassword(breakGlassHash, code.trim().toLowerCase());
  if (!isMatch || breakGlassHash === null || userId === undefined) {
    await insertSignInEvent(context.database, {
      kind: 'refused',
      code: 'break_glass',
      reason: 'the emergency code was wrong, or not of an administrator',
      ipAddress: facts.ipAddress,
    });
    throw new ProblemError('wrong_credentials');
  }
  await forgiveAttempt(context.database, subjects);
  const signedIn = await enter(
    context,
    { facts, presentedToken: facts.cookies[SESSION_COOKIE] },
    {
      userId,
      method: 'break_glass',
      hold: async (transaction) => {
        if (!(await spendBreakGlass(transaction, breakGlassHash))) throw new ProblemError('wrong_credentials');
      },
    },
  );
  await insertSignInEvent(context.database, { kind: 'break_glass', userId, email: signedIn.me.email, ipAddress: facts.ipAddress });
  return signedIn;
}

async function noteChange({ database }: TenantContext, { actor, facts }: By, reason: string): Promise<void> {
  await insertSignInEvent(database, { kind: 'settings_changed', reason, userId: actor.userId, ipAddress: facts.ipAddress });
}
