import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { hashPassword } from '../../platform/accounts/password-hash.ts';
import { startIdentityProvider, type IdentityProvider } from '../../../../tests/support/identity-provider.ts';
import { createTestBrowser, type TestBrowser } from '../../../../tests/support/test-browser.ts';
import {
  call,
  createTestSite,
  createTestUser,
  signedIn,
  type TestAnswer,
  type TestClient,
} from '../../../../tests/support/test-accounts.ts';
import { startTestServer, type TestServer } from '../../../../tests/support/test-server.ts';

const client = { clientId: 'c0ffee00-1111-4222-8333-444444444444', clientSecret: 'Sm~the.secret-value' };
const anja = { id: 'aaaaaaaa-0000-4000-8000-000000000001', name: 'Anja Brunner', email: 'anja@lab.example', groups: ['lab'] };

let provider: IdentityProvider;
let server: TestServer;
let admin: TestClient;
let browser: TestBrowser;

beforeAll(async () => {
  provider = await startIdentityProvider();
  provider.addPerson(anja);
});
afterAll(() => provider.stop());
beforeEach(async () => {
  server = await startTestServer({ openid: { entraUrl: provider.url, graphUrl: provider.graphUrl, allowsHttp: true } });
  admin = await signedIn(server, { role: 'admin', name: 'Root', email: 'root@lab.example' });
  provider.register({ ...client, redirectUris: [`${server.url}/api/auth/callback`], signOutUris: [`${server.url}/sign-in`] });
  provider.signInAs(anja.id);
  browser = newBrowser();
});
afterEach(async () => {
  provider.fail(undefined);
  provider.forge(undefined);
  await server.stop();
});

const newBrowser = () => createTestBrowser((url) => url.origin === server.url && !url.pathname.startsWith('/api/'));
const isCallback = (url: URL) => url.pathname.endsWith('/api/auth/callback');

async function setUp(changes: object = {}): Promise<TestAnswer> {
  const body = { provider: 'entra', directoryId: provider.directoryId, ...client, autoCreate: true, ...changes };
  const answer = await admin.call('PUT', '/api/settings/sso', body);
  expect([answer.status, answer.text]).toEqual([200, answer.text]);
  return answer;
}

/** Where the browser ends up: a page with its query. */
async function signIn(by: TestBrowser = browser, next = '/gantt?zoom=week'): Promise<URL> {
  return (await by.visit(`${server.url}/api/auth/sso/start?next=${encodeURIComponent(next)}`)).url;
}
const me = async (by: TestBrowser = browser) =>
  (await call(server.url, 'GET', '/api/auth/session', undefined, { cookie: by.cookiesFor(server.url) })).body.me;
const failureOf = (url: URL) => url.searchParams.get('failure');
const events = async () => (await admin.call('GET', '/api/settings/sign-in/events')).body.items;

