import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { commandSchema } from '../../src/contract/commands.ts';
import { problemSchema } from '../../src/contract/problems.ts';
import type { StaffId } from '../../src/planning/model.ts';
import {
  exampleOf,
  inputSchemaOf,
  kindOf,
  listedEndpoints,
  pathOf,
  type JsonSchema,
  type ListedEndpoint,
  type Values,
} from '../support/endpoint-examples.ts';
import { fillSite, type SiteContents } from '../support/site-contents.ts';
import { call, clientOf, createTestSession, createTestSite, createTestUser, type TestAnswer } from '../support/test-accounts.ts';
import { startTestServer, type TestServer } from '../support/test-server.ts';

/** Requests per endpoint; the seed is printed with a failure and can be given again. */
const RUNS = Number(process.env['FUZZ_RUNS'] ?? 30);

let server: TestServer;
let adminId: StaffId;
let contents: SiteContents;

beforeAll(async () => {
  server = await startTestServer();
  const { database } = server.context;
  const siteId = await createTestSite(database, 'Bern');
  adminId = await createTestUser(database, { role: 'admin' });
  const client = clientOf(server, adminId, await createTestSession(database, adminId));
  // Somebody else than who calls, whom the calls may disable or rename.
  const victim = await createTestUser(database, { role: 'admin', siteIds: [siteId] });
  contents = await fillSite(client, siteId, victim, 'Open');
});
afterAll(() => server.stop());

/** Values that programs forget about. */
const oddValue = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    '',
    ' ',
    '\u0000',
    'a\u0000b',
    '\ud800',
    '\u202etxt.exe',
    '👩‍🔬'.repeat(80),
    "'; drop table users; --",
    '%_\\',
    '{{7*7}}',
    '<script>alert(1)</script>',
    'x'.repeat(5000),
    '2027-02-30',
    '0000-00-00',
    '9999-12-31',
    '1899-12-31',
    'undefined',
    'NaN',
    '1e400',
    -1,
    0,
    1.5,
    1e308,
    Number.MAX_SAFE_INTEGER,
    2 ** 31,
    true,
    [],
    {},
    [[[[[]]]]],
    { constructor: { prototype: {} } },
    '00000000-0000-0000-0000-000000000000',
    'FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF',
  ),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.jsonValue({ maxDepth: 3 }),
);

type Attempt = { readonly path: string; readonly body: unknown };

/** Mostly right, with one or two fields gone wrong, so that the fault lies deep; or wrong altogether. */
function attemptsOf(endpoint: ListedEndpoint): fc.Arbitrary<Attempt> {
  const schema = endpoint.body && !endpoint.upload ? inputSchemaOf(endpoint.body) : undefined;
  const fields = Object.keys(schema?.properties ?? { unknown: {} });
  const queryFields = Object.keys(endpoint.query ? (inputSchemaOf(endpoint.query).properties ?? {}) : {});
  const faults = fc.dictionary(fc.constantFrom(...fields, 'unknownField'), oddValue, { minKeys: 1, maxKeys: 2 });
  const body = fc.oneof(
    {
      weight: 5,
      arbitrary: faults.map((fault) => ({ ...Object(exampleOf(schema ?? {}, knownIds(), 'all')), ...fault })),
    },
    { weight: 1, arbitrary: oddValue },
  );
  const id = fc.oneof(
    fc.uuid(),
    fc.constant(contents[kindOf(endpoint)] ?? ''),
    fc.string({ unit: 'binary', maxLength: 20 }),
    fc.constantFrom('..', '%00', '1', 'null'),
  );
  const query = fc.dictionary(
    fc.constantFrom(...queryFields, 'unknownField'),
    oddValue.map((value) => (typeof value === 'string' ? value : JSON.stringify(value))),
    { maxKeys: 2 },
  );
  return fc.record({ id, query, body }).map((parts) => ({
    path: `${pathOf(endpoint, { id: parts.id })}${queryText(parts.query)}`,
    body: endpoint.body ? parts.body : undefined,
  }));
}

/** Ids of things that are there, by the names of the fields that refer to them. */
function knownIds(): Values {
  const { sites, users, projects, phases, laterPhases, equipment } = contents;
  return {
    siteId: sites,
    siteIds: [sites],
    homeSiteId: sites,
    staffId: users,
    managerId: users,
    salesManagerId: users,
    projectId: projects,
    projectIds: [projects],
    phaseId: phases,
    parentId: null,
    afterId: null,
    predecessorId: phases,
    successorId: laterPhases,
    equipmentId: equipment,
    currentPassword: 'not the current one',
  };
}

function queryText(query: Readonly<Record<string, string>>): string {
  const pairs = Object.entries(query).map(([name, value]) => `${name}=${encodeURIComponent(value.toWellFormed())}`);
  return pairs.length === 0 ? '' : `?${pairs.join('&')}`;
}

