import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { interactionPolicy, Provider, type Account, type Configuration, type KoaContextWithOIDC } from 'oidc-provider';
import { createProviderStore, type ProviderStore } from './provider-store.ts';
import { createSigner, type Claims, type Signer } from './token-signer.ts';

/** Somebody whom the provider knows; the id is the object id (`oid`). */
export type ProviderPerson = {
  readonly id: string;
  readonly name: string;
  readonly email: string | null;
  readonly groups?: readonly string[];
  /** Too many groups for the token: it names another place to ask, as Entra ID does. */
  readonly hasTooManyGroups?: boolean;
};

export type ProviderClient = {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly redirectUris: readonly string[];
  readonly signOutUris?: readonly string[];
  /** `header` as most providers have it; `body`, the default, as Entra ID is used. */
  readonly authenticates?: 'header' | 'body';
};

/** What a test changes in an ID token before it is signed; `unsigned` and `retired` say how it is signed. */
export type Forgery = {
  readonly claims?: (claims: Claims) => Claims;
  readonly signature?: 'unsigned' | 'retired' | 'foreign';
};

/** A real OpenID provider on loopback whose directories and tokens have the shape of Entra ID, with a Graph beside it. */
export type IdentityProvider = {
  /** For SSO_ENTRA_URL. */
  readonly url: string;
  /** For SSO_GRAPH_URL. */
  readonly graphUrl: string;
  readonly directoryId: string;
  readonly otherDirectoryId: string;
  /** Of the directory, as another kind of provider: for the generic settings. */
  readonly issuerUrl: string;
  register(client: ProviderClient): void;
  addPerson(person: ProviderPerson): void;
  /** Signs this person in without asking, whoever comes; undefined: shows the list of people to choose from. */
  signInAs(personId: string | undefined): void;
  forge(forgery: Forgery | undefined): void;
  /** From now on other keys sign, and they alone are published. */
  rotateKeys(): void;
  /** `provider`: every request is answered 503; `keys`: none are published; `client-expired`: as if the secret had expired. */
  fail(fault: 'provider' | 'graph' | 'keys' | 'client-expired' | 'issuer' | undefined): void;
  stop(): Promise<void>;
};

type State = {
  readonly people: Map<string, ProviderPerson>;
  readonly store: ProviderStore;
  readonly signer: Signer;
  signsInAs: string | undefined;
  forgery: Forgery | undefined;
  fault: Parameters<IdentityProvider['fail']>[0];
};

const DIRECTORY = '11111111-2222-4333-8444-555555555555';
const OTHER_DIRECTORY = '99999999-8888-4777-8666-555555555555';
const CLAIMS = {
  openid: ['sub', 'tid', 'oid', 'ver', 'groups', '_claim_names', '_claim_sources'],
  profile: ['name', 'preferred_username'],
  email: ['email'],
};

