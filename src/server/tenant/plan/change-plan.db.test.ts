import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { changesSchema, commandResultSchema, stepsSchema } from '../../../contract/changes.ts';
import { planSchema } from '../../../contract/plan.ts';
import { createUuid } from '../../../lib/uuid.ts';
import { signedIn, type TestAnswer, type TestClient } from '../../../../tests/support/test-accounts.ts';
import { SECRET, startTwoSites, type TwoSites } from '../../../../tests/support/two-sites.ts';
import { clientOptionsOf } from '../../platform/database/connection.ts';
import { changePlan } from './change-plan.ts';
import { readPlanText } from './plan-query.ts';

let lab: TwoSites;
beforeAll(async () => {
  lab = await startTwoSites();
});
afterAll(() => lab.server.stop());

function run(
  client: TestClient,
  commands: readonly object[],
  more: object = {},
  headers: Record<string, string> = {},
): Promise<TestAnswer> {
  return client.call('POST', '/api/commands', { commands, ...more }, headers);
}

function createProject(id: string, name = 'Project', siteId: string = lab.own): object {
  return { kind: 'project.create', id, siteId, name, startOn: '2026-03-02', endOn: '2026-03-13' };
}

function createPhase(projectId: string, id: string, startOn = '2026-03-02', endOn = '2026-03-06'): object {
  return { kind: 'phase.create', id, projectId, parentId: null, name: 'Phase', startOn, endOn };
}

async function wholePlan(): Promise<string> {
  return (await readPlanText(lab.server.context.database, null)).text;
}

async function revisionNow(): Promise<number> {
  return JSON.parse(await wholePlan()).revision as number;
}

/** Two phases on their own days in a new project, linked or not. */
async function makePair(): Promise<{ project: string; first: string; second: string; revision: number }> {
  const [project, first, second] = [createUuid(), createUuid(), createUuid()];
  const answer = await run(lab.superuser, [
    createProject(project),
    createPhase(project, first),
    createPhase(project, second, '2026-03-09', '2026-03-10'),
    { kind: 'dependency.link', id: createUuid(), predecessorId: first, successorId: second, type: 'FS', lagDays: 0 },
  ]);
  return { project, first, second, revision: answer.body.change.revision };
}

const move = (id: string, startOn: string, endOn: string) => ({ kind: 'phase.reschedule', id, startOn, endOn });

