/** The list of rows when they are filtered, sorted or grouped. Nothing of it runs while they are not. */
import { nameKeyOf } from '../../../lib/text-key.ts';
import type { Phase, Project } from '../../../planning/model.ts';
import { childrenOf, listProjects, type Plan } from '../../../planning/plan.ts';
import type { Arrangement } from '../../data/grid-options.ts';
import { createFilter, type Accepts } from './gantt-filter.ts';
import { groupBy, groupFields, keepsTrees } from './gantt-groups.ts';
import { nameOf, type FlatItem, type GanttItem, type Group, type ItemFilter } from './gantt-items.ts';
import { createOrder, type Order } from './gantt-order.ts';
import type { ValueContext } from './gantt-values.ts';

/** A heading, or an item in its place. */
export type ArrangedRow =
  | { readonly kind: 'item'; readonly flat: FlatItem }
  | {
      readonly kind: 'group';
      readonly group: Group;
      readonly isExpanded: boolean;
      readonly siblingCount: number;
      readonly siblingPosition: number;
    };

export type Arranged = {
  readonly rows: readonly ArrangedRow[];
  /** Items that pass, shown or in something closed, without those that are there for their children alone; undefined: all. */
  readonly foundCount: number | undefined;
};

type Walk = {
  readonly plan: Plan;
  readonly filter: ItemFilter;
  readonly isSearching: boolean;
  readonly order: Order;
  /** undefined: everything. */
  readonly found: Found | undefined;
};
/** `shown` are the found items and what they are in, and what is kept. */
type Found = { readonly found: ReadonlySet<string>; readonly shown: ReadonlySet<string> };

export function arrangeItems(context: ValueContext, filter: ItemFilter, options: Arrangement): Arranged {
  const { plan } = context;
  const projects = listProjects(plan).filter(
    (project) => !project.isArchived && (filter.siteId === null || project.siteId === filter.siteId),
  );
  const isSearching = filter.search.trim() !== '';
  const accepts = createFilter(context, options.filters);
  const found = accepts || isSearching ? findItems(plan, projects, filter, accepts) : undefined;
  const order = createOrder(context, options.sort) ?? ((items) => items);
  const walk: Walk = { plan, filter, isSearching, order, found };
  const fields = groupFields(plan, options.groups);
  const descending = new Set(options.sort.filter(({ isDescending }) => isDescending).map(({ column }) => column));
  const rows: ArrangedRow[] = [];
  const items = keepsTrees(plan, fields) ? shownProjects(walk, projects) : foundLeaves(walk, projects);
  const addGroups = (members: readonly GanttItem[], depth: number, above: Group | undefined): void => {
    const field = fields[depth];
    if (field === undefined) {
      addItems(walk, rows, members, depth + 1, keepsTrees(plan, fields));
      return;
    }
    const groups = groupBy(context, members, { field, above, isDescending: descending.has(field) });
    groups.forEach((group, index) => {
      const isExpanded = isSearching || !filter.isCollapsed(group.id);
      rows.push({ kind: 'group', group, isExpanded, siblingCount: groups.length, siblingPosition: index + 1 });
      if (isExpanded) addGroups(group.items, depth + 1, group);
    });
  };
  addGroups(items, 0, undefined);
  return { rows, foundCount: found?.found.size };
}

/** A found parent's name finds what is in it; a filter asks each item by itself. */
function findItems(plan: Plan, projects: readonly Project[], { search, kept }: ItemFilter, accepts: Accepts | undefined): Found {
  const words = nameKeyOf(search);
  const [found, shown] = [new Set<string>(), new Set<string>()];
  const has = (name: string) => nameKeyOf(name).includes(words);
  const visit = (item: GanttItem, isWithin: boolean): boolean => {
    const isNamed = isWithin || words === '' || has(nameOf(item)) || has(kept?.get(item.id) ?? '');
    const isFound = isNamed && (accepts?.(item) ?? true);
    let isShown = isFound || kept?.has(item.id) === true;
    for (const phase of childrenOf(plan, item.project.id, item.kind === 'phase' ? item.id : null))
      isShown = visit(phaseItem(item.project, phase), isNamed && words !== '') || isShown;
    if (isFound) found.add(item.id);
    if (isShown) shown.add(item.id);
    return isShown;
  };
  for (const project of projects) visit(projectItem(project), false);
  return { found, shown };
}

function shownProjects({ found }: Walk, projects: readonly Project[]): readonly GanttItem[] {
  return (found ? projects.filter(({ id }) => found.shown.has(id)) : projects).map(projectItem);
}

/** Phases without phases in them, wherever they are: what stands under headings that cut across projects. */
function foundLeaves({ plan, found }: Walk, projects: readonly Project[]): readonly GanttItem[] {
  const leaves: GanttItem[] = [];
  const visit = (project: Project, phases: readonly Phase[]): void => {
    for (const phase of phases) {
      const children = childrenOf(plan, project.id, phase.id);
      if (children.length > 0) visit(project, children);
      else if (!found || found.shown.has(phase.id)) leaves.push(phaseItem(project, phase));
    }
  };
  for (const project of projects) visit(project, childrenOf(plan, project.id, null));
  return leaves;
}

function addItems(walk: Walk, rows: ArrangedRow[], items: readonly GanttItem[], level: number, isTree: boolean): void {
  const { plan, filter, isSearching, order, found } = walk;
  const ordered = order(items);
  ordered.forEach((item, index) => {
    const children = isTree ? childrenOf(plan, item.project.id, item.kind === 'phase' ? item.id : null) : [];
    const shown = found ? children.filter(({ id }) => found.shown.has(id)) : children;
    const isExpanded = shown.length > 0 && (isSearching || !filter.isCollapsed(item.id));
    const flat: FlatItem = {
      item,
      level,
      siblingCount: ordered.length,
      siblingPosition: index + 1,
      hasChildren: children.length > 0,
      isExpanded,
      ...(isTree ? {} : { isAlone: true }),
      ...(found && !found.found.has(item.id) ? { isContext: true } : {}),
    };
    rows.push({ kind: 'item', flat });
    if (isExpanded)
      addItems(
        walk,
        rows,
        shown.map((phase) => phaseItem(item.project, phase)),
        level + 1,
        isTree,
      );
  });
}

function projectItem(project: Project): GanttItem {
  return { kind: 'project', id: project.id, project };
}

function phaseItem(project: Project, phase: Phase): GanttItem {
  return { kind: 'phase', id: phase.id, project, phase };
}