describe('signing in at the provider', () => {
  it('makes an account with the default role and sites, and leads to where the person wanted to go', async () => {
    const siteId = await createTestSite(server.context.database, 'Bern');
    await admin.call('PATCH', '/api/settings/sign-in', { defaultSiteIds: [siteId] });
    await setUp({ defaultRole: 'superuser' });
    expect((await signIn()).href).toBe(`${server.url}/gantt?zoom=week`);
    expect(await me()).toMatchObject({
      name: anja.name,
      email: anja.email,
      role: 'superuser',
      siteIds: [siteId],
      homeSiteId: siteId,
      mustChangePassword: false,
    });
    expect((await events()).map(({ kind, email }: { kind: string; email: string }) => [kind, email])).toEqual(
      expect.arrayContaining([
        ['signed_in', anja.email],
        ['account_created', anja.email],
      ]),
    );
    const again = newBrowser();
    await signIn(again);
    expect((await me(again)).id).toBe((await me()).id);
  });

  it('keys people by directory and object id: another e-mail stays the same person, the same e-mail is nobody', async () => {
    await setUp();
    await signIn();
    const { id } = await me();
    provider.forge({
      claims: (claims) => ({ ...claims, email: 'new@lab.example', preferred_username: 'new@lab.example', name: 'Married' }),
    });
    const other = newBrowser();
    await signIn(other);
    expect((await me(other)).id).toBe(id);
    provider.forge({ claims: (claims) => ({ ...claims, oid: 'bbbbbbbb-0000-4000-8000-000000000009' }) });
    const impostor = newBrowser();
    expect(failureOf(await signIn(impostor))).toBe('account_exists');
    expect(await me(impostor)).toBeNull();
  });

  it('goes nowhere else than to a page of the application', async () => {
    await setUp();
    for (const next of ['//evil.example/', '/\\evil.example', 'https://evil.example', '/api/auth/sso/sign-out', '/a\nb'])
      expect((await signIn(newBrowser(), next)).href).toBe(`${server.url}/`);
  });

  it('needs an account where none is made, and an address to make one', async () => {
    await setUp({ autoCreate: false });
    expect(failureOf(await signIn())).toBe('no_account');
    await setUp();
    provider.forge({ claims: ({ email: _email, preferred_username: _name, ...claims }) => claims });
    expect(failureOf(await signIn())).toBe('email_missing');
    expect(await me()).toBeNull();
  });

  it('is refused to accounts that are switched off', async () => {
    await setUp();
    await signIn();
    const { id } = await me();
    await admin.call('PATCH', `/api/users/${id}`, { isActive: false });
    const url = await signIn(newBrowser());
    expect(failureOf(url)).toBe('account_disabled');
    const [event] = await events();
    expect(event).toMatchObject({
      kind: 'refused',
      code: 'account_disabled',
      userId: id,
      email: anja.email,
      reference: url.searchParams.get('reference'),
    });
  });

  it('works with any OpenID provider, keyed by issuer and subject', async () => {
    provider.register({ ...client, clientId: 'generic', redirectUris: [`${server.url}/api/auth/callback`], authenticates: 'header' });
    await setUp({ provider: 'oidc', directoryId: null, issuerUrl: provider.issuerUrl, clientId: 'generic', requiredGroupIds: ['lab'] });
    expect((await signIn()).pathname).toBe('/gantt');
    const { rows } = await sql`select provider, realm, subject from user_identities`.execute(server.context.database);
    expect(rows).toEqual([{ provider: 'oidc', realm: provider.issuerUrl, subject: anja.id }]);
    expect((await call(server.url, 'GET', '/api/auth/options')).body.sso.label).toBe(new URL(provider.url).host);
  });

  it('asks there for another account where that is wanted', async () => {
    const promptOf = async (query: string) => {
      const { headers } = await fetch(`${server.url}/api/auth/sso/start${query}`, { redirect: 'manual' });
      return new URL(headers.get('location') ?? '').searchParams.get('prompt');
    };
    await setUp();
    expect([await promptOf(''), await promptOf('?account=other')]).toEqual([null, 'select_account']);
    await setUp({ provider: 'oidc', directoryId: null, issuerUrl: provider.issuerUrl });
    expect(await promptOf('?account=other')).toBe('login');
  });

  it('offers the sign-out there to those who came from there', async () => {
    await setUp();
    await signIn();
    const cookie = browser.cookiesFor(server.url);
    const out = await call(server.url, 'POST', '/api/auth/logout', undefined, { cookie });
    expect(out).toMatchObject({ status: 200, body: { providerSignOutPath: '/api/auth/sso/sign-out' } });
    const { url } = await browser.visit(`${server.url}${out.body.providerSignOutPath}`);
    expect(url.pathname).toBe(`/${provider.directoryId}/v2.0/session/end`);
    expect(url.searchParams.get('post_logout_redirect_uri')).toBe(`${server.url}/sign-in`);
    expect((await admin.call('POST', '/api/auth/logout')).body).toEqual({ providerSignOutPath: null });
  });
});

describe('required groups', () => {
  it('let members in, by any or by all of them', async () => {
    await setUp({ requiredGroupIds: ['LAB', 'other'] });
    expect(failureOf(await signIn(newBrowser()))).toBeNull();
    await setUp({ requiredGroupIds: ['lab', 'other'], groupMatch: 'all' });
    expect(failureOf(await signIn(newBrowser()))).toBe('group_required');
    expect((await events())[0]).toMatchObject({ code: 'group_required', email: anja.email });
  });

  it('are asked for at Graph where the token has no room for them, whatever address the token names', async () => {
    const many = Array.from({ length: 30 }, (_, index) => `11111111-0000-4000-8000-${String(index).padStart(12, '0')}`);
    provider.addPerson({
      ...anja,
      id: 'aaaaaaaa-0000-4000-8000-000000000002',
      email: 'many@lab.example',
      groups: [many[29] ?? ''],
      hasTooManyGroups: true,
    });
    provider.signInAs('aaaaaaaa-0000-4000-8000-000000000002');
    await setUp({ requiredGroupIds: ['a name is no object id', ...many] });
    expect(failureOf(await signIn(newBrowser()))).toBeNull();
    await setUp({ requiredGroupIds: many, groupMatch: 'all' });
    expect(failureOf(await signIn(newBrowser()))).toBe('group_required');
    provider.fail('graph');
    expect(failureOf(await signIn(newBrowser()))).toBe('groups_unavailable');
  });
});

