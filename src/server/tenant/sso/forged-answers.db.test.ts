import { describe, expect, it } from 'vitest';
import { hashPassword } from '../../platform/accounts/password-hash.ts';
import { anja, client, failureOf, isCallback, useSsoLab } from '../../../../tests/support/sso-lab.ts';
import { createTestUser } from '../../../../tests/support/test-accounts.ts';

const { lab, provider } = useSsoLab();

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
    await lab().setUp();
    provider().forge(forgery);
    const url = await lab().signIn();
    expect(url.pathname).toBe('/sign-in');
    expect([failureOf(url), url.searchParams.get('next')]).toEqual([code, '/gantt?zoom=week']);
    expect(await lab().me()).toBeNull();
    const [event] = await lab().events();
    expect(event).toMatchObject({
      kind: 'refused',
      code,
      reason: expect.stringMatching(reason),
      reference: url.searchParams.get('reference'),
    });
    expect((await lab().admin.call('GET', '/api/users?search=anja')).body.items).toEqual([]);
  });

  it('with the right e-mail of a local account but another object id opens nothing', async () => {
    await createTestUser(lab().server.context.database, {
      role: 'admin',
      email: anja.email,
      passwordHash: await hashPassword('seven green ladders'),
    });
    await lab().setUp();
    expect(failureOf(await lab().signIn())).toBe('account_exists');
    expect(await lab().me()).toBeNull();
    expect((await lab().events())[0]).toMatchObject({ code: 'account_exists', email: anja.email });
  });

  it('to another browser, with a swapped state, or twice is refused', async () => {
    await lab().setUp();
    const callback = (await lab().browser.visit(`${lab().server.url}/api/auth/sso/start`, isCallback)).url;
    const thief = lab().newBrowser();
    expect(failureOf((await thief.visit(callback.href)).url)).toBe('flow_expired');
    await thief.visit(`${lab().server.url}/api/auth/sso/start`, isCallback);
    expect(failureOf((await thief.visit(callback.href)).url)).toBe('state_mismatch');
    const swapped = new URL(callback);
    swapped.searchParams.set('state', 'x'.repeat(43));
    const copy = lab().newBrowser();
    copy.copyFrom(lab().browser, callback.href);
    expect(failureOf((await copy.visit(swapped.href)).url)).toBe('state_mismatch');
    const replay = lab().newBrowser();
    replay.copyFrom(lab().browser, callback.href);
    expect((await lab().browser.visit(callback.href)).url.pathname).toBe('/');
    expect((await lab().me()).email).toBe(anja.email);
    expect(failureOf((await replay.visit(callback.href)).url)).toBe('code_rejected');
    expect(failureOf((await lab().browser.visit(callback.href)).url)).toBe('flow_expired');
    expect(await lab().me(replay)).toBeNull();
    expect((await lab().events()).filter(({ kind }: { kind: string }) => kind === 'refused')).toHaveLength(5);
  });

  it('is told from keys that changed in between: what the new ones signed counts at once', async () => {
    await lab().setUp();
    await lab().signIn();
    provider().rotateKeys();
    expect((await lab().signIn(lab().newBrowser())).pathname).toBe('/gantt');
    provider().forge({ signature: 'retired' });
    expect(failureOf(await lab().signIn(lab().newBrowser()))).toBe('token_invalid');
  });

  it('from an older tab leaves the newer one under way', async () => {
    await lab().setUp();
    const begin = async () => (await lab().browser.visit(`${lab().server.url}/api/auth/sso/start`, isCallback)).url.href;
    const [older, newer] = [await begin(), await begin()];
    expect(failureOf((await lab().browser.visit(older)).url)).toBe('state_mismatch');
    expect(failureOf((await lab().browser.visit(newer)).url)).toBeNull();
    expect((await lab().me()).email).toBe(anja.email);
  });

  it('is not taken to another provider or client that was set up meanwhile; another secret changes nothing', async () => {
    await lab().setUp();
    const begin = async () => (await lab().browser.visit(`${lab().server.url}/api/auth/sso/start`, isCallback)).url.href;
    provider().register({ ...client, clientId: 'other', redirectUris: [`${lab().server.url}/api/auth/callback`] });
    for (const change of [{ clientId: 'other' }, { provider: 'oidc', directoryId: null, issuerUrl: provider().issuerUrl }]) {
      await lab().setUp();
      const callback = await begin();
      await lab().setUp(change);
      expect(failureOf((await lab().browser.visit(callback)).url)).toBe('sso_changed');
    }
    await lab().setUp();
    const callback = await begin();
    provider().register({ ...client, clientSecret: 'rotated', redirectUris: [`${lab().server.url}/api/auth/callback`] });
    await lab().setUp({ clientSecret: 'rotated' });
    expect(failureOf((await lab().browser.visit(callback)).url)).toBeNull();
  });

  it('of a provider that is away, that refuses the client, or that the person cancelled at', async () => {
    await lab().setUp();
    provider().signInAs('nobody');
    expect(failureOf(await lab().signIn(lab().newBrowser()))).toBe('cancelled');
    provider().signInAs(anja.id);
    provider().fail('client-expired');
    expect(failureOf(await lab().signIn(lab().newBrowser()))).toBe('client_rejected');
    const callback = (await lab().browser.visit(`${lab().server.url}/api/auth/sso/start`, isCallback)).url;
    provider().fail('provider');
    expect(failureOf((await lab().browser.visit(callback.href)).url)).toBe('provider_unreachable');
    await lab().setUp({ provider: 'oidc', directoryId: null, issuerUrl: 'http://127.0.0.1:9/x' });
    expect(failureOf(await lab().signIn(lab().newBrowser()))).toBe('provider_unreachable');
  });
});
