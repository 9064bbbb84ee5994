/** What the schedule says about phases and links: critical, with slack, in breach. Worked out per project, when first asked. */
import type { Day } from '../../../lib/days.ts';
import { once } from '../../../lib/once.ts';
import type { DependencyId, Phase, ProjectId } from '../../../planning/model.ts';
import { leavesOf, type Plan } from '../../../planning/plan.ts';
import { criticalPathOf, type CriticalPath, type CriticalTask } from '../../../planning/schedule/critical-path.ts';
import { isBroken, isTooEarly, violationsOf, type Violation } from '../../../planning/schedule/violations.ts';
import type { BarSide } from '../../timeline/timeline-model.ts';
import { sidesOfType } from './link-types.ts';

export type ScheduleInsight = {
  /** All of the plan: asked for beside the chart, not by it. */
  readonly violations: () => readonly Violation[];
  isCritical(phase: Phase): boolean;
  isViolated(phase: Phase): boolean;
  /** Early and late dates and slack of a leaf, whether or not the critical path is shown. */
  slackOf(phase: Phase): CriticalTask | undefined;
  /** Last day on which a leaf could end without moving the end of its project. */
  slackUntil(phase: Phase): Day | undefined;
  isCriticalLink(dependencyId: DependencyId): boolean;
  isViolatedLink(dependencyId: DependencyId): boolean;
};

/** What the critical path is shown of: nothing, all, or one project. */
export type CriticalScope = boolean | string;

/** Where the critical path is not shown, nothing is critical and no slack is worked out. */
export function createInsight(plan: Plan, _version: number, scope: CriticalScope): ScheduleInsight {
  const paths = new Map<ProjectId, CriticalPath>();
  const slackOf = (phase: Phase): CriticalTask | undefined => {
    const path = paths.get(phase.projectId) ?? criticalPathOf(plan, phase.projectId);
    paths.set(phase.projectId, path);
    return path.tasks.get(phase.id);
  };
  const isInScope = (phase: Phase): boolean => scope === true || scope === phase.projectId;
  const taskOf = (phase: Phase | undefined) => (phase && isInScope(phase) ? slackOf(phase) : undefined);
  /** Of a parent, whether one of the leaves that a link on it looks at is critical: those that end last, or begin first. */
  const isCriticalAt = (phase: Phase | undefined, side: BarSide, which: 'first' | 'last'): boolean => {
    const leaves = phase && isInScope(phase) ? leavesOf(plan, phase.id) : [];
    const tasks = leaves.flatMap((leaf) => slackOf(leaf) ?? []);
    const days = tasks.map((task) => (side === 'start' ? task.earlyStart : task.earlyFinish));
    const day = days.reduce((found, next) => (which === 'first' ? Math.min(found, next) : Math.max(found, next)), days[0] ?? 0);
    return tasks.some((task, index) => task.isCritical && days[index] === day);
  };
  return {
    violations: once(() => violationsOf(plan)),
    slackOf,
    isCritical: (phase) => taskOf(phase)?.isCritical ?? false,
    isViolated: (phase) => isTooEarly(plan, phase.id),
    slackUntil: (phase) => taskOf(phase)?.lateFinish,
    isCriticalLink(dependencyId) {
      const dependency = scope === false ? undefined : plan.dependencies.get(dependencyId);
      if (!dependency) return false;
      const [from, to] = [plan.phases.get(dependency.predecessorId), plan.phases.get(dependency.successorId)];
      const [fromSide, toSide] = sidesOfType(dependency.type);
      return from?.projectId === to?.projectId && isCriticalAt(from, fromSide, 'last') && isCriticalAt(to, toSide, 'first');
    },
    isViolatedLink: (dependencyId) => isBroken(plan, dependencyId),
  };
}
