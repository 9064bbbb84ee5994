import { rankBetween } from '../../lib/rank.ts';
import type { PhaseId, ProjectId } from '../model.ts';
import type { PhaseNode, ProjectNode } from '../phase-node.ts';
import type { Plan } from '../plan-index.ts';
import { nameOf, notFound, quote, refused, type Refused } from '../commands/refused.ts';

/** Deeper trees are refused, so that no walk over them needs a limit of its own. */
const MAX_DEPTH = 50;

export type TreePlace = { readonly project: ProjectNode; readonly parent: PhaseNode | undefined; readonly rank: string };

type Wanted = { readonly projectId: ProjectId; readonly parentId: PhaseId | null; readonly afterId?: PhaseId | null };

/** The place that a command names, with a rank for it among the siblings (other than `moved` itself); or why there is none. */
export function findTreePlace(
  plan: Plan,
  wanted: Wanted,
  moved: PhaseNode | undefined,
  height: number,
): { readonly kind: 'place'; readonly place: TreePlace } | { readonly kind: 'refused'; readonly refusal: Refused } {
  const project = plan.index.projectNodes.get(wanted.projectId);
  if (!project) return { kind: 'refused', refusal: notFound('project', 'projectId') };
  const parent = wanted.parentId === null ? undefined : plan.index.nodes.get(wanted.parentId);
  if (wanted.parentId !== null && !parent) return { kind: 'refused', refusal: notFound('phase', 'parentId') };
  const refusal = checkParent(project, parent, height);
  if (refusal) return { kind: 'refused', refusal };
  const siblings = parent ? parent.children : project.roots;
  const rank = findRank(siblings, wanted.afterId, moved);
  if (rank === undefined) return { kind: 'refused', refusal: notFound('neighbouring phase', 'afterId') };
  return { kind: 'place', place: { project, parent, rank } };
}

export function heightOf(node: PhaseNode): number {
  let height = 1;
  for (const child of node.children) height = Math.max(height, heightOf(child) + 1);
  return height;
}

function checkParent(project: ProjectNode, parent: PhaseNode | undefined, height: number): Refused | undefined {
  if (project.project.isArchived) return archived(project);
  if (!parent) return undefined;
  if (parent.project !== project) {
    return refused(
      'invalid_field',
      `${nameOf(parent)} does not belong to the project ${quote(project.project.name)}. Choose a parent within it.`,
      { field: 'parentId' },
    );
  }
  if (parent.phase.isMilestone) {
    return refused(
      'milestone_with_children',
      `${nameOf(parent)} is a milestone and cannot contain phases. Make it an ordinary phase first.`,
      { field: 'parentId', ids: [parent.phase.id] },
    );
  }
  let depth = height;
  for (let node: PhaseNode | undefined = parent; node; node = node.parent) depth += 1;
  if (depth <= MAX_DEPTH) return undefined;
  return refused('out_of_range', `Phases can be nested ${MAX_DEPTH} levels deep. Choose a place higher up in the tree.`, {
    field: 'parentId',
  });
}

export function archived({ project }: ProjectNode): Refused {
  return refused('project_archived', `${quote(project.name)} is archived and read-only. Restore the project first.`, { ids: [project.id] });
}

function findRank(siblings: readonly PhaseNode[], afterId: PhaseId | null | undefined, moved: PhaseNode | undefined): string | undefined {
  const others = moved && siblings.includes(moved) ? siblings.filter((node) => node !== moved) : siblings;
  if (afterId === undefined) return rankBetween(others.at(-1)?.phase.rank, undefined);
  if (afterId === null) return rankBetween(undefined, others[0]?.phase.rank);
  const at = others.findIndex((node) => node.phase.id === afterId);
  const before = others[at]?.phase.rank;
  if (before === undefined) return undefined;
  // Siblings of equal rank cannot be parted; the new one follows them all.
  const next = others.slice(at + 1).find((node) => node.phase.rank > before);
  return rankBetween(before, next?.phase.rank);
}
