/** Filters in words, and the ones that are offered ready made. */
import { parseDay } from '../../../lib/days.ts';
import type { Plan } from '../../../planning/plan.ts';
import type { ColumnFilter } from '../../data/grid-options.ts';
import type { DayFormat } from '../../timeline/day-format.ts';
import { fieldOf, type FieldId } from './gantt-columns.ts';
import { labelOf } from './gantt-values.ts';

/** What a range of days is called when it counts from today. */
export const dayRanges: readonly { readonly label: string; readonly from: string; readonly to: string }[] = [
  { label: 'Before today', from: '', to: 'today-1' },
  { label: 'Today', from: 'today', to: 'today' },
  { label: 'This week', from: 'week', to: 'week' },
  { label: 'Next week', from: 'week+1', to: 'week+1' },
  { label: 'This month', from: 'month', to: 'month' },
  { label: 'Next month', from: 'month+1', to: 'month+1' },
  { label: 'The next 30 days', from: 'today', to: 'today+30' },
];

/** A filter that people often want, in one press. */
export type ReadyFilter = { readonly id: string; readonly label: string; readonly filter: ColumnFilter };

export function readyFilters(ownStaffId: string | undefined): readonly ReadyFilter[] {
  const own: ReadyFilter[] =
    ownStaffId === undefined ? [] : [{ id: 'mine', label: 'Assigned to me', filter: { column: 'people', kind: 'in', keys: [ownStaffId] } }];
  return [
    ...own,
    { id: 'late', label: 'Late', filter: { column: 'attention', kind: 'in', keys: ['late'] } },
    { id: 'unassigned', label: 'Nobody assigned', filter: { column: 'attention', kind: 'in', keys: ['unassigned'] } },
    { id: 'soon', label: 'Starts in the next 30 days', filter: { column: 'start', kind: 'range', from: 'today', to: 'today+30' } },
    { id: 'open', label: 'Not done', filter: { column: 'progress', kind: 'range', from: '', to: '99' } },
  ];
}

/** A filter that lets everything pass, to begin with. */
export function emptyFilter(plan: Plan, column: FieldId): ColumnFilter {
  switch (fieldOf(plan, column)?.kind) {
    case 'choice':
      return { column, kind: 'in', keys: [] };
    case 'number':
    case 'date':
      return { column, kind: 'range', from: '', to: '' };
    case 'text':
    case undefined:
      return { column, kind: 'has', text: '' };
  }
}

export function isEmptyFilter(filter: ColumnFilter): boolean {
  if (filter.kind === 'range') return filter.from === '' && filter.to === '';
  return 'keys' in filter ? filter.keys.length === 0 : filter.text === '';
}

const NAMED_KEYS = 2;

/** "Status: To do, Blocked"; `plan` names people and things. */
export function filterText(plan: Plan, format: DayFormat, filter: ColumnFilter): string {
  const field = fieldOf(plan, filter.column);
  const title = field?.title ?? 'A column that is gone';
  if (isEmptyFilter(filter) || !field) return `${title}: any`;
  switch (filter.kind) {
    case 'has':
      return `${title} contains “${filter.text}”`;
    case 'hasNot':
      return `${title} does not contain “${filter.text}”`;
    case 'in':
    case 'notIn': {
      const labels = filter.keys.map((key) => (key === '' ? 'none' : labelOf(plan, field.id, key)));
      const more = labels.length > NAMED_KEYS ? ` and ${labels.length - NAMED_KEYS} more` : '';
      return `${title}${filter.kind === 'in' ? ':' : ' is not'} ${labels.slice(0, NAMED_KEYS).join(', ')}${more}`;
    }
    case 'range':
      return `${title}: ${rangeText(format, filter.from, filter.to, field.kind === 'date')}`;
  }
}

function rangeText(format: DayFormat, from: string, to: string, isDate: boolean): string {
  const named = isDate ? dayRanges.find((range) => range.from === from && range.to === to) : undefined;
  if (named) return named.label.toLowerCase();
  const wordOf = (bound: string): string => {
    const day = isDate ? parseDay(bound) : undefined;
    return day === undefined ? bound : format.short(day);
  };
  if (from === '') return isDate ? `until ${wordOf(to)}` : `at most ${wordOf(to)}`;
  if (to === '') return isDate ? `from ${wordOf(from)}` : `at least ${wordOf(from)}`;
  return `${wordOf(from)} to ${wordOf(to)}`;
}
