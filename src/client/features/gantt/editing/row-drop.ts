/** Where a row comes to stand that is dropped on another. */
import type { ProjectId } from '../../../../planning/model.ts';
import { childrenOf, listProjects, type Plan } from '../../../../planning/plan.ts';
import { nameOf, type FlatItem, type GanttItem } from '../gantt-items.ts';
import type { GanttRows } from '../gantt-rows.ts';
import type { PhaseItem, TreeTarget } from './many-actions.ts';

export type DropPlace = {
  /** A line above or below the row, or the whole row. */
  readonly mark: 'before' | 'into' | 'after';
  /** The level of the line, 1 for projects. */
  readonly level: number;
  /** "Into Chemistry" */
  readonly words: string;
};

export type Drop = DropPlace & { readonly target: TreeTarget };

/** A place among the projects; the line is drawn at a row of its own: the project may be longer than what is under the pointer. */
export type ProjectDrop = DropPlace & { readonly afterId: ProjectId | null; readonly rowId: string };

/** Before or after the whole project that a row belongs to. `at`: the place of the pointer, in rows. */
export function dropBesideProject(
  plan: Plan,
  rows: Pick<GanttRows, 'parts' | 'itemAt'>,
  { project }: GanttItem,
  at: number,
): ProjectDrop | undefined {
  const part = rows.parts?.find(({ projectId }) => projectId === project.id);
  if (!part) return undefined;
  const order = listProjects(plan);
  const before = order[order.findIndex(({ id }) => id === project.id) - 1];
  if (at < (part.first + part.end) / 2)
    return { afterId: before?.id ?? null, rowId: project.id, mark: 'before', level: 1, words: `Before ${project.name}` };
  const last = rows.itemAt(part.end - 1)?.item.id ?? project.id;
  return { afterId: project.id, rowId: last, mark: 'after', level: 1, words: `After ${project.name}` };
}

/** `share`: how far down in the row the pointer is, 0 to 1. */
export function dropAt(plan: Plan, flat: FlatItem, share: number): Drop {
  const { item, level } = flat;
  const isOpen = flat.isExpanded && flat.hasChildren;
  if (item.kind === 'project') {
    return share > 0.7 && isOpen ? first(item, level) : into(plan, item, level);
  }
  const { id, project, phase } = item;
  if (share < 0.28) {
    const siblings = childrenOf(plan, project.id, phase.parentId);
    const before = siblings[siblings.findIndex((sibling) => sibling.id === id) - 1];
    const target = { projectId: project.id, parentId: phase.parentId, afterId: before?.id ?? null };
    return { target, mark: 'before', level, words: `Before ${phase.name}` };
  }
  if (share > 0.72 || phase.isMilestone) return isOpen ? first(item, level) : after(item, level);
  return into(plan, item, level);
}

function into(plan: Plan, item: GanttItem, level: number): Drop {
  const parentId = item.kind === 'phase' ? item.id : null;
  const last = childrenOf(plan, item.project.id, parentId).at(-1);
  const target = { projectId: item.project.id, parentId, afterId: last?.id ?? null };
  return { target, mark: 'into', level, words: `Into ${nameOf(item)}` };
}

function first(item: GanttItem, level: number): Drop {
  const target = { projectId: item.project.id, parentId: item.kind === 'phase' ? item.id : null, afterId: null };
  return { target, mark: 'after', level: level + 1, words: `First in ${nameOf(item)}` };
}

function after({ id, project, phase }: PhaseItem, level: number): Drop {
  return { target: { projectId: project.id, parentId: phase.parentId, afterId: id }, mark: 'after', level, words: `After ${phase.name}` };
}
