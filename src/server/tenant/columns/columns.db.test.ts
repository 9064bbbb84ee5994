import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestSite, signedIn, type TestClient } from '../../../../tests/support/test-accounts.ts';
import { startTestServer, type TestServer } from '../../../../tests/support/test-server.ts';
import { planSchema } from '../../../contract/plan.ts';
import { phaseResourceSchema, projectResourceSchema } from '../../../contract/projects.ts';
import { createUuid } from '../../../lib/uuid.ts';

let server: TestServer;
let admin: TestClient;
let planner: TestClient;
let stranger: TestClient;
let reader: TestClient;
let lyon: string;
let project: string;
let phase: string;

beforeAll(async () => {
  server = await startTestServer();
  const { database } = server.context;
  const bern = await createTestSite(database, 'Bern');
  const away = await createTestSite(database, 'Lyon');
  lyon = away;
  admin = await signedIn(server, { role: 'admin' });
  planner = await signedIn(server, { role: 'superuser', siteIds: [bern], name: 'Ada' });
  stranger = await signedIn(server, { role: 'superuser', siteIds: [away] });
  reader = await signedIn(server, { role: 'user', siteIds: [bern] });
  const days = { startOn: '2027-03-01', endOn: '2027-03-05' };
  project = (await planner.call('POST', '/api/projects', { siteId: bern, name: 'KX-204', ...days })).body.id;
  phase = (await planner.call('POST', `/api/projects/${project}/phases`, { name: 'Assay', ...days })).body.id;
});
afterAll(() => server.stop());

async function makeColumn(kind: string, more: object = {}) {
  const answer = await admin.call('POST', '/api/custom-columns', { name: createUuid(), kind, ...more });
  if (answer.status !== 201) throw new Error(answer.text);
  return answer.body;
}

const option = (label: string) => ({ id: createUuid(), label, color: '#336699' });

describe('custom columns', () => {
  it('are made, changed, moved and deleted by administrators, and seen by everybody', async () => {
    const options = [option('High'), option('Low')];
    const list = await makeColumn('list', { options });
    const text = await makeColumn('text', { appliesTo: 'projects' });
    expect(list).toMatchObject({ kind: 'list', appliesTo: 'all', options });
    expect((await stranger.call('GET', '/api/custom-columns')).body.items).toEqual([list, text]);
    const changed = await admin.call('PATCH', `/api/custom-columns/${text.id}`, { name: 'Order number', afterId: null });
    expect(changed).toMatchObject({ status: 200, body: { name: 'Order number', appliesTo: 'projects' } });
    expect((await reader.call('GET', '/api/custom-columns')).body.items.map(({ id }: { id: string }) => id)).toEqual([text.id, list.id]);
    expect((await admin.call('POST', '/api/custom-columns', { name: 'order NUMBER', kind: 'text' })).body).toMatchObject({
      code: 'duplicate',
      errors: [{ field: 'name' }],
    });
    for (const client of [planner, reader]) {
      expect((await client.call('POST', '/api/custom-columns', { name: 'Mine', kind: 'text' })).status).toBe(403);
      expect((await client.call('PATCH', `/api/custom-columns/${text.id}`, { name: 'Mine' })).status).toBe(403);
      expect((await client.call('DELETE', `/api/custom-columns/${text.id}`)).status).toBe(403);
      const commands = [{ kind: 'customColumn.move', id: list.id, afterId: null }];
      expect((await client.call('POST', '/api/commands', { commands })).status).toBe(403);
    }
    for (const { id } of [list, text]) expect((await admin.call('DELETE', `/api/custom-columns/${id}`)).status).toBe(204);
  });

  it('are deleted with their values, and come back with them', async () => {
    const { id } = await makeColumn('number');
    await planner.call('PATCH', `/api/phases/${phase}`, { customValues: { [id]: 12.5 } });
    const deleted = await admin.call('POST', '/api/commands', { commands: [{ kind: 'customColumn.delete', id }] });
    expect((await planner.call('GET', `/api/phases/${phase}`)).body.customValues).toEqual({});
    await admin.call('POST', '/api/changes/revert', { revision: deleted.body.change.revision });
    expect((await planner.call('GET', `/api/phases/${phase}`)).body.customValues).toEqual({ [id]: 12.5 });
    await admin.call('DELETE', `/api/custom-columns/${id}`);
  });
});

