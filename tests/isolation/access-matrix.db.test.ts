import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Access } from '../../src/contract/endpoint.ts';
import { roleHas, roles, type Role } from '../../src/contract/roles.ts';
import { routes } from '../../src/contract/routes.ts';
import type { StaffId } from '../../src/planning/model.ts';
import { exampleOf, inputSchemaOf, listedEndpoints, pathOf, type ListedEndpoint } from '../support/endpoint-examples.ts';
import { call, createTestSession, createTestSite, createTestUser, type TestAnswer } from '../support/test-accounts.ts';
import { startTestServer, type TestServer } from '../support/test-server.ts';

let server: TestServer;
let people: Readonly<Record<Role | 'mustChange' | 'disabled', StaffId>>;

beforeAll(async () => {
  server = await startTestServer();
  const { database } = server.context;
  const siteIds = [await createTestSite(database, 'Bern')];
  people = {
    user: await createTestUser(database, { role: 'user', siteIds }),
    superuser: await createTestUser(database, { role: 'superuser', siteIds }),
    admin: await createTestUser(database, { role: 'admin' }),
    mustChange: await createTestUser(database, { role: 'admin', mustChangePassword: true }),
    disabled: await createTestUser(database, { role: 'admin', isActive: false }),
  };
});
afterAll(() => server.stop());

/** One call with ids that nothing has and a body that the schema accepts, so that only the caller's rights differ. */
async function tryCall(endpoint: ListedEndpoint, headers: Readonly<Record<string, string>>): Promise<TestAnswer> {
  const path = pathOf(endpoint, { id: crypto.randomUUID() });
  const query = endpoint.name === 'listChanges' ? '?since=0' : '';
  const body = endpoint.body && !endpoint.upload ? exampleOf(inputSchemaOf(endpoint.body), { revision: 999_999 }) : undefined;
  return call(server.url, endpoint.method, `${path}${query}`, body, headers);
}

async function callAs(endpoint: ListedEndpoint, who: keyof typeof people): Promise<TestAnswer> {
  return tryCall(endpoint, { cookie: await createTestSession(server.context.database, people[who]) });
}

function isAllowed(access: Access, role: Role): boolean {
  return access === 'public' || access === 'session' || roleHas(role, access);
}

describe('the list of endpoints', () => {
  it('is what the server answers, no more and no less', () => {
    const bound = server.app.server.endpoints.map(({ name }) => name);
    expect(new Set(bound)).toEqual(new Set(listedEndpoints.map(({ name }) => name)));
    expect(bound).toHaveLength(new Set(bound).size);
    expect(new Set(bound)).toEqual(new Set(Object.keys(routes)));
  });

  it('holds few that answer without a session', () => {
    expect(listedEndpoints.filter(({ access }) => access === 'public').map(({ name }) => name)).toEqual([
      'signIn',
      'findMe',
      'getSignInOptions',
      'startSso',
      'finishSso',
      'signOutAtProvider',
      'confirmSsoLink',
      'signInByBreakGlass',
    ]);
    expect(new Set(listedEndpoints.filter(({ access }) => access === 'session').map(({ name }) => name))).toEqual(
      new Set(['signOut', 'getMe', 'changePassword']),
    );
  });
});

/** Endpoints by name, as the cases of a test. */
function named(keep: (endpoint: ListedEndpoint) => boolean): [string, ListedEndpoint][] {
  return listedEndpoints.filter(keep).map((endpoint) => [endpoint.name, endpoint]);
}

describe('without a session, with one that has ended, and with one of a disabled account', () => {
  it.each(named(({ access }) => access !== 'public'))('%s answers 401', async (_name, endpoint) => {
    const { database } = server.context;
    const ended = await createTestSession(database, people.admin);
    await sql`update sessions set expires_at = now() where user_id = ${people.admin}`.execute(database);
    const disabled = await createTestSession(database, people.disabled);
    for (const cookie of ['', ended, disabled]) {
      expect(await tryCall(endpoint, { cookie })).toMatchObject({ status: 401, body: { code: 'not_signed_in' } });
    }
  });
});

describe('until a given password is changed', () => {
  it.each(named(({ access }) => access !== 'public' && access !== 'session'))('%s answers 403', async (_name, endpoint) => {
    expect(await callAs(endpoint, 'mustChange')).toMatchObject({ status: 403, body: { code: 'password_change_required' } });
  });
});

describe.each(roles)('to the role %s', (role) => {
  it.each(named(() => true))('%s is open or closed as its access says', async (_name, endpoint) => {
    const answer = await callAs(endpoint, role);
    expect(answer.status).toBeLessThan(500);
    expect(answer.status === 403 && answer.body.code === 'forbidden').toBe(!isAllowed(endpoint.access, role));
    expect(answer.body?.code).not.toBe('not_signed_in');
  });
});

describe('to a request that another web site sends', () => {
  it.each(named(({ method }) => method !== 'GET'))('%s is closed', async (_name, endpoint) => {
    const cookie = await createTestSession(server.context.database, people.admin);
    expect(await tryCall(endpoint, { cookie, 'sec-fetch-site': 'cross-site' })).toMatchObject({
      status: 403,
      body: { code: 'cross_site_request' },
    });
  });
});
