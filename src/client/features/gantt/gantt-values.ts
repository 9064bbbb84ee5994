/** What a column holds of an item: for cells, order, filters and groups alike. */
import type { Day } from '../../../lib/days.ts';
import type { PhaseStatus } from '../../../planning/model.ts';
import { ancestorsOf, assignmentsOf, childrenOf, listProjects, reservationsOf, type Plan } from '../../../planning/plan.ts';
import { completionOf } from '../../../planning/schedule/completion.ts';
import type { DayFormat } from '../../timeline/day-format.ts';
import { fieldOf, type FieldId } from './gantt-columns.ts';
import { isParent, nameOf, spanOf, type GanttItem } from './gantt-items.ts';
import { workingDaysOf } from './gantt-rows.ts';
import type { ScheduleInsight } from './schedule-insight.ts';

export type ValueContext = {
  readonly plan: Plan;
  readonly format: DayFormat;
  readonly today: Day;
  readonly insight: ScheduleInsight;
};

/** A text, number or day; of a choice its label. null: there is none. */
export function valueOf(context: ValueContext, item: GanttItem, field: FieldId): string | number | null {
  const { plan } = context;
  const { project } = item;
  switch (field) {
    case 'name':
      return nameOf(item);
    case 'wbs':
      return outlineNumberOf(plan, item);
    case 'start':
      return spanOf(item).startOn;
    case 'end':
      return spanOf(item).endOn;
    case 'duration':
      return item.kind === 'phase' && item.phase.isMilestone ? 0 : workingDaysOf(plan, item);
    case 'progress':
      return project.isMasked === true ? null : Math.round(completionOf(plan, item.id));
    case 'customer':
      return project.customer;
    case 'level':
      return item.kind === 'project' ? 1 : ancestorsOf(plan, item.id).length + 2;
    case 'status':
    case 'kind':
    case 'attention':
    case 'people':
    case 'equipment':
    case 'manager':
    case 'site':
    case 'certainty':
    case 'project': {
      const labels = keysOf(context, item, field).map((key) => labelOfKey(context, field, key));
      return labels.length === 0 ? null : labels.join(', ');
    }
  }
}

/** The keys of what an item has in a column of choices; none where it has none. */
export function keysOf({ plan, today, insight }: ValueContext, item: GanttItem, field: FieldId): readonly string[] {
  const { project } = item;
  switch (field) {
    case 'status':
      return item.kind === 'phase' && !isParent(plan, item) ? [item.phase.status] : [];
    case 'kind':
      return [kindOf(plan, item)];
    case 'attention':
      return project.isMasked === true ? [] : attentionsOf(plan, insight, today, item);
    case 'people':
      return [...new Set(assignmentsOf(plan, item.id).map(({ staffId }) => staffId))];
    case 'equipment':
      return [...new Set(reservationsOf(plan, item.id).map(({ equipmentId }) => equipmentId))];
    case 'manager':
      return project.managerId === null ? [] : [project.managerId];
    case 'site':
      return [project.siteId];
    case 'certainty':
      return project.isMasked === true ? [] : [project.isConfirmed ? 'confirmed' : 'tentative'];
    case 'project':
      return [project.id];
    default:
      return [];
  }
}

const statusLabels: Readonly<Record<PhaseStatus, string>> = {
  todo: 'To do',
  inProgress: 'In progress',
  blocked: 'Blocked',
  done: 'Done',
};
const attentionLabels = {
  late: 'Late',
  unassigned: 'Nobody assigned',
  violation: 'Breaks a dependency',
  critical: 'Critical',
} as const;
type Attention = keyof typeof attentionLabels;
const kindLabels = { project: 'Project', parent: 'Group', phase: 'Phase', milestone: 'Milestone' } as const;
const certaintyLabels = { confirmed: 'Confirmed', tentative: 'Tentative' } as const;

const fixedLabels: Partial<Record<FieldId, Readonly<Record<string, string>>>> = {
  status: statusLabels,
  kind: kindLabels,
  attention: attentionLabels,
  certainty: certaintyLabels,
};

function attentionsOf(plan: Plan, insight: ScheduleInsight, today: Day, item: GanttItem): readonly Attention[] {
  const found: Attention[] = [];
  if (spanOf(item).endOn < today && completionOf(plan, item.id) < 100) found.push('late');
  if (item.kind === 'project') return found;
  if (insight.isViolated(item.phase)) found.push('violation');
  if (insight.isCritical(item.phase)) found.push('critical');
  const isWork = !item.phase.isMilestone && !isParent(plan, item);
  if (isWork && assignmentsOf(plan, item.id).length === 0) found.push('unassigned');
  return found;
}

function kindOf(plan: Plan, item: GanttItem): keyof typeof kindLabels {
  if (item.kind === 'project') return 'project';
  if (isParent(plan, item)) return 'parent';
  return item.phase.isMilestone ? 'milestone' : 'phase';
}

/** How a choice is called. */
export function labelOfKey({ plan }: Pick<ValueContext, 'plan'>, field: FieldId, key: string): string {
  const fixed = fixedLabels[field];
  if (fixed) return fixed[key] ?? key;
  // Keys come from the plan or an address: they are looked up, not trusted.
  const maps: Partial<Record<FieldId, ReadonlyMap<string, { readonly name: string }>>> = {
    people: plan.staff,
    manager: plan.staff,
    equipment: plan.equipment,
    site: plan.sites,
    project: plan.projects,
  };
  return maps[field]?.get(key)?.name ?? 'Unknown';
}

/** All choices of a column, in the order in which they are offered. */
export function choicesOf(
  { plan }: Pick<ValueContext, 'plan'>,
  field: FieldId,
): readonly { readonly key: string; readonly label: string }[] {
  const fixed = fixedLabels[field];
  if (fixed) return Object.entries(fixed).map(([key, label]) => ({ key, label }));
  const byName = (items: Iterable<{ readonly id: string; readonly name: string }>) =>
    Array.from(items, ({ id, name }) => ({ key: id, label: name })).sort((a, b) => collator.compare(a.label, b.label));
  switch (field) {
    case 'people':
      return byName(plan.staff.values());
    case 'manager': {
      const managers = new Set(Array.from(plan.projects.values(), ({ managerId }) => managerId));
      return byName([...plan.staff.values()].filter(({ id }) => managers.has(id)));
    }
    case 'equipment':
      return byName(plan.equipment.values());
    case 'site':
      return byName(plan.sites.values());
    case 'project':
      return byName([...plan.projects.values()].filter(({ isArchived }) => !isArchived));
    default:
      return [];
  }
}

/** Compares as people do: "Step 9" before "Step 10", whatever case and accents. */
export const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' });

/** The text of a cell. */
export function cellTextOf(context: ValueContext, item: GanttItem, field: FieldId): string {
  const value = valueOf(context, item, field);
  if (value === null) return '';
  switch (fieldOf(field)?.kind) {
    case 'date':
      return context.format.short(Number(value));
    default:
      return item.kind === 'phase' && item.phase.isMilestone && field === 'duration' ? '–' : String(value);
  }
}

/** Where an item stands in the plan: "3.1.2", the project's place first. */
function outlineNumberOf(plan: Plan, item: GanttItem): string {
  const projects = listProjects(plan).filter(({ isArchived }) => !isArchived);
  const numbers = [projects.indexOf(item.project) + 1];
  const path = item.kind === 'phase' ? [item.phase, ...ancestorsOf(plan, item.id)].toReversed() : [];
  for (const phase of path) numbers.push(childrenOf(plan, phase.projectId, phase.parentId).findIndex(({ id }) => id === phase.id) + 1);
  return numbers.join('.');
}
