import {
  authorizationCodeGrant,
  buildAuthorizationUrl,
  buildEndSessionUrl,
  calculatePKCECodeChallenge,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
} from 'openid-client';
import { accept, refuse, type Result } from '../../../lib/result.ts';
import { identityOf, type VerifiedIdentity } from './identity.ts';
import { InsecureIssuerError, openProvider } from './open-provider.ts';
import type { OpenidConnection, OpenidPlatform } from './openid-connection.ts';
import { faultOf, type SignInFault } from './provider-faults.ts';

/** What only the browser that began a sign-in holds, until it comes back. */
export type FlowSecrets = { readonly state: string; readonly nonce: string; readonly verifier: string };
export type BegunFlow = FlowSecrets & { readonly url: string };

const SCOPE = 'openid profile email';
/** Lets the person's own groups be read at Graph. */
const GRAPH_SCOPE = `${SCOPE} User.Read`;

type Beginning = { readonly redirectUri: string; readonly readsGroups: boolean; readonly asksAccount: boolean };

/** Where to send the browser: authorization code with PKCE, state and nonce. */
export async function beginFlow(
  connection: OpenidConnection,
  platform: OpenidPlatform,
  { redirectUri, readsGroups, asksAccount }: Beginning,
): Promise<Result<BegunFlow, SignInFault>> {
  return answering(async () => {
    const provider = await openProvider(connection, platform);
    const secrets: FlowSecrets = { state: randomState(), nonce: randomNonce(), verifier: randomPKCECodeVerifier() };
    const url = buildAuthorizationUrl(provider, {
      redirect_uri: redirectUri,
      scope: readsGroups && connection.provider === 'entra' ? GRAPH_SCOPE : SCOPE,
      state: secrets.state,
      nonce: secrets.nonce,
      code_challenge: await calculatePKCECodeChallenge(secrets.verifier),
      code_challenge_method: 'S256',
      // Entra ID shows its list of accounts; every provider knows how to ask anew.
      ...(asksAccount && { prompt: connection.provider === 'entra' ? 'select_account' : 'login' }),
    });
    return accept({ ...secrets, url: url.href });
  });
}

/** Redeems the code that the browser brought back to `callbackUrl`, and says who it is, or why that cannot be trusted. */
export async function finishFlow(
  connection: OpenidConnection,
  platform: OpenidPlatform,
  { callbackUrl, secrets }: { readonly callbackUrl: URL; readonly secrets: FlowSecrets },
): Promise<Result<VerifiedIdentity, SignInFault>> {
  return answering(async () => {
    const provider = await openProvider(connection, platform);
    const tokens = await authorizationCodeGrant(provider, callbackUrl, {
      pkceCodeVerifier: secrets.verifier,
      expectedState: secrets.state,
      expectedNonce: secrets.nonce,
      idTokenExpected: true,
    });
    const claims = tokens.claims();
    if (!claims) return refuse<SignInFault>({ code: 'token_invalid', reason: 'there is no ID token' });
    return identityOf(connection, claims, tokens.access_token);
  });
}

/** Where a browser signs out at the provider; undefined where that is not offered or cannot be found out now. */
export async function findSignOutUrl(
  connection: OpenidConnection,
  platform: OpenidPlatform,
  returnTo: string,
): Promise<string | undefined> {
  try {
    const provider = await openProvider(connection, platform);
    if (provider.serverMetadata().end_session_endpoint === undefined) return undefined;
    return buildEndSessionUrl(provider, { post_logout_redirect_uri: returnTo }).href;
  } catch (error) {
    if (faultOf(error)) return undefined;
    throw error;
  }
}

async function answering<Value>(work: () => Promise<Result<Value, SignInFault>>): Promise<Result<Value, SignInFault>> {
  try {
    return await work();
  } catch (error) {
    const fault =
      faultOf(error) ??
      (error instanceof InsecureIssuerError ? ({ code: 'sso_misconfigured', reason: error.message } as const) : undefined);
    if (!fault) throw error;
    return refuse(fault);
  }
}
