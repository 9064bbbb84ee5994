import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createOrganization, setSso } from '../src/server/master/organizations/public.ts';
import { setTenantStatus, updateTenant, type Tenant } from '../src/server/master/tenants/public.ts';
import { startIdentityProvider, type IdentityProvider } from './support/identity-provider.ts';
import { eventually } from './support/product-process.ts';
import { call, type TestClient } from './support/test-accounts.ts';
import { createTestBrowser, type TestBrowser } from './support/test-browser.ts';
import { signedInTo, startTestPlatform, type TestNode, type TestPlatform } from './support/test-platform.ts';

const client = { clientId: 'c0ffee00-1111-4222-8333-444444444444', clientSecret: 'Shared~by.the-organization' };
const anja = { id: 'aaaaaaaa-0000-4000-8000-000000000001', name: 'Anja', email: 'anja@lab.example', groups: ['bern', 'all'] };
const luca = { id: 'aaaaaaaa-0000-4000-8000-000000000002', name: 'Luca', email: 'luca@lab.example', groups: ['all'] };
const by = { requestedBy: 'tester' };

let provider: IdentityProvider;
let platform: TestPlatform;
let node: TestNode;
let acme: Tenant;
let borealis: Tenant;
let organizationId: string;
let admin: TestClient;

beforeAll(async () => {
  provider = await startIdentityProvider();
  for (const person of [anja, luca]) provider.addPerson(person);
  platform = await startTestPlatform();
  [acme, borealis] = [await platform.makeTenant('acme'), await platform.makeTenant('borealis')];
  node = await platform.startNode({ openid: { entraUrl: provider.url, graphUrl: provider.graphUrl, allowsHttp: true } });
  provider.register({ ...client, redirectUris: [acme, borealis].map(({ slug }) => `${node.url}/t/${slug}/api/auth/callback`) });
  organizationId = (await createOrganization(platform.master, { name: 'Lab', tenantIds: [acme.id, borealis.id] }, by)).id;
  await updateTenant(platform.master, acme.id, { requiredGroupIds: ['bern'] }, by);
  admin = await signedInTo(node, acme.slug);
  await switchOn(true);
});
afterAll(async () => {
  await platform.stop();
  await provider.stop();
});
afterEach(() => provider.forge(undefined));

async function switchOn(isEnabled: boolean): Promise<void> {
  const place = { provider: 'entra', directoryId: provider.directoryId, issuerUrl: null, ...client } as const;
  await setSso(platform.master, organizationId, { ...place, label: null, autoCreate: true, defaultRole: 'superuser', isEnabled }, by);
  await eventually(
    () => options(acme),
    ({ sso }) => (sso !== null) === isEnabled,
  );
}

const options = async ({ slug }: Tenant) => (await call(node.url, 'GET', `/t/${slug}/api/auth/options`)).body;
const newBrowser = () => createTestBrowser((url) => url.origin === node.url && !url.pathname.includes('/api/'));

async function signIn(person: { readonly id: string }, { slug }: Tenant, browser: TestBrowser = newBrowser()) {
  provider.signInAs(person.id);
  const { url } = await browser.visit(`${node.url}/t/${slug}/api/auth/sso/start`);
  const session = await call(node.url, 'GET', `/t/${slug}/api/auth/session`, undefined, {
    cookie: browser.cookiesFor(`${node.url}/t/${slug}`),
  });
  return { url, me: session.body.me, failure: url.searchParams.get('failure') };
}