describe('custom values', () => {
  it('of every kind are kept as they were given, in the plan and as plain resources', async () => {
    const options = [option('High')];
    const columns = [await makeColumn('text'), await makeColumn('number'), await makeColumn('date'), await makeColumn('checkbox')];
    columns.push(await makeColumn('list', { options }));
    const ids = columns.map(({ id }) => id);
    const given = ['“Zürich” \\ 7', -0.1, '2027-02-28', true, options[0]?.id];
    const values = Object.fromEntries(ids.map((id, index) => [id, given[index]]));
    const changed = await planner.call('PATCH', `/api/phases/${phase}`, { customValues: values });
    expect(phaseResourceSchema.parse(changed.body).customValues).toEqual(values);
    expect((await reader.call('GET', `/api/phases/${phase}`)).body.customValues).toEqual(values);
    expect((await reader.call('GET', `/api/projects/${project}/phases`)).body.items[0].customValues).toEqual(values);
    const plan = planSchema.parse((await reader.call('GET', '/api/plan')).body);
    expect(Object.fromEntries(plan.customValues.map(({ columnId, value }) => [columnId, value]))).toEqual(values);
    const emptied = Object.fromEntries(ids.map((id, index) => [id, index === 3 ? false : null]));
    expect((await planner.call('PATCH', `/api/phases/${phase}`, { customValues: emptied })).body.customValues).toEqual({});
    for (const id of ids) await admin.call('DELETE', `/api/custom-columns/${id}`);
  });

  it('are set on new projects and phases, and by those alone who plan there', async () => {
    const { id } = await makeColumn('text');
    const days = { startOn: '2027-03-01', endOn: '2027-03-05' };
    const { siteId } = (await planner.call('GET', `/api/projects/${project}`)).body;
    const made = await planner.call('POST', '/api/projects', { siteId, name: 'New', ...days, customValues: { [id]: 'for ACME' } });
    expect(projectResourceSchema.parse(made.body).customValues).toEqual({ [id]: 'for ACME' });
    const below = await planner.call('POST', `/api/projects/${made.body.id}/phases`, {
      name: 'Assay',
      ...days,
      customValues: { [id]: 'x' },
    });
    expect(below.body.customValues).toEqual({ [id]: 'x' });
    expect((await reader.call('PATCH', `/api/projects/${made.body.id}`, { customValues: { [id]: 'y' } })).status).toBe(403);
    expect((await stranger.call('PATCH', `/api/phases/${below.body.id}`, { customValues: { [id]: 'y' } })).status).toBe(404);
    expect((await stranger.call('GET', '/api/plan')).text).not.toContain('for ACME');
    expect((await stranger.call('GET', `/api/projects/${made.body.id}`)).body).toMatchObject({ isMasked: true, customValues: {} });
    expect((await planner.call('GET', '/api/projects?search=new')).body.items[0].customValues).toEqual({ [id]: 'for ACME' });
    await admin.call('DELETE', `/api/custom-columns/${id}`);
  });

  it('that are none of the kind are refused by the column that they are for', async () => {
    const { id } = await makeColumn('date');
    const answer = await planner.call('PATCH', `/api/phases/${phase}`, { customValues: { [id]: 'soon' } });
    expect(answer).toMatchObject({ status: 422, body: { code: 'invalid_input', errors: [{ field: `customValues.${id}` }] } });
    const unknown = await planner.call('PATCH', `/api/phases/${phase}`, { customValues: { [createUuid()]: 'x' } });
    expect(unknown.status).toBe(404);
    await admin.call('DELETE', `/api/custom-columns/${id}`);
  });

  it('are told in the activity of their phase, and a change to the plan has another tag', async () => {
    const { id } = await makeColumn('text');
    const tag = (await reader.call('GET', '/api/plan')).headers.get('etag');
    await planner.call('PATCH', `/api/phases/${phase}`, { customValues: { [id]: 'told' } });
    await planner.call('PATCH', `/api/phases/${phase}`, { customValues: { [id]: null } });
    expect((await reader.call('GET', '/api/plan')).headers.get('etag')).not.toBe(tag);
    const { items } = (await planner.call('GET', `/api/activity?itemId=${phase}`)).body;
    expect(items[0].patches).toContainEqual(expect.objectContaining({ entity: 'customValue', field: 'value', from: 'told', to: null }));
    expect(items[1].patches).toContainEqual(expect.objectContaining({ entity: 'customValue', field: 'value', from: null, to: 'told' }));
    await admin.call('DELETE', `/api/custom-columns/${id}`);
  });

  it('are taken back by nobody who does not see them', async () => {
    const { id } = await makeColumn('text');
    const commands = [
      { kind: 'project.create', id: createUuid(), siteId: lyon, name: 'Seen', startOn: '2027-03-01', endOn: '2027-03-05' },
      { kind: 'customValue.set', id, phaseId: phase, value: 'secret' },
    ];
    const { revision } = (await admin.call('POST', '/api/commands', { commands })).body.change;
    expect((await stranger.call('POST', '/api/changes/revert', { revision })).status).toBe(404);
    await admin.call('DELETE', `/api/custom-columns/${id}`);
  });
});
