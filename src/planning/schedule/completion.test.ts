import { describe, expect, it } from 'vitest';
import { makePhase, makePlan, phaseId, projectId } from '../../../tests/support/small-plans.ts';
import { completionOf, completionsOf } from './completion.ts';

const inside = (parent: string) => ({ parentId: phaseId(parent) });

describe('completion', () => {
  const plan = makePlan({
    phases: [
      makePhase('Build', 0, 9),
      makePhase('Frame', 0, 2, { ...inside('Build'), completionPercent: 100 }),
      makePhase('Roof', 3, 3, inside('Build')),
      makePhase('Done', 9, 9, { ...inside('Build'), isMilestone: true, completionPercent: 100 }),
      makePhase('Gates', 0, 1),
      makePhase('Gate 1', 0, 0, { ...inside('Gates'), isMilestone: true, completionPercent: 100 }),
      makePhase('Gate 2', 1, 1, { ...inside('Gates'), isMilestone: true }),
    ],
  });

  it('of a leaf is its own value, and nothing counts as 0', () => {
    expect(completionOf(plan, phaseId('Frame'))).toBe(100);
    expect(completionOf(plan, phaseId('Roof'))).toBe(0);
  });

  it('of a parent is the mean by days, in which milestones weigh nothing', () => {
    expect(completionOf(plan, phaseId('Build'))).toBe(75);
    expect(completionOf(plan, projectId('Alpha'))).toBe(75);
  });

  it('of a parent of milestones alone is their plain mean', () => {
    expect(completionOf(plan, phaseId('Gates'))).toBe(50);
  });

  it('is the same for all at once as for each', () => {
    const all = completionsOf(plan, projectId('Alpha'));
    expect(all.size).toBe(plan.phases.size + 1);
    for (const [id, percent] of all) expect(percent).toBe(completionOf(plan, id));
  });

  it('of a project without phases is 0', () => {
    expect(completionOf(makePlan({}), projectId('Alpha'))).toBe(0);
  });
});
