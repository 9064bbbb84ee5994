import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { activityPageSchema } from '../../../contract/changes.ts';
import { createUuid } from '../../../lib/uuid.ts';
import type { SiteId } from '../../../planning/model.ts';
import { createTestSite, signedIn, type TestClient } from '../../../../tests/support/test-accounts.ts';
import { startTestServer, type TestServer } from '../../../../tests/support/test-server.ts';

let server: TestServer;
let admin: TestClient;
let planner: TestClient;
let stranger: TestClient;
let bern: SiteId;

beforeAll(async () => {
  server = await startTestServer();
  const { database } = server.context;
  bern = await createTestSite(database, 'Bern');
  const lyon = await createTestSite(database, 'Lyon');
  admin = await signedIn(server, { role: 'admin' });
  planner = await signedIn(server, { role: 'superuser', siteIds: [bern], name: 'Ada' });
  stranger = await signedIn(server, { role: 'superuser', siteIds: [lyon] });
});
afterAll(() => server.stop());

async function run(...commands: readonly unknown[]): Promise<number> {
  const answer = await planner.call('POST', '/api/commands', { commands });
  if (answer.status !== 200) throw new Error(answer.text);
  return answer.body.change.revision;
}

async function activity(client: TestClient, itemId: string, query = '') {
  const answer = await client.call('GET', `/api/activity?itemId=${itemId}${query}`);
  if (answer.status !== 200) throw new Error(answer.text);
  return activityPageSchema.parse(answer.body);
}

/** A project with two phases, the second after the first. */
async function makePlan() {
  const [project, first, second, link] = [createUuid(), createUuid(), createUuid(), createUuid()];
  const phase = (id: string, name: string, startOn: string, endOn: string) => ({
    kind: 'phase.create',
    id,
    projectId: project,
    parentId: null,
    name,
    startOn,
    endOn,
  });
  const born = await run(
    { kind: 'project.create', id: project, siteId: bern, name: 'KX-204', startOn: '2027-03-01', endOn: '2027-03-12' },
    phase(first, 'Assay', '2027-03-01', '2027-03-05'),
    phase(second, 'Report', '2027-03-06', '2027-03-12'),
    { kind: 'dependency.link', id: link, predecessorId: first, successorId: second, type: 'FS', lagDays: 0 },
  );
  return { project, first, second, link, born };
}

describe('the activity of an item', () => {
  it('is told the latest first, with its part alone and why its days moved', async () => {
    const { first, second, link, born } = await makePlan();
    const moved = await run({ kind: 'phase.reschedule', id: first, startOn: '2027-03-03', endOn: '2027-03-08' });
    const { items, nextBefore } = await activity(planner, second);
    expect([items.map(({ revision }) => revision), nextBefore]).toEqual([[moved, born], null]);
    expect(items[0]).toMatchObject({ actorName: 'Ada', isRevertible: true, isUndone: false });
    expect(new Set(items[0]?.patches.map(({ id }) => id))).toEqual(new Set([second]));
    expect(items[0]?.moves).toMatchObject([{ id: second, reason: { kind: 'pushed', predecessorId: first, dependencyId: link } }]);
    expect(new Set(items[1]?.patches.map(({ id }) => id))).toEqual(new Set([second, link]));
  });

  it('holds what happened to its links, people and bookings, also of those that are gone', async () => {
    const { second, link } = await makePlan();
    const changed = await run({ kind: 'dependency.update', id: link, type: 'SS', lagDays: 2 });
    const assignment = createUuid();
    const fields = { staffId: planner.userId, projectId: null, phaseId: second, allocationPercent: 50, startOn: null, endOn: null };
    await run({ kind: 'assignment.set', id: assignment, fields });
    const less = await run({ kind: 'assignment.set', id: assignment, fields: { allocationPercent: 20 } });
    const removed = await run({ kind: 'assignment.remove', id: assignment }, { kind: 'dependency.unlink', id: link });
    const { items } = await activity(planner, second);
    const fieldsOf = (revision: number) => items.find((item) => item.revision === revision)?.patches.map(({ field }) => field);
    expect(fieldsOf(changed)?.toSorted()).toEqual(['lagDays', 'type']);
    expect(fieldsOf(less)).toEqual(['allocationPercent']);
    expect(fieldsOf(removed)).toContain('successorId');
  });

  it('of a project holds its phases where they are asked for', async () => {
    const { project, first } = await makePlan();
    const moved = await run({ kind: 'phase.update', id: first, fields: { name: 'Assays' } });
    expect((await activity(planner, project)).items.map(({ revision }) => revision)).not.toContain(moved);
    const whole = await activity(planner, project, '&contents=true');
    expect(whole.items[0]).toMatchObject({ revision: moved, patches: [{ id: first, field: 'name', from: 'Assay', to: 'Assays' }] });
  });

  it('comes page by page', async () => {
    const { first, born } = await makePlan();
    const renamed: number[] = [];
    for (const name of ['a', 'b', 'c']) renamed.push(await run({ kind: 'phase.update', id: first, fields: { name } }));
    const page = await activity(planner, first, '&limit=2');
    expect(page.items.map(({ revision }) => revision)).toEqual([renamed[2], renamed[1]]);
    const next = await activity(planner, first, `&limit=3&before=${page.nextBefore}`);
    expect(next.items.map(({ revision }) => revision)).toEqual([renamed[0], born]);
  });

  it('says what was undone, and what was done again', async () => {
    const { first } = await makePlan();
    const renamed = await run({ kind: 'phase.update', id: first, fields: { name: 'Other' } });
    const undone = await planner.call('POST', '/api/changes/revert', { revision: renamed });
    const stateOf = async () => (await activity(planner, first)).items.find(({ revision }) => revision === renamed)?.isUndone;
    expect(await stateOf()).toBe(true);
    await planner.call('POST', '/api/changes/revert', { revision: undone.body.change.revision });
    expect(await stateOf()).toBe(false);
  });

  it('is nothing to those who may not look into the project', async () => {
    const { project, first } = await makePlan();
    expect((await activity(stranger, first)).items).toEqual([]);
    const masked = await stranger.call('GET', `/api/activity?itemId=${project}&contents=true`);
    expect(masked.text).not.toContain('KX-204');
    expect(masked.text).not.toContain('Ada');
    expect((await activity(admin, project)).items.length).toBeGreaterThan(0);
    expect((await stranger.call('GET', '/api/activity')).status).toBe(422);
  });
});
