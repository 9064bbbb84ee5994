import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { baselineDetailSchema } from '../../../contract/baselines.ts';
import { createUuid } from '../../../lib/uuid.ts';
import type { SiteId } from '../../../planning/model.ts';
import type { TestClient } from '../../../../tests/support/test-accounts.ts';
import { startTenantLab } from '../../../../tests/support/tenant-lab.ts';
import type { TestServer } from '../../../../tests/support/test-server.ts';

let server: TestServer;
let admin: TestClient;
let superuser: TestClient;
let reader: TestClient;
let bern: SiteId;
let lyon: SiteId;

beforeAll(async () => {
  ({ server, admin, superuser, reader, bern, lyon } = await startTenantLab());
});
afterAll(() => server.stop());

async function run(...commands: readonly unknown[]): Promise<void> {
  const answer = await admin.call('POST', '/api/commands', { commands });
  if (answer.status !== 200) throw new Error(answer.text);
}

async function makeProject(siteId: SiteId, name: string) {
  const [project, phase] = [createUuid(), createUuid()];
  const days = { startOn: '2027-01-04', endOn: '2027-01-08' };
  await run(
    { kind: 'project.create', id: project, siteId, name, ...days },
    { kind: 'phase.create', id: phase, projectId: project, parentId: null, name: `${name} phase`, ...days, completionPercent: 40 },
  );
  return { project, phase };
}

describe('a baseline', () => {
  it('keeps the dates as they stood, whatever becomes of the plan', async () => {
    const { project, phase } = await makeProject(bern, 'KX-204');
    const taken = await superuser.call('POST', '/api/baselines', { name: 'Approved', projectIds: [project, project] });
    expect(taken).toMatchObject({ status: 201, body: { name: 'Approved', takenByName: 'Ada', projectIds: [project], isWhole: true } });
    const { revision } = (await reader.call('GET', '/api/plan')).body;
    expect(taken.body.revision).toBe(revision);

    await run({ kind: 'phase.reschedule', id: phase, startOn: '2027-01-11', endOn: '2027-01-20' });
    const detail = await reader.call('GET', `/api/baselines/${taken.body.id}`);
    baselineDetailSchema.parse(detail.body);
    expect(detail.body.items).toHaveLength(2);
    expect(detail.body.items).toContainEqual({
      id: phase,
      projectId: project,
      name: 'KX-204 phase',
      startOn: '2027-01-04',
      endOn: '2027-01-08',
      isMilestone: false,
      completionPercent: 40,
    });

    await run({ kind: 'phase.delete', id: phase });
    expect((await reader.call('GET', `/api/baselines/${taken.body.id}`)).body.items).toHaveLength(2);
  });

  it('is one of as many as anybody likes, the latest first, page by page', async () => {
    const { project } = await makeProject(bern, 'PR-17');
    const names = ['one', 'two', 'three'];
    for (const name of names) expect((await superuser.call('POST', '/api/baselines', { name, projectIds: [project] })).status).toBe(201);
    const first = await reader.call('GET', '/api/baselines?limit=2');
    expect(first.body.items.map(({ name }: { name: string }) => name)).toEqual(['three', 'two']);
    const second = await reader.call('GET', `/api/baselines?limit=2&cursor=${first.body.nextCursor}`);
    expect(second.body.items[0].name).toBe('one');
  });

  it('is renamed and deleted by those who plan, not by mere users', async () => {
    const { project } = await makeProject(bern, 'LN-3');
    const { body } = await superuser.call('POST', '/api/baselines', { name: 'Draft', projectIds: [project] });
    const path = `/api/baselines/${body.id}`;
    expect((await superuser.call('PATCH', path, { name: 'Agreed' })).body).toMatchObject({ id: body.id, name: 'Agreed' });
    expect((await reader.call('PATCH', path, { name: 'x' })).status).toBe(403);
    expect((await reader.call('DELETE', path)).status).toBe(403);
    expect((await reader.call('POST', '/api/baselines', { name: 'x', projectIds: [project] })).status).toBe(403);
    expect((await superuser.call('DELETE', path)).status).toBe(204);
    expect((await superuser.call('GET', path)).status).toBe(404);
  });

  it('tells of the reader’s own sites alone, and is not theirs to take away when it holds more', async () => {
    const [own, foreign] = [await makeProject(bern, 'Open'), await makeProject(lyon, 'Secret')];
    const { body } = await admin.call('POST', '/api/baselines', { name: 'All sites', projectIds: [own.project, foreign.project] });
    const path = `/api/baselines/${body.id}`;
    const seen = await superuser.call('GET', path);
    expect(seen.body).toMatchObject({ projectIds: [own.project], isWhole: false });
    expect(seen.text).not.toContain('Secret');
    expect((await superuser.call('DELETE', path)).status).toBe(403);
    expect((await superuser.call('PATCH', path, { name: 'x' })).status).toBe(403);

    const hidden = await admin.call('POST', '/api/baselines', { name: 'Lyon', projectIds: [foreign.project] });
    expect((await superuser.call('GET', `/api/baselines/${hidden.body.id}`)).status).toBe(404);
    expect((await superuser.call('GET', '/api/baselines')).text).not.toContain(hidden.body.id);
    const refused = await superuser.call('POST', '/api/baselines', { name: 'x', projectIds: [own.project, foreign.project] });
    expect(refused).toMatchObject({ status: 404, body: { errors: [{ field: 'projectIds' }] } });
  });

  it('survives that its project is deleted, and is there again when that is undone', async () => {
    const { project } = await makeProject(bern, 'Gone');
    const { body } = await superuser.call('POST', '/api/baselines', { name: 'Before', projectIds: [project] });
    const deleted = await superuser.call('POST', '/api/commands', { commands: [{ kind: 'project.delete', id: project }] });
    expect((await superuser.call('GET', `/api/baselines/${body.id}`)).body.projectIds).toEqual([]);
    await superuser.call('POST', '/api/changes/revert', { revision: deleted.body.change.revision });
    expect((await superuser.call('GET', `/api/baselines/${body.id}`)).body.items).toHaveLength(2);
  });
});