describe('a forged or broken answer', () => {
  const now = () => Math.floor(Date.now() / 1000);
  const forgeries = {
    'of a foreign directory': [
      { claims: (claims: object) => ({ ...claims, tid: '99999999-8888-4777-8666-555555555555' }) },
      'wrong_directory',
      /^tid 9999/,
    ],
    'with a wrong nonce': [{ claims: (claims: object) => ({ ...claims, nonce: 'other' }) }, 'token_invalid', /nonce/],
    'for another audience': [{ claims: (claims: object) => ({ ...claims, aud: 'other' }) }, 'token_invalid', /aud/],
    'of another issuer': [
      { claims: (claims: object) => ({ ...claims, iss: 'https://login.microsoftonline.com/x/v2.0' }) },
      'token_invalid',
      /iss/,
    ],
    'that has expired': [{ claims: (claims: object) => ({ ...claims, exp: now() - 3600, iat: now() - 7200 }) }, 'token_invalid', /exp/],
    'without an object id': [{ claims: (claims: object) => ({ ...claims, oid: undefined }) }, 'token_invalid', /oid/],
    'that is not signed': [{ signature: 'unsigned' }, 'token_invalid', /.+/],
    'that a key signed which is no longer published': [{ signature: 'retired' }, 'token_invalid', /key/],
    'that a foreign key signed': [{ signature: 'foreign' }, 'token_invalid', /signature/],
  } as const;

  it.each(Object.entries(forgeries))('%s is refused, and written down', async (_name, [forgery, code, reason]) => {
    await setUp();
    provider.forge(forgery);
    const url = await signIn();
    expect(url.pathname).toBe('/sign-in');
    expect([failureOf(url), url.searchParams.get('next')]).toEqual([code, '/gantt?zoom=week']);
    expect(await me()).toBeNull();
    const [event] = await events();
    expect(event).toMatchObject({
      kind: 'refused',
      code,
      reason: expect.stringMatching(reason),
      reference: url.searchParams.get('reference'),
    });
    expect((await admin.call('GET', '/api/users?search=anja')).body.items).toEqual([]);
  });

  it('with the right e-mail of a local account but another object id opens nothing', async () => {
    await createTestUser(server.context.database, {
      role: 'admin',
      email: anja.email,
      passwordHash: await hashPassword('seven green ladders'),
    });
    await setUp();
    expect(failureOf(await signIn())).toBe('account_exists');
    expect(await me()).toBeNull();
    expect((await events())[0]).toMatchObject({ code: 'account_exists', email: anja.email });
  });

  it('to another browser, with a swapped state, or twice is refused', async () => {
    await setUp();
    const callback = (await browser.visit(`${server.url}/api/auth/sso/start`, isCallback)).url;
    const thief = newBrowser();
    expect(failureOf((await thief.visit(callback.href)).url)).toBe('flow_expired');
    await thief.visit(`${server.url}/api/auth/sso/start`, isCallback);
    expect(failureOf((await thief.visit(callback.href)).url)).toBe('state_mismatch');
    const swapped = new URL(callback);
    swapped.searchParams.set('state', 'x'.repeat(43));
    const copy = newBrowser();
    copy.copyFrom(browser, callback.href);
    expect(failureOf((await copy.visit(swapped.href)).url)).toBe('state_mismatch');
    const replay = newBrowser();
    replay.copyFrom(browser, callback.href);
    expect((await browser.visit(callback.href)).url.pathname).toBe('/');
    expect((await me()).email).toBe(anja.email);
    expect(failureOf((await replay.visit(callback.href)).url)).toBe('code_rejected');
    expect(failureOf((await browser.visit(callback.href)).url)).toBe('flow_expired');
    expect(await me(replay)).toBeNull();
    expect((await events()).filter(({ kind }: { kind: string }) => kind === 'refused')).toHaveLength(5);
  });

  it('is told from keys that changed in between: what the new ones signed counts at once', async () => {
    await setUp();
    await signIn();
    provider.rotateKeys();
    expect((await signIn(newBrowser())).pathname).toBe('/gantt');
    provider.forge({ signature: 'retired' });
    expect(failureOf(await signIn(newBrowser()))).toBe('token_invalid');
  });

  it('from an older tab leaves the newer one under way', async () => {
    await setUp();
    const begin = async () => (await browser.visit(`${server.url}/api/auth/sso/start`, isCallback)).url.href;
    const [older, newer] = [await begin(), await begin()];
    expect(failureOf((await browser.visit(older)).url)).toBe('state_mismatch');
    expect(failureOf((await browser.visit(newer)).url)).toBeNull();
    expect((await me()).email).toBe(anja.email);
  });

  it('is not taken to another provider or client that was set up meanwhile; another secret changes nothing', async () => {
    await setUp();
    const begin = async () => (await browser.visit(`${server.url}/api/auth/sso/start`, isCallback)).url.href;
    provider.register({ ...client, clientId: 'other', redirectUris: [`${server.url}/api/auth/callback`] });
    for (const change of [{ clientId: 'other' }, { provider: 'oidc', directoryId: null, issuerUrl: provider.issuerUrl }]) {
      await setUp();
      const callback = await begin();
      await setUp(change);
      expect(failureOf((await browser.visit(callback)).url)).toBe('sso_changed');
    }
    await setUp();
    const callback = await begin();
    provider.register({ ...client, clientSecret: 'rotated', redirectUris: [`${server.url}/api/auth/callback`] });
    await setUp({ clientSecret: 'rotated' });
    expect(failureOf((await browser.visit(callback)).url)).toBeNull();
  });

  it('of a provider that is away, that refuses the client, or that the person cancelled at', async () => {
    await setUp();
    provider.signInAs('nobody');
    expect(failureOf(await signIn(newBrowser()))).toBe('cancelled');
    provider.signInAs(anja.id);
    provider.fail('client-expired');
    expect(failureOf(await signIn(newBrowser()))).toBe('client_rejected');
    const callback = (await browser.visit(`${server.url}/api/auth/sso/start`, isCallback)).url;
    provider.fail('provider');
    expect(failureOf((await browser.visit(callback.href)).url)).toBe('provider_unreachable');
    await setUp({ provider: 'oidc', directoryId: null, issuerUrl: 'http://127.0.0.1:9/x' });
    expect(failureOf(await signIn(newBrowser()))).toBe('provider_unreachable');
  });
});

