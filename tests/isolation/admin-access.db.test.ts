import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AdminAccess } from '../../src/contract/admin/admin-endpoint.ts';
import { adminEndpoints } from '../../src/contract/admin/admin-endpoints.ts';
import { adminRoutes } from '../../src/contract/admin/admin-routes.ts';
import type { EndpointShape } from '../../src/contract/endpoint.ts';
import { problemSchema } from '../../src/contract/problems.ts';
import { exampleOf, inputSchemaOf } from '../support/endpoint-examples.ts';
import { call, type TestAnswer } from '../support/test-accounts.ts';
import { createOperatorSession, createTestOperator } from '../support/test-operators.ts';
import { startTestPlatform, type TestNode, type TestPlatform } from '../support/test-platform.ts';

type Listed = EndpointShape<AdminAccess> & { readonly name: string; readonly method: string; readonly path: string };

const RUNS = Number(process.env['FUZZ_RUNS'] ?? 15);
const listed: readonly Listed[] = adminEndpoints;
const cases = listed.map((endpoint): [string, Listed] => [endpoint.name, endpoint]);
const oddValue = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    '',
    '\u0000',
    '\ud800',
    "'; drop table tenants; --",
    'x'.repeat(3000),
    -1,
    1.5,
    2 ** 31,
    1e308,
    true,
    [],
    {},
    [[[]]],
  ),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.jsonValue({ maxDepth: 3 }),
);

let platform: TestPlatform;
let node: TestNode;
let ids: Readonly<Record<'superadmin' | 'admin' | 'mustChange', string>>;

beforeAll(async () => {
  platform = await startTestPlatform({ worker: 'none' });
  node = await platform.startNode();
  const mustChange = await createTestOperator(platform);
  await platform.master.database.updateTable('admin_users').set({ must_change_password: true }).where('id', '=', mustChange).execute();
  ids = { superadmin: await createTestOperator(platform), admin: await createTestOperator(platform, { role: 'admin' }), mustChange };
});
afterAll(() => platform.stop());

async function send(
  { method, path, body }: Listed,
  sent: unknown,
  headers: Readonly<Record<string, string>>,
  id: string,
): Promise<TestAnswer> {
  await platform.master.database.deleteFrom('admin_sign_in_attempts').execute();
  const place = path.replaceAll(/:\w+/g, encodeURIComponent(id.toWellFormed()));
  return call(node.url, method, place, body ? JSON.stringify(sent) : undefined, headers);
}

const plain = (endpoint: Listed, headers: Readonly<Record<string, string>>) =>
  send(endpoint, endpoint.body ? exampleOf(inputSchemaOf(endpoint.body)) : undefined, headers, crypto.randomUUID());

it('every route of the control plane is in the list', () => {
  expect(listed.map(({ name }) => name).toSorted()).toEqual(Object.keys(adminRoutes).toSorted());
});

describe.each(cases)('%s', (_name, endpoint) => {
  const isPublic = endpoint.access === 'public';
  it('asks strangers, tenants’ people and other web sites to leave', async () => {
    for (const cookie of ['', `milestone_admin=${'a'.repeat(43)}`, `milestone_session=${'b'.repeat(43)}`])
      expect((await plain(endpoint, { cookie })).body?.code === 'not_signed_in').toBe(!isPublic);
    const cookie = await createOperatorSession(platform, ids.superadmin);
    const foreign = await plain(endpoint, { cookie, 'sec-fetch-site': 'cross-site' });
    expect(foreign.body?.code === 'cross_site_request').toBe(endpoint.method !== 'GET');
  });

  it('waits for the forced password change, and is open to those whom it names alone', async () => {
    const codeOf = async (id: string) => (await plain(endpoint, { cookie: await createOperatorSession(platform, id) })).body?.code;
    expect((await codeOf(ids.mustChange)) === 'password_change_required').toBe(!['public', 'session'].includes(endpoint.access));
    expect((await codeOf(ids.admin)) === 'forbidden').toBe(endpoint.access === 'superadmin');
    expect(await codeOf(ids.superadmin)).not.toBe('forbidden');
  });

  it('answers anything with a result or a problem document', async () => {
    const schema = endpoint.body ? inputSchemaOf(endpoint.body) : undefined;
    const fields = [...Object.keys(schema?.properties ?? {}), 'unknownField'];
    const body = fc.oneof(
      fc
        .dictionary(fc.constantFrom(...fields), oddValue, { minKeys: 1, maxKeys: 2 })
        .map((odd) => ({ ...Object(exampleOf(schema ?? {}, {}, 'all')), ...odd })),
      oddValue,
    );
    const id = fc.oneof(
      fc.uuid(),
      fc.constantFrom('1', 'null', '%00', '9999999999'),
      fc.string({ unit: 'binary', minLength: 1, maxLength: 20 }),
    );
    await fc.assert(
      fc.asyncProperty(body, id, async (sent, place) => {
        const answer = await send(endpoint, sent, { cookie: await createOperatorSession(platform, ids.superadmin) }, place);
        expect([answer.status < 500, answer.text]).toEqual([true, answer.text]);
        expect(answer.status < 400 || problemSchema.safeParse(answer.body).success).toBe(true);
      }),
      { numRuns: RUNS },
    );
  });
});