describe('a batch', () => {
  it('is answered with its revision and every consequence, which the plan and the list of changes then show', async () => {
    const { first, second } = await makePair();
    const answer = await run(lab.superuser, [move(first, '2026-03-05', '2026-03-10')]);
    expect(answer.status).toBe(200);
    const result = commandResultSchema.parse(answer.body);
    expect(result.moves.map(({ id, reason }) => [id, reason.kind])).toContainEqual([second, 'pushed']);
    const plan = await lab.superuser.call('GET', '/api/plan');
    expect(planSchema.parse(plan.body).revision).toBe(result.change.revision);
    expect(plan.body.phases.find((phase: { id: string }) => phase.id === second)).toMatchObject({
      startOn: '2026-03-11',
      endOn: '2026-03-12',
    });
    const changes = await lab.superuser.call('GET', `/api/changes?since=${result.change.revision - 1}`);
    expect(changesSchema.parse(changes.body).items).toEqual([result.change]);
  });

  it('leaves nothing behind when its last command is refused', async () => {
    const before = await wholePlan();
    const project = createUuid();
    const answer = await run(lab.superuser, [
      createProject(project),
      createPhase(project, createUuid()),
      { kind: 'phase.delete', id: createUuid() },
    ]);
    expect(answer.status).toBe(404);
    expect(answer.body.errors).toEqual([{ field: 'commands.2.id', message: expect.any(String) as string }]);
    expect(await wholePlan()).toBe(before);
  });

  it('leaves nothing behind when the work alongside fails', async () => {
    const before = await wholePlan();
    const project = { kind: 'project.create', id: createUuid(), siteId: lab.own, name: 'Half', startOn: 20_500, endOn: 20_510 };
    const alongside = () => Promise.reject(new Error('the account was refused'));
    // The ids are fresh and the site is one of the fixture.
    await expect(
      changePlan(lab.server.context, null, [project] as unknown as Parameters<typeof changePlan>[2], { alongside }),
    ).rejects.toThrow('refused');
    expect(await wholePlan()).toBe(before);
  });

  it('names the field at fault', async () => {
    const { first } = await makePair();
    const endFirst = await run(lab.superuser, [move(first, '2026-03-10', '2026-03-01')]);
    expect(endFirst.status).toBe(422);
    expect(endFirst.body).toMatchObject({ code: 'invalid_input', rule: 'end_before_start', errors: [{ field: 'commands.0.endOn' }] });
    const noDay = await run(lab.superuser, [move(first, '2026-02-30', '2026-03-01')]);
    expect(noDay.status).toBe(422);
    expect(noDay.body.errors[0].field).toBe('commands.0.startOn');
  });

  it('refuses a circle of links with the path', async () => {
    const { first, second } = await makePair();
    const answer = await run(lab.superuser, [
      { kind: 'dependency.link', id: createUuid(), predecessorId: second, successorId: first, type: 'FS', lagDays: 0 },
    ]);
    expect(answer.status).toBe(409);
    expect(answer.body).toMatchObject({ code: 'refused', rule: 'dependency_cycle' });
    expect(answer.body.ids).toEqual(expect.arrayContaining([first, second]));
  });

  it('may swap two bookings of one item', async () => {
    const { first, second } = await makePair();
    const [equipment, a, b] = [createUuid(), createUuid(), createUuid()];
    const made = await run(lab.superuser, [
      { kind: 'equipment.set', id: equipment, fields: { siteId: lab.own, name: 'Swapped' } },
      { kind: 'booking.set', id: a, fields: { equipmentId: equipment, phaseId: first } },
      { kind: 'booking.set', id: b, fields: { equipmentId: equipment, phaseId: second } },
    ]);
    expect(made.status).toBe(200);
    const swapped = await run(lab.superuser, [
      { kind: 'booking.set', id: a, fields: { phaseId: second } },
      { kind: 'booking.set', id: b, fields: { phaseId: first } },
    ]);
    expect(swapped.status).toBe(200);
  });
});