describe('connecting an account', () => {
  const password = 'seven green ladders';
  let id: string;
  beforeEach(async () => {
    const passwordHash = await hashPassword(password);
    id = await createTestUser(server.context.database, { role: 'user', name: 'Anja', email: anja.email, passwordHash });
    await setUp();
  });
  const post = (path: string, body: object, by = browser) =>
    call(server.url, 'POST', path, body, { cookie: by.cookiesFor(`${server.url}/api/auth/x`) });

  it('of the same e-mail needs its password once, in the browser that came from the provider', async () => {
    expect(failureOf(await signIn())).toBe('account_exists');
    const cookie = browser.cookiesFor(`${server.url}/api/auth/x`);
    const options = await call(server.url, 'GET', '/api/auth/options?failure=account_exists', undefined, { cookie });
    expect(options.body).toMatchObject({
      failure: { code: 'account_exists', message: expect.stringContaining('Microsoft') },
      pendingLink: { email: anja.email, label: 'Microsoft' },
    });
    expect((await post('/api/auth/sso/confirm', { password: 'wrong' })).body.code).toBe('wrong_credentials');
    expect((await post('/api/auth/sso/confirm', { password }, newBrowser())).body.code).toBe('not_available');
    expect(await post('/api/auth/sso/confirm', { password })).toMatchObject({ status: 200, body: { id, mustChangePassword: false } });
    const later = newBrowser();
    await signIn(later);
    expect((await me(later)).id).toBe(id);
    expect((await events()).some(({ kind, userId }: { kind: string; userId: string }) => kind === 'linked' && userId === id)).toBe(true);
  });

  it('is taken back by an administrator: it opens nothing, ends the sessions that it opened, and is written down', async () => {
    await signIn();
    await post('/api/auth/sso/confirm', { password });
    const withPassword = await call(server.url, 'POST', '/api/auth/login', { email: anja.email, password });
    const cookie = withPassword.headers.getSetCookie()[0]?.split(';')[0] ?? '';
    const person = async () => (await call(server.url, 'GET', '/api/auth/session', undefined, { cookie })).body.me;
    const of = `/api/users/${id}/identities`;
    const [identity] = (await admin.call('GET', of)).body.items;
    expect(identity).toMatchObject({ provider: 'entra', label: 'Microsoft', isUsed: true, email: anja.email });
    await setUp({ provider: 'oidc', directoryId: null, issuerUrl: provider.issuerUrl, label: 'Another' });
    expect((await admin.call('GET', of)).body.items).toMatchObject([{ label: 'Microsoft', isUsed: false }]);
    await setUp();
    for (const [method, path] of [
      ['GET', of],
      ['DELETE', `${of}/${identity.id}`],
    ] as const)
      expect((await call(server.url, method, path, undefined, { cookie })).status).toBe(403);
    expect((await admin.call('GET', `/api/users/${crypto.randomUUID()}/identities`)).status).toBe(404);
    expect((await admin.call('DELETE', `/api/users/${admin.userId}/identities/${identity.id}`)).status).toBe(404);
    expect((await admin.call('DELETE', `${of}/${identity.id}`)).status).toBe(204);
    expect((await admin.call('DELETE', `${of}/${identity.id}`)).status).toBe(404);
    expect(await me()).toBeNull();
    expect((await person()).id).toBe(id);
    expect(failureOf(await signIn())).toBe('account_exists');
    const unlinked = await admin.call('GET', '/api/settings/sign-in/events?kind=unlinked');
    expect(unlinked.body.items).toMatchObject([{ kind: 'unlinked', userId: id, reason: 'by Root' }]);
  });

  it('is begun by its signed-in owner, and ends with the session that began it', async () => {
    const owner = newBrowser();
    const signInAnswer = await call(server.url, 'POST', '/api/auth/login', { email: anja.email, password });
    const cookie = signInAnswer.headers.getSetCookie()[0]?.split(';')[0] ?? '';
    const begin = async (as: string) => {
      const response = await fetch(`${server.url}/api/auth/sso/link`, {
        method: 'POST',
        headers: { cookie: as, 'content-type': 'application/json' },
        body: '{}',
      });
      const flow = response.headers.getSetCookie()[0]?.split(';')[0] ?? '';
      return { url: ((await response.json()) as { url: string }).url, cookies: `${as}; ${flow}` };
    };
    const begun = await begin(cookie);
    const callback = (await owner.visit(begun.url, isCallback)).url;
    const done = await fetch(callback, { redirect: 'manual', headers: { cookie: begun.cookies } });
    expect(done.headers.get('location')).toBe('/account?linked=1');
    const { body } = await call(server.url, 'GET', '/api/auth/identities', undefined, { cookie });
    expect(body.items).toMatchObject([{ provider: 'entra', email: anja.email }]);
    const second = await begin(admin.cookie);
    const theirs = await fetch((await newBrowser().visit(second.url, isCallback)).url, {
      redirect: 'manual',
      headers: { cookie: second.cookies },
    });
    expect(theirs.headers.get('location')).toMatch(/^\/account\?failure=identity_in_use/);
    const third = await begin(cookie);
    const ended = await fetch((await newBrowser().visit(third.url, isCallback)).url, {
      redirect: 'manual',
      headers: { cookie: third.cookies.split('; ')[1] ?? '' },
    });
    expect(ended.headers.get('location')).toMatch(/^\/account\?failure=link_ended/);
    expect((await call(server.url, 'DELETE', `/api/auth/identities/${body.items[0].id}`, undefined, { cookie: admin.cookie })).status).toBe(
      404,
    );
    expect((await call(server.url, 'DELETE', `/api/auth/identities/${body.items[0].id}`, undefined, { cookie })).status).toBe(204);
  });
});

