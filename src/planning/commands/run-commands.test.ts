import { describe, expect, it } from 'vitest';
import {
  accept,
  change,
  daysOf,
  equipmentId,
  makeBooking,
  makeEquipment,
  makeHoliday,
  makeLink,
  makePhase,
  makePlan,
  makeProject,
  makeStaff,
  MONDAY,
  phaseId,
  projectId,
  refusalOf,
  reschedule,
  siteId,
  staffId,
} from '../../../tests/support/small-plans.ts';
import type { AssignmentId, Reservation } from '../model.ts';
import { childrenOf, listProjects, toSnapshot } from '../plan.ts';
import { runCommands } from './run-commands.ts';

const inside = (parent: string) => ({ parentId: phaseId(parent) });

describe('the tree', () => {
  it('parents and projects span what they contain', () => {
    const phases = [makePhase('Build', 0, 4), makePhase('Frame', 0, 1, inside('Build')), makePhase('Roof', 2, 4, inside('Build'))];
    const plan = makePlan({ phases });
    const moves = change(plan, reschedule('Roof', 3, 9));
    expect(daysOf(plan, 'Build')).toEqual([0, 9]);
    expect(plan.projects.get(projectId('Alpha'))).toMatchObject({ startOn: MONDAY, endOn: MONDAY + 9 });
    expect(moves.find(({ id }) => id === 'Build')?.reason).toEqual({ kind: 'spansChildren' });
  });

  it('a parent moves with its subtree by the change of its start', () => {
    const phases = [makePhase('Build', 0, 4), makePhase('Frame', 0, 1, inside('Build')), makePhase('Roof', 2, 4, inside('Build'))];
    const plan = makePlan({ phases });
    const moves = change(plan, reschedule('Build', 7, 8));
    expect([daysOf(plan, 'Build'), daysOf(plan, 'Roof')]).toEqual([
      [7, 11],
      [9, 11],
    ]);
    expect(moves.map(({ id, reason }) => [id, reason.kind])).toEqual([
      ['Alpha', 'spansChildren'],
      ['Build', 'asked'],
      ['Frame', 'withParent'],
      ['Roof', 'withParent'],
    ]);
  });

  it('in working days a subtree keeps its distances and lengths across a holiday', () => {
    const plan = makePlan({
      projects: [makeProject('Alpha', { workingDays: true })],
      holidays: [makeHoliday(MONDAY + 8)],
      phases: [makePhase('Build', 0, 2), makePhase('Frame', 0, 1, inside('Build')), makePhase('Roof', 2, 2, inside('Build'))],
    });
    change(plan, reschedule('Build', 5, 7));
    expect([daysOf(plan, 'Frame'), daysOf(plan, 'Roof')]).toEqual([
      [7, 9],
      [10, 10],
    ]);
  });

  it('a project moves with everything that belongs to it', () => {
    const assay = makePhase('Assay', 0, 4);
    const assignment = {
      id: 'a' as AssignmentId,
      staffId: staffId('Ada'),
      projectId: projectId('Alpha'),
      phaseId: null,
      allocationPercent: 50,
      startOn: MONDAY + 1,
      endOn: MONDAY + 2,
    };
    const plan = makePlan({
      phases: [assay],
      staff: [makeStaff('Ada')],
      equipment: [makeEquipment('HPLC')],
      reservations: [makeBooking('booking', 'HPLC', assay)],
      assignments: [assignment],
    });
    change(plan, { kind: 'project.reschedule', id: projectId('Alpha'), startOn: MONDAY + 10, endOn: MONDAY + 14 });
    expect(daysOf(plan, 'Assay')).toEqual([10, 14]);
    expect(plan.reservations.get('booking' as Reservation['id'])).toMatchObject({ startOn: MONDAY + 10, endOn: MONDAY + 14 });
    expect(plan.assignments.get(assignment.id)).toMatchObject({ startOn: MONDAY + 11, endOn: MONDAY + 12 });
  });

  it('a project with fixed dates may be longer than its phases, never shorter', () => {
    const plan = makePlan({
      projects: [makeProject('Alpha', { hasFixedDates: true, endOn: MONDAY + 20 })],
      phases: [makePhase('Assay', 2, 4)],
    });
    change(plan, { kind: 'project.reschedule', id: projectId('Alpha'), startOn: MONDAY, endOn: MONDAY + 2 });
    expect(plan.projects.get(projectId('Alpha'))).toMatchObject({ startOn: MONDAY, endOn: MONDAY + 4 });
  });

  it('the end of a project without fixed dates follows from its phases', () => {
    const plan = makePlan({ phases: [makePhase('Assay', 0, 4)] });
    const refusal = refusalOf(plan, { kind: 'project.reschedule', id: projectId('Alpha'), startOn: MONDAY, endOn: MONDAY + 9 });
    expect(refusal).toMatchObject({ code: 'fixed_by_children', field: 'endOn' });
    expect(refusal.message).toContain('“Alpha” ends with its last phase');
  });

  it('a phase that gets a first child gives up its own progress, and a milestone cannot get one', () => {
    const plan = makePlan({
      phases: [makePhase('Build', 0, 4, { completionPercent: 40 }), makePhase('Done', 5, 5, { isMilestone: true })],
    });
    const create = (id: string, parent: string) =>
      ({
        kind: 'phase.create',
        id: phaseId(id),
        projectId: projectId('Alpha'),
        parentId: phaseId(parent),
        name: id,
        startOn: MONDAY + 1,
        endOn: MONDAY + 2,
      }) as const;
    change(plan, create('Frame', 'Build'));
    expect(plan.phases.get(phaseId('Build'))).toMatchObject({ completionPercent: null, startOn: MONDAY + 1, endOn: MONDAY + 2 });
    expect(refusalOf(plan, create('x', 'Done')).code).toBe('milestone_with_children');
    expect(refusalOf(plan, { kind: 'progress.set', id: phaseId('Build'), completionPercent: 5 }).code).toBe('parent_progress');
  });

  it('a parent that loses its last child keeps its days and is a leaf', () => {
    const plan = makePlan({ phases: [makePhase('Build', 0, 4), makePhase('Frame', 0, 4, inside('Build'))] });
    change(plan, { kind: 'phase.delete', id: phaseId('Frame') });
    expect(daysOf(plan, 'Build')).toEqual([0, 4]);
    change(plan, { kind: 'progress.set', id: phaseId('Build'), completionPercent: 5 });
    expect(plan.phases.get(phaseId('Build'))?.completionPercent).toBe(5);
  });

  it('a phase is placed after the sibling that is named, first, or last', () => {
    const plan = makePlan({ phases: [makePhase('A', 0, 0), makePhase('B', 0, 0), makePhase('C', 0, 0)] });
    const move = (id: string, afterId: string | null) =>
      ({
        kind: 'phase.move',
        id: phaseId(id),
        projectId: projectId('Alpha'),
        parentId: null,
        afterId: afterId === null ? null : phaseId(afterId),
      }) as const;
    change(plan, move('C', 'A'), move('B', null));
    expect(childrenOf(plan, projectId('Alpha'), null).map(({ id }) => id)).toEqual(['B', 'A', 'C']);
    expect(refusalOf(plan, move('A', 'elsewhere'))).toMatchObject({ code: 'not_found', field: 'afterId' });
  });

  it('a project is placed after the one that is named, or first, by its own rank alone', () => {
    const plan = makePlan({ projects: ['Alpha', 'Beta', 'Gamma', 'Old'].map((name) => makeProject(name, { isArchived: name === 'Old' })) });
    const move = (id: string, afterId: string | null) =>
      ({ kind: 'project.move', id: projectId(id), afterId: afterId === null ? null : projectId(afterId) }) as const;
    const names = () => listProjects(plan).map(({ name }) => name);
    const before = new Map([...plan.projects].map(([id, { rank }]) => [id, rank]));
    expect(change(plan, move('Gamma', null), move('Alpha', 'Beta'))).toEqual([]);
    expect(names()).toEqual(['Gamma', 'Beta', 'Alpha', 'Old']);
    expect(plan.projects.get(projectId('Beta'))?.rank).toBe(before.get(projectId('Beta')));
    change(plan, move('Beta', 'Old'));
    expect(names()).toEqual(['Gamma', 'Alpha', 'Old', 'Beta']);
    expect(refusalOf(plan, move('Alpha', 'elsewhere'))).toMatchObject({ code: 'not_found', field: 'afterId' });
    expect(refusalOf(plan, move('Alpha', 'Alpha'))).toMatchObject({ code: 'not_found', field: 'afterId' });
    expect(refusalOf(plan, move('Old', null))).toMatchObject({ code: 'project_archived' });
  });

  it('a phase moves into another project with its subtree, and not into itself', () => {
    const plan = makePlan({
      projects: [makeProject('Alpha'), makeProject('Beta')],
      phases: [makePhase('Build', 0, 4), makePhase('Frame', 0, 4, inside('Build'))],
    });
    change(plan, { kind: 'phase.move', id: phaseId('Build'), projectId: projectId('Beta'), parentId: null });
    expect(plan.phases.get(phaseId('Frame'))?.projectId).toBe('Beta');
    expect(plan.projects.get(projectId('Beta'))).toMatchObject({ startOn: MONDAY, endOn: MONDAY + 4 });
    const into = refusalOf(plan, { kind: 'phase.move', id: phaseId('Build'), projectId: projectId('Beta'), parentId: phaseId('Frame') });
    expect(into.code).toBe('tree_cycle');
  });

  it('a deleted phase takes its subtree, links, bookings and assignments along', () => {
    const frame = makePhase('Frame', 0, 4, inside('Build'));
    const plan = makePlan({
      phases: [makePhase('Build', 0, 4), frame, makePhase('Test', 5, 5)],
      dependencies: [makeLink('Frame', 'Test')],
      equipment: [makeEquipment('HPLC')],
      reservations: [makeBooking('booking', 'HPLC', frame)],
    });
    change(plan, { kind: 'phase.delete', id: phaseId('Build') });
    expect([plan.phases.size, plan.dependencies.size, plan.reservations.size]).toEqual([1, 0, 0]);
    change(plan, { kind: 'project.delete', id: projectId('Alpha') });
    expect([plan.phases.size, listProjects(plan).length]).toEqual([0, 0]);
  });
});

