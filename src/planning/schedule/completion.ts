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
  // The id is of one kind or the other; ids are unique over all kinds.
  const node = plan.index.nodes.get(id as PhaseId);
  if (node) return meanOf(addUp(node));
  const roots = plan.index.projectNodes.get(id as ProjectId)?.roots ?? [];
  return meanOf(roots.map((root) => addUp(root)).reduce(combine, nothing()));
}

/** `completionOf` for a project and everything in it, in one walk. */
export function completionsOf(plan: Plan, projectId: ProjectId): ReadonlyMap<PhaseId | ProjectId, number> {
  const completions = new Map<PhaseId | ProjectId, number>();
  const roots = plan.index.projectNodes.get(projectId)?.roots ?? [];
  const total = roots.map((root) => addUp(root, completions)).reduce(combine, nothing());
  return completions.set(projectId, meanOf(total));
}

function addUp(node: PhaseNode, into?: Map<PhaseId | ProjectId, number>): Sum {
  const { phase } = node;
  const sum = nothing();
  if (isLeaf(node)) {
    const done = phase.completionPercent ?? 0;
    if (phase.isMilestone) {
      sum.milestones = 1;
      sum.doneMilestones = done;
    } else {
      sum.days = phase.endOn - phase.startOn + 1;
      sum.doneDays = sum.days * done;
    }
  } else for (const child of node.children) combine(sum, addUp(child, into));
  into?.set(phase.id, meanOf(sum));
  return sum;
}

function combine(sum: Sum, other: Sum): Sum {
  sum.days += other.days;
  sum.doneDays += other.doneDays;
  sum.milestones += other.milestones;
  sum.doneMilestones += other.doneMilestones;
  return sum;
}

function meanOf({ days, doneDays, milestones, doneMilestones }: Sum): number {
  if (days > 0) return doneDays / days;
  return milestones > 0 ? doneMilestones / milestones : 0;
}

function nothing(): Sum {
  return { days: 0, doneDays: 0, milestones: 0, doneMilestones: 0 };
}
