/** Headings that rows stand under, by what columns hold. */
import { formatDay, parseDay } from '../../../lib/days.ts';
import type { Plan } from '../../../planning/plan.ts';
import { customColumnOf } from './custom-fields.ts';
import { fieldOf, type FieldId } from './gantt-columns.ts';
import type { GanttItem, Group } from './gantt-items.ts';
import { sortKeyOf } from './gantt-order.ts';
import { keysOf, labelOf, rankOfChoice, valueOf, type ValueContext } from './gantt-values.ts';

const HEADING = 'group:';

/** Whether the row of an id is the heading of a group, and nothing of the plan. */
export function isHeadingId(rowId: string): boolean {
  return rowId.startsWith(HEADING);
}

/** What all phases of a project share: grouping by it leaves the trees whole. */
const projectFields: readonly FieldId[] = ['manager', 'site', 'customer', 'certainty', 'project'];

export function keepsTrees(plan: Plan, fields: readonly FieldId[]): boolean {
  return fields.every((field) => projectFields.includes(field) || customColumnOf(plan, field)?.appliesTo === 'projects');
}

export function groupFields(plan: Plan, columns: readonly string[]): readonly FieldId[] {
  return columns.flatMap((column) => {
    const field = fieldOf(plan, column);
    return field?.isGroupable === true ? [field.id] : [];
  });
}

/** The groups of one column, in the order of their values, those without one last. */
export function groupBy(
  context: ValueContext,
  items: readonly GanttItem[],
  { field, above, isDescending }: { readonly field: FieldId; readonly above?: Group | undefined; readonly isDescending: boolean },
): readonly Group[] {
  const buckets = new Map<string, { readonly label: string; readonly order: string; readonly items: GanttItem[] }>();
  for (const item of items) {
    const { key, label, order } = bucketOf(context, item, field);
    const bucket = buckets.get(key);
    if (bucket) bucket.items.push(item);
    else buckets.set(key, { label: label(), order: order(), items: [item] });
  }
  const sign = isDescending ? -1 : 1;
  return [...buckets]
    .sort(([aKey, a], [bKey, b]) => {
      if (aKey === '' || bKey === '') return aKey === '' ? 1 : -1;
      return a.order === b.order ? 0 : a.order < b.order ? -sign : sign;
    })
    .map(([key, bucket]) => ({
      id: `${above?.id ?? HEADING}/${field}=${key}`,
      label: bucket.label,
      level: (above?.level ?? 0) + 1,
      items: bucket.items,
    }));
}

type Bucket = { readonly key: string; readonly label: () => string; readonly order: () => string };

function bucketOf(context: ValueContext, item: GanttItem, field: FieldId): Bucket {
  const column = fieldOf(context.plan, field);
  const title = column?.title ?? '';
  const none: Bucket = { key: '', label: () => (column?.custom ? `${title}: none` : `No ${title.toLowerCase()}`), order: () => '' };
  if (column?.kind === 'choice') {
    const keys = keysOf(context, item, field);
    if (keys.length === 0) return none;
    const named = () => keys.map((key) => labelOf(context.plan, field, key)).join(', ');
    const label = column.custom?.kind === 'checkbox' ? () => `${title}: ${named()}` : named;
    return { key: keys.join('+'), label, order: () => sortKeyOf(String(rankOfChoice(context, item, field) ?? label())) };
  }
  const value = valueOf(context, item, field);
  if (value === null || value === '') return none;
  if (column?.kind === 'date') {
    // Dates stand under their months.
    const month = formatDay(Number(value)).slice(0, 7);
    return { key: month, label: () => context.format.month(parseDay(`${month}-01`) ?? Number(value)), order: () => month };
  }
  const text = String(value);
  return { key: text, label: () => (field === 'level' ? `Level ${text}` : text), order: () => sortKeyOf(text) };
}
