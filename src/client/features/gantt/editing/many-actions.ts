/** What is done to all chosen rows at once, each as one step of undo. */
import type { Command } from '../../../../planning/commands/command.ts';
import type { Phase, PhaseId, ProjectId } from '../../../../planning/model.ts';
import { ancestorsOf, childrenOf, listProjects, type Plan } from '../../../../planning/plan.ts';
import { countText } from '../describe.ts';
import { indent, outdent, remove, type Action, type Unavailable } from '../gantt-actions.ts';
import { nameOf, type GanttItem } from '../gantt-items.ts';

/** A place that is not seen is not chosen. */
export const outOfOrder: Unavailable = { reason: 'The rows are sorted or grouped: show them in their own order to move them' };

export type PhaseItem = Extract<GanttItem, { readonly kind: 'phase' }>;

/** The items without those that lie in others of them: what happens to the whole happens to its parts. */
export function topItems(plan: Plan, items: readonly GanttItem[]): readonly GanttItem[] {
  const ids = new Set<string>(items.map(({ id }) => id));
  return items.filter(
    (item) => item.kind === 'project' || !(ids.has(item.project.id) || ancestorsOf(plan, item.id).some((above) => ids.has(above.id))),
  );
}

export function topPhases(plan: Plan, items: readonly GanttItem[]): readonly PhaseItem[] {
  return topItems(plan, items).filter((item) => item.kind === 'phase');
}

/** "Synthesis", "3 rows". */
export function namesOf(items: readonly GanttItem[]): string {
  const [only] = items;
  return items.length === 1 && only ? nameOf(only) : countText(items.length, 'row', 'rows');
}

export function removeMany(plan: Plan, items: readonly GanttItem[], focusId: string | undefined): Action {
  const top = topItems(plan, items);
  const [only] = top;
  if (top.length === 1 && only) return remove(only, focusId);
  return {
    commands: top.map((item): Command =>
      item.kind === 'project' ? { kind: 'project.delete', id: item.id } : { kind: 'phase.delete', id: item.id },
    ),
    label: `Delete ${namesOf(top)}`,
    ...(focusId === undefined ? {} : { focusId }),
    announcement: `${namesOf(top)} deleted`,
  };
}

/** All become part of the nearest phase above them that is not itself chosen. */
export function indentMany(plan: Plan, items: readonly GanttItem[]): Action | Unavailable {
  const phases = topPhases(plan, items);
  const [only] = phases;
  if (phases.length <= 1) return only ? indent(plan, only) : { reason: 'A project cannot be indented' };
  const chosen = new Set<string>(phases.map(({ id }) => id));
  const commands: Command[] = [];
  for (const { id, project, phase } of phases) {
    const siblings = childrenOf(plan, project.id, phase.parentId);
    const above = siblings
      .slice(
        0,
        siblings.findIndex((sibling) => sibling.id === id),
      )
      .findLast((sibling) => !chosen.has(sibling.id));
    if (!above) continue;
    if (above.isMilestone) return { reason: `${above.name} is a milestone and cannot hold phases` };
    commands.push({ kind: 'phase.move', id, projectId: project.id, parentId: above.id });
  }
  if (commands.length === 0) return { reason: 'There is no phase above on the same level' };
  return { commands, label: `Indent ${namesOf(phases)}`, announcement: `${namesOf(phases)} indented` };
}

/** All come to stand after the phase that they were part of, in their order. */
export function outdentMany(plan: Plan, items: readonly GanttItem[]): Action | Unavailable {
  const phases = topPhases(plan, items);
  const [only] = phases;
  if (phases.length <= 1) return only ? outdent(plan, only) : { reason: 'A project cannot be outdented' };
  const commands = phases.toReversed().flatMap(({ id, project, phase }): Command[] => {
    const parent = phase.parentId === null ? undefined : plan.phases.get(phase.parentId);
    return parent ? [{ kind: 'phase.move', id, projectId: project.id, parentId: parent.parentId, afterId: parent.id }] : [];
  });
  if (commands.length === 0) return { reason: 'The phases are on the top level of their project' };
  return { commands, label: `Outdent ${namesOf(phases)}`, announcement: `${namesOf(phases)} outdented` };
}

/** A place in the tree: after a sibling, or first (null). */
export type TreeTarget = {
  readonly projectId: PhaseItem['project']['id'];
  readonly parentId: PhaseId | null;
  readonly afterId: PhaseId | null;
};