describe('a batch', () => {
  it('is refused as a whole, naming the command at fault, and leaves the plan alone', () => {
    const plan = makePlan({ phases: [makePhase('Assay', 0, 4)] });
    const before = toSnapshot(plan);
    const refusal = refusalOf(plan, reschedule('Assay', 1, 5), reschedule('Assay', 5, 4));
    expect(refusal).toMatchObject({ code: 'end_before_start', commandIndex: 1, field: 'endOn' });
    expect(refusal.message).toContain('2026-01-09, lies before the start, 2026-01-10');
    expect(toSnapshot(plan)).toEqual(before);
  });

  it('leaves the plan alone when it is accepted, too', () => {
    const plan = makePlan({ phases: [makePhase('Assay', 0, 4)] });
    const before = toSnapshot(plan);
    accept(plan, reschedule('Assay', 1, 5), { kind: 'phase.delete', id: phaseId('Assay') });
    expect(toSnapshot(plan)).toEqual(before);
  });

  it('may build on what it creates', () => {
    const plan = makePlan({});
    change(
      plan,
      {
        kind: 'project.create',
        id: projectId('Beta'),
        siteId: siteId('Basel'),
        name: 'Beta',
        startOn: MONDAY,
        endOn: MONDAY,
      },
      {
        kind: 'phase.create',
        id: phaseId('New'),
        projectId: projectId('Beta'),
        parentId: null,
        name: 'New',
        startOn: MONDAY + 3,
        endOn: MONDAY + 5,
      },
      reschedule('New', 4, 5),
    );
    expect(plan.projects.get(projectId('Beta'))).toMatchObject({ startOn: MONDAY + 4, endOn: MONDAY + 5, isConfirmed: true });
  });

  it('changes nothing in an archived project but restores or deletes it', () => {
    const plan = makePlan({ projects: [makeProject('Alpha', { isArchived: true })], phases: [makePhase('Assay', 0, 4)] });
    const refusal = refusalOf(plan, reschedule('Assay', 1, 5));
    expect(refusal.code).toBe('project_archived');
    expect(refusal.message).toBe('“Alpha” is archived and read-only. Restore the project first.');
    change(plan, { kind: 'project.update', id: projectId('Alpha'), fields: { isArchived: false } }, reschedule('Assay', 1, 5));
    expect(daysOf(plan, 'Assay')).toEqual([1, 5]);
  });

  it('pushes nothing beyond the years of the plan', () => {
    const last = 84_005 - MONDAY;
    const plan = makePlan({
      phases: [makePhase('Assay', last - 5, last - 5), makePhase('Report', last - 4, last)],
      dependencies: [makeLink('Assay', 'Report')],
    });
    const refusal = refusalOf(plan, reschedule('Assay', last - 5, last - 4));
    expect(refusal).toMatchObject({ code: 'out_of_range', ids: ['Report'] });
  });
});

