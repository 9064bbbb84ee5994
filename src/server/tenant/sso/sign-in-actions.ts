import { timingSafeEqual } from 'node:crypto';
import type { SignInFailureCode } from '../../../contract/sign-in-failures.ts';
import { accept, refuse, type Result } from '../../../lib/result.ts';
import type { StaffId } from '../../../planning/model.ts';
import type { Actor } from '../../platform/actor.ts';
import type { ReplyControls, RequestFacts } from '../../platform/http/http-server.ts';
import { isMember } from '../../platform/openid/groups.ts';
import type { VerifiedIdentity } from '../../platform/openid/identity.ts';
import { issuerOf, type OpenidConnection, type OpenidPlatform } from '../../platform/openid/openid-connection.ts';
import type { SignInFault } from '../../platform/openid/provider-faults.ts';
import { beginFlow, finishFlow, findSignOutUrl } from '../../platform/openid/sign-in-flow.ts';
import { ssoAddressesOf } from '../../platform/openid/sso-addresses.ts';
import type { TenantContext } from '../../platform/tenant-context.ts';
import { enter, keepSignedIn, SESSION_COOKIE } from '../access/public.ts';
import { connectIdentity, resolveAccount } from './accounts.ts';
import { connectionOf, findSso, platformOf, type EffectiveSso } from './effective-sso.ts';
import { flowCookie, pendingCookie, type Flow } from './sealed-cookies.ts';
import { insertSignInEvent } from './sign-in-events-store.ts';

export type Visit = { readonly facts: RequestFacts; readonly reply: ReplyControls };
type Fault = SignInFault & { readonly userId?: StaffId; readonly email?: string | null };

const SIGN_IN_PAGE = '/sign-in';
export const ACCOUNT_PAGE = '/account';
const START_PAGE = '/';

type Beginning = {
  readonly next: string | undefined;
  readonly link?: Flow['link'];
  /** Also where somebody is signed in there already: who was refused may have another account. */
  readonly asksAccount?: boolean;
};

/** Begins a sign-in, or the connection of `link`'s account; answers where the browser is to go. */
export async function begin(
  context: TenantContext,
  { facts, reply }: Visit,
  { next, link, asksAccount = false }: Beginning,
): Promise<Result<string, Fault>> {
  const sso = await findSso(context);
  if (!sso) return refuse({ code: 'sso_off', reason: 'there is no single sign-on' });
  const connection = connectionOf(sso);
  if (!connection) return refuse(unreadable);
  const { redirectUri } = ssoAddressesOf(facts.origin, context.tenant.basePath);
  const readsGroups = sso.required.ids.length > 0;
  const begun = await beginFlow(connection, platformOf(context), { redirectUri, readsGroups, asksAccount });
  if (!begun.ok) return begun;
  const { url, ...secrets } = begun.value;
  const client = clientNameOf(connection, platformOf(context));
  flowCookie.set(context, reply, { ...secrets, client, redirectUri, next: safeNext(next), link: link ?? null });
  return accept(url);
}

/** Which application of which provider it is. */
function clientNameOf(connection: OpenidConnection, platform: OpenidPlatform): string {
  return `${connection.provider} ${connection.clientId} at ${issuerOf(connection, platform).href}`;
}

const unreadable: Fault = { code: 'sso_misconfigured', reason: 'the client secret cannot be read with the present key: enter it again' };

/** From the page's address to the provider; a failure leads back to the sign-in page. */
export async function startSignIn(context: TenantContext, visit: Visit, beginning: Omit<Beginning, 'link'>): Promise<string> {
  const begun = await begin(context, visit, beginning);
  return begun.ok ? begun.value : leadBack(context, visit, begun.refusal, { next: safeNext(beginning.next), link: null });
}

/** From the provider back into the application, signed in, or to the page that says why not. `search` is the address's own. */
export async function finishSignIn(context: TenantContext, visit: Visit, search: string, actor: Actor | undefined): Promise<string> {
  const flow = flowCookie.read(context, visit.facts);
  const isItsAnswer = flow !== undefined && isSameText(new URLSearchParams(search).get('state'), flow.state);
  // What an older tab brings back leaves the sign-in of a newer one under way.
  if (isItsAnswer) flowCookie.clear(visit.reply);
  const outcome = await settle(context, visit, { search, flow, isItsAnswer, actor });
  if (!outcome.ok) return leadBack(context, visit, outcome.refusal, flow);
  return `${context.tenant.basePath}${outcome.value}`;
}

type Returned = {
  readonly search: string;
  readonly flow: Flow | undefined;
  readonly isItsAnswer: boolean;
  readonly actor: Actor | undefined;
};

/** Answers with the page to go to. */
async function settle(
  context: TenantContext,
  visit: Visit,
  { search, flow, isItsAnswer, actor }: Returned,
): Promise<Result<string, Fault>> {
  if (!flow) return refuse({ code: 'flow_expired', reason: 'the browser brought no sign-in that is under way' });
  if (!isItsAnswer) return refuse({ code: 'state_mismatch', reason: 'the state is not that of the sign-in of this browser' });
  const sso = await findSso(context);
  if (!sso) return refuse({ code: 'sso_off', reason: 'single sign-on was switched off meanwhile' });
  const found = await identify(context, sso, { flow, search });
  if (!found.ok) return found;
  if (flow.link) return linkAccount(context, visit, { flow, actor, identity: found.value });
  return signInAs(context, visit, { sso, flow, identity: found.value });
}

