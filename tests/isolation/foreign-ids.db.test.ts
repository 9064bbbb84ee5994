import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createUuid } from '../../src/lib/uuid.ts';
import type { SiteId } from '../../src/planning/model.ts';
import {
  exampleOf,
  idFieldsOf,
  inputSchemaOf,
  kindOf,
  listedEndpoints,
  pathOf,
  type ListedEndpoint,
} from '../support/endpoint-examples.ts';
import { fillSite } from '../support/site-contents.ts';
import { clientOf, createTestSession, createTestSite, createTestUser, type TestAnswer, type TestClient } from '../support/test-accounts.ts';
import { startTestServer, type TestServer } from '../support/test-server.ts';

/** In every name and note of the foreign site: nobody else may ever read it. */
const SECRET = 'Verborgen';

let server: TestServer;
let admin: TestClient;
let bern: SiteId;
let lyon: SiteId;
/** One foreign thing of each kind, by the name that paths use, and one of the callers' own site. */
let foreign: Record<string, string>;
let own: Record<string, string>;
let people: Readonly<Record<'user' | 'superuser', TestClient>>;
/** Which kind an id field of a body or query names. */
const kindOfField: Readonly<Record<string, string>> = {
  site: 'sites',
  siteId: 'sites',
  siteIds: 'sites',
  homeSiteId: 'sites',
  projectId: 'projects',
  projectIds: 'projects',
  parentId: 'phases',
  afterId: 'phases',
  phaseId: 'phases',
  predecessorId: 'phases',
  successorId: 'phases',
  managerId: 'users',
  salesManagerId: 'users',
  itemId: 'projects',
  defaultSiteIds: 'sites',
};
/** Names of things that are not the workspace's, such as an application at the identity provider. */
const outside = new Set(['directoryId', 'clientId', 'requiredGroupIds']);
const ownFieldsOf = (schema: Parameters<typeof idFieldsOf>[0]) => idFieldsOf(schema).filter((field) => !outside.has(field));
/** What reads a foreign project may answer with its masked form: dates and "Confidential". */
const masked = new Set(['getProject']);

beforeAll(async () => {
  server = await startTestServer();
  const { database } = server.context;
  [bern, lyon] = [await createTestSite(database, 'Bern'), await createTestSite(database, 'Lyon')];
  const adminId = await createTestUser(database, { role: 'admin' });
  admin = clientOf(server, adminId, await createTestSession(database, adminId));
  const owner = await createTestUser(database, { role: 'superuser', siteIds: [lyon], name: `${SECRET} Person` });
  const ownerClient = clientOf(server, owner, await createTestSession(database, owner));
  foreign = { ...(await fillSite(admin, lyon, owner, SECRET)) };
  people = { user: await createPerson('user'), superuser: await createPerson('superuser') };
  own = { ...(await fillSite(admin, bern, people.user.userId, 'Open')), sessions: createUuid() };
  await fillCells();
  const { body } = await ownerClient.call('GET', '/api/auth/sessions');
  foreign['sessions'] = body.items[0].id;
  foreign['identities'] = createUuid();
  await sql`insert into user_identities (id, user_id, provider, realm, subject)
    values (${foreign['identities']}, ${owner}, 'entra', 'realm', 'subject')`.execute(database);
});
afterAll(() => server.stop());

/** A column is everybody's; what stands in its cells is its project's alone. */
async function fillCells(): Promise<void> {
  const { body: column } = await admin.call('POST', '/api/custom-columns', { name: 'Of everybody', kind: 'text' });
  [foreign['custom-columns'], own['custom-columns']] = [column.id, column.id];
  for (const path of [`/api/projects/${foreignOf('projects')}`, `/api/phases/${foreignOf('phases')}`])
    await admin.call('PATCH', path, { customValues: { [column.id]: `${SECRET} value` } });
}

async function createPerson(role: 'user' | 'superuser'): Promise<TestClient> {
  const created = await admin.call('POST', '/api/users', {
    email: `${createUuid()}@test.example`,
    name: 'Of Bern',
    role,
    siteIds: [bern],
    homeSiteId: bern,
  });
  const id = created.body.user.id;
  await sql`update users set must_change_password = false where id = ${id}`.execute(server.context.database);
  return clientOf(server, id, await createTestSession(server.context.database, id));
}

function foreignOf(kind: string): string {
  const id = foreign[kind];
  if (id === undefined) throw new Error(`tests/isolation: say which foreign thing "${kind}" names`);
  return id;
}

