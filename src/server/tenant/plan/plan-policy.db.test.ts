import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createUuid } from '../../../lib/uuid.ts';
import { createPhase, createProject, movePhase, run, wholePlan } from '../../../../tests/support/plan-batches.ts';
import { signedIn } from '../../../../tests/support/test-accounts.ts';
import { startTwoSites, type TwoSites } from '../../../../tests/support/two-sites.ts';
import { changePlan } from './change-plan.ts';
import type { readPlanText } from './plan-query.ts';

let lab: TwoSites;
beforeAll(async () => {
  lab = await startTwoSites();
});
afterAll(() => lab.server.stop());

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
    const before = await wholePlan(lab);
    for (const command of batches) {
      const { status, text } = await run(lab.superuser, [command]);
      expect([command, status, text]).toEqual([command, 404, text]);
    }
    expect((await run(lab.superuser, [{ kind: 'booking.remove', id: ids.bookingOfForeign }])).status).toBe(403);
    expect(await wholePlan(lab)).toBe(before);
  });

  it('a consequence at another site comes back as days alone', async () => {
    const [mine, theirs] = [createUuid(), createUuid()];
    await run(lab.admin, [
      createPhase(lab.ids.project, mine, '2026-06-01', '2026-06-02'),
      createPhase(lab.ids.foreignProject, theirs, '2026-06-03', '2026-06-04'),
      { kind: 'dependency.link', id: createUuid(), predecessorId: mine, successorId: theirs, type: 'FS', lagDays: 0 },
    ]);
    const answer = await run(lab.superuser, [movePhase(mine, '2026-06-10', '2026-06-11')]);
    expect(answer.status).toBe(200);
    expect(answer.text).not.toContain(theirs);
    const ofForeign = answer.body.change.patches.filter((patch: { id: string }) => patch.id === lab.ids.foreignProject);
    expect(ofForeign).toEqual([expect.objectContaining({ field: 'endOn', to: '2026-06-13' })]);
  });

  it('a batch is judged as it goes: what it makes may be named, what it moves away may not', async () => {
    const both = await signedIn(lab.server, { role: 'superuser', siteIds: [lab.own], name: 'Both' });
    const [project, phase] = [createUuid(), createUuid()];
    const made = await run(both, [createProject(lab, project), createPhase(project, phase), movePhase(phase, '2026-03-03', '2026-03-04')]);
    expect(made.status).toBe(200);
  });

  it('a reader whose sites changed must load the plan again', async () => {
    const reader = await signedIn(lab.server, { role: 'user', siteIds: [lab.own], name: 'Mover' });
    const before = JSON.parse(await wholePlan(lab)).revision as number;
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
