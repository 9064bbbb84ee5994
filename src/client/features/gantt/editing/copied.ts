/** What is copied: text for every program, and for pages of this product which rows it is of. */
import { textOf } from '../cell-edit.ts';
import { fieldOf, isTyped, lockOf, type FieldId } from '../gantt-columns.ts';
import { nameOf, type GanttItem } from '../gantt-items.ts';
import { cellTextOf, type ValueContext } from '../gantt-values.ts';
import { tableText } from './clipboard-text.ts';

/** Beside the text, for pages of this product: which rows these are. */
const ROWS_TYPE = 'application/x-milestone-rows';

export type CopiedRows = { readonly ids: readonly string[]; readonly isCut: boolean };
export type Copied = { readonly text: string; readonly rows: CopiedRows | undefined };

export function copyOfCells(values: ValueContext, items: readonly GanttItem[], column: FieldId): Copied {
  return { text: tableText(items.map((item) => [textIn(values, item, column)])), rows: undefined };
}

export function copyOfRows(values: ValueContext, items: readonly GanttItem[], columns: readonly FieldId[], isCut: boolean): Copied {
  return { text: textOfRows(values, items, columns), rows: { ids: items.map(({ id }) => id), isCut } };
}

export function writeCopied(data: DataTransfer, { text, rows }: Copied): void {
  data.setData('text/plain', text);
  if (rows) data.setData(ROWS_TYPE, JSON.stringify(rows));
}

/** `own`: what a menu copied, which is known better than its text says. */
export function readCopied(data: DataTransfer, own: Copied | undefined): Copied {
  const [text, rows] = [data.getData('text/plain'), data.getData(ROWS_TYPE)];
  if (own && own.text === text) return own;
  return { text, rows: rows === '' ? undefined : readRows(rows) };
}

function readRows(text: string): CopiedRows | undefined {
  try {
    const read: unknown = JSON.parse(text);
    if (typeof read !== 'object' || read === null || !('ids' in read) || !Array.isArray(read.ids)) return undefined;
    return { ids: read.ids.filter((id) => typeof id === 'string'), isCut: 'isCut' in read && read.isCut === true };
  } catch {
    return undefined;
  }
}

function textIn(values: ValueContext, item: GanttItem, column: FieldId): string {
  const isLocked = lockOf(values.plan, item, column, true) !== undefined;
  return isTyped(column) && !isLocked ? textOf(values, item, column) : cellTextOf(values, item, column);
}

/** The shown columns under their heads, parts moved in below what they are part of. */
function textOfRows(values: ValueContext, items: readonly GanttItem[], columns: readonly FieldId[]): string {
  const depths = items.map((item) => Number(cellTextOf(values, item, 'level')));
  const least = Math.min(...depths);
  const lines = items.map((item, index) =>
    columns.map((column) =>
      column === 'name' ? `${'  '.repeat((depths[index] ?? least) - least)}${nameOf(item)}` : textIn(values, item, column),
    ),
  );
  return tableText([columns.map((column) => fieldOf(values.plan, column)?.title ?? column), ...lines]);
}
