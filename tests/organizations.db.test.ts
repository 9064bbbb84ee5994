import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createTenant } from '../src/server/master/tenants/public.ts';
import { startIdentityProvider, type IdentityProvider } from './support/identity-provider.ts';
import { call, type TestAnswer } from './support/test-accounts.ts';
import { createOperatorSession, createTestOperator } from './support/test-operators.ts';
import { startTestPlatform, type TestNode, type TestPlatform } from './support/test-platform.ts';

let provider: IdentityProvider;
let platform: TestPlatform;
let node: TestNode;
let cookie: string;
const client = { clientId: 'c0ffee00-1111-4222-8333-444444444444', clientSecret: 'Sm~the.secret-value' };

beforeAll(async () => {
  provider = await startIdentityProvider();
  platform = await startTestPlatform({ worker: 'none' });
  node = await platform.startNode({ openid: { entraUrl: provider.url, graphUrl: provider.graphUrl, allowsHttp: true } });
  cookie = await createOperatorSession(platform, await createTestOperator(platform));
  provider.register({ ...client, redirectUris: [`${node.url}/t/x/api/auth/callback`] });
});
afterAll(async () => {
  await platform.stop();
  await provider.stop();
});
afterEach(() => provider.fail(undefined));

const admin = (method: string, path: string, body?: unknown): Promise<TestAnswer> =>
  call(node.url, method, `/api/admin${path}`, body, { cookie });
const entra = () => ({ provider: 'entra', directoryId: provider.directoryId, ...client, autoCreate: true, defaultRole: 'superuser' });

async function makeTenant(name: string): Promise<{ id: string; slug: string }> {
  const input = { name, slug: platform.slug(name.toLowerCase()), adminEmail: 'a@b.example' };
  const outcome = await createTenant(platform.master, input, { provision: false, requestedBy: 'tester' });
  if (!outcome.ok) throw new Error(outcome.refusal.message);
  return outcome.value.tenant;
}

async function auditOf(organizationId: string) {
  const rows = await platform.master.database
    .selectFrom('tenant_audit_log')
    .select(['action', 'details', 'tenant_slug'])
    .where('organization_id', '=', organizationId)
    .orderBy('sequence')
    .execute();
  return rows;
}

