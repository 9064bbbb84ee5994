import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tryCriticalPath } from '../../../tests/support/critical-path-oracle.ts';
import { planRecipe, snapshotOf } from '../../../tests/support/random-plans.ts';
import { worldOf } from '../../../tests/support/oracle-world.ts';
import { calendarOf } from '../calendar/calendar-of.ts';
import type { PlanSnapshot } from '../model.ts';
import { createPlan } from '../plan.ts';
import { criticalPathOf, criticalPathsOf } from './critical-path.ts';

function difference(snapshot: PlanSnapshot): string | undefined {
  const plan = createPlan(snapshot);
  const paths = criticalPathsOf(plan);
  for (const { id } of snapshot.projects) {
    const path = criticalPathOf(plan, id);
    expect(paths.get(id)).toEqual(path);
    const tried = tryCriticalPath(worldOf(snapshot), id);
    if (tried.size !== path.tasks.size) return `${path.tasks.size} tasks instead of ${tried.size}`;
    for (const [phaseId, task] of path.tasks) {
      const { earlyStart: startOn, earlyFinish: endOn, totalSlackDays, freeSlackDays } = task;
      const mine = JSON.stringify({ startOn, endOn, totalSlackDays, freeSlackDays });
      const theirs = JSON.stringify(tried.get(phaseId));
      if (mine !== theirs) return `${phaseId}: ${mine} instead of ${theirs}`;
      if (task.isCritical !== totalSlackDays <= 0) return `${phaseId} is critical with ${totalSlackDays} days of slack`;
    }
  }
  return undefined;
}

/** All projects in working days, and leaves that begin and end on one, as a planner leaves them. */
function inWorkingDays(snapshot: PlanSnapshot): PlanSnapshot {
  const projects = snapshot.projects.map((project) => ({ ...project, workingDays: true }));
  const plan = createPlan({ ...snapshot, projects });
  const phases = snapshot.phases.map((phase) => {
    const project = plan.projects.get(phase.projectId);
    if (!project) return phase;
    const calendar = calendarOf(plan, project.siteId);
    const startOn = calendar.nextWorkingDay(phase.startOn);
    const endOn = phase.isMilestone ? startOn : calendar.nextWorkingDay(Math.max(startOn, phase.endOn));
    return { ...phase, startOn, endOn };
  });
  return { ...snapshot, projects, phases };
}

describe('the critical path', () => {
  it('has the slack that delaying each phase shows, in calendar days', () => {
    expect.hasAssertions();
    fc.assert(
      fc.property(planRecipe, (recipe) => {
        const snapshot = snapshotOf(recipe);
        const projects = snapshot.projects.map((project) => ({ ...project, workingDays: false }));
        expect(difference({ ...snapshot, projects })).toBeUndefined();
      }),
      { numRuns: 2000 },
    );
  });

  it('has the slack that delaying each phase shows, in working days', () => {
    expect.hasAssertions();
    fc.assert(
      fc.property(planRecipe, (recipe) => {
        expect(difference(inWorkingDays(snapshotOf(recipe)))).toBeUndefined();
      }),
      { numRuns: 2000 },
    );
  });
});