describe('one configuration of an organization', () => {
  it('signs its people into its tenants, and out of one of them by group, with a page that says so', async () => {
    expect(await signIn(anja, acme)).toMatchObject({ failure: null, me: { name: 'Anja', role: 'superuser' } });
    expect(await signIn(anja, borealis)).toMatchObject({ failure: null, me: { name: 'Anja' } });
    expect(await signIn(luca, borealis)).toMatchObject({ failure: null, me: { name: 'Luca' } });
    const refused = await signIn(luca, acme);
    expect(refused).toMatchObject({ failure: 'group_required', me: null });
    expect(refused.url.pathname).toBe(`/t/${acme.slug}/sign-in`);
    const { body } = await call(node.url, 'GET', `/t/${acme.slug}/api/auth/options${refused.url.search.split('&')[0] ?? ''}`);
    expect(body.failure).toMatchObject({ code: 'group_required', message: expect.stringContaining('Ask your administrator') });
    const [event] = (await admin.call('GET', '/api/settings/sign-in/events')).body.items;
    const reference = refused.url.searchParams.get('reference');
    expect(event).toMatchObject({ code: 'group_required', email: luca.email, reference });
    const entries = await eventually(
      () => platform.master.database.selectFrom('tenant_audit_log').selectAll().where('action', '=', 'tenant.sign_in_refused').execute(),
      ({ length }) => length > 0,
    );
    expect(entries).toMatchObject([{ actor_name: luca.email, tenant_slug: acme.slug, details: { code: 'group_required', reference } }]);
  });

  it('opens with a session of one tenant nothing of another, and a flow begun at one ends at no other', async () => {
    const browser = newBrowser();
    await signIn(anja, acme, browser);
    expect(browser.cookiesFor(`${node.url}/t/${borealis.slug}`)).not.toContain('milestone_session');
    const callback = (
      await browser.visit(`${node.url}/t/${acme.slug}/api/auth/sso/start`, ({ pathname }) => pathname.endsWith('/callback'))
    ).url;
    const elsewhere = new URL(callback.href.replace(acme.slug, borealis.slug));
    const sealed = browser.cookiesFor(callback.href);
    const answer = await fetch(elsewhere, { redirect: 'manual', headers: { cookie: sealed } });
    expect(answer.headers.get('location')).toMatch(/failure=flow_expired/);
  });

  it('is shown to the tenant’s administrators, who cannot change it', async () => {
    const { body } = await admin.call('GET', '/api/settings/sign-in');
    expect(body).toMatchObject({
      managedBy: 'organization',
      organizationName: 'Lab',
      sso: { provider: 'entra', clientId: client.clientId, hasClientSecret: true, defaultRole: 'superuser' },
      requiredGroupIds: ['bern'],
      redirectUri: `${node.url}/t/${acme.slug}/api/auth/callback`,
    });
    expect(JSON.stringify(body)).not.toContain(client.clientSecret);
    const own = { provider: 'entra', directoryId: provider.directoryId, ...client };
    expect((await admin.call('PUT', '/api/settings/sso', own)).body.code).toBe('not_available');
    expect((await admin.call('DELETE', '/api/settings/sso')).body.code).toBe('not_available');
  });

  it('is forgotten by every node when it is switched off; passwords work then, also where they were off', async () => {
    await admin.call('POST', '/api/settings/break-glass');
    expect((await admin.call('PATCH', '/api/settings/sign-in', { hasPasswords: false })).status).toBe(200);
    expect((await options(acme)).hasPasswords).toBe(false);
    await switchOn(false);
    expect(await options(acme)).toMatchObject({ sso: null, hasPasswords: true });
    expect((await signIn(anja, acme)).failure).toBe('sso_off');
    await switchOn(true);
    await admin.call('PATCH', '/api/settings/sign-in', { hasPasswords: true });
  });

  it('leaves a tenant that has none of it Entra ID alone, never an address of its administrators’ choice', async () => {
    await switchOn(false);
    const issuer = { provider: 'oidc', issuerUrl: 'http://169.254.169.254/latest', clientId: 'x', clientSecret: 'y' };
    for (const [method, path] of [
      ['PUT', '/api/settings/sso'],
      ['POST', '/api/settings/sso/test'],
    ] as const)
      expect(await admin.call(method, path, issuer)).toMatchObject({ status: 422, body: { errors: [{ field: 'provider' }] } });
    const own = { provider: 'entra', directoryId: provider.directoryId, ...client, autoCreate: true };
    expect((await admin.call('PUT', '/api/settings/sso', own)).body).toMatchObject({ managedBy: 'workspace', canUseAnyProvider: false });
    expect((await signIn(luca, acme)).me).toMatchObject({ name: 'Luca', role: 'user' });
    await switchOn(true);
    expect((await admin.call('GET', '/api/settings/sign-in')).body).toMatchObject({
      managedBy: 'organization',
      ownSso: { provider: 'entra', isEnabled: true, defaultRole: 'user' },
    });
    expect((await signIn(luca, acme)).failure).toBe('group_required');
  });

  it('leads nobody into a tenant that is suspended, but to its page that says so, also from the provider', async () => {
    const browser = newBrowser();
    const callback = (
      await browser.visit(`${node.url}/t/${borealis.slug}/api/auth/sso/start`, ({ pathname }) => pathname.endsWith('/callback'))
    ).url;
    await setTenantStatus(platform.master, borealis.id, 'suspended', by);
    await eventually(
      () => options(borealis),
      ({ code }) => code === 'tenant_inactive',
    );
    const { url } = await newBrowser().visit(`${node.url}/t/${borealis.slug}/api/auth/sso/start`);
    expect(url.pathname).toBe(`/t/${borealis.slug}/sign-in`);
    expect((await browser.visit(callback.href)).url.pathname).toBe(`/t/${borealis.slug}/sign-in`);
    await setTenantStatus(platform.master, borealis.id, 'active', by);
  });
});
