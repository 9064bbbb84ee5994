import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { anja, client, failureOf, useSsoLab } from '../../../../tests/support/sso-lab.ts';
import { call, createTestSite } from '../../../../tests/support/test-accounts.ts';

const { lab, provider } = useSsoLab();

describe('signing in at the provider', () => {
  it('makes an account with the default role and sites, and leads to where the person wanted to go', async () => {
    const siteId = await createTestSite(lab().server.context.database, 'Bern');
    await lab().admin.call('PATCH', '/api/settings/sign-in', { defaultSiteIds: [siteId] });
    await lab().setUp({ defaultRole: 'superuser' });
    expect((await lab().signIn()).href).toBe(`${lab().server.url}/gantt?zoom=week`);
    expect(await lab().me()).toMatchObject({
      name: anja.name,
      email: anja.email,
      role: 'superuser',
      siteIds: [siteId],
      homeSiteId: siteId,
      mustChangePassword: false,
    });
    expect((await lab().events()).map(({ kind, email }: { kind: string; email: string }) => [kind, email])).toEqual(
      expect.arrayContaining([
        ['signed_in', anja.email],
        ['account_created', anja.email],
      ]),
    );
    const again = lab().newBrowser();
    await lab().signIn(again);
    expect((await lab().me(again)).id).toBe((await lab().me()).id);
  });

  it('keys people by directory and object id: another e-mail stays the same person, the same e-mail is nobody', async () => {
    await lab().setUp();
    await lab().signIn();
    const { id } = await lab().me();
    provider().forge({
      claims: (claims) => ({ ...claims, email: 'new@lab.example', preferred_username: 'new@lab.example', name: 'Married' }),
    });
    const other = lab().newBrowser();
    await lab().signIn(other);
    expect((await lab().me(other)).id).toBe(id);
    provider().forge({ claims: (claims) => ({ ...claims, oid: 'bbbbbbbb-0000-4000-8000-000000000009' }) });
    const impostor = lab().newBrowser();
    expect(failureOf(await lab().signIn(impostor))).toBe('account_exists');
    expect(await lab().me(impostor)).toBeNull();
  });

  it('goes nowhere else than to a page of the application', async () => {
    await lab().setUp();
    for (const next of ['//evil.example/', '/\\evil.example', 'https://evil.example', '/api/auth/sso/sign-out', '/a\nb'])
      expect((await lab().signIn(lab().newBrowser(), next)).href).toBe(`${lab().server.url}/`);
  });

  it('needs an account where none is made, and an address to make one', async () => {
    await lab().setUp({ autoCreate: false });
    expect(failureOf(await lab().signIn())).toBe('no_account');
    await lab().setUp();
    provider().forge({ claims: ({ email: _email, preferred_username: _name, ...claims }) => claims });
    expect(failureOf(await lab().signIn())).toBe('email_missing');
    expect(await lab().me()).toBeNull();
  });

  it('is refused to accounts that are switched off', async () => {
    await lab().setUp();
    await lab().signIn();
    const { id } = await lab().me();
    await lab().admin.call('PATCH', `/api/users/${id}`, { isActive: false });
    const url = await lab().signIn(lab().newBrowser());
    expect(failureOf(url)).toBe('account_disabled');
    const [event] = await lab().events();
    expect(event).toMatchObject({
      kind: 'refused',
      code: 'account_disabled',
      userId: id,
      email: anja.email,
      reference: url.searchParams.get('reference'),
    });
  });

  it('works with any OpenID provider, keyed by issuer and subject', async () => {
    provider().register({
      ...client,
      clientId: 'generic',
      redirectUris: [`${lab().server.url}/api/auth/callback`],
      authenticates: 'header',
    });
    await lab().setUp({
      provider: 'oidc',
      directoryId: null,
      issuerUrl: provider().issuerUrl,
      clientId: 'generic',
      requiredGroupIds: ['lab'],
    });
    expect((await lab().signIn()).pathname).toBe('/gantt');
    const { rows } = await sql`select provider, realm, subject from user_identities`.execute(lab().server.context.database);
    expect(rows).toEqual([{ provider: 'oidc', realm: provider().issuerUrl, subject: anja.id }]);
    expect((await call(lab().server.url, 'GET', '/api/auth/options')).body.sso.label).toBe(new URL(provider().url).host);
  });

  it('asks there for another account where that is wanted', async () => {
    const promptOf = async (query: string) => {
      const { headers } = await fetch(`${lab().server.url}/api/auth/sso/start${query}`, { redirect: 'manual' });
      return new URL(headers.get('location') ?? '').searchParams.get('prompt');
    };
    await lab().setUp();
    expect([await promptOf(''), await promptOf('?account=other')]).toEqual([null, 'select_account']);
    await lab().setUp({ provider: 'oidc', directoryId: null, issuerUrl: provider().issuerUrl });
    expect(await promptOf('?account=other')).toBe('login');
  });

  it('offers the sign-out there to those who came from there', async () => {
    await lab().setUp();
    await lab().signIn();
    const cookie = lab().browser.cookiesFor(lab().server.url);
    const out = await call(lab().server.url, 'POST', '/api/auth/logout', undefined, { cookie });
    expect(out).toMatchObject({ status: 200, body: { providerSignOutPath: '/api/auth/sso/sign-out' } });
    const { url } = await lab().browser.visit(`${lab().server.url}${out.body.providerSignOutPath}`);
    expect(url.pathname).toBe(`/${provider().directoryId}/v2.0/session/end`);
    expect(url.searchParams.get('post_logout_redirect_uri')).toBe(`${lab().server.url}/sign-in`);
    expect((await lab().admin.call('POST', '/api/auth/logout')).body).toEqual({ providerSignOutPath: null });
  });
});

describe('required groups', () => {
  it('let members in, by any or by all of them', async () => {
    await lab().setUp({ requiredGroupIds: ['LAB', 'other'] });
    expect(failureOf(await lab().signIn(lab().newBrowser()))).toBeNull();
    await lab().setUp({ requiredGroupIds: ['lab', 'other'], groupMatch: 'all' });
    expect(failureOf(await lab().signIn(lab().newBrowser()))).toBe('group_required');
    expect((await lab().events())[0]).toMatchObject({ code: 'group_required', email: anja.email });
  });

  it('are asked for at Graph where the token has no room for them, whatever address the token names', async () => {
    const many = Array.from({ length: 30 }, (_, index) => `11111111-0000-4000-8000-${String(index).padStart(12, '0')}`);
    provider().addPerson({
      ...anja,
      id: 'aaaaaaaa-0000-4000-8000-000000000002',
      email: 'many@lab.example',
      groups: [many[29] ?? ''],
      hasTooManyGroups: true,
    });
    provider().signInAs('aaaaaaaa-0000-4000-8000-000000000002');
    await lab().setUp({ requiredGroupIds: ['a name is no object id', ...many] });
    expect(failureOf(await lab().signIn(lab().newBrowser()))).toBeNull();
    await lab().setUp({ requiredGroupIds: many, groupMatch: 'all' });
    expect(failureOf(await lab().signIn(lab().newBrowser()))).toBe('group_required');
    provider().fail('graph');
    expect(failureOf(await lab().signIn(lab().newBrowser()))).toBe('groups_unavailable');
  });
});
