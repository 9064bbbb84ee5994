/** What may stand in custom columns, for commands and for what is taken back. */
import { parseDay } from '../../lib/days.ts';
import { nameKeyOf } from '../../lib/text-key.ts';
import type { CellValue, CustomColumn, CustomValue } from '../model.ts';
import { customValuesIn, type Plan } from '../plan-index.ts';
import { quote, refused, type Refused } from './refused.ts';

export const MAX_CUSTOM_COLUMNS = 100;
const MAX_LIST_OPTIONS = 200;
export const MAX_CELL_TEXT = 1000;
const MAX_CELL_NUMBER = 1e15;

/** Whether the column's kind allows the value; without a reason, because whoever asks knows what they asked for. */
export function fitsColumn({ kind, options }: CustomColumn, value: CellValue): boolean {
  switch (kind) {
    case 'text':
      return typeof value === 'string' && value !== '' && value.length <= MAX_CELL_TEXT;
    case 'number':
      return typeof value === 'number' && Math.abs(value) <= MAX_CELL_NUMBER;
    case 'date':
      return typeof value === 'string' && parseDay(value) !== undefined;
    case 'checkbox':
      return value === true;
    case 'list':
      return options.some(({ id }) => id === value);
  }
}

/** Whether projects, or phases, have a cell in the column. */
export function appliesTo({ appliesTo: scope }: CustomColumn, owner: 'project' | 'phase'): boolean {
  return scope === 'all' || scope === `${owner}s`;
}

/** A filled cell that the column, as it would be, has no place for. */
export function findMisfit(plan: Plan, column: CustomColumn): CustomValue | undefined {
  return customValuesIn(plan, column.id)
    .filter((one) => !fitsColumn(column, one.value) || !appliesTo(column, one.phaseId === null ? 'project' : 'phase'))
    .sort((a, b) => (a.id < b.id ? -1 : 1))[0];
}

export function checkColumn(plan: Plan, column: CustomColumn): Refused | undefined {
  const invalid = (field: string, message: string) => refused('invalid_field', message, { field: `fields.${field}` });
  const { id, name, kind, options } = column;
  if (name === '') return invalid('name', 'A column needs a name.');
  const key = nameKeyOf(name);
  for (const other of plan.customColumns.values()) {
    if (other.id !== id && nameKeyOf(other.name) === key)
      return refused('already_exists', `There is a column named ${quote(other.name)} already. Choose another name.`, {
        field: 'fields.name',
        ids: [other.id],
      });
  }
  if (kind !== 'list') return options.length === 0 ? undefined : invalid('options', 'Only a list has options to choose from.');
  if (options.length > MAX_LIST_OPTIONS) return invalid('options', `A list has at most ${MAX_LIST_OPTIONS} options.`);
  const seen = new Set<string>();
  for (const option of options) {
    const label = nameKeyOf(option.label);
    if (seen.has(label) || seen.has(option.id)) return invalid('options', `${quote(option.label)} is in the list twice.`);
    seen.add(label).add(option.id);
  }
  return undefined;
}