describe('passwords', () => {
  it('go off only with single sign-on and an emergency code, which lets an administrator in once', async () => {
    const off = () => admin.call('PATCH', '/api/settings/sign-in', { hasPasswords: false });
    expect(await off()).toMatchObject({ status: 409, body: { rule: 'sso_missing' } });
    await setUp();
    expect(await off()).toMatchObject({ status: 409, body: { rule: 'break_glass_missing' } });
    const { code } = (await admin.call('POST', '/api/settings/break-glass')).body;
    expect((await off()).body).toMatchObject({ hasPasswords: false, breakGlassCreatedAt: expect.any(String) });
    await createTestUser(server.context.database, {
      role: 'user',
      email: 'user@lab.example',
      passwordHash: await hashPassword('seven green ladders'),
    });
    const password = { email: 'user@lab.example', password: 'seven green ladders' };
    expect(await call(server.url, 'POST', '/api/auth/login', password)).toMatchObject({ status: 403, body: { code: 'local_sign_in_off' } });
    expect((await call(server.url, 'GET', '/api/auth/options')).body).toMatchObject({ hasPasswords: false, hasBreakGlass: true });
    const enter = (email: string, given: string) => call(server.url, 'POST', '/api/auth/break-glass', { email, code: given });
    expect((await enter('user@lab.example', code)).body.code).toBe('wrong_credentials');
    expect((await enter('root@lab.example', 'aaaaa-bbbbb-ccccc-ddddd')).body.code).toBe('wrong_credentials');
    expect(await enter('root@lab.example', ` ${code.toUpperCase()} `)).toMatchObject({ status: 200, body: { role: 'admin' } });
    expect((await enter('root@lab.example', code)).body.code).toBe('wrong_credentials');
    expect((await events()).map(({ kind }: { kind: string }) => kind)).toContain('break_glass');
    expect((await admin.call('DELETE', '/api/settings/sso')).status).toBe(204);
    expect((await call(server.url, 'POST', '/api/auth/login', password)).status).toBe(200);
  });
});

