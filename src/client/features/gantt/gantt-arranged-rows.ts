/** Filtered, sorted and grouped rows as the timeline takes them, worked out when they are looked at. */
import type { Arrangement } from '../../data/grid-options.ts';
import type { Span, TimelineBar, TimelineRow } from '../../timeline/timeline-model.ts';
import { arrangeItems, type ArrangedRow } from './gantt-arranged.ts';
import { countText } from './describe.ts';
import { spanOf, type GanttItem, type Group, type ItemFilter } from './gantt-items.ts';
import { rowOf, type GanttRows, type RowContext } from './gantt-rows.ts';

export function createArrangedRows(context: RowContext, filter: ItemFilter, options: Arrangement): GanttRows {
  const { rows, foundCount } = arrangeItems(context, filter, options);
  const indexes = new Map<string, number>();
  rows.forEach((row, index) => indexes.set(idOf(row), index));
  const made = new Map<number, TimelineRow>();
  const at = (index: number): ArrangedRow => {
    const found = rows[index];
    if (!found) throw new RangeError(`no row ${index}`);
    return found;
  };
  const itemOf = (row: ArrangedRow | undefined) => (row?.kind === 'item' ? row.flat : undefined);
  const indexOf = (rowId: string) => indexes.get(rowId) ?? -1;
  return {
    count: rows.length,
    foundCount,
    extent: extentOf(rows, context),
    itemAt: (index) => itemOf(at(index)),
    indexOf,
    find: (rowId) => itemOf(rows[indexOf(rowId)]),
    findGroup(rowId) {
      const row = rows[indexOf(rowId)];
      return row?.kind === 'group' ? { ...row.group, isExpanded: row.isExpanded } : undefined;
    },
    rowAt(index) {
      const known = made.get(index);
      if (known) return known;
      const arranged = at(index);
      const row = arranged.kind === 'item' ? rowOf(context, arranged.flat) : groupRowOf(context, arranged);
      made.set(index, row);
      return row;
    },
  };
}

function idOf(row: ArrangedRow): string {
  return row.kind === 'item' ? row.flat.item.id : row.group.id;
}

function groupRowOf(context: RowContext, row: Extract<ArrangedRow, { kind: 'group' }>): TimelineRow {
  const { group } = row;
  return {
    id: group.id,
    level: group.level,
    siblingCount: row.siblingCount,
    siblingPosition: row.siblingPosition,
    isExpanded: row.isExpanded,
    calendarKey: group.items[0]?.project.siteId ?? '',
    isGroupStart: true,
    bars: [groupBar(context, group)],
  };
}

function groupBar({ format }: RowContext, group: Group): TimelineBar {
  const { startDay, endDay } = spanOfItems(group.items);
  const count = countText(group.items.length, 'item', 'items');
  return {
    id: group.id,
    kind: 'summary',
    startDay,
    endDay,
    color: '--chart-parent',
    look: 'solid',
    progressPercent: null,
    isCritical: false,
    label: group.label,
    describe: () => `${group.label}, group of ${count}, ${format.range(startDay, endDay)}`,
    canMove: false,
    canResize: false,
  };
}

/** The days from the first start to the last end. */
export function spanOfItems(items: readonly GanttItem[]): Span {
  let [startDay, endDay] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const item of items) {
    const { startOn, endOn } = spanOf(item);
    startDay = Math.min(startDay, startOn);
    endDay = Math.max(endDay, endOn);
  }
  return { startDay, endDay };
}

function extentOf(rows: readonly ArrangedRow[], { today }: RowContext): Span {
  const { startDay, endDay } = spanOfItems(rows.flatMap((row) => (row.kind === 'item' ? [row.flat.item] : row.group.items)));
  return { startDay: Math.min(startDay, today - 30), endDay: Math.max(endDay, today + 60) };
}