/** A call whose body the schema accepts and whose ids are all the caller's own, but for the one in the path if so asked. */
function requestOf(endpoint: ListedEndpoint, pathId: 'own' | 'foreign') {
  const kind = kindOf(endpoint);
  const id = pathId === 'own' ? (own[kind] ?? '') : foreignOf(kind);
  const path = endpoint.path.includes(':id') ? pathOf(endpoint, { id }) : endpoint.path;
  const values = { siteId: bern, predecessorId: own['phases'], successorId: own['laterPhases'], revision: 999_999 };
  const body = endpoint.body && !endpoint.upload ? exampleOf(inputSchemaOf(endpoint.body), values) : undefined;
  return { path, body };
}

async function revisionOf(): Promise<number> {
  return (await admin.call('GET', '/api/plan')).body.revision;
}

/** An answer that is no failure and holds no foreign name. */
function isSilent(answer: TestAnswer): boolean {
  return answer.status < 500 && !answer.text.includes(SECRET);
}

const cases = (keep: (endpoint: ListedEndpoint) => boolean): [string, ListedEndpoint][] =>
  listedEndpoints.filter(keep).map((endpoint) => [endpoint.name, endpoint]);

describe.each(['user', 'superuser'] as const)('a %s of another site', (role) => {
  it.each(cases(({ path }) => path.includes(':id')))('%s does not find a foreign id', async (_name, endpoint) => {
    const client = people[role];
    const before = await revisionOf();
    const { path, body } = requestOf(endpoint, 'foreign');
    const answer = await client.call(endpoint.method, path, body);
    expect(isSilent(answer)).toBe(true);
    // Who lacks the role altogether is told so, whatever the id.
    const expected = masked.has(endpoint.name) ? [200, 404] : [403, 404];
    expect(expected).toContain(answer.status);
    expect(answer.status === 403 ? answer.body.code : 'forbidden').toBe('forbidden');
    expect(await revisionOf()).toBe(before);
  });

  it.each(cases(({ method, path }) => method === 'GET' && !path.includes(':id')))(
    '%s tells nothing of a foreign site',
    async (_name, endpoint) => {
      const client = people[role];
      const since = endpoint.name === 'listChanges' ? 'since=0' : '';
      expect(isSilent(await client.call('GET', `${endpoint.path}?${since}`))).toBe(true);
      for (const field of idFieldsOf(endpoint.query)) {
        expect(isSilent(await client.call('GET', `${endpoint.path}?${since}&${field}=${foreignOf(kindOfField[field] ?? field)}`))).toBe(
          true,
        );
      }
      expect(isSilent(await client.call('GET', `${endpoint.path}?${since}&search=${SECRET}`))).toBe(true);
    },
  );

  it.each(cases(({ body, upload }) => body !== undefined && upload !== true && ownFieldsOf(body).length > 0))(
    '%s does not reach a foreign thing by an id in the body',
    async (_name, endpoint) => {
      const client = people[role];
      const before = await revisionOf();
      for (const field of ownFieldsOf(endpoint.body)) {
        const { path, body: plain } = requestOf(endpoint, 'own');
        const id = field === 'id' ? foreignOf(createdBy(endpoint)) : foreignOf(kindOfField[field] ?? field);
        const value = field.endsWith('Ids') ? [id] : id;
        const answer = await client.call(endpoint.method, path, { ...Object(plain), [field]: value });
        expect(isSilent(answer)).toBe(true);
        expect([field, answer.status >= 400]).toEqual([field, true]);
      }
      expect(await revisionOf()).toBe(before);
    },
  );
});

/** `POST /api/sites/:id/holidays` makes a holiday. */
function createdBy(endpoint: ListedEndpoint): string {
  return endpoint.path.split('/').at(-1) ?? '';
}

describe('the control: who may look', () => {
  it('reads the foreign names at every place that the tests above look at', async () => {
    const told = new Set<string>();
    for (const endpoint of listedEndpoints.filter(({ method }) => method === 'GET')) {
      const path = endpoint.path.includes(':id') ? pathOf(endpoint, { id: foreignOf(kindOf(endpoint)) }) : endpoint.path;
      const answer = await admin.call(
        'GET',
        `${path}${endpoint.name === 'listChanges' ? '?since=0' : ''}${endpoint.name === 'listUsers' ? '?limit=200' : ''}`,
      );
      if (answer.text.includes(SECRET)) told.add(endpoint.name);
    }
    for (const name of [
      'getPlan',
      'listChanges',
      'listProjects',
      'getProject',
      'listBaselines',
      'getBaseline',
      'listViews',
      'listPhases',
      'getPhase',
      'listEquipment',
      'listHolidays',
      'listEvents',
      'listUsers',
      'getUser',
    ])
      expect(told).toContain(name);
  });
});