async function stateOf(): Promise<string> {
  const { rows } = await sql<{ state: string }>`
    select concat_ws(' ', (select revision from plan_revision), (select count(*) from users), (select md5(settings::text) from settings)) as state`.execute(
    server.context.database,
  );
  return rows[0]?.state ?? '';
}

/** What is wrong with an answer to bad input; undefined when it is as promised. */
function faultOf(answer: TestAnswer): string | undefined {
  if (answer.status >= 500) return `status ${answer.status}`;
  if (answer.status < 400) return undefined;
  // The caller is an administrator with a session of this very moment: anything else would test nothing.
  if (['forbidden', 'not_signed_in', 'password_change_required'].includes(answer.body?.code)) return 'the caller lost its rights';
  if (answer.headers.get('content-type')?.startsWith('application/problem+json') !== true) return 'no problem document';
  const problem = problemSchema.safeParse(answer.body);
  if (!problem.success) return `not the shape of a problem: ${problem.error.message}`;
  if (problem.data.status !== answer.status) return 'another status inside';
  if (answer.status === 422 && (problem.data.errors ?? []).length === 0) return 'no field named';
  return undefined;
}

const cases: [string, ListedEndpoint][] = listedEndpoints.map((endpoint) => [endpoint.name, endpoint]);
const withBody = cases.filter(([, endpoint]) => endpoint.body !== undefined && endpoint.upload !== true);

describe('whatever is sent, the answer is a result or a problem document that names the field, and a refusal changes nothing', () => {
  it.each(cases)('%s', async (_name, endpoint) => {
    const { database } = server.context;
    await fc.assert(
      fc.asyncProperty(attemptsOf(endpoint), async ({ path, body }) => {
        await sql`delete from sign_in_attempts`.execute(database);
        const before = await stateOf();
        const cookie = await createTestSession(database, adminId);
        const answer = await call(server.url, endpoint.method, path, body === undefined ? undefined : JSON.stringify(body), { cookie });
        expect([faultOf(answer), answer.text]).toEqual([undefined, answer.text]);
        expect(answer.status >= 400 ? await stateOf() : before).toBe(before);
      }),
      { numRuns: RUNS },
    );
  });
});

describe('commands', () => {
  const variants = commandSchema.options.map((option) => inputSchemaOf(option));
  const kindsOf = variants.map((variant): [string, JsonSchema] => [String(variant.properties?.['kind']?.const), variant]);

  it.each(kindsOf)('%s with one field gone wrong is done or refused whole', async (kind, variant) => {
    const { database } = server.context;
    const fields = variant.properties?.['fields']?.properties ?? {};
    const targets = Object.values(contents);
    const own = fc.dictionary(fc.constantFrom(...Object.keys(variant.properties ?? {}), 'unknownField'), oddValue, { maxKeys: 1 });
    const inner = fc.dictionary(fc.constantFrom(...Object.keys(fields), 'unknownField'), oddValue, { maxKeys: 2 });
    const id = fc.oneof(fc.uuid(), fc.constantFrom(...targets));
    await fc.assert(
      fc.asyncProperty(fc.tuple(id, own, inner), async ([target, ownFaults, innerFaults]) => {
        const before = await stateOf();
        const cookie = await createTestSession(database, adminId);
        const plain = Object(exampleOf(variant, knownIds(), 'all'));
        const faulty = Object.keys(fields).length === 0 ? plain : { ...plain, fields: { ...plain.fields, ...innerFaults } };
        const command = { ...faulty, id: target, ...ownFaults, kind };
        const answer = await call(server.url, 'POST', '/api/commands', { commands: [command] }, { cookie });
        expect([faultOf(answer), answer.text]).toEqual([undefined, answer.text]);
        expect(answer.status >= 400 ? await stateOf() : before).toBe(before);
      }),
      { numRuns: RUNS },
    );
  });
});

describe('a body that cannot be read', () => {
  it.each(withBody)('%s refuses it as such', async (_name, endpoint) => {
    const cookie = await createTestSession(server.context.database, adminId);
    const path = pathOf(endpoint, { id: crypto.randomUUID() });
    const send = (body: string, contentType = 'application/json') =>
      call(server.url, endpoint.method, path, body, { cookie, 'content-type': contentType });
    const limit = endpoint.bodyLimitBytes ?? 256 * 1024;
    const answers = {
      broken: await send('{"a":'),
      empty: await send(''),
      poisoned: await send('{"__proto__":{"isAdmin":true}}'),
      list: await send('[]'),
      deep: await send(`${'['.repeat(2000)}${']'.repeat(2000)}`),
      form: await send('a=b', 'application/x-www-form-urlencoded'),
      text: await send('{}', 'text/plain'),
      large: await send(`"${'x'.repeat(limit)}"`),
    };
    const statuses = Object.fromEntries(Object.entries(answers).map(([name, { status }]) => [name, status]));
    expect(statuses).toEqual({ broken: 400, empty: 400, poisoned: 400, list: 422, deep: 422, form: 415, text: 415, large: 413 });
    expect(Object.values(answers).map(faultOf)).toEqual(Object.values(answers).map(() => undefined));
  });
});