describe('an Idempotency-Key', () => {
  it('gets the first answer again, also when both requests come at once', async () => {
    const commands = [createProject(createUuid(), 'Once')];
    const headers = { 'idempotency-key': createUuid() };
    const answers = await Promise.all([1, 2, 3].map(() => run(lab.superuser, commands, {}, headers)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    const later = await run(lab.superuser, commands, {}, headers);
    for (const answer of [...answers, later]) expect(answer.body).toEqual(answers[0]?.body);
  });

  it('refuses another body and leaves it undone', async () => {
    const headers = { 'idempotency-key': createUuid() };
    await run(lab.superuser, [createProject(createUuid(), 'First')], {}, headers);
    const before = await wholePlan();
    const answer = await run(lab.superuser, [createProject(createUuid(), 'Other')], {}, headers);
    expect(answer.status).toBe(422);
    expect(answer.body.errors[0].field).toBe('Idempotency-Key');
    expect(await wholePlan()).toBe(before);
  });

  it('belongs to its user, and is forgotten after 24 hours', async () => {
    const headers = { 'idempotency-key': createUuid() };
    const commands = [createProject(createUuid(), 'Mine')];
    expect((await run(lab.superuser, commands, {}, headers)).status).toBe(200);
    expect((await run(lab.admin, [createProject(createUuid(), 'Theirs')], {}, headers)).status).toBe(200);
    await sql`update idempotency_keys set at = at - interval '25 hours'`.execute(lab.server.context.database);
    const later = await run(lab.superuser, [createProject(createUuid(), 'New')], {}, headers);
    expect(later.status).toBe(200);
    const { rows } = await sql<{ count: number }>`select count(*) from idempotency_keys`.execute(lab.server.context.database);
    expect(rows[0]?.count).toBe(1);
  });

  it('makes one project from a repeated POST that leaves the id to the server', async () => {
    const headers = { 'idempotency-key': createUuid() };
    const body = { name: 'From a script', siteId: lab.own, startOn: '2026-05-04', endOn: '2026-05-08' };
    const first = await lab.superuser.call('POST', '/api/projects', body, headers);
    const again = await lab.superuser.call('POST', '/api/projects', body, headers);
    expect(first.status).toBe(201);
    expect(again.body).toEqual(first.body);
  });
});

describe('a base revision', () => {
  it('refuses a field that somebody else changed since, with theirs and mine, and lets others pass', async () => {
    const { first, revision } = await makePair();
    const theirs = await run(lab.admin, [{ kind: 'phase.update', id: first, fields: { name: 'Theirs' } }]);
    expect(theirs.status).toBe(200);
    const mine = await run(lab.superuser, [{ kind: 'phase.update', id: first, fields: { name: 'Mine' } }], { baseRevision: revision });
    expect(mine.status).toBe(409);
    expect(mine.body.conflicts).toEqual([
      { entity: 'phase', id: first, field: 'name', mine: 'Mine', theirs: 'Theirs', revision: revision + 1, actorName: 'Ada Admin' },
    ]);
    const other = await run(lab.superuser, [{ kind: 'phase.update', id: first, fields: { notes: 'Other' } }], { baseRevision: revision });
    expect(other.status).toBe(200);
  });

  it('tells days of a conflict as days', async () => {
    const { second, revision } = await makePair();
    await run(lab.admin, [move(second, '2026-03-16', '2026-03-17')]);
    const mine = await run(lab.superuser, [move(second, '2026-03-11', '2026-03-12')], { baseRevision: revision });
    expect(mine.body.conflicts).toContainEqual(expect.objectContaining({ field: 'startOn', mine: '2026-03-11', theirs: '2026-03-16' }));
  });

  it('is no conflict with what one changed oneself', async () => {
    const { first, revision } = await makePair();
    await run(lab.superuser, [{ kind: 'phase.update', id: first, fields: { name: 'One' } }], { baseRevision: revision });
    const again = await run(lab.superuser, [{ kind: 'phase.update', id: first, fields: { name: 'Two' } }], { baseRevision: revision });
    expect(again.status).toBe(200);
  });
});

describe('undo', () => {
  const revert = (client: TestClient, revision: number) => client.call('POST', '/api/changes/revert', { revision });

  it('brings the plan back byte for byte, and undo of the undo is redo', async () => {
    const { first, project } = await makePair();
    for (const commands of [
      [move(first, '2026-03-20', '2026-03-25')],
      [{ kind: 'project.delete', id: project }],
      [createProject(createUuid())],
    ]) {
      const before = sorted(await wholePlan());
      const done = await run(lab.superuser, commands);
      const after = sorted(await wholePlan());
      const undone = await revert(lab.superuser, done.body.change.revision);
      expect(undone.status).toBe(200);
      expect(undone.body.change).toMatchObject({ revertsRevision: done.body.change.revision, kinds: ['change.revert'] });
      expect(sorted(await wholePlan())).toBe(before);
      expect((await revert(lab.superuser, undone.body.change.revision)).status).toBe(200);
      expect(sorted(await wholePlan())).toBe(after);
      await revert(lab.superuser, undone.body.change.revision + 1);
    }
  });

  it('is refused field by field where somebody changed it since, with who and when', async () => {
    const { first } = await makePair();
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
    const { first } = await makePair();
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
    const done = await run(lab.superuser, [move(mine, '2026-05-10', '2026-05-11')]);
    expect((await run(lab.foreignSuperuser, [move(theirs, '2026-05-20', '2026-05-21')])).status).toBe(200);
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
    const { first } = await makePair();
    const demoted = await signedIn(lab.server, { role: 'superuser', siteIds: [lab.own], name: 'Once Superuser' });
    const done = await run(demoted, [{ kind: 'phase.update', id: first, fields: { name: 'Mine' } }]);
    await run(lab.superuser, [{ kind: 'phase.update', id: first, fields: { name: 'Theirs' } }]);
    await sql`update users set role = 'user' where id = ${demoted.userId}`.execute(lab.server.context.database);
    expect((await overwrite(demoted, done.body.change.revision)).status).toBe(403);
  });

  it('names who built on it, where it is refused for that', async () => {
    const { project } = await makePair();
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
    const { first } = await makePair();
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
    const { first } = await makePair();
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

describe('roles and sites', () => {
  const kinds = (): Record<string, object[]> => ({
    project: [{ kind: 'project.update', id: lab.ids.project, fields: { notes: createUuid() } }],
    phase: [{ kind: 'phase.update', id: lab.ids.phase, fields: { notes: createUuid() } }],
    link: [{ kind: 'dependency.update', id: lab.ids.link, lagDays: 0 }],
    assignment: [{ kind: 'assignment.set', id: lab.ids.assignment, fields: { allocationPercent: 55 } }],
    booking: [{ kind: 'booking.set', id: lab.ids.booking, fields: { note: createUuid() } }],
    equipment: [{ kind: 'equipment.set', id: lab.ids.equipment, fields: { notes: createUuid() } }],
    holiday: [
      {
        kind: 'holiday.set',
        id: createUuid(),
        fields: { siteId: lab.own, name: 'Day', kind: 'custom', startOn: '2026-08-01', endOn: '2026-08-01' },
      },
    ],
    bankHoliday: [
      {
        kind: 'holiday.set',
        id: createUuid(),
        fields: { siteId: lab.own, name: 'Day', kind: 'bank', startOn: '2026-08-01', endOn: '2026-08-01' },
      },
    ],
    site: [{ kind: 'site.set', id: lab.own, fields: { countryCode: 'CH' } }],
    ownTimeOff: [{ kind: 'timeOff.set', id: lab.ids.timeOff, fields: { note: createUuid() } }],
    progress: [{ kind: 'progress.set', id: lab.ids.phase, completionPercent: 10 }],
    progressOfOthers: [{ kind: 'progress.set', id: lab.ids.second, completionPercent: 10 }],
  });
  const allowed: Record<string, readonly string[]> = {
    user: ['ownTimeOff', 'progress'],
    superuser: ['project', 'phase', 'link', 'assignment', 'booking', 'equipment', 'holiday', 'ownTimeOff', 'progress', 'progressOfOthers'],
    admin: Object.keys({
      project: 1,
      phase: 1,
      link: 1,
      assignment: 1,
      booking: 1,
      equipment: 1,
      holiday: 1,
      bankHoliday: 1,
      site: 1,
      ownTimeOff: 1,
      progress: 1,
      progressOfOthers: 1,
    }),
  };

  it.each(['user', 'superuser', 'admin'] as const)('a %s may run exactly the commands of the role at the own site', async (role) => {
    for (const [name, commands] of Object.entries(kinds())) {
      const { status, text } = await run(lab.client(role), commands);
      expect([name, status, text]).toEqual([name, allowed[role]?.includes(name) ? 200 : 403, text]);
    }
  });

  it('things of another site are not there for anyone of this one', async () => {
    const { ids } = lab;
    const batches: object[] = [
      { kind: 'project.update', id: ids.foreignProject, fields: { notes: 'x' } },
      { kind: 'project.delete', id: ids.foreignProject },
      { kind: 'project.create', id: createUuid(), siteId: lab.foreign, name: 'x', startOn: '2026-03-02', endOn: '2026-03-03' },
      { kind: 'project.update', id: ids.project, fields: { siteId: lab.foreign } },
      { kind: 'project.update', id: ids.project, fields: { managerId: lab.foreignSuperuser.userId } },
      { kind: 'phase.update', id: ids.foreignPhase, fields: { notes: 'x' } },
      { kind: 'phase.move', id: ids.phase, projectId: ids.foreignProject, parentId: null },
      {
        kind: 'phase.create',
        id: createUuid(),
        projectId: ids.project,
        parentId: ids.foreignPhase,
        name: 'x',
        startOn: '2026-03-02',
        endOn: '2026-03-03',
      },
      { kind: 'dependency.link', id: createUuid(), predecessorId: ids.foreignPhase, successorId: ids.phase, type: 'SS', lagDays: 0 },
      { kind: 'dependency.unlink', id: ids.foreignLink },
      { kind: 'dependency.unlink', id: ids.crossLink },
      {
        kind: 'assignment.set',
        id: createUuid(),
        fields: { staffId: lab.foreignSuperuser.userId, phaseId: ids.phase, allocationPercent: 10 },
      },
      { kind: 'assignment.remove', id: ids.foreignAssignment },
      { kind: 'booking.set', id: createUuid(), fields: { equipmentId: ids.foreignEquipment, phaseId: ids.phase } },
      { kind: 'booking.remove', id: ids.foreignBooking },
      { kind: 'equipment.remove', id: ids.foreignEquipment },
      { kind: 'timeOff.remove', id: ids.foreignTimeOff },
      {
        kind: 'holiday.set',
        id: createUuid(),
        fields: { siteId: lab.foreign, name: 'Day', kind: 'custom', startOn: '2026-08-01', endOn: '2026-08-01' },
      },
    ];
    const before = await wholePlan();
    for (const command of batches) {
      const { status, text } = await run(lab.superuser, [command]);
      expect([command, status, text]).toEqual([command, 404, text]);
    }
    expect((await run(lab.superuser, [{ kind: 'booking.remove', id: ids.bookingOfForeign }])).status).toBe(403);
    expect(await wholePlan()).toBe(before);
  });

  it('a consequence at another site comes back as days alone', async () => {
    const [mine, theirs] = [createUuid(), createUuid()];
    await run(lab.admin, [
      createPhase(lab.ids.project, mine, '2026-06-01', '2026-06-02'),
      createPhase(lab.ids.foreignProject, theirs, '2026-06-03', '2026-06-04'),
      { kind: 'dependency.link', id: createUuid(), predecessorId: mine, successorId: theirs, type: 'FS', lagDays: 0 },
    ]);
    const answer = await run(lab.superuser, [move(mine, '2026-06-10', '2026-06-11')]);
    expect(answer.status).toBe(200);
    expect(answer.text).not.toContain(theirs);
    const ofForeign = answer.body.change.patches.filter((patch: { id: string }) => patch.id === lab.ids.foreignProject);
    expect(ofForeign).toEqual([expect.objectContaining({ field: 'endOn', to: '2026-06-13' })]);
  });

  it('a batch is judged as it goes: what it makes may be named, what it moves away may not', async () => {
    const both = await signedIn(lab.server, { role: 'superuser', siteIds: [lab.own], name: 'Both' });
    const [project, phase] = [createUuid(), createUuid()];
    const made = await run(both, [createProject(project), createPhase(project, phase), move(phase, '2026-03-03', '2026-03-04')]);
    expect(made.status).toBe(200);
  });

  it('a reader whose sites changed must load the plan again', async () => {
    const reader = await signedIn(lab.server, { role: 'user', siteIds: [lab.own], name: 'Mover' });
    const before = await revisionNow();
    expect((await reader.call('GET', `/api/changes?since=${before}`)).status).toBe(200);
    const alongside = async (transaction: Parameters<typeof readPlanText>[0]) => {
      await sql`insert into user_sites (user_id, site_id) values (${reader.userId}, ${lab.foreign})`.execute(transaction);
    };
    await changePlan(lab.server.context, null, [], { alongside });
    const stale = await reader.call('GET', `/api/changes?since=${before}`);
    expect([stale.status, stale.body.code]).toEqual([410, 'changes_gone']);
    const { body } = await reader.call('GET', '/api/plan');
    expect((await reader.call('GET', `/api/changes?since=${body.revision}`)).status).toBe(200);
  });
});

describe('an ETag', () => {
  it('answers 304 until the plan, the reader or the question changes', async () => {
    const first = await lab.superuser.call('GET', '/api/plan');
    const etag = first.headers.get('etag') ?? '';
    const same = await lab.superuser.call('GET', '/api/plan', undefined, { 'if-none-match': `"x", ${etag}` });
    expect([same.status, same.text, same.headers.get('etag')]).toEqual([304, '', etag]);
    expect((await lab.user.call('GET', '/api/plan', undefined, { 'if-none-match': etag })).status).toBe(200);
    expect((await lab.superuser.call('GET', '/api/plan?archived=only', undefined, { 'if-none-match': etag })).status).toBe(200);
    await run(lab.superuser, [createProject(createUuid())]);
    expect((await lab.superuser.call('GET', '/api/plan', undefined, { 'if-none-match': etag })).status).toBe(200);
  });
});

describe('races and failures', () => {
  it('100 concurrent bookings of one slot leave exactly one', async () => {
    const equipment = createUuid();
    await run(lab.superuser, [{ kind: 'equipment.set', id: equipment, fields: { siteId: lab.own, name: 'Wanted' } }]);
    const days = { startOn: '2026-07-01', endOn: '2026-07-03' };
    const answers = await Promise.all(
      Array.from({ length: 100 }, () =>
        run(lab.superuser, [
          { kind: 'booking.set', id: createUuid(), fields: { equipmentId: equipment, projectId: lab.ids.project, ...days } },
        ]),
      ),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(answers.filter(({ status, body }) => status === 409 && body.rule === 'equipment_clash')).toHaveLength(99);
  });

  it('the database itself refuses an overlap that another way might bring', async () => {
    const { database } = lab.server.context;
    const insert = sql`insert into equipment_reservations (id, equipment_id, kind, start_on, end_on)
      values (${createUuid()}, ${lab.ids.equipment}, 'block', '2026-03-04', '2026-03-05')`;
    await expect(insert.execute(database)).rejects.toMatchObject({ constraint: 'equipment_reservations_no_overlap' });
  });

  it('a mirror that is behind catches up, and one that does not fit is read anew', async () => {
    const { first } = await makePair();
    const { database } = lab.server.context;
    await sql`update phases set notes = 'by hand' where id = ${first}`.execute(database);
    await sql`delete from assignments where id = ${lab.ids.assignment}`.execute(database);
    const answer = await run(lab.superuser, [{ kind: 'assignment.remove', id: lab.ids.assignment }]);
    expect(answer.status).toBe(404);
    const again = await run(lab.superuser, [{ kind: 'phase.update', id: first, fields: { name: 'Renamed' } }]);
    expect(again.status).toBe(200);
  });

  it('a database connection killed in the middle of a change leaves nothing, and the next change works', async () => {
    const killer = new pg.Client(clientOptionsOf(lab.server.testDatabase.connection));
    await killer.connect();
    const before = await wholePlan();
    const alongside = async (transaction: Parameters<typeof readPlanText>[0]) => {
      const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(transaction);
      await killer.query('select pg_terminate_backend($1)', [rows[0]?.pid]);
      await sql`select 1`.execute(transaction);
    };
    const project = { kind: 'project.create', id: createUuid(), siteId: lab.own, name: 'Killed', startOn: 20_500, endOn: 20_510 };
    // The ids are fresh and the site is one of the fixture.
    await expect(
      changePlan(lab.server.context, null, [project] as unknown as Parameters<typeof changePlan>[2], { alongside }),
    ).rejects.toThrow(/terminat|connection error|ECONNRESET|EPIPE|closed/i);
    await killer.end();
    expect(await wholePlan()).toBe(before);
    expect((await run(lab.superuser, [createProject(createUuid())])).status).toBe(200);
  });
});