describe('organizations', () => {
  it('are made with tenants, changed, and deleted without them; each is in the audit log', async () => {
    const [one, two] = [await makeTenant('One'), await makeTenant('Two')];
    const made = await admin('POST', '/organizations', {
      name: 'Müller & Söhne AG',
      adminEmail: 'it@mueller.example',
      tenantIds: [one.id],
    });
    expect(made).toMatchObject({ status: 201, body: { slug: 'muller-sohne-ag', sso: null, tenants: [{ slug: one.slug }] } });
    const { id } = made.body;
    expect(made.body.tenants[0]).toMatchObject({
      redirectUri: `${node.url}/t/${one.slug}/api/auth/callback`,
      signOutUri: `${node.url}/t/${one.slug}/sign-in`,
    });
    expect((await admin('PUT', `/organizations/${id}`, { name: 'Müller AG' })).body).toMatchObject({
      name: 'Müller AG',
      slug: 'muller-sohne-ag',
    });
    expect((await admin('PUT', `/organizations/${id}/tenants/${two.id}`)).body.tenants).toHaveLength(2);
    expect((await admin('GET', `/tenants/${two.id}`)).body.organization).toEqual({ id, name: 'Müller AG', ssoProvider: null });
    expect((await admin('GET', '/organizations?search=muller')).body.items).toHaveLength(1);
    expect((await admin('GET', `/organizations/${id}/audit?limit=1`)).body.items).toMatchObject([
      { action: 'organization.tenant_assigned', tenantSlug: two.slug },
    ]);
    expect((await admin('DELETE', `/organizations/${id}/tenants/${two.id}`)).status).toBe(204);
    expect((await admin('GET', `/organizations/${id}`)).body.tenants).toHaveLength(1);
    expect((await admin('DELETE', `/organizations/${id}`)).status).toBe(204);
    expect((await admin('GET', `/organizations/${id}`)).status).toBe(404);
    expect((await admin('GET', `/tenants/${one.id}`)).body).toMatchObject({ slug: one.slug, organization: null });
    expect((await auditOf(id)).map(({ action }) => action)).toEqual([
      'organization.created',
      'organization.changed',
      'organization.tenant_assigned',
      'organization.tenant_removed',
      'organization.deleted',
    ]);
  });

  it('take a tenant from one another, which the log of both says', async () => {
    const tenant = await makeTenant('Moved');
    const from = (await admin('POST', '/organizations', { name: 'From', tenantIds: [tenant.id] })).body.id;
    const to = (await admin('POST', '/organizations', { name: 'To' })).body.id;
    for (const status of [200, 200]) expect((await admin('PUT', `/organizations/${to}/tenants/${tenant.id}`)).status).toBe(status);
    expect((await admin('GET', `/organizations/${from}`)).body.tenants).toEqual([]);
    expect((await auditOf(from)).at(-1)).toMatchObject({ action: 'organization.tenant_removed', details: { movedTo: 'To' } });
    expect((await auditOf(to)).map(({ action }) => action)).toEqual(['organization.created', 'organization.tenant_assigned']);
    expect((await admin('PUT', `/organizations/${to}/tenants/${crypto.randomUUID()}`)).status).toBe(404);
  });

  it('are chosen when a tenant is made, and required groups belong to the tenant', async () => {
    const { id } = (await admin('POST', '/organizations', { name: 'Choice' })).body;
    const tenant = { name: 'Chosen', slug: platform.slug('chosen'), adminEmail: 'a@b.example', provision: false };
    const made = (await admin('POST', '/tenants', { ...tenant, organizationId: id })).body.tenant;
    expect(made).toMatchObject({ organization: { id, name: 'Choice' }, requiredGroupIds: [], groupMatch: 'any' });
    const groups = { requiredGroupIds: ['g-1', 'g-2'], groupMatch: 'all' };
    expect((await admin('PUT', `/tenants/${made.id}`, groups)).body).toMatchObject(groups);
    const unknown = { ...tenant, slug: platform.slug('lost'), organizationId: crypto.randomUUID() };
    expect(await admin('POST', '/tenants', unknown)).toMatchObject({ status: 422, body: { errors: [{ field: 'organizationId' }] } });
  });

  it('share no slug, and name no tenant that there is not', async () => {
    await admin('POST', '/organizations', { name: 'Same', slug: 'same' });
    expect(await admin('POST', '/organizations', { name: 'Same', slug: 'same' })).toMatchObject({
      status: 409,
      body: { errors: [{ field: 'slug' }] },
    });
    expect((await admin('POST', '/organizations', { name: 'Same' })).body.slug).toBe('same-2');
    const lost = { name: 'Lost', tenantIds: [crypto.randomUUID()] };
    expect(await admin('POST', '/organizations', lost)).toMatchObject({ status: 422, body: { errors: [{ field: 'tenantIds' }] } });
  });
});

