import { describe, expect, it } from 'vitest';
import {
  makeHoliday,
  makePhase,
  makePlan,
  makeProject,
  makeStaff,
  MONDAY,
  phaseId,
  projectId,
  staffId,
} from '../../../tests/support/small-plans.ts';
import type { Assignment, AssignmentId, PlanSnapshot, TimeOff, TimeOffId } from '../model.ts';
import { loadStateOf, summarizeLoad, type Workload, workloadsOf } from './workload.ts';

function assign(id: string, allocationPercent: number, owner: Partial<Assignment>): Assignment {
  return {
    id: id as AssignmentId,
    staffId: staffId('Ada'),
    projectId: null,
    phaseId: null,
    allocationPercent,
    startOn: null,
    endOn: null,
    ...owner,
  };
}

function away(more: Partial<TimeOff>): TimeOff {
  return {
    id: 'off' as TimeOffId,
    staffId: staffId('Ada'),
    kind: 'vacation',
    startOn: MONDAY,
    endOn: MONDAY,
    dayPart: 'full',
    recurrence: null,
    exceptionsOn: [],
    note: null,
    ...more,
  };
}

/** Two weeks of Ada's. */
function workloadOf(parts: Partial<PlanSnapshot>): Workload {
  const plan = makePlan({ staff: [makeStaff('Ada')], ...parts });
  const [workload] = workloadsOf(plan, [staffId('Ada')], MONDAY, MONDAY + 13);
  if (!workload) throw new Error('nobody');
  return workload;
}

describe('capacity', () => {
  it('is the weekly pattern of the greatest capacity, and nothing on weekends and holidays', () => {
    const staff = [makeStaff('Ada', { maxCapacityPercent: 80, weeklyPattern: [100, 100, 50, 100, 100, 100, 0] })];
    const { capacity } = workloadOf({ staff, holidays: [makeHoliday(MONDAY + 1)] });
    expect(Array.from(capacity.slice(0, 7))).toEqual([80, 0, 40, 80, 80, 0, 0]);
  });

  it('is less on days off, half on half days, and two halves make a whole', () => {
    const { capacity } = workloadOf({
      timeOff: [
        away({}),
        away({ id: 'b' as TimeOffId, startOn: MONDAY + 1, endOn: MONDAY + 2, dayPart: 'morning' }),
        away({ id: 'c' as TimeOffId, startOn: MONDAY + 2, endOn: MONDAY + 2, dayPart: 'afternoon' }),
      ],
    });
    expect(Array.from(capacity.slice(0, 4))).toEqual([0, 50, 0, 100]);
  });

  it('knows time off that recurs every other week, with exceptions', () => {
    const recurrence = { weekdays: [2, 4] as const, everyWeeks: 2 };
    const { capacity } = workloadOf({ timeOff: [away({ endOn: null, recurrence, exceptionsOn: [MONDAY + 3] })] });
    expect(Array.from(capacity)).toEqual([100, 0, 100, 100, 100, 0, 0, 100, 100, 100, 100, 100, 0, 0]);
  });
});

describe('load', () => {
  it('adds up assignments of phases and projects; unconfirmed ones apart, archived ones not at all', () => {
    const { load, tentative } = workloadOf({
      projects: [makeProject('Alpha'), makeProject('Beta', { isConfirmed: false }), makeProject('Gamma', { isArchived: true })],
      phases: [makePhase('Assay', 1, 3)],
      assignments: [
        assign('a', 60, { phaseId: phaseId('Assay') }),
        assign('b', 30, { projectId: projectId('Alpha'), startOn: MONDAY + 2, endOn: MONDAY + 8 }),
        assign('c', 50, { projectId: projectId('Beta'), startOn: MONDAY, endOn: MONDAY + 1 }),
        assign('d', 90, { projectId: projectId('Gamma'), startOn: MONDAY, endOn: MONDAY + 9 }),
      ],
    });
    expect(Array.from(load)).toEqual([0, 60, 90, 90, 30, 0, 0, 30, 30, 0, 0, 0, 0, 0]);
    expect(Array.from(tentative.slice(0, 3))).toEqual([50, 50, 0]);
  });

  it('asks for nothing on a weekend within it, but for something when there is nothing else', () => {
    const owner = { projectId: projectId('Alpha') };
    const { load } = workloadOf({
      assignments: [
        assign('a', 40, { ...owner, startOn: MONDAY + 4, endOn: MONDAY + 7 }),
        assign('b', 50, { ...owner, startOn: MONDAY + 12, endOn: MONDAY + 12 }),
      ],
    });
    expect(Array.from(load)).toEqual([0, 0, 0, 0, 40, 0, 0, 40, 0, 0, 0, 0, 50, 0]);
  });

  it('is a clash on a day off, and over beyond the capacity', () => {
    expect([loadStateOf(0, 0), loadStateOf(0, 5), loadStateOf(50, 0)]).toEqual(['off', 'clash', 'free']);
    expect([loadStateOf(50, 5), loadStateOf(50, 50), loadStateOf(50, 55)]).toEqual(['partial', 'full', 'over']);
    const { capacity, load } = workloadOf({
      phases: [makePhase('Assay', 0, 1)],
      assignments: [assign('a', 60, { phaseId: phaseId('Assay') })],
      timeOff: [away({})],
    });
    expect(loadStateOf(capacity[0] ?? -1, load[0] ?? -1)).toBe('clash');
  });

  it('has a mean over days that count, and a peak', () => {
    const workload = workloadOf({
      phases: [makePhase('Assay', 0, 1)],
      assignments: [assign('a', 60, { phaseId: phaseId('Assay') })],
    });
    expect(summarizeLoad(workload, 0, 7)).toEqual({ mean: 24, peak: 60 });
  });
});
