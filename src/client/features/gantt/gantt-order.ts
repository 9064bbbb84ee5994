/** The order that columns ask for. Items without a value come last, equal ones stay as they were. */
import { nameKeyOf } from '../../../lib/text-key.ts';
import type { SortKey } from '../../data/grid-options.ts';
import { fieldOf, type FieldId } from './gantt-columns.ts';
import type { GanttItem } from './gantt-items.ts';
import { rankOfChoice, valueOf, type ValueContext } from './gantt-values.ts';

export type Order = <Item extends GanttItem>(items: readonly Item[]) => readonly Item[];

type Value = string | number | null;
type Key = { readonly field: FieldId; readonly sign: 1 | -1 };

/** undefined: the plan's own order. Keys are worked out once for each item, not at each comparison. */
export function createOrder(context: ValueContext, sort: readonly SortKey[]): Order | undefined {
  const keys = sort.flatMap(({ column, isDescending }): Key[] => {
    const field = fieldOf(context.plan, column);
    return field ? [{ field: field.id, sign: isDescending ? -1 : 1 }] : [];
  });
  if (keys.length === 0) return undefined;
  const valuesOf = (item: GanttItem, index: number): Value[] => keys.map(({ field }) => comparableOf(context, item, field, index));
  return (items) => {
    if (items.length < 2) return items;
    const rows = items.map((item, index) => ({ item, values: valuesOf(item, index) }));
    rows.sort((a, b) => {
      for (const [index, { sign }] of keys.entries()) {
        const compared = compareValues(a.values[index] ?? null, b.values[index] ?? null, sign);
        if (compared !== 0) return compared;
      }
      return 0;
    });
    return rows.map(({ item }) => item);
  };
}

function comparableOf(context: ValueContext, item: GanttItem, field: FieldId, index: number): Value {
  // The outline number is the plan's own order.
  if (field === 'wbs') return index;
  const rank = rankOfChoice(context, item, field);
  if (rank !== undefined) return rank;
  const value = valueOf(context, item, field);
  return typeof value === 'string' ? sortKeyOf(value) : value;
}

const LONGEST_NUMBER = 12;

/** Compares as people do, "Step 9" before "Step 10", at the price of comparing plain text. */
export function sortKeyOf(text: string): string {
  return nameKeyOf(text).replaceAll(/\d+/g, (digits) => digits.padStart(LONGEST_NUMBER, '0'));
}

function compareValues(a: Value, b: Value, sign: 1 | -1): number {
  if (a === b) return 0;
  if (a === null) return 1;
  if (b === null) return -1;
  return a < b ? -sign : sign;
}