describe('bookings', () => {
  const [first, second] = [makePhase('First', 0, 4), makePhase('Second', 7, 8)];
  const booked = () =>
    makePlan({
      phases: [first, second],
      equipment: [makeEquipment('HPLC')],
      reservations: [makeBooking('one', 'HPLC', first), makeBooking('two', 'HPLC', second)],
    });

  it('that overlap are refused with the item, the holder and the days named', () => {
    const refusal = refusalOf(booked(), reschedule('First', 4, 7));
    expect(refusal.code).toBe('equipment_clash');
    expect(refusal.message).toBe(
      '“HPLC” is taken from 2026-01-12 to 2026-01-13 for “Second”, which overlaps 2026-01-09 to 2026-01-12 for “First”. Choose other dates or another item.',
    );
    expect(refusal.ids).toEqual(['one', 'two']);
  });

  it('may be swapped in one batch', () => {
    const plan = booked();
    change(plan, reschedule('First', 7, 9), reschedule('Second', 0, 1));
    expect([daysOf(plan, 'First'), daysOf(plan, 'Second')]).toEqual([
      [7, 9],
      [0, 1],
    ]);
  });

  it('may overlap where the tenant allows it, or a project is archived', () => {
    const outcome = runCommands(booked(), [reschedule('First', 4, 7)], { doubleBooking: 'allow' });
    expect(outcome.kind).toBe('accepted');
    const plan = booked();
    change(plan, { kind: 'project.update', id: projectId('Alpha'), fields: { isArchived: true } });
    const block = { equipmentId: equipmentId('HPLC'), startOn: MONDAY, endOn: MONDAY + 9 };
    change(plan, { kind: 'block.set', id: 'block' as Reservation['id'], fields: block });
    const restore = refusalOf(plan, { kind: 'project.update', id: projectId('Alpha'), fields: { isArchived: false } });
    expect(restore.code).toBe('equipment_clash');
    expect(restore.message).toContain('for maintenance');
  });

  it('of equipment keep it from being removed', () => {
    const refusal = refusalOf(booked(), { kind: 'equipment.remove', id: equipmentId('HPLC') });
    expect(refusal.message).toBe('“HPLC” cannot be removed while it has bookings or maintenance blocks. Change that first.');
  });
});

