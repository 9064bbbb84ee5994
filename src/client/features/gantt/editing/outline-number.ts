/** Where an item stands in the plan, as people say it: "3.1.2" is in the third project, in its first phase, the second. */
import type { Phase } from '../../../../planning/model.ts';
import { ancestorsOf, childrenOf, listProjects, type Plan } from '../../../../planning/plan.ts';
import type { GanttItem } from '../gantt-items.ts';

export function outlineNumberOf(plan: Plan, item: GanttItem): string {
  const numbers = [shownProjects(plan).findIndex(({ id }) => id === item.project.id) + 1];
  const path = item.kind === 'phase' ? [item.phase, ...ancestorsOf(plan, item.id)].toReversed() : [];
  for (const phase of path) numbers.push(childrenOf(plan, phase.projectId, phase.parentId).findIndex(({ id }) => id === phase.id) + 1);
  return numbers.join('.');
}

/** The phase with such a number; "project" when the number is a project's. */
export function phaseNumbered(plan: Plan, number: string): Phase | 'project' | undefined {
  const [place = 0, ...path] = number.split('.').map(Number);
  const project = shownProjects(plan)[place - 1];
  if (!project) return undefined;
  let found: Phase | 'project' = 'project';
  for (const step of path) {
    const next: Phase | undefined = childrenOf(plan, project.id, found === 'project' ? null : found.id)[step - 1];
    if (!next) return undefined;
    found = next;
  }
  return found;
}

function shownProjects(plan: Plan) {
  return listProjects(plan).filter(({ isArchived }) => !isArchived);
}