/** Starts on a free port of loopback; also for journeys in a browser, where `signInAs(undefined)` shows a page to click on. */
export async function startIdentityProvider(): Promise<IdentityProvider> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // A TCP server that listens has an address of this form.
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const state: State = {
    people: new Map(),
    store: createProviderStore(),
    signer: createSigner(),
    signsInAs: undefined,
    forgery: undefined,
    fault: undefined,
  };
  const directories = new Map([DIRECTORY, OTHER_DIRECTORY].map((id) => [`/${id}/v2.0`, createDirectory(`${url}/${id}/v2.0`, id, state)]));
  server.on('request', (request, response) => {
    serve(request, response, directories, state).catch((error: unknown) => {
      response.writeHead(500).end(error instanceof Error ? error.message : 'failed');
    });
  });
  return {
    url,
    graphUrl: `${url}/graph`,
    directoryId: DIRECTORY,
    otherDirectoryId: OTHER_DIRECTORY,
    issuerUrl: `${url}/${DIRECTORY}/v2.0`,
    register: (client) => state.store.setClient(client),
    addPerson: (person) => void state.people.set(person.id, person),
    signInAs: (personId) => (state.signsInAs = personId),
    forge: (forgery) => (state.forgery = forgery),
    rotateKeys: () => state.signer.rotate(),
    fail: (fault) => (state.fault = fault),
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function serve(
  request: IncomingMessage,
  response: ServerResponse,
  directories: ReadonlyMap<string, Provider>,
  state: State,
): Promise<void> {
  const address = request.url ?? '/';
  if (state.fault === 'provider') return void response.writeHead(503).end();
  if (address === '/favicon.ico') return void response.writeHead(204).end();
  if (address.startsWith('/graph/')) return serveGraph(request, response, directories, state);
  for (const [prefix, provider] of directories) {
    if (!address.startsWith(`${prefix}/`)) continue;
    // As a server that mounts it would do.
    Object.assign(request, { originalUrl: address });
    request.url = address.slice(prefix.length);
    if (request.url.startsWith('/interaction/')) return serveInteraction(request, response, provider, state);
    await provider.callback()(request, response);
    return;
  }
  // As Entra ID answers for a directory that there is not.
  response.writeHead(400, { 'content-type': 'application/json' });
  response.end(JSON.stringify({ error: 'invalid_tenant', error_description: 'AADSTS90002: Tenant not found.' }));
}

function createDirectory(issuer: string, directoryId: string, state: State): Provider {
  const configuration: Configuration = {
    adapter: (name) => state.store.adapterOf(name),
    findAccount: (_context, id) => accountOf(state.people.get(id), directoryId),
    claims: CLAIMS,
    scopes: ['openid', 'profile', 'email', 'User.Read', `${new URL(issuer).origin}/graph/.default`],
    conformIdTokenClaims: false,
    clientAuthMethods: ['client_secret_basic', 'client_secret_post'],
    features: {
      devInteractions: { enabled: false },
      clientCredentials: { enabled: true },
      rpInitiatedLogout: { enabled: true, logoutSource: showSignOut, postLogoutSuccessSource: showSignedOut },
    },
    pkce: { required: () => true },
    cookies: { keys: ['loopback'] },
    jwks: { keys: [state.signer.privateJwk()] },
    interactions: { policy: policyOf(), url: (_context, { uid }) => `${new URL(issuer).pathname}/interaction/${uid}` },
    loadExistingGrant: (context) => grantOf(context),
    ttl: { AccessToken: 600, AuthorizationCode: 60, IdToken: 600, Interaction: 600, Session: 3600, Grant: 3600, ClientCredentials: 600 },
  };
  const provider = new Provider(issuer, configuration);
  provider.use(async (context: KoaContextWithOIDC, next) => {
    await next();
    reshape(context, state);
  });
  return provider;
}

/** The usual one, and the list of accounts where it is asked for. */
function policyOf() {
  const policy = interactionPolicy.base();
  policy.add(new interactionPolicy.Prompt({ name: 'select_account', requestable: true }), 0);
  return policy;
}

function showSignOut(context: KoaContextWithOIDC, form: string): void {
  const button = '<button type="submit" form="op.logoutForm" value="yes" name="logout">Sign out of the provider</button>';
  context.body = `<!doctype html><html lang="en"><title>Provider</title><h1>Sign out?</h1>${form}${button}</html>`;
}

function showSignedOut(context: KoaContextWithOIDC): void {
  context.body = '<!doctype html><html lang="en"><title>Provider</title><h1>Signed out</h1></html>';
}

/** Puts signatures, keys and errors into the shape that the test asks for. */
function reshape(context: KoaContextWithOIDC, { signer, forgery, fault }: State): void {
  // Koa leaves the body open; here it is what the provider answers as JSON.
  const body = context.body as Record<string, unknown> | undefined;
  if (context.path.endsWith('/jwks')) context.body = { keys: fault === 'keys' ? [] : [signer.publicJwk()] };
  if (context.path.endsWith('/.well-known/openid-configuration') && fault === 'issuer' && body) body['issuer'] = 'http://127.0.0.1/other';
  if (!context.path.endsWith('/token') || !body) return;
  if (typeof body['id_token'] === 'string') body['id_token'] = signer.sign(body['id_token'], forgery);
  if (body['error'] === 'invalid_client' || (fault === 'client-expired' && body['error'] === undefined))
    context.body = clientErrorOf(context, fault);
  if (context.body !== body) context.status = 401;
}

function clientErrorOf(context: KoaContextWithOIDC, fault: State['fault']): Record<string, string> {
  if (fault === 'client-expired')
    return { error: 'invalid_client', error_description: 'AADSTS7000222: The provided client secret keys are expired.' };
  if (context.oidc.entities.Client === undefined)
    return { error: 'unauthorized_client', error_description: 'AADSTS700016: Application was not found in the directory.' };
  return { error: 'invalid_client', error_description: 'AADSTS7000215: Invalid client secret provided.' };
}

function accountOf(person: ProviderPerson | undefined, directoryId: string): Account | undefined {
  if (!person) return undefined;
  const { id, name, email, groups, hasTooManyGroups = false } = person;
  const overage = { _claim_names: { groups: 'src1' }, _claim_sources: { src1: { endpoint: 'http://127.0.0.1:9/trap' } } };
  return {
    accountId: id,
    claims: () => ({
      sub: id,
      oid: id,
      tid: directoryId,
      ver: '2.0',
      name,
      ...(email === null ? {} : { email, preferred_username: email }),
      ...(hasTooManyGroups ? overage : groups === undefined ? {} : { groups: [...groups] }),
    }),
  };
}

async function grantOf({ oidc }: KoaContextWithOIDC) {
  const { client, session, provider } = oidc;
  if (!client || session?.accountId === undefined) return undefined;
  const known = session.grantIdFor(client.clientId);
  const found = known === undefined ? undefined : await provider.Grant.find(known);
  if (found) return found;
  const grant = new provider.Grant({ clientId: client.clientId, accountId: session.accountId });
  grant.addOIDCScope('openid profile email User.Read');
  await grant.save();
  return grant;
}

/** The provider's own sign-in: at once as whom the test says, else a page with everybody. */
async function serveInteraction(request: IncomingMessage, response: ServerResponse, provider: Provider, state: State): Promise<void> {
  const chosen = state.signsInAs ?? URL.parse(request.url ?? '', 'http://loopback')?.searchParams.get('as') ?? undefined;
  if (chosen === 'nobody')
    return provider.interactionFinished(request, response, { error: 'access_denied', error_description: 'The person said no.' });
  if (chosen !== undefined) return provider.interactionFinished(request, response, { login: { accountId: chosen }, select_account: {} });
  const path = String((request as IncomingMessage & { originalUrl?: string }).originalUrl);
  const links = [...state.people.values()].map(({ id, name }) => `<p><a href="${path}?as=${id}">${name}</a></p>`);
  response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
  response.end(
    `<!doctype html><html lang="en"><title>Provider</title><h1>Choose an account</h1>${links.join('')}<p><a href="${path}?as=nobody">Cancel</a></p></html>`,
  );
}

async function serveGraph(
  request: IncomingMessage,
  response: ServerResponse,
  directories: ReadonlyMap<string, Provider>,
  state: State,
): Promise<void> {
  const answer = (status: number, body: unknown): void => {
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(JSON.stringify(body));
  };
  if (state.fault === 'graph') return answer(503, { error: { code: 'serviceNotAvailable' } });
  const token = (request.headers.authorization ?? '').replace(/^Bearer /, '');
  const holder = await holderOf(token, directories);
  if (holder === undefined) return answer(401, { error: { code: 'InvalidAuthenticationToken' } });
  if (!request.url?.endsWith('/me/checkMemberGroups')) return answer(200, { value: [] });
  let text = '';
  for await (const chunk of request) text += String(chunk);
  const { groupIds } = JSON.parse(text) as { groupIds: string[] };
  const own = new Set(state.people.get(holder)?.groups);
  const isAsked = groupIds.length <= 20 && groupIds.every((id) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id));
  answer(isAsked ? 200 : 400, { value: groupIds.filter((id) => own.has(id)) });
}

/** The person whose token it is, or the empty text for the application's own. */
async function holderOf(token: string, directories: ReadonlyMap<string, Provider>): Promise<string | undefined> {
  for (const provider of directories.values()) {
    const found = await provider.AccessToken.find(token);
    if (found) return found.accountId;
    if (await provider.ClientCredentials.find(token)) return '';
  }
  return undefined;
}
