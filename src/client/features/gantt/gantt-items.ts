/** The rows of the Gantt: projects and their phases as a flat list of what is expanded and found. */
import type { Phase, PhaseId, Project, ProjectId, SiteId } from '../../../planning/model.ts';
import { ancestorsOf, childrenOf, countShown, hasChildren, listProjects, type Plan } from '../../../planning/plan.ts';

export type GanttItem =
  | { readonly kind: 'project'; readonly id: ProjectId; readonly project: Project }
  | { readonly kind: 'phase'; readonly id: PhaseId; readonly project: Project; readonly phase: Phase };

export type ItemFilter = {
  /** null: all sites. */
  readonly siteId: SiteId | null;
  /** Part of a name; an item stays with all its ancestors. */
  readonly search: string;
  readonly isCollapsed: (id: string) => boolean;
  readonly kept?: KeptItems;
};

/** By id what stays whatever it is like by now, with the name that it was last found by. */
export type KeptItems = ReadonlyMap<string, string>;

/** A flat row before anything is worked out for it. */
export type FlatItem = {
  readonly item: GanttItem;
  readonly level: number;
  readonly siblingCount: number;
  readonly siblingPosition: number;
  readonly hasChildren: boolean;
  readonly isExpanded: boolean;
  /** It stands without what it is in, as under a heading that cuts across projects. */
  readonly isAlone?: boolean;
  /** It passes no filter itself, something in it does. */
  readonly isContext?: boolean;
};

/** Rows under a heading: what a column holds of them is the same. */
export type Group = {
  /** Unlike any item's id, and the same whenever the same group comes again. */
  readonly id: string;
  readonly label: string;
  readonly level: number;
  readonly items: readonly GanttItem[];
};

/** The item with an id; undefined when there is none. */
export function findItem(plan: Plan, id: string | undefined): GanttItem | undefined {
  // An id from the address: it is looked up, not trusted.
  const project = plan.projects.get(id as ProjectId);
  if (project) return { kind: 'project', id: project.id, project };
  const phase = plan.phases.get(id as PhaseId);
  const owner = phase && plan.projects.get(phase.projectId);
  return phase && owner ? { kind: 'phase', id: phase.id, project: owner, phase } : undefined;
}

export function nameOf(item: GanttItem): string {
  return item.kind === 'project' ? item.project.name : item.phase.name;
}

/** What an item is in, the project first: "KX-204 › Chemistry". */
export function pathOf(plan: Plan, item: GanttItem): string {
  if (item.kind === 'project') return '';
  return [...ancestorsOf(plan, item.id).map(({ name }) => name), item.project.name].toReversed().join(' › ');
}

export function spanOf(item: GanttItem): { readonly startOn: number; readonly endOn: number } {
  return item.kind === 'project' ? item.project : item.phase;
}

export function isParent(plan: Plan, item: GanttItem): boolean {
  return item.kind === 'phase' ? hasChildren(plan, item.id) : childrenOf(plan, item.id, null).length > 0;
}

/** Rows that follow one another: a project with what is below it. They are made when they are first looked at. */
export type Section = {
  readonly project: Project;
  readonly count: number;
  readonly list: () => readonly FlatItem[];
};

/** Projects that are not archived, with their phases, in order. While one searches everything that is found is expanded. */
export function listSections(plan: Plan, filter: ItemFilter): Section[] {
  const words = filter.search.trim().toLocaleLowerCase();
  const projects = listProjects(plan).filter(
    (project) => !project.isArchived && (filter.siteId === null || project.siteId === filter.siteId),
  );
  if (words !== '') return listFound(plan, projects, words, filter.kept);
  const isOpen = (id: string) => !filter.isCollapsed(id);
  return projects.map((project, index) => {
    const isExpanded = isOpen(project.id);
    return {
      project,
      count: 1 + (isExpanded ? countShown(plan, project.id, isOpen) : 0),
      list: () => listTree(plan, project, { position: index + 1, count: projects.length }, isOpen),
    };
  });
}

type Place = { readonly position: number; readonly count: number };

/** A project and what is below it. `isShown` leaves phases out, with all that is in them. */
function listTree(
  plan: Plan,
  project: Project,
  { position, count }: Place,
  isOpen: (id: string) => boolean,
  isShown?: (phase: Phase) => boolean,
): FlatItem[] {
  const items: FlatItem[] = [];
  const add = (item: GanttItem, level: number, place: Place): void => {
    const children = childrenOf(plan, project.id, item.kind === 'phase' ? item.id : null);
    const isExpanded = children.length > 0 && isOpen(item.id);
    items.push({
      item,
      level,
      siblingCount: place.count,
      siblingPosition: place.position,
      hasChildren: children.length > 0,
      isExpanded,
    });
    if (!isExpanded) return;
    const shown = isShown ? children.filter(isShown) : children;
    shown.forEach((phase, index) =>
      add({ kind: 'phase', id: phase.id, project, phase }, level + 1, { position: index + 1, count: shown.length }),
    );
  };
  add({ kind: 'project', id: project.id, project }, 1, { position, count });
  return items;
}

/** What is found comes with all that it is in and all that is in it. */
function listFound(plan: Plan, projects: readonly Project[], words: string, kept?: KeptItems): Section[] {
  const has = (name: string) => name.toLocaleLowerCase().includes(words);
  const matches = ({ id, name }: Phase | Project) => has(name) || has(kept?.get(id) ?? name);
  const shownIds = new Set<string>();
  const mark = (phase: Phase, isWithin: boolean): boolean => {
    const isIn = isWithin || matches(phase);
    let isShown = isIn || kept?.has(phase.id) === true;
    for (const child of childrenOf(plan, phase.projectId, phase.id)) if (mark(child, isIn)) isShown = true;
    if (isShown) shownIds.add(phase.id);
    return isShown;
  };
  const found = projects.filter((project) => {
    const isIn = matches(project);
    let isShown = isIn || kept?.has(project.id) === true;
    for (const phase of childrenOf(plan, project.id, null)) if (mark(phase, isIn)) isShown = true;
    return isShown;
  });
  return found.map((project, index) => {
    const items = listTree(
      plan,
      project,
      { position: index + 1, count: found.length },
      () => true,
      ({ id }) => shownIds.has(id),
    );
    return { project, count: items.length, list: () => items };
  });
}
