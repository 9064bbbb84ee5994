import { describe, expect, it } from 'vitest';
import {
  change,
  makeHoliday,
  makePhase,
  makePlan,
  makeProject,
  MONDAY,
  phaseId,
  projectId,
  reschedule,
} from '../../../tests/support/small-plans.ts';
import type { Plan } from '../plan.ts';
import { compareWithKept, type KeptDates, slipOf } from './slip.ts';

/** What a baseline keeps of a plan. */
function keep(plan: Plan): KeptDates[] {
  const phases = Array.from(plan.phases.values(), ({ id, projectId, name, startOn, endOn }) => ({ id, projectId, name, startOn, endOn }));
  const projects = Array.from(plan.projects.values(), ({ id, name, startOn, endOn }) => ({ id, projectId: id, name, startOn, endOn }));
  return [...projects, ...phases];
}

describe('slip against kept dates', () => {
  it('counts calendar days, or the working days of a project that counts in them', () => {
    const phases = [makePhase('Assay', 0, 4)];
    const kept: KeptDates = { id: 'Assay', projectId: projectId('Alpha'), name: 'Assay', startOn: MONDAY - 7, endOn: MONDAY - 3 };
    expect(slipOf(makePlan({ phases }), kept)).toEqual({ startDays: 7, endDays: 7, isWorkingDays: false });
    const working = makePlan({ projects: [makeProject('Alpha', { workingDays: true })], holidays: [makeHoliday(MONDAY + 2)], phases });
    expect(slipOf(working, kept)).toEqual({ startDays: 5, endDays: 4, isWorkingDays: true });
    expect(slipOf(working, { ...kept, id: 'gone' })).toBeUndefined();
  });

  it('is negative for what is earlier', () => {
    const plan = makePlan({ phases: [makePhase('Assay', 0, 4)] });
    const kept: KeptDates = { id: 'Assay', projectId: projectId('Alpha'), name: 'Assay', startOn: MONDAY + 1, endOn: MONDAY + 9 };
    expect(slipOf(plan, kept)).toMatchObject({ startDays: -1, endDays: -5 });
  });

  it('lists what became later, worst first, what came and what went, without counting parents', () => {
    const plan = makePlan({
      phases: [
        makePhase('Chemistry', 0, 4),
        makePhase('Route', 0, 2, { parentId: phaseId('Chemistry') }),
        makePhase('Batch', 0, 4, { parentId: phaseId('Chemistry') }),
        makePhase('Report', 5, 6),
        makePhase('Old', 0, 1),
      ],
    });
    const kept = keep(plan);
    change(
      plan,
      reschedule('Route', 1, 3),
      reschedule('Batch', 3, 9),
      { kind: 'phase.delete', id: phaseId('Old') },
      {
        kind: 'phase.create',
        id: phaseId('New'),
        projectId: projectId('Alpha'),
        parentId: null,
        name: 'New',
        startOn: MONDAY,
        endOn: MONDAY,
      },
    );
    const { later, earlier, unchangedCount, addedIds, removed } = compareWithKept(plan, kept);
    expect(later.map(({ kept: { id }, isProject, slip }) => [id, isProject, slip.endDays])).toEqual([
      ['Batch', false, 5],
      ['Alpha', true, 3],
      ['Route', false, 1],
    ]);
    expect([earlier.length, unchangedCount, addedIds, removed.map(({ id }) => id)]).toEqual([0, 1, ['New'], ['Old']]);
  });
});
