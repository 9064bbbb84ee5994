import type { PhaseId, ProjectId } from '../model.ts';
import { isLeaf, type PhaseNode } from '../phase-node.ts';
import type { Plan } from '../plan-index.ts';

/** What the leaves of something add up to. */
type Sum = { days: number; doneDays: number; milestones: number; doneMilestones: number };

/**
 * How far a phase or project is, 0 to 100: a leaf's own value (none counts as 0); of anything else the mean over its leaves
 * weighted by their calendar days. Milestones weigh nothing, unless there is nothing else: then it is their plain mean. Leaves
 * rather than children are weighed, so that grouping phases does not change how far the project is.
 */
export function completionOf(plan: Plan, id: PhaseId | ProjectId): number {
  const sum = nothing();
  // The id is of one kind or the other; ids are unique over all kinds.
  const node = plan.index.nodes.get(id as PhaseId);
  if (node) addUp(node, sum);
  else for (const root of plan.index.projectNodes.get(id as ProjectId)?.roots ?? []) addUp(root, sum);
  return meanOf(sum);
}

/** `completionOf` for a project and everything in it, in one walk. */
export function completionsOf(plan: Plan, projectId: ProjectId): ReadonlyMap<PhaseId | ProjectId, number> {
  const completions = new Map<PhaseId | ProjectId, number>();
  const total = nothing();
  for (const root of plan.index.projectNodes.get(projectId)?.roots ?? []) addUp(root, total, completions);
  return completions.set(projectId, meanOf(total));
}

/** Adds the leaves at or below a node to a sum. */
function addUp(node: PhaseNode, total: Sum, into?: Map<PhaseId | ProjectId, number>): void {
  const { phase } = node;
  if (isLeaf(node)) {
    const done = phase.completionPercent ?? 0;
    const days = phase.isMilestone ? 0 : phase.endOn - phase.startOn + 1;
    total.days += days;
    total.doneDays += days * done;
    total.milestones += phase.isMilestone ? 1 : 0;
    total.doneMilestones += phase.isMilestone ? done : 0;
    into?.set(phase.id, done);
    return;
  }
  const sum = nothing();
  for (const child of node.children) addUp(child, sum, into);
  total.days += sum.days;
  total.doneDays += sum.doneDays;
  total.milestones += sum.milestones;
  total.doneMilestones += sum.doneMilestones;
  into?.set(phase.id, meanOf(sum));
}

function meanOf({ days, doneDays, milestones, doneMilestones }: Sum): number {
  if (days > 0) return doneDays / days;
  return milestones > 0 ? doneMilestones / milestones : 0;
}

function nothing(): Sum {
  return { days: 0, doneDays: 0, milestones: 0, doneMilestones: 0 };
}
