import {
  allowInsecureRequests,
  ClientSecretBasic,
  ClientSecretPost,
  Configuration,
  discovery,
  enableNonRepudiationChecks,
  type ServerMetadata,
} from 'openid-client';
import { issuerOf, type OpenidConnection, type OpenidPlatform } from './openid-connection.ts';

/** The provider's answers are waited for this long; somebody sits in front of it. */
export const PROVIDER_TIMEOUT_SECONDS = 8;
/** What a provider says of itself changes rarely. Its keys are read at each sign-in, so that a new one counts at once. */
const METADATA_MS = 10 * 60_000;
const MAX_KNOWN = 500;

type Known = { readonly metadata: ServerMetadata; readonly readAtMs: number };
const knownProviders = new Map<string, Known>();

/** The issuer's address may not be used as it stands. */
export class InsecureIssuerError extends Error {}

/**
 * The provider as it describes itself, ready for one sign-in: ID tokens are verified by its published keys, also when they
 * come straight from it. Throws what openid-client throws, or an InsecureIssuerError.
 */
export async function openProvider(
  connection: OpenidConnection,
  platform: OpenidPlatform,
  { fresh = false }: { readonly fresh?: boolean } = {},
): Promise<Configuration> {
  const issuer = issuerOf(connection, platform);
  const isPlain = issuer.protocol === 'http:';
  if (isPlain && connection.provider === 'oidc' && !platform.allowsHttp)
    throw new InsecureIssuerError('The issuer must begin with https://.');
  const metadata = await metadataOf(issuer, connection, { isPlain, fresh });
  const configuration = new Configuration(
    // A copy: keys are kept with this very object, and are to be read anew.
    { ...metadata },
    connection.clientId,
    undefined,
    clientAuthenticationOf(connection, metadata),
  );
  configuration.timeout = PROVIDER_TIMEOUT_SECONDS;
  enableNonRepudiationChecks(configuration);
  if (isPlain) allowInsecureRequests(configuration);
  return configuration;
}

async function metadataOf(
  issuer: URL,
  { clientId, clientSecret }: OpenidConnection,
  { isPlain, fresh }: { readonly isPlain: boolean; readonly fresh: boolean },
): Promise<ServerMetadata> {
  const known = knownProviders.get(issuer.href);
  if (known && !fresh && Date.now() - known.readAtMs < METADATA_MS) return known.metadata;
  const discovered = await discovery(issuer, clientId, clientSecret, undefined, {
    timeout: PROVIDER_TIMEOUT_SECONDS,
    execute: isPlain ? [allowInsecureRequests] : [],
  });
  const metadata: ServerMetadata = { ...discovered.serverMetadata() };
  for (const oldest of knownProviders.keys()) if (knownProviders.size >= MAX_KNOWN) knownProviders.delete(oldest);
  knownProviders.set(issuer.href, { metadata, readAtMs: Date.now() });
  return metadata;
}

/** By the header where the provider says so or says nothing, as OpenID Connect has it; Entra ID is used to the body. */
function clientAuthenticationOf({ provider, clientSecret }: OpenidConnection, metadata: ServerMetadata) {
  const supported = metadata.token_endpoint_auth_methods_supported;
  const isBasic = provider === 'oidc' && (supported === undefined || supported.includes('client_secret_basic'));
  return isBasic ? ClientSecretBasic(clientSecret) : ClientSecretPost(clientSecret);
}