describe('the sign-in of an organization', () => {
  let id: string;
  beforeEach(async () => {
    id = (await admin('POST', '/organizations', { name: 'Sign-in' })).body.id;
  });
  const test = (changes: object = {}) => admin('POST', `/organizations/${id}/sso/test`, { ...entra(), ...changes });

  it('keeps the secret encrypted, bound to its row, and never answers or notes it', async () => {
    const set = await admin('PUT', `/organizations/${id}/sso`, entra());
    const tenant = await makeTenant('Provided');
    await admin('PUT', `/organizations/${id}/tenants/${tenant.id}`);
    expect((await admin('GET', `/tenants/${tenant.id}`)).body.organization.ssoProvider).toBe('entra');
    expect(set.body.sso).toMatchObject({ provider: 'entra', hasClientSecret: true, buttonLabel: 'Microsoft', defaultRole: 'superuser' });
    const row = await platform.master.database
      .selectFrom('organization_sso')
      .selectAll()
      .where('organization_id', '=', id)
      .executeTakeFirstOrThrow();
    expect(JSON.stringify([set.body, row, await auditOf(id)])).not.toContain(client.clientSecret);
    const ciphertext = row.client_secret_ciphertext ?? '';
    expect(platform.master.keyring.decrypt(ciphertext, { owner: id, purpose: 'sso-client' })).toBe(client.clientSecret);
    expect(() => platform.master.keyring.decrypt(ciphertext, { owner: crypto.randomUUID(), purpose: 'sso-client' })).toThrow(/another row/);
  });

  it('keeps the secret that is there, but never takes it to another place', async () => {
    const { clientSecret: _secret, ...rest } = entra();
    expect(await admin('PUT', `/organizations/${id}/sso`, rest)).toMatchObject({
      status: 422,
      body: { errors: [{ field: 'clientSecret' }] },
    });
    await admin('PUT', `/organizations/${id}/sso`, entra());
    expect((await admin('PUT', `/organizations/${id}/sso`, { ...rest, label: 'Our directory' })).body.sso).toMatchObject({
      buttonLabel: 'Our directory',
    });
    for (const change of [
      { directoryId: provider.otherDirectoryId },
      { clientId: 'other' },
      { provider: 'oidc', issuerUrl: 'https://evil.example' },
    ])
      for (const [method, path] of [
        ['PUT', 'sso'],
        ['POST', 'sso/test'],
      ] as const)
        expect(await admin(method, `/organizations/${id}/${path}`, { ...rest, ...change })).toMatchObject({
          status: 422,
          body: { errors: [{ field: 'clientSecret' }] },
        });
    expect((await admin('POST', `/organizations/${id}/sso/test`, rest)).body.isWorking).toBe(true);
  });

  it('is tested step by step', async () => {
    expect((await test()).body).toMatchObject({
      isWorking: true,
      steps: ['provider', 'issuer', 'keys', 'client', 'groups'].map((step) => ({ step, state: 'ok' })),
    });
    const generic = { provider: 'oidc', issuerUrl: provider.issuerUrl };
    provider.register({ ...client, clientId: 'generic', redirectUris: [`${node.url}/x`], authenticates: 'header' });
    expect((await test({ ...generic, clientId: 'generic' })).body).toMatchObject({ isWorking: true });
    expect((await test({ ...generic, clientId: 'generic', clientSecret: 'wrong' })).body).toMatchObject({ isWorking: false });
  });

  it('says of each of many faults what to do about it, each in its own words', async () => {
    const nowhere = { provider: 'oidc', issuerUrl: 'http://127.0.0.1:9/' };
    const faults = [
      { changes: { directoryId: crypto.randomUUID() }, step: 'provider', field: 'directoryId' },
      { changes: { clientId: 'nobody' }, step: 'client', field: 'clientId' },
      { changes: { clientSecret: 'wrong' }, step: 'client', field: 'clientSecret' },
      { fault: 'client-expired', step: 'client', field: 'clientSecret' },
      { fault: 'keys', step: 'keys', field: null },
      { fault: 'graph', step: 'groups', field: null },
      { fault: 'issuer', step: 'issuer', field: 'directoryId' },
      { changes: nowhere, step: 'provider', field: 'issuerUrl' },
    ] as const;
    const messages: string[] = [];
    for (const expected of faults) {
      provider.fail('fault' in expected ? expected.fault : undefined);
      const { status, body } = await test('changes' in expected ? expected.changes : {});
      const { step, field } = expected;
      const failed = body.steps.filter((entry: { state: string }) => entry.state === 'failed');
      expect([status, body.isWorking, failed]).toEqual([200, false, [expect.objectContaining({ step, field })]]);
      messages.push(failed[0].message);
    }
    expect(new Set(messages).size).toBe(faults.length);
    expect(messages.join(' ')).toContain('describes itself as http://127.0.0.1/other, not as');
    expect(messages.join(' ')).not.toMatch(/OAUTH|undefined|\[object/);
  });
});
