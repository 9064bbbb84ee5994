/** What a text typed into a cell of a custom column means. */
import { formatDay, parseDay } from '../../../lib/days.ts';
import { accept, refuse, type Result } from '../../../lib/result.ts';
import { nameKeyOf } from '../../../lib/text-key.ts';
import { calendarOf } from '../../../planning/calendar/calendar-of.ts';
import type { CellValue, CustomColumn, ListOption } from '../../../planning/model.ts';
import { formatCellValue, formatNumber } from '../../ui/format-cell.ts';
import { cellValueOf } from './custom-fields.ts';
import { dayOfText, type DayTextContext } from './editing/day-text.ts';
import { numberText, readNumber } from './editing/number-text.ts';
import type { Action } from './gantt-actions.ts';
import { nameOf, type GanttItem } from './gantt-items.ts';
import type { ValueContext } from './gantt-values.ts';

export const MAX_CELL_TEXT = 1000;

/** The text to begin editing with. */
export function textOfCustom(context: ValueContext, item: GanttItem, column: CustomColumn): string {
  const { format } = context;
  const value = cellValueOf(context.plan, item, column);
  if (column.kind === 'checkbox') return value === true ? 'yes' : 'no';
  if (column.kind === 'number') return typeof value === 'number' ? numberText(value, format.locale) : '';
  if (column.kind !== 'date') return formatCellValue(column, value, format.locale);
  const day = typeof value === 'string' ? parseDay(value) : undefined;
  if (day === undefined) return '';
  const text = format.medium(day);
  return dayOfText(text, dayContextOf(context, item, day)) === day ? text : formatDay(day);
}

function dayContextOf({ plan, today, format }: ValueContext, { project }: GanttItem, base: number): DayTextContext {
  const calendar = calendarOf(plan, project.siteId);
  return { today, base, side: 'start', calendar, countsWorkingDays: project.workingDays, locale: format.locale };
}

const YES = /^(?:y|yes|true|x|✓|1|on|ja|j|wahr|oui|o|vrai)$/;
const NO = /^(?:|n|no|false|0|off|nein|falsch|non|faux|–|-)$/;

/** The value that a text means, null for none; or the sentence that says what can be typed. */
export function readCell(context: ValueContext, item: GanttItem, column: CustomColumn, typed: string): Result<CellValue | null, string> {
  const text = typed.trim();
  if (text === '') return accept(null);
  switch (column.kind) {
    case 'text':
      return text.length > MAX_CELL_TEXT ? refuse(`Type at most ${MAX_CELL_TEXT} characters`) : accept(text);
    case 'number': {
      const value = readNumber(text, context.format.locale);
      if (value === undefined) return refuse(`Type a number such as ${formatNumber(1234.5, context.format.locale)}`);
      return Math.abs(value) > 1e15 ? refuse('Type a smaller number') : accept(value === 0 ? 0 : value);
    }
    case 'date': {
      const present = cellValueOf(context.plan, item, column);
      const base = (typeof present === 'string' ? parseDay(present) : undefined) ?? context.today;
      const day = dayOfText(text, dayContextOf(context, item, base));
      return day === undefined ? refuse('Type a date such as 12 mar, next tue, w23 or +5d') : accept(formatDay(day));
    }
    case 'checkbox': {
      const word = text.toLocaleLowerCase();
      if (YES.test(word)) return accept(true);
      return NO.test(word) ? accept(null) : refuse('Type yes or no');
    }
    case 'list': {
      const option = matchOption(column.options, text);
      if (option) return accept(option.id);
      const named = column.options.slice(0, 5).map(({ label }) => label);
      return refuse(
        named.length === 0 ? 'This list has no options yet' : `Choose one of ${named.join(', ')}${column.options.length > 5 ? ', …' : ''}`,
      );
    }
  }
}

/** The option of that label, or the only one whose label begins so. */
function matchOption(options: readonly ListOption[], text: string): ListOption | undefined {
  const typed = nameKeyOf(text);
  const starting = options.filter(({ label }) => nameKeyOf(label).startsWith(typed));
  return options.find(({ label }) => nameKeyOf(label) === typed) ?? (starting.length === 1 ? starting[0] : undefined);
}

/** The action that a text asks for; undefined when it changes nothing; a sentence when it means nothing. */
export function actionOfCustom(
  context: ValueContext,
  item: GanttItem,
  column: CustomColumn,
  text: string,
): Result<Action | undefined, string> {
  const value = readCell(context, item, column, text);
  if (!value.ok) return value;
  if (value.value === (cellValueOf(context.plan, item, column) ?? null)) return accept(undefined);
  return accept(setCell(context, item, column, value.value));
}

/** Fills or empties a cell. */
export function setCell({ format }: Pick<ValueContext, 'format'>, item: GanttItem, column: CustomColumn, value: CellValue | null): Action {
  const owner = item.kind === 'phase' ? { phaseId: item.id } : { projectId: item.id };
  const empty = column.kind === 'checkbox' ? 'no' : 'empty';
  const said = value === null ? empty : formatCellValue(column, value, format.locale);
  return {
    commands: [{ kind: 'customValue.set', id: column.id, ...owner, value }],
    label: `Set ${column.name} of ${nameOf(item)}`,
    announcement: `${nameOf(item)}, ${column.name} ${said}`,
  };
}

/** What a text will be taken for, where it does not say it itself. */
export function meaningOfCustom(context: ValueContext, item: GanttItem, column: CustomColumn, text: string): string | undefined {
  const read = column.kind === 'text' ? undefined : readCell(context, item, column, text);
  if (!read?.ok || read.value === null) return undefined;
  const { format } = context;
  if (column.kind === 'date') {
    const day = parseDay(String(read.value));
    return day === undefined ? undefined : `${format.weekday(day)} ${format.long(day)}`;
  }
  return formatCellValue(column, read.value, format.locale);
}
