/** What a column holds of an item: for cells, order, filters and groups alike. */
import { ancestorsOf, assignmentsOf, reservationsOf, type Plan } from '../../../planning/plan.ts';
import { completionOf } from '../../../planning/schedule/completion.ts';
import { formatNumber } from '../../ui/format-cell.ts';
import type { ChoiceReader, KeyedChoice, PlainReader, ValueContext } from './value-reader.ts';
import { customReaderOf, isCustomField } from './custom-fields.ts';
import { linkTextOf } from './editing/link-text.ts';
import { outlineNumberOf } from './editing/outline-number.ts';
import { fieldOf, type FieldId, type PlainFieldId } from './gantt-columns.ts';
import { isParent, nameOf, spanOf, type GanttItem } from './gantt-items.ts';
import { workingDaysOf } from './gantt-rows.ts';
import { findSlip } from './insight/use-baseline.ts';
import { statusTexts } from './phase-status.ts';

export type { KeyedChoice, ValueContext } from './value-reader.ts';

/** Compares as people do: "Step 9" before "Step 10", whatever case and accents. */
const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' });

const readers: Readonly<Record<PlainFieldId, PlainReader | ChoiceReader>> = {
  name: { read: (_context, item) => nameOf(item) },
  wbs: { read: ({ plan }, item) => outlineNumberOf(plan, item) },
  start: { read: (_context, item) => spanOf(item).startOn },
  end: { read: (_context, item) => spanOf(item).endOn },
  duration: { read: ({ plan }, item) => workingDaysOf(plan, item) },
  progress: { read: ({ plan }, item) => (item.project.isMasked === true ? null : Math.round(completionOf(plan, item.id))) },
  predecessors: { read: ({ plan }, item) => (item.kind === 'phase' ? linkTextOf(plan, item.phase) : null) },
  customer: { read: (_context, { project }) => project.customer },
  level: { read: ({ plan }, item) => (item.kind === 'project' ? 1 : ancestorsOf(plan, item.id).length + 2) },
  totalSlack: { read: ({ insight }, item) => (item.kind === 'phase' ? (insight.slackOf(item.phase)?.totalSlackDays ?? null) : null) },
  freeSlack: { read: ({ insight }, item) => (item.kind === 'phase' ? (insight.slackOf(item.phase)?.freeSlackDays ?? null) : null) },
  baselineStart: { read: ({ baseline }, { id }) => baseline?.items.get(id)?.startOn ?? null },
  baselineEnd: { read: ({ baseline }, { id }) => baseline?.items.get(id)?.endOn ?? null },
  slip: { read: ({ plan, baseline }, { id }) => findSlip(plan, baseline, id)?.endDays ?? null },
  status: {
    keysOf: ({ plan }, item) => (item.kind === 'phase' && !isParent(plan, item) ? [item.phase.status] : []),
    ...fixedChoices(statusTexts),
  },
  kind: {
    keysOf: ({ plan }, item) => [kindOf(plan, item)],
    ...fixedChoices({ project: 'Project', parent: 'Group', phase: 'Phase', milestone: 'Milestone' }),
  },
  attention: {
    keysOf: attentionsOf,
    ...fixedChoices({ late: 'Late', unassigned: 'Nobody assigned', violation: 'Breaks a dependency', critical: 'Critical' }),
  },
  certainty: {
    keysOf: (_context, { project }) => (project.isMasked === true ? [] : [project.isConfirmed ? 'confirmed' : 'tentative']),
    ...fixedChoices({ confirmed: 'Confirmed', tentative: 'Tentative' }),
  },
  people: {
    keysOf: ({ plan }, item) => [...new Set(assignmentsOf(plan, item.id).map(({ staffId }) => staffId))],
    ...namedChoices((plan) => plan.staff),
  },
  equipment: {
    keysOf: ({ plan }, item) => [...new Set(reservationsOf(plan, item.id).map(({ equipmentId }) => equipmentId))],
    ...namedChoices((plan) => plan.equipment),
  },
  manager: {
    keysOf: (_context, { project }) => (project.managerId === null ? [] : [project.managerId]),
    ...namedChoices(
      (plan) => plan.staff,
      (plan) => {
        const managers = new Set(Array.from(plan.projects.values(), ({ managerId }) => managerId));
        return [...plan.staff.values()].filter(({ id }) => managers.has(id));
      },
    ),
  },
  site: { keysOf: (_context, { project }) => [project.siteId], ...namedChoices((plan) => plan.sites) },
  project: {
    keysOf: (_context, { project }) => [project.id],
    ...namedChoices(
      (plan) => plan.projects,
      (plan) => [...plan.projects.values()].filter(({ isArchived }) => !isArchived),
    ),
  },
};

