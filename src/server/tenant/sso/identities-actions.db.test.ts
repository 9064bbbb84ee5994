import { beforeEach, describe, expect, it } from 'vitest';
import { hashPassword } from '../../platform/accounts/password-hash.ts';
import { anja, failureOf, isCallback, useSsoLab } from '../../../../tests/support/sso-lab.ts';
import { call, createTestUser } from '../../../../tests/support/test-accounts.ts';

const { lab, provider } = useSsoLab();

describe('connecting an account', () => {
  const password = 'seven green ladders';
  let id: string;
  beforeEach(async () => {
    const passwordHash = await hashPassword(password);
    id = await createTestUser(lab().server.context.database, { role: 'user', name: 'Anja', email: anja.email, passwordHash });
    await lab().setUp();
  });
  const post = (path: string, body: object, by = lab().browser) =>
    call(lab().server.url, 'POST', path, body, { cookie: by.cookiesFor(`${lab().server.url}/api/auth/x`) });

  it('of the same e-mail needs its password once, in the browser that came from the provider', async () => {
    expect(failureOf(await lab().signIn())).toBe('account_exists');
    const cookie = lab().browser.cookiesFor(`${lab().server.url}/api/auth/x`);
    const options = await call(lab().server.url, 'GET', '/api/auth/options?failure=account_exists', undefined, { cookie });
    expect(options.body).toMatchObject({
      failure: { code: 'account_exists', message: expect.stringContaining('Microsoft') },
      pendingLink: { email: anja.email, label: 'Microsoft' },
    });
    expect((await post('/api/auth/sso/confirm', { password: 'wrong' })).body.code).toBe('wrong_credentials');
    expect((await post('/api/auth/sso/confirm', { password }, lab().newBrowser())).body.code).toBe('not_available');
    expect(await post('/api/auth/sso/confirm', { password })).toMatchObject({ status: 200, body: { id, mustChangePassword: false } });
    const later = lab().newBrowser();
    await lab().signIn(later);
    expect((await lab().me(later)).id).toBe(id);
    expect((await lab().events()).some(({ kind, userId }: { kind: string; userId: string }) => kind === 'linked' && userId === id)).toBe(
      true,
    );
  });

  it('is taken back by an administrator: it opens nothing, ends the sessions that it opened, and is written down', async () => {
    await lab().signIn();
    await post('/api/auth/sso/confirm', { password });
    const withPassword = await call(lab().server.url, 'POST', '/api/auth/login', { email: anja.email, password });
    const cookie = withPassword.headers.getSetCookie()[0]?.split(';')[0] ?? '';
    const person = async () => (await call(lab().server.url, 'GET', '/api/auth/session', undefined, { cookie })).body.me;
    const of = `/api/users/${id}/identities`;
    const [identity] = (await lab().admin.call('GET', of)).body.items;
    expect(identity).toMatchObject({ provider: 'entra', label: 'Microsoft', isUsed: true, email: anja.email });
    await lab().setUp({ provider: 'oidc', directoryId: null, issuerUrl: provider().issuerUrl, label: 'Another' });
    expect((await lab().admin.call('GET', of)).body.items).toMatchObject([{ label: 'Microsoft', isUsed: false }]);
    await lab().setUp();
    for (const [method, path] of [
      ['GET', of],
      ['DELETE', `${of}/${identity.id}`],
    ] as const)
      expect((await call(lab().server.url, method, path, undefined, { cookie })).status).toBe(403);
    expect((await lab().admin.call('GET', `/api/users/${crypto.randomUUID()}/identities`)).status).toBe(404);
    expect((await lab().admin.call('DELETE', `/api/users/${lab().admin.userId}/identities/${identity.id}`)).status).toBe(404);
    expect((await lab().admin.call('DELETE', `${of}/${identity.id}`)).status).toBe(204);
    expect((await lab().admin.call('DELETE', `${of}/${identity.id}`)).status).toBe(404);
    expect(await lab().me()).toBeNull();
    expect((await person()).id).toBe(id);
    expect(failureOf(await lab().signIn())).toBe('account_exists');
    const unlinked = await lab().admin.call('GET', '/api/settings/sign-in/events?kind=unlinked');
    expect(unlinked.body.items).toMatchObject([{ kind: 'unlinked', userId: id, reason: 'by Root' }]);
  });

  it('is begun by its signed-in owner, and ends with the session that began it', async () => {
    const owner = lab().newBrowser();
    const signInAnswer = await call(lab().server.url, 'POST', '/api/auth/login', { email: anja.email, password });
    const cookie = signInAnswer.headers.getSetCookie()[0]?.split(';')[0] ?? '';
    const begin = async (as: string) => {
      const response = await fetch(`${lab().server.url}/api/auth/sso/link`, {
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
    const { body } = await call(lab().server.url, 'GET', '/api/auth/identities', undefined, { cookie });
    expect(body.items).toMatchObject([{ provider: 'entra', email: anja.email }]);
    const second = await begin(lab().admin.cookie);
    const theirs = await fetch((await lab().newBrowser().visit(second.url, isCallback)).url, {
      redirect: 'manual',
      headers: { cookie: second.cookies },
    });
    expect(theirs.headers.get('location')).toMatch(/^\/account\?failure=identity_in_use/);
    const third = await begin(cookie);
    const ended = await fetch((await lab().newBrowser().visit(third.url, isCallback)).url, {
      redirect: 'manual',
      headers: { cookie: third.cookies.split('; ')[1] ?? '' },
    });
    expect(ended.headers.get('location')).toMatch(/^\/account\?failure=link_ended/);
    expect(
      (await call(lab().server.url, 'DELETE', `/api/auth/identities/${body.items[0].id}`, undefined, { cookie: lab().admin.cookie }))
        .status,
    ).toBe(404);
    expect((await call(lab().server.url, 'DELETE', `/api/auth/identities/${body.items[0].id}`, undefined, { cookie })).status).toBe(204);
  });
});