describe('what happened', () => {
  it('is listed by kind, page by page, however much of another kind lies between', async () => {
    const { database } = server.context;
    await sql`insert into sign_in_events (id, at, kind, ip_address)
      select gen_random_uuid(), now() - make_interval(secs => n), case when n % 50 = 0 then 'refused' else 'signed_in' end, '::1'
      from generate_series(1, 250) as n`.execute(database);
    const first = await admin.call('GET', '/api/settings/sign-in/events?kind=refused&limit=3');
    expect(first.body.items).toHaveLength(3);
    const rest = await admin.call('GET', `/api/settings/sign-in/events?kind=refused&limit=3&cursor=${first.body.nextCursor}`);
    expect([rest.body.items.length, rest.body.nextCursor]).toEqual([2, null]);
    expect(new Set([...first.body.items, ...rest.body.items].map(({ kind }) => kind))).toEqual(new Set(['refused']));
    expect((await admin.call('GET', '/api/settings/sign-in/events?kind=odd')).status).toBe(422);
  });
});

describe('the settings of the sign-in', () => {
  it('never answer the secret, and keep it encrypted for this workspace', async () => {
    const set = await setUp();
    const { rows } = await sql`select * from sso_connection`.execute(server.context.database);
    expect(JSON.stringify([set.body, rows, await events(), (await admin.call('GET', '/api/settings/sign-in')).body])).not.toContain(
      client.clientSecret,
    );
    expect(set.body).toMatchObject({
      managedBy: 'workspace',
      sso: { hasClientSecret: true, buttonLabel: 'Microsoft' },
      redirectUri: `${server.url}/api/auth/callback`,
    });
  });

  it('give no administrator role to newcomers, and send the secret to no other place', async () => {
    await setUp();
    const place = { provider: 'entra', directoryId: provider.otherDirectoryId, clientId: client.clientId };
    expect(await admin.call('PUT', '/api/settings/sso', place)).toMatchObject({
      status: 422,
      body: { errors: [{ field: 'clientSecret' }] },
    });
    expect(await admin.call('POST', '/api/settings/sso/test', place)).toMatchObject({
      status: 422,
      body: { errors: [{ field: 'clientSecret' }] },
    });
    const role = { ...place, ...client, defaultRole: 'admin' };
    expect(await admin.call('PUT', '/api/settings/sso', role)).toMatchObject({ status: 422, body: { errors: [{ field: 'defaultRole' }] } });
    const { directoryId } = provider;
    expect((await admin.call('POST', '/api/settings/sso/test', { ...place, directoryId })).body.isWorking).toBe(true);
  });
});
