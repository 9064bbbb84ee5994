/** The rows of the Gantt: projects and their phases as a flat list of what is expanded and found. */
import type { Phase, PhaseId, Project, ProjectId, SiteId } from '../../../planning/model.ts';
import { ancestorsOf, childrenOf, hasChildren, listProjects, type Plan } from '../../../planning/plan.ts';

export type GanttItem =
  | { readonly kind: 'project'; readonly id: ProjectId; readonly project: Project }
  | { readonly kind: 'phase'; readonly id: PhaseId; readonly project: Project; readonly phase: Phase };

export type ItemFilter = {
  /** null: all sites. */
  readonly siteId: SiteId | null;
  /** Part of a name; an item stays with all its ancestors. */
  readonly search: string;
  readonly isCollapsed: (id: string) => boolean;
};

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

/** Projects that are not archived, with their phases, in order. While one searches everything that is found is expanded. */
export function listItems(plan: Plan, filter: ItemFilter): FlatItem[] {
  const words = filter.search.trim().toLocaleLowerCase();
  const matches = (name: string) => words === '' || name.toLocaleLowerCase().includes(words);
  const items: FlatItem[] = [];

  const addPhases = (project: Project, phases: readonly Phase[], level: number, isWithin: boolean): void => {
    const found = words === '' || isWithin ? phases : phases.filter((phase) => findsBelow(phase, false));
    found.forEach((phase, index) => {
      const children = childrenOf(plan, project.id, phase.id);
      const isExpanded = children.length > 0 && (words !== '' || !filter.isCollapsed(phase.id));
      items.push({
        item: { kind: 'phase', id: phase.id, project, phase },
        level,
        siblingCount: found.length,
        siblingPosition: index + 1,
        hasChildren: children.length > 0,
        isExpanded,
      });
      if (isExpanded) addPhases(project, children, level + 1, isWithin || matches(phase.name));
    });
  };
  const findsBelow = (phase: Phase, isWithin: boolean): boolean =>
    isWithin || matches(phase.name) || childrenOf(plan, phase.projectId, phase.id).some((child) => findsBelow(child, false));

  const projects = listProjects(plan).filter(
    (project) => !project.isArchived && (filter.siteId === null || project.siteId === filter.siteId),
  );
  const isFound = (project: Project) =>
    matches(project.name) || childrenOf(plan, project.id, null).some((phase) => findsBelow(phase, false));
  const shown = words === '' ? projects : projects.filter(isFound);
  shown.forEach((project, index) => {
    const children = childrenOf(plan, project.id, null);
    const isExpanded = children.length > 0 && (words !== '' || !filter.isCollapsed(project.id));
    items.push({
      item: { kind: 'project', id: project.id, project },
      level: 1,
      siblingCount: shown.length,
      siblingPosition: index + 1,
      hasChildren: children.length > 0,
      isExpanded,
    });
    if (isExpanded) addPhases(project, children, 2, words !== '' && matches(project.name));
  });
  return items;
}
