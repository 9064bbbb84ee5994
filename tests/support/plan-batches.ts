import { createUuid } from '../../src/lib/uuid.ts';
import { readPlanText } from '../../src/server/tenant/plan/plan-query.ts';
import type { TestAnswer, TestClient } from './test-accounts.ts';
import type { TwoSites } from './two-sites.ts';

/** Sends commands as one batch; `more` stands beside them in the body. */
export function run(
  client: TestClient,
  commands: readonly object[],
  more: object = {},
  headers: Record<string, string> = {},
): Promise<TestAnswer> {
  return client.call('POST', '/api/commands', { commands, ...more }, headers);
}

export function createProject(lab: TwoSites, id: string, name = 'Project'): object {
  return { kind: 'project.create', id, siteId: lab.own, name, startOn: '2026-03-02', endOn: '2026-03-13' };
}

export function createPhase(projectId: string, id: string, startOn = '2026-03-02', endOn = '2026-03-06'): object {
  return { kind: 'phase.create', id, projectId, parentId: null, name: 'Phase', startOn, endOn };
}

export function movePhase(id: string, startOn: string, endOn: string): object {
  return { kind: 'phase.reschedule', id, startOn, endOn };
}

/** The plan as the database holds it, with nothing masked. */
export async function wholePlan(lab: TwoSites): Promise<string> {
  return (await readPlanText(lab.server.context.database, null)).text;
}

/** Two phases on their own days in a new project, the second linked to the end of the first. */
export async function makePair(lab: TwoSites): Promise<{ project: string; first: string; second: string; revision: number }> {
  const [project, first, second] = [createUuid(), createUuid(), createUuid()];
  const answer = await run(lab.superuser, [
    createProject(lab, project),
    createPhase(project, first),
    createPhase(project, second, '2026-03-09', '2026-03-10'),
    { kind: 'dependency.link', id: createUuid(), predecessorId: first, successorId: second, type: 'FS', lagDays: 0 },
  ]);
  return { project, first, second, revision: answer.body.change.revision };
}
