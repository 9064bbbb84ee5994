import { clientCredentialsGrant, genericGrantRequest, type Configuration } from 'openid-client';
import { z } from 'zod';
import type { SsoTest } from '../../../contract/sso.ts';
import { InsecureIssuerError, openProvider, PROVIDER_TIMEOUT_SECONDS } from './open-provider.ts';
import { issuerOf, type OpenidConnection, type OpenidPlatform } from './openid-connection.ts';
import { faultOf, networkReasonOf, type SignInFault } from './provider-faults.ts';

type Step = SsoTest['steps'][number];
/** A step, and what the next ones need of it. */
type Found<Value> = { readonly step: Step; readonly value?: Value };

const keysSchema = z.object({ keys: z.array(z.object({ kty: z.string(), use: z.string().optional() })) });

/**
 * Tries everything that a sign-in needs and that works without a person: discovery, issuer, keys, client id and secret, and
 * the look-up of groups. Each step says in words what was found; after a failed one the others are skipped.
 */
export async function testOpenid(connection: OpenidConnection, platform: OpenidPlatform): Promise<SsoTest> {
  const provider = await tryProvider(connection, platform);
  if (!provider.value) return report([provider.step]);
  const steps: Step[] = [provider.step, await tryKeys(provider.value)];
  if (steps.some(hasFailed)) return report(steps);
  const client = await tryClient(connection, platform, provider.value);
  steps.push(client.step);
  if (!hasFailed(client.step)) steps.push(await tryGroups(connection, platform, client.value));
  return report(steps);
}

const ORDER = ['provider', 'issuer', 'keys', 'client', 'groups'] as const;

function report(tried: readonly Step[]): SsoTest {
  const issuer: Step[] = tried.some(({ step, state }) => step === 'provider' && state === 'ok')
    ? [{ step: 'issuer', state: 'ok', message: 'The issuer is the one that the settings name.', field: null }]
    : [];
  const known = [...issuer, ...tried];
  return {
    isWorking: !known.some(hasFailed),
    steps: ORDER.map(
      (step) =>
        known.find((entry) => entry.step === step) ?? { step, state: 'skipped', message: 'Not tried, because of the above.', field: null },
    ),
  };
}

function hasFailed({ state }: Step): boolean {
  return state === 'failed';
}

function ok(step: Step['step'], message: string): Step {
  return { step, state: 'ok', message, field: null };
}

function failed(step: Step['step'], message: string, field: Step['field']): Step {
  return { step, state: 'failed', message, field };
}

async function tryProvider(connection: OpenidConnection, platform: OpenidPlatform): Promise<Found<Configuration>> {
  const field = connection.provider === 'entra' ? 'directoryId' : 'issuerUrl';
  const issuer = issuerOf(connection, platform);
  try {
    const value = await openProvider(connection, platform, { fresh: true });
    return { step: ok('provider', `${issuer.host} answers and describes itself.`), value };
  } catch (error) {
    if (error instanceof InsecureIssuerError)
      return { step: failed('provider', `${error.message} Without encryption passwords and tokens could be read on the way.`, field) };
    const fault = faultOf(error);
    if (!fault) throw error;
    return { step: providerFault(connection, issuer, fault, error) };
  }
}

function providerFault({ provider, directoryId }: OpenidConnection, issuer: URL, { code, reason }: SignInFault, error: unknown): Step {
  const field = provider === 'entra' ? 'directoryId' : 'issuerUrl';
  if (code === 'sso_misconfigured')
    return failed(
      'issuer',
      `${issuer.host} describes itself as ${describedIssuerOf(error) ?? 'another issuer'}, not as ${issuer.href}. Copy the issuer as the provider writes it, also a slash at its end.`,
      field,
    );
  const status = statusOf(error);
  if (status === undefined)
    return failed(
      'provider',
      `${issuer.host} cannot be reached from this server (${reason}). Check the address, and that outgoing HTTPS is allowed.`,
      provider === 'entra' ? null : field,
    );
  if (provider === 'entra' && status >= 400 && status < 500)
    return failed(
      'provider',
      `There is no directory ${directoryId ?? ''} in Microsoft Entra ID. Copy “Directory (tenant) ID” from the overview of the app registration.`,
      field,
    );
  return failed(
    'provider',
    `${issuer.host} answers (${status}), but does not describe an OpenID provider at ${issuer.href}. Check the path of the issuer.`,
    field,
  );
}

const describedSchema = z.object({ cause: z.object({ body: z.object({ issuer: z.string() }) }) });
const LONGEST_ISSUER = 300;

