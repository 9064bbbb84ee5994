/** What the schedule says about phases: critical, with slack, in breach of a link, how far done. */
import type { Day } from '../../../lib/days.ts';
import type { Phase, PhaseId, ProjectId } from '../../../planning/model.ts';
import { childrenOf, type Plan } from '../../../planning/plan.ts';

export type ScheduleInsight = {
  isCritical(phase: Phase): boolean;
  isViolated(phase: Phase): boolean;
  /** Last day on which a leaf could end without moving the end of its project. */
  slackUntil(phase: Phase): Day | undefined;
  isCriticalLink(dependencyId: string): boolean;
  isViolatedLink(dependencyId: string): boolean;
};

export function createInsight(_plan: Plan, _version: number, _showsCriticalPath: boolean): ScheduleInsight {
  return {
    isCritical: () => false,
    isViolated: () => false,
    slackUntil: () => undefined,
    isCriticalLink: () => false,
    isViolatedLink: () => false,
  };
}

/** Percent done of a phase or project: leaves weighted by their days; milestones count only where there is nothing else. */
export function completionOf(plan: Plan, id: PhaseId | ProjectId): number {
  const phase = plan.phases.get(id as PhaseId);
  const children = phase ? childrenOf(plan, phase.projectId, phase.id) : childrenOf(plan, id as ProjectId, null);
  if (children.length === 0) return phase?.completionPercent ?? 0;
  let [sum, weight] = [0, 0];
  for (const child of children) {
    const days = child.isMilestone ? 0 : child.endOn - child.startOn + 1;
    sum += days * completionOf(plan, child.id);
    weight += days;
  }
  return weight === 0 ? children.reduce((total, child) => total + completionOf(plan, child.id), 0) / children.length : sum / weight;
}
