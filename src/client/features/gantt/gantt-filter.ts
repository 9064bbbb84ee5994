/** Which items pass the filters of the columns. */
import { nameKeyOf } from '../../../lib/text-key.ts';
import type { ColumnFilter } from '../../data/grid-options.ts';
import { dayOfBound } from './day-bounds.ts';
import { fieldOf } from './gantt-columns.ts';
import type { GanttItem } from './gantt-items.ts';
import { keysOf, valueOf, type ValueContext } from './gantt-values.ts';

export type Accepts = (item: GanttItem) => boolean;

/** undefined: everything passes. Filters of columns that there are not are as if they were absent. */
export function createFilter(context: ValueContext, filters: readonly ColumnFilter[]): Accepts | undefined {
  const tests = filters.flatMap((filter) => testOf(context, filter) ?? []);
  if (tests.length === 0) return undefined;
  return (item) => tests.every((test) => test(item));
}

function testOf(context: ValueContext, filter: ColumnFilter): Accepts | undefined {
  const field = fieldOf(context.plan, filter.column);
  if (!field) return undefined;
  switch (filter.kind) {
    case 'has':
    case 'hasNot': {
      const part = nameKeyOf(filter.text);
      const isWanted = filter.kind === 'has';
      return (item) => nameKeyOf(String(valueOf(context, item, field.id) ?? '')).includes(part) === isWanted;
    }
    case 'in':
    case 'notIn': {
      const wanted = new Set(filter.keys);
      const isWanted = filter.kind === 'in';
      return (item) => {
        const keys = keysOf(context, item, field.id);
        return (keys.length === 0 ? wanted.has('') : keys.some((key) => wanted.has(key))) === isWanted;
      };
    }
    case 'range': {
      const bound = (text: string, side: 'from' | 'to'): number | undefined =>
        field.kind === 'date' ? dayOfBound(text, side, context.today) : text === '' ? undefined : Number(text);
      const [from, to] = [bound(filter.from, 'from') ?? Number.NEGATIVE_INFINITY, bound(filter.to, 'to') ?? Number.POSITIVE_INFINITY];
      return (item) => {
        const value = valueOf(context, item, field.id);
        return typeof value === 'number' && value >= from && value <= to;
      };
    }
  }
}