describe('assignments', () => {
  it('of a phase follow it, of a project have days of their own', () => {
    const plan = makePlan({ phases: [makePhase('Assay', 0, 4)], staff: [makeStaff('Ada')] });
    const set = (id: string, owner: object) =>
      ({
        kind: 'assignment.set',
        id: id as AssignmentId,
        fields: { staffId: staffId('Ada'), allocationPercent: 60, ...owner },
      }) as const;
    change(plan, set('a', { phaseId: phaseId('Assay') }), set('b', { projectId: projectId('Alpha') }));
    expect(plan.assignments.get('a' as AssignmentId)).toMatchObject({ phaseId: 'Assay', projectId: null, startOn: null, endOn: null });
    expect(plan.assignments.get('b' as AssignmentId)).toMatchObject({ projectId: 'Alpha', startOn: MONDAY, endOn: MONDAY + 4 });
    change(plan, set('b', { phaseId: phaseId('Assay') }));
    expect(plan.assignments.get('b' as AssignmentId)).toMatchObject({ phaseId: 'Assay', projectId: null, startOn: null });
    expect(refusalOf(plan, set('c', {})).code).toBe('invalid_field');
    expect(refusalOf(plan, { kind: 'staff.remove', id: staffId('Ada') }).code).toBe('in_use');
  });
});

describe('time off and sites', () => {
  it('time off without an end must recur', () => {
    const plan = makePlan({ staff: [makeStaff('Ada')] });
    const set = (fields: object) =>
      ({ kind: 'timeOff.set', id: 't' as never, fields: { staffId: staffId('Ada'), startOn: MONDAY, ...fields } }) as const;
    expect(refusalOf(plan, set({ endOn: null })).field).toBe('fields.endOn');
    change(plan, set({ endOn: null, recurrence: { weekdays: [5], everyWeeks: 2 } }));
    expect(plan.timeOff.size).toBe(1);
  });

  it('a site needs a working day, and stays while it is used', () => {
    const plan = makePlan({});
    const week = [1, 2, 3, 4, 5, 6, 7] as const;
    expect(refusalOf(plan, { kind: 'site.set', id: siteId('Basel'), fields: { weekendDays: week } }).code).toBe('invalid_field');
    expect(refusalOf(plan, { kind: 'site.remove', id: siteId('Basel') }).message).toContain('it is the site of “Alpha”');
  });
});