/** All come to stand at one place, in their order, whatever they were part of. */
export function moveTo(plan: Plan, items: readonly GanttItem[], target: TreeTarget): Action | Unavailable {
  const phases = topPhases(plan, items);
  if (phases.length === 0) return { reason: 'A project cannot be moved into another' };
  const chosen = new Set<string>(phases.map(({ id }) => id));
  // A chosen neighbour moves along: the place is after the nearest one that stays.
  let { afterId } = target;
  const siblings = childrenOf(plan, target.projectId, target.parentId);
  if (afterId !== null && chosen.has(afterId)) {
    const at = siblings.findIndex(({ id }) => id === afterId);
    afterId = siblings.slice(0, at).findLast(({ id }) => !chosen.has(id))?.id ?? null;
  }
  const commands: Command[] = [];
  for (const { id } of phases) {
    commands.push({ kind: 'phase.move', id, projectId: target.projectId, parentId: target.parentId, afterId });
    afterId = id;
  }
  const into = target.parentId === null ? plan.projects.get(target.projectId)?.name : plan.phases.get(target.parentId)?.name;
  const where = `${into ?? ''}, ${placeWords(siblings, target.afterId, chosen)}`;
  return {
    commands,
    label: `Move ${namesOf(phases)}`,
    focusId: phases.at(-1)?.id ?? '',
    announcement: `${namesOf(phases)} moved to ${where}`,
  };
}

function placeWords(siblings: readonly Phase[], afterId: PhaseId | null, chosen: ReadonlySet<string>): string {
  const after = siblings.find(({ id }) => id === afterId);
  if (after && !chosen.has(after.id)) return `after ${after.name}`;
  return siblings.every(({ id }) => chosen.has(id)) ? 'as its only part' : 'at the place chosen';
}

/** Projects come to stand after another one, or first, in their order. */
export function moveProjects(plan: Plan, items: readonly GanttItem[], afterId: ProjectId | null): Action | Unavailable {
  const projects = items.filter((item) => item.kind === 'project');
  const [first] = projects;
  if (!first || projects.length < topItems(plan, items).length) return { reason: 'Move projects alone, or phases alone' };
  const chosen = new Set<string>(projects.map(({ id }) => id));
  const order = listProjects(plan);
  const at = order.findIndex(({ id }) => id === afterId);
  // A chosen neighbour moves along: the place is after the nearest one that stays.
  const before = order.slice(0, at + 1).findLast(({ id }) => !chosen.has(id));
  const commands: Command[] = [];
  let after: ProjectId | null = before?.id ?? null;
  for (const { id } of projects) {
    commands.push({ kind: 'project.move', id, afterId: after });
    after = id;
  }
  return {
    commands,
    label: `Move ${namesOf(projects)}`,
    focusId: projects.at(-1)?.id ?? first.id,
    announcement: `${namesOf(projects)} moved ${before ? `after ${before.name}` : 'to the first place'}`,
  };
}

/** One place up or down among the projects that are shown. */
function moveProjectsBy(plan: Plan, items: readonly GanttItem[], by: 1 | -1, isShown: (id: string) => boolean): Action | Unavailable {
  const chosen = new Set<string>(items.map(({ id }) => id));
  const shown = listProjects(plan).filter(({ id }) => isShown(id));
  const places = shown.flatMap(({ id }, index) => (chosen.has(id) ? [index] : []));
  const neighbour = shown[by < 0 ? (places[0] ?? 0) - 1 : (places.at(-1) ?? 0) + 1];
  if (!neighbour) return { reason: by < 0 ? 'This is the first place already' : 'This is the last place already' };
  const order = listProjects(plan);
  const above = by > 0 ? neighbour : order[order.indexOf(neighbour) - 1];
  const action = moveProjects(plan, items, above?.id ?? null);
  if ('reason' in action) return action;
  return { ...action, announcement: `${namesOf(topItems(plan, items))} moved ${by < 0 ? 'up, before' : 'down, after'} ${neighbour.name}` };
}

/** One place up or down among those on the same level. */
export function moveBy(plan: Plan, items: readonly GanttItem[], by: 1 | -1, isShown: (id: string) => boolean): Action | Unavailable {
  if (items.some(({ kind }) => kind === 'project')) return moveProjectsBy(plan, items, by, isShown);
  const phases = topPhases(plan, items);
  const [first] = phases;
  if (!first) return { reason: 'Choose what is to be moved' };
  if (phases.some(({ phase, project }) => phase.parentId !== first.phase.parentId || project.id !== first.project.id))
    return { reason: 'Choose rows of one level to move them up or down' };
  const siblings = childrenOf(plan, first.project.id, first.phase.parentId);
  const chosen = new Set<string>(phases.map(({ id }) => id));
  const places = siblings.flatMap(({ id }, index) => (chosen.has(id) ? [index] : []));
  const top = places[0] ?? 0;
  const bottom = places.at(-1) ?? 0;
  const next = by < 0 ? top - 1 : bottom + 1;
  if (next < 0 || next >= siblings.length) return { reason: by < 0 ? 'This is the first place already' : 'This is the last place already' };
  const afterId = by < 0 ? (siblings[top - 2]?.id ?? null) : (siblings[next]?.id ?? null);
  const action = moveTo(plan, items, { projectId: first.project.id, parentId: first.phase.parentId, afterId });
  if ('reason' in action) return action;
  const neighbour = siblings[next]?.name ?? '';
  return { ...action, announcement: `${namesOf(phases)} moved ${by < 0 ? 'up, before' : 'down, after'} ${neighbour}` };
}