/** What the provider says that its issuer is, where it is not the one that was asked for. */
function describedIssuerOf(error: unknown): string | undefined {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    const found = describedSchema.safeParse(cause);
    if (found.success) return found.data.cause.body.issuer.slice(0, LONGEST_ISSUER);
  }
  return undefined;
}

/** The library keeps the answer that it could not use. */
function statusOf(error: unknown): number | undefined {
  for (let cause = error; cause instanceof Error; cause = cause.cause) if (cause.cause instanceof Response) return cause.cause.status;
  return undefined;
}

async function tryKeys(provider: Configuration): Promise<Step> {
  const url = provider.serverMetadata().jwks_uri;
  const advice = 'Without them no answer of the provider can be trusted.';
  if (url === undefined) return failed('keys', `The provider names no address of its signing keys. ${advice}`, null);
  try {
    const response = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(PROVIDER_TIMEOUT_SECONDS * 1000) });
    const parsed = keysSchema.safeParse(await response.json().catch(() => undefined));
    const usable = parsed.success ? parsed.data.keys.filter(({ kty, use }) => kty !== 'oct' && use !== 'enc').length : 0;
    if (!response.ok || usable === 0)
      return failed('keys', `The signing keys at ${url} cannot be used (${response.status}, ${usable} keys). ${advice}`, null);
    return ok('keys', `${usable} signing ${usable === 1 ? 'key was' : 'keys were'} read.`);
  } catch (error) {
    return failed('keys', `The signing keys at ${url} cannot be reached (${networkReasonOf(error)}). ${advice}`, null);
  }
}

/** With Entra ID by a token of the application itself; elsewhere by a code that nobody was given: the client is checked before it. */
async function tryClient(connection: OpenidConnection, platform: OpenidPlatform, provider: Configuration): Promise<Found<string>> {
  const done = ok('client', 'Client id and secret are accepted.');
  try {
    if (connection.provider === 'entra') {
      const { access_token: value } = await clientCredentialsGrant(provider, { scope: `${platform.graphUrl}/.default` });
      return { step: done, value };
    }
    await genericGrantRequest(provider, 'authorization_code', {
      code: 'milestone-connection-test',
      redirect_uri: 'https://milestone.invalid/api/auth/callback',
      code_verifier: 'milestone-connection-test-milestone-connection-test',
    });
    return { step: done };
  } catch (error) {
    const fault = faultOf(error);
    if (!fault) throw error;
    return { step: fault.code === 'code_rejected' ? done : clientFault(connection, fault) };
  }
}

function clientFault({ provider, clientId }: OpenidConnection, { code, reason }: SignInFault): Step {
  if (code === 'provider_unreachable')
    return failed('client', `The provider did not answer when the client signed in (${reason}). Try again in a moment.`, null);
  if (/AADSTS700016|unauthorized_client|client is not (registered|known|found)|unknown client/i.test(reason))
    return failed(
      'client',
      `There is no application with the client id ${clientId} there. Copy “Application (client) ID” from its overview.`,
      'clientId',
    );
  if (/AADSTS7000222|expired/i.test(reason))
    return failed('client', 'The client secret has expired. Make a new one at the provider and enter its value here.', 'clientSecret');
  const hint = provider === 'entra' ? ' Enter the secret’s value, not its id.' : '';
  if (code === 'client_rejected')
    return failed('client', `The client secret is not the one of this application, or the client id is wrong.${hint}`, 'clientSecret');
  return failed('client', `The provider refuses this client: ${reason}`, 'clientId');
}

async function tryGroups({ provider }: OpenidConnection, { graphUrl }: OpenidPlatform, token: string | undefined): Promise<Step> {
  if (provider === 'oidc')
    return {
      step: 'groups',
      state: 'skipped',
      message: 'Groups are read from the claim “groups” of the ID token: nothing to look up.',
      field: null,
    };
  const { host } = new URL(graphUrl);
  try {
    const response = await fetch(`${graphUrl}/v1.0/organization?$select=id`, {
      headers: { authorization: `Bearer ${token ?? ''}` },
      redirect: 'error',
      signal: AbortSignal.timeout(PROVIDER_TIMEOUT_SECONDS * 1000),
    });
    // Without the right to read it the answer is 403: reached all the same, and people's own groups need no more than User.Read.
    if (response.ok || response.status === 403) return ok('groups', `${host} answers: groups of people who are in many can be looked up.`);
    return failed(
      'groups',
      `${host} does not accept this application (${response.status}). Groups of people who are in more than 200 cannot be looked up.`,
      null,
    );
  } catch (error) {
    return failed(
      'groups',
      `${host} cannot be reached (${networkReasonOf(error)}). People who are in more than 200 groups cannot sign in where groups are required.`,
      null,
    );
  }
}