/** Who the provider says it is, if that person may be here at all. */
async function identify(
  context: TenantContext,
  sso: EffectiveSso,
  { flow, search }: { readonly flow: Flow; readonly search: string },
): Promise<Result<VerifiedIdentity, Fault>> {
  const connection = connectionOf(sso);
  if (!connection) return refuse(unreadable);
  const platform = platformOf(context);
  // A code goes to nobody but the provider that gave it.
  if (flow.client !== clientNameOf(connection, platform))
    return refuse({ code: 'sso_changed', reason: `it was begun with ${flow.client}` });
  const callbackUrl = new URL(search, flow.redirectUri);
  const found = await finishFlow(connection, platform, { callbackUrl, secrets: flow });
  if (!found.ok) return found;
  const { email } = found.value;
  const membership = await isMember(found.value, sso.required, platform);
  if (!membership.ok) return refuse({ ...membership.refusal, email });
  if (membership.value) return found;
  const which = `${sso.required.match} of ${sso.required.ids.join(', ')}`.slice(0, 300);
  return refuse({ code: 'group_required', reason: `not a member of ${which}`, email });
}

async function signInAs(
  context: TenantContext,
  visit: Visit,
  { sso, flow, identity }: { readonly sso: EffectiveSso; readonly flow: Flow; readonly identity: VerifiedIdentity },
): Promise<Result<string, Fault>> {
  const account = await resolveAccount(context, identity, sso, visit.facts);
  if (!account.ok) {
    const { pending, ...fault } = account.refusal;
    if (pending) pendingCookie.set(context, visit.reply, pending);
    return refuse({ ...fault, email: identity.email });
  }
  const { facts } = visit;
  const signedIn = await enter(context, { facts, presentedToken: facts.cookies[SESSION_COOKIE] }, { userId: account.value, method: 'sso' });
  keepSignedIn(visit.reply, context, signedIn);
  pendingCookie.clear(visit.reply);
  await insertSignInEvent(context.database, {
    kind: 'signed_in',
    userId: account.value,
    email: identity.email,
    ipAddress: facts.ipAddress,
  });
  return accept(flow.next);
}

async function linkAccount(
  context: TenantContext,
  { facts }: Visit,
  { flow, actor, identity }: { readonly flow: Flow; readonly actor: Actor | undefined; readonly identity: VerifiedIdentity },
): Promise<Result<string, Fault>> {
  const { link } = flow;
  // The very session that asked for it: a cookie of another person's sign-in connects nothing.
  if (!link || actor?.sessionId !== link.sessionId || actor.userId !== link.userId)
    return refuse({ code: 'link_ended', reason: 'the session that asked for the connection has ended' });
  const connected = await connectIdentity(context, { ...identity, userId: link.userId }, facts);
  if (!connected.ok) return refuse({ ...connected.refusal, userId: link.userId, email: identity.email });
  const separator = flow.next.includes('?') ? '&' : '?';
  return accept(`${flow.next}${separator}linked=1`);
}

/** Writes the failure down and answers with the page that tells it, with the code and what to refer to it by. */
async function leadBack(
  context: TenantContext,
  { facts }: Visit,
  { code, reason, userId, email }: Fault,
  flow: Pick<Flow, 'next' | 'link'> | undefined,
): Promise<string> {
  const event = { kind: 'refused', code, reason, userId: userId ?? null, email: email ?? null, ipAddress: facts.ipAddress } as const;
  const reference = await insertSignInEvent(context.database, event);
  // The provider's own words may name people: they stay in the list of events.
  facts.log.warn({ event: 'signInRefused', reason: code, reference, userId: userId ?? null, ip: facts.ipAddress }, 'sign-in refused');
  if (email !== undefined || code === 'token_invalid' || code === 'wrong_directory')
    context.hooks.signInRefused?.({ code, reason, reference, email: email ?? null, ipAddress: facts.ipAddress });
  return pageOf(context, flow, { code, reference });
}

function pageOf(
  { tenant }: TenantContext,
  flow: Pick<Flow, 'next' | 'link'> | undefined,
  { code, reference }: { readonly code: SignInFailureCode; readonly reference: string },
): string {
  const query = new URLSearchParams({ failure: code, reference });
  if (flow?.link) return `${tenant.basePath}${ACCOUNT_PAGE}?${query.toString()}`;
  if (flow && flow.next !== START_PAGE) query.set('next', flow.next);
  return `${tenant.basePath}${SIGN_IN_PAGE}?${query.toString()}`;
}

/** Where the browser signs out at the provider, or the sign-in page where that cannot be had. */
export async function signOutUrl(context: TenantContext, { facts }: Visit): Promise<string> {
  const { signOutUri } = ssoAddressesOf(facts.origin, context.tenant.basePath);
  const sso = await findSso(context);
  const connection = sso && connectionOf(sso);
  const url = connection && (await findSignOutUrl(connection, platformOf(context), signOutUri));
  return url ?? `${context.tenant.basePath}${SIGN_IN_PAGE}`;
}

/** A page of this application and nothing else: `//host` and `/\host` are other hosts to a browser. */
function safeNext(next: string | undefined): string {
  if (next === undefined || !/^\/(?![/\\])[\u0021-\u007e]*$/.test(next)) return START_PAGE;
  return /^\/api(\/|$|\?)/.test(next) ? START_PAGE : next;
}

function isSameText(given: string | null, expected: string): boolean {
  const [a, b] = [Buffer.from(given ?? ''), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}
