import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { changesSchema, commandResultSchema } from '../../../contract/changes.ts';
import { planSchema } from '../../../contract/plan.ts';
import { createUuid } from '../../../lib/uuid.ts';
import { createPhase, createProject, makePair, movePhase, run, wholePlan } from '../../../../tests/support/plan-batches.ts';
import { startTwoSites, type TwoSites } from '../../../../tests/support/two-sites.ts';
import { clientOptionsOf } from '../../platform/database/connection.ts';
import { changePlan } from './change-plan.ts';
import type { readPlanText } from './plan-query.ts';

let lab: TwoSites;
beforeAll(async () => {
  lab = await startTwoSites();
});
afterAll(() => lab.server.stop());

describe('a batch', () => {
  it('is answered with its revision and every consequence, which the plan and the list of changes then show', async () => {
    const { first, second } = await makePair(lab);
    const answer = await run(lab.superuser, [movePhase(first, '2026-03-05', '2026-03-10')]);
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
    const before = await wholePlan(lab);
    const project = createUuid();
    const answer = await run(lab.superuser, [
      createProject(lab, project),
      createPhase(project, createUuid()),
      { kind: 'phase.delete', id: createUuid() },
    ]);
    expect(answer.status).toBe(404);
    expect(answer.body.errors).toEqual([{ field: 'commands.2.id', message: expect.any(String) as string }]);
    expect(await wholePlan(lab)).toBe(before);
  });

  it('leaves nothing behind when the work alongside fails', async () => {
    const before = await wholePlan(lab);
    const project = { kind: 'project.create', id: createUuid(), siteId: lab.own, name: 'Half', startOn: 20_500, endOn: 20_510 };
    const alongside = () => Promise.reject(new Error('the account was refused'));
    // The ids are fresh and the site is one of the fixture.
    await expect(
      changePlan(lab.server.context, null, [project] as unknown as Parameters<typeof changePlan>[2], { alongside }),
    ).rejects.toThrow('refused');
    expect(await wholePlan(lab)).toBe(before);
  });

  it('names the field at fault', async () => {
    const { first } = await makePair(lab);
    const endFirst = await run(lab.superuser, [movePhase(first, '2026-03-10', '2026-03-01')]);
    expect(endFirst.status).toBe(422);
    expect(endFirst.body).toMatchObject({ code: 'invalid_input', rule: 'end_before_start', errors: [{ field: 'commands.0.endOn' }] });
    const noDay = await run(lab.superuser, [movePhase(first, '2026-02-30', '2026-03-01')]);
    expect(noDay.status).toBe(422);
    expect(noDay.body.errors[0].field).toBe('commands.0.startOn');
  });

  it('refuses a circle of links with the path', async () => {
    const { first, second } = await makePair(lab);
    const answer = await run(lab.superuser, [
      { kind: 'dependency.link', id: createUuid(), predecessorId: second, successorId: first, type: 'FS', lagDays: 0 },
    ]);
    expect(answer.status).toBe(409);
    expect(answer.body).toMatchObject({ code: 'refused', rule: 'dependency_cycle' });
    expect(answer.body.ids).toEqual(expect.arrayContaining([first, second]));
  });

  it('may swap two bookings of one item', async () => {
    const { first, second } = await makePair(lab);
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
    const commands = [createProject(lab, createUuid(), 'Once')];
    const headers = { 'idempotency-key': createUuid() };
    const answers = await Promise.all([1, 2, 3].map(() => run(lab.superuser, commands, {}, headers)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    const later = await run(lab.superuser, commands, {}, headers);
    for (const answer of [...answers, later]) expect(answer.body).toEqual(answers[0]?.body);
  });

  it('refuses another body and leaves it undone', async () => {
    const headers = { 'idempotency-key': createUuid() };
    await run(lab.superuser, [createProject(lab, createUuid(), 'First')], {}, headers);
    const before = await wholePlan(lab);
    const answer = await run(lab.superuser, [createProject(lab, createUuid(), 'Other')], {}, headers);
    expect(answer.status).toBe(422);
    expect(answer.body.errors[0].field).toBe('Idempotency-Key');
    expect(await wholePlan(lab)).toBe(before);
  });

  it('belongs to its user, and is forgotten after 24 hours', async () => {
    const headers = { 'idempotency-key': createUuid() };
    const commands = [createProject(lab, createUuid(), 'Mine')];
    expect((await run(lab.superuser, commands, {}, headers)).status).toBe(200);
    expect((await run(lab.admin, [createProject(lab, createUuid(), 'Theirs')], {}, headers)).status).toBe(200);
    await sql`update idempotency_keys set at = at - interval '25 hours'`.execute(lab.server.context.database);
    const later = await run(lab.superuser, [createProject(lab, createUuid(), 'New')], {}, headers);
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
    const { first, revision } = await makePair(lab);
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
    const { second, revision } = await makePair(lab);
    await run(lab.admin, [movePhase(second, '2026-03-16', '2026-03-17')]);
    const mine = await run(lab.superuser, [movePhase(second, '2026-03-11', '2026-03-12')], { baseRevision: revision });
    expect(mine.body.conflicts).toContainEqual(expect.objectContaining({ field: 'startOn', mine: '2026-03-11', theirs: '2026-03-16' }));
  });

  it('is no conflict with what one changed oneself', async () => {
    const { first, revision } = await makePair(lab);
    await run(lab.superuser, [{ kind: 'phase.update', id: first, fields: { name: 'One' } }], { baseRevision: revision });
    const again = await run(lab.superuser, [{ kind: 'phase.update', id: first, fields: { name: 'Two' } }], { baseRevision: revision });
    expect(again.status).toBe(200);
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
    await run(lab.superuser, [createProject(lab, createUuid())]);
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
    const { first } = await makePair(lab);
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
    const before = await wholePlan(lab);
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
    expect(await wholePlan(lab)).toBe(before);
    expect((await run(lab.superuser, [createProject(lab, createUuid())])).status).toBe(200);
  });
});
