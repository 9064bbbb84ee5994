import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { changesSchema, commandResultSchema } from '../../../contract/changes.ts';
import { planSchema } from '../../../contract/plan.ts';
import { createUuid } from '../../../lib/uuid.ts';
import type { SiteId } from '../../../planning/model.ts';
import { createTestSite, signedIn, type TestClient } from '../../../../tests/support/test-accounts.ts';
import { startTestServer, type TestServer } from '../../../../tests/support/test-server.ts';

let server: TestServer;
let site: SiteId;
let admin: TestClient;

beforeAll(async () => {
  server = await startTestServer();
  site = await createTestSite(server.context.database, 'Basel');
  admin = await signedIn(server, { role: 'admin' });
});
afterAll(() => server.stop());

function createProject(id = createUuid(), name = 'Project') {
  return { kind: 'project.create', id, siteId: site, name, startOn: '2026-03-02', endOn: '2026-03-13' };
}

function createPhase(projectId: string, id = createUuid(), startOn = '2026-03-02', endOn = '2026-03-06') {
  return { kind: 'phase.create', id, projectId, parentId: null, name: 'Phase', startOn, endOn };
}

describe('changing the plan', () => {
  it('a batch is answered with its revision and every consequence, and the plan then shows it', async () => {
    const [project, first, second] = [createUuid(), createUuid(), createUuid()];
    const commands = [
      createProject(project),
      createPhase(project, first),
      createPhase(project, second, '2026-03-02', '2026-03-04'),
      { kind: 'dependency.link', id: createUuid(), predecessorId: first, successorId: second, type: 'FS', lagDays: 0 },
    ];
    const answer = await admin.call('POST', '/api/commands', { commands });
    expect(answer.text).toContain('"revision"');
    expect(answer.status).toBe(200);
    const result = commandResultSchema.parse(answer.body);
    const plan = await admin.call('GET', '/api/plan');
    const parsed = planSchema.parse(plan.body);
    expect(parsed.revision).toBe(result.change.revision);
    expect(plan.body.phases.find((phase: { id: string }) => phase.id === second)).toMatchObject({
      startOn: '2026-03-07',
      endOn: '2026-03-09',
    });
    const changes = await admin.call('GET', `/api/changes?since=${result.change.revision - 1}`);
    expect(changesSchema.parse(changes.body).items.at(-1)?.patches).toEqual(result.change.patches);
  });
});
