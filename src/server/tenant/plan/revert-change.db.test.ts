import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stepsSchema } from '../../../contract/changes.ts';
import { createUuid } from '../../../lib/uuid.ts';
import { createPhase, createProject, makePair, movePhase, run, wholePlan } from '../../../../tests/support/plan-batches.ts';
import { signedIn, type TestClient } from '../../../../tests/support/test-accounts.ts';
import { SECRET, startTwoSites, type TwoSites } from '../../../../tests/support/two-sites.ts';

let lab: TwoSites;
beforeAll(async () => {
  lab = await startTwoSites();
});
afterAll(() => lab.server.stop());

describe('undo', () => {
  const revert = (client: TestClient, revision: number) => client.call('POST', '/api/changes/revert', { revision });

  it('brings the plan back byte for byte, and undo of the undo is redo', async () => {
    const { first, project } = await makePair(lab);
    for (const commands of [
      [movePhase(first, '2026-03-20', '2026-03-25')],
      [{ kind: 'project.delete', id: project }],
      [createProject(lab, createUuid())],
    ]) {
      const before = sorted(await wholePlan(lab));
      const done = await run(lab.superuser, commands);
      const after = sorted(await wholePlan(lab));
      const undone = await revert(lab.superuser, done.body.change.revision);
      expect(undone.status).toBe(200);
      expect(undone.body.change).toMatchObject({ revertsRevision: done.body.change.revision, kinds: ['change.revert'] });
      expect(sorted(await wholePlan(lab))).toBe(before);
      expect((await revert(lab.superuser, undone.body.change.revision)).status).toBe(200);
      expect(sorted(await wholePlan(lab))).toBe(after);
      await revert(lab.superuser, undone.body.change.revision + 1);
    }
  });

  it('is refused field by field where somebody changed it since, with who and when', async () => {
    const { first } = await makePair(lab);
    const done = await run(lab.superuser, [{ kind: 'phase.update', id: first, fields: { name: 'Renamed' } }]);
    const later = await run(lab.admin, [{ kind: 'phase.update', id: first, fields: { name: 'Again' } }]);
    const undone = await revert(lab.superuser, done.body.change.revision);
    expect(undone.status).toBe(409);
    expect(undone.body.conflicts).toEqual([
      {
        entity: 'phase',
        id: first,
        field: 'name',
        mine: 'Renamed',
        theirs: 'Again',
        revision: later.body.change.revision,
        actorName: 'Ada Admin',
      },
    ]);
  });

  it('keeps their values or puts the own ones back on request, but not what was changed again meanwhile', async () => {
    const { first } = await makePair(lab);
    const both = { kind: 'phase.update', id: first, fields: { name: 'Mine', notes: 'Mine' } };
    const done = await run(lab.superuser, [both]);
    const theirs = await run(lab.admin, [{ kind: 'phase.update', id: first, fields: { name: 'Theirs' } }]);
    const choose = (onConflict: string, seenRevision: number) =>
      lab.superuser.call('POST', '/api/changes/revert', { revision: done.body.change.revision, onConflict, seenRevision });
    expect((await choose('overwrite', theirs.body.change.revision - 1)).status).toBe(409);
    const kept = await choose('keep', theirs.body.change.revision);
    expect(kept.body.change.patches).toEqual([{ entity: 'phase', id: first, field: 'notes', from: 'Mine', to: null }]);
    await revert(lab.superuser, kept.body.change.revision);
    const overwritten = await choose('overwrite', theirs.body.change.revision);
    expect(overwritten.body.change.patches).toContainEqual({ entity: 'phase', id: first, field: 'name', from: 'Theirs', to: 'Phase' });
  });

  it('tells nothing of a consequence at another site, and does not overwrite it', async () => {
    const [mine, theirs] = [createUuid(), createUuid()];
    await run(lab.admin, [
      createPhase(lab.ids.project, mine, '2026-05-01', '2026-05-02'),
      createPhase(lab.ids.foreignProject, theirs, '2026-05-03', '2026-05-04'),
      { kind: 'dependency.link', id: createUuid(), predecessorId: mine, successorId: theirs, type: 'FS', lagDays: 0 },
    ]);
    const done = await run(lab.superuser, [movePhase(mine, '2026-05-10', '2026-05-11')]);
    expect((await run(lab.foreignSuperuser, [movePhase(theirs, '2026-05-20', '2026-05-21')])).status).toBe(200);
    const { revision } = done.body.change;
    const refused = await revert(lab.superuser, revision);
    expect(refused.status).toBe(409);
    expect([refused.text.includes(theirs), refused.text.includes(SECRET), refused.body.conflicts]).toEqual([false, false, []]);
    const undone = await lab.superuser.call('POST', '/api/changes/revert', { revision, onConflict: 'overwrite' });
    expect(undone.status).toBe(200);
    const { phases } = (await lab.admin.call('GET', '/api/plan')).body;
    const startOf = (id: string) => phases.find((phase: { id: string }) => phase.id === id).startOn;
    expect([startOf(mine), startOf(theirs)]).toEqual(['2026-05-01', '2026-05-20']);
  });

  it('does not let somebody overwrite what they could not set', async () => {
    const report = await run(lab.user, [{ kind: 'progress.set', id: lab.ids.phase, completionPercent: 35 }]);
    await run(lab.superuser, [{ kind: 'progress.set', id: lab.ids.phase, completionPercent: 45 }]);
    const overwrite = (client: TestClient, revision: number) =>
      client.call('POST', '/api/changes/revert', { revision, onConflict: 'overwrite' });
    expect((await overwrite(lab.user, report.body.change.revision)).status, 'the own report').toBe(200);
    const { first } = await makePair(lab);
    const demoted = await signedIn(lab.server, { role: 'superuser', siteIds: [lab.own], name: 'Once Superuser' });
    const done = await run(demoted, [{ kind: 'phase.update', id: first, fields: { name: 'Mine' } }]);
    await run(lab.superuser, [{ kind: 'phase.update', id: first, fields: { name: 'Theirs' } }]);
    await sql`update users set role = 'user' where id = ${demoted.userId}`.execute(lab.server.context.database);
    expect((await overwrite(demoted, done.body.change.revision)).status).toBe(403);
  });

  it('names who built on it, where it is refused for that', async () => {
    const { project } = await makePair(lab);
    const phase = createUuid();
    const done = await run(lab.superuser, [createPhase(project, phase)]);
    const child = createUuid();
    const built = await run(lab.admin, [{ ...createPhase(project, child), parentId: phase }]);
    const undone = await revert(lab.superuser, done.body.change.revision);
    expect([undone.status, undone.body.rule]).toEqual([409, 'in_use']);
    const { revision } = built.body.change;
    expect(undone.body.conflicts).toEqual([expect.objectContaining({ id: child, field: 'id', revision, actorName: 'Ada Admin' })]);
  });

  it('is listed for its author alone, step by step, with the author’s words', async () => {
    const { first } = await makePair(lab);
    const stepsOf = async (client: TestClient) => stepsSchema.parse((await client.call('GET', '/api/changes/steps')).body).items;
    const before = (await stepsOf(lab.admin)).length;
    const named = await run(lab.superuser, [{ kind: 'phase.update', id: first, fields: { name: 'Named' } }], { label: 'Rename Phase' });
    const { revision } = named.body.change;
    expect(named.body.change.step).toEqual({ kind: 'do', label: 'Rename Phase' });
    const undone = await revert(lab.superuser, revision);
    const redone = await revert(lab.superuser, undone.body.change.revision);
    await run(lab.admin, [{ kind: 'phase.update', id: first, fields: { name: 'Again' } }]);
    const dropped = await lab.superuser.call('POST', '/api/changes/revert', {
      revision: redone.body.change.revision,
      onConflict: 'drop',
    });
    expect(dropped.body.change.patches).toEqual([]);
    const steps = (await stepsOf(lab.superuser)).slice(-4).map(({ step, revertsRevision }) => [step.kind, step.label, revertsRevision]);
    expect(steps).toEqual([
      ['do', 'Rename Phase', null],
      ['undo', 'Rename Phase', revision],
      ['redo', 'Rename Phase', undone.body.change.revision],
      ['drop', 'Rename Phase', redone.body.change.revision],
    ]);
    expect((await stepsOf(lab.admin)).map(({ step }) => step.label).slice(before)).toEqual(['Change phase']);
    const page = await lab.admin.call('GET', `/api/changes?since=${revision - 1}`);
    expect(page.body.items[0].step).toBeNull();
  });

  it('is not open to those who could not make the change, and a hidden change is not there', async () => {
    const { first } = await makePair(lab);
    const done = await run(lab.superuser, [{ kind: 'phase.update', id: first, fields: { name: 'Renamed' } }]);
    expect((await revert(lab.user, done.body.change.revision)).status).toBe(403);
    expect((await revert(lab.foreignSuperuser, done.body.change.revision)).status).toBe(404);
    expect((await revert(lab.superuser, 1_000_000)).status).toBe(404);
  });

  it('lets somebody undo the own progress report', async () => {
    const done = await run(lab.user, [{ kind: 'progress.set', id: lab.ids.phase, completionPercent: 40 }]);
    expect(done.status).toBe(200);
    expect((await revert(lab.user, done.body.change.revision)).status).toBe(200);
  });

  function sorted(text: string): string {
    const plan = JSON.parse(text) as Record<string, unknown>;
    const lists = Object.entries(plan).flatMap(([key, value]) =>
      Array.isArray(value) ? [[key, value.map((row) => JSON.stringify(row)).sort()] as const] : [],
    );
    return JSON.stringify(lists);
  }
});