function readerOf(plan: Plan, field: FieldId): PlainReader | ChoiceReader {
  return isCustomField(field) ? customReaderOf(plan, field) : readers[field];
}

function fixedChoices(labels: Readonly<Record<string, string>>): Omit<ChoiceReader, 'keysOf'> {
  const choices = Object.entries(labels).map(([key, label]) => ({ key, label }));
  return { labelOf: (_plan, key) => labels[key] ?? key, isRanked: true, listChoices: () => choices };
}

type Named = { readonly id: string; readonly name: string };

function namedChoices(
  mapOf: (plan: Plan) => ReadonlyMap<string, Named>,
  listNamed = (plan: Plan): Iterable<Named> => mapOf(plan).values(),
): Omit<ChoiceReader, 'keysOf'> {
  return {
    isRanked: false,
    labelOf: (plan, key) => mapOf(plan).get(key)?.name ?? 'Unknown',
    listChoices: (plan) =>
      Array.from(listNamed(plan), ({ id, name }) => ({ key: id, label: name })).sort((a, b) => collator.compare(a.label, b.label)),
  };
}

function kindOf(plan: Plan, item: GanttItem): string {
  if (item.kind === 'project') return 'project';
  if (isParent(plan, item)) return 'parent';
  return item.phase.isMilestone ? 'milestone' : 'phase';
}

function attentionsOf({ plan, insight, today }: ValueContext, item: GanttItem): readonly string[] {
  if (item.project.isMasked === true) return [];
  const found: string[] = [];
  if (spanOf(item).endOn < today && completionOf(plan, item.id) < 100) found.push('late');
  if (item.kind === 'project') return found;
  if (insight.isViolated(item.phase)) found.push('violation');
  if (insight.isCritical(item.phase)) found.push('critical');
  const isWork = !item.phase.isMilestone && !isParent(plan, item);
  if (isWork && assignmentsOf(plan, item.id).length === 0) found.push('unassigned');
  return found;
}

/** A text, number or day; of choices their labels. null: there is none. */
export function valueOf(context: ValueContext, item: GanttItem, field: FieldId): string | number | null {
  const reader = readerOf(context.plan, field);
  if ('read' in reader) return reader.read(context, item);
  const labels = reader.keysOf(context, item).map((key) => reader.labelOf(context.plan, key));
  return labels.length === 0 ? null : labels.join(', ');
}

/** The keys of what an item has in a column of choices; in any other its text. */
export function keysOf(context: ValueContext, item: GanttItem, field: FieldId): readonly string[] {
  const reader = readerOf(context.plan, field);
  if (!('read' in reader)) return reader.keysOf(context, item);
  const value = reader.read(context, item);
  return value === null ? [] : [String(value)];
}

export function labelOf(plan: Plan, field: FieldId, key: string): string {
  const reader = readerOf(plan, field);
  return 'read' in reader ? key : reader.labelOf(plan, key);
}

/** All that can be chosen in a column, in the order in which it is offered. */
export function listChoices(plan: Plan, field: FieldId): readonly KeyedChoice[] {
  const reader = readerOf(plan, field);
  return 'read' in reader ? [] : reader.listChoices(plan);
}

/** The place of an item's value among choices that have an order of their own; undefined where they go by name. */
export function rankOfChoice(context: ValueContext, item: GanttItem, field: FieldId): number | null | undefined {
  const reader = readerOf(context.plan, field);
  if ('read' in reader || !reader.isRanked) return undefined;
  const [key] = reader.keysOf(context, item);
  return key === undefined ? null : reader.listChoices(context.plan).findIndex((choice) => choice.key === key);
}

/** The text of a cell. */
export function cellTextOf(context: ValueContext, item: GanttItem, field: FieldId): string {
  const value = valueOf(context, item, field);
  if (value === null) return '';
  if (field === 'slip') return Number(value) > 0 ? `+${value}` : String(value).replace('-', '−');
  const column = fieldOf(context.plan, field);
  if (column?.kind === 'date') return context.format.short(Number(value));
  return column?.custom && typeof value === 'number' ? formatNumber(value, context.format.locale) : String(value);
}
