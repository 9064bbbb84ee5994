/** Cells of the tree grid by row and column: finding them in the document, and where the tab stop is. */
import type { RowWindow } from './row-layout.ts';
import type { ChooseHow, RowSource, TimelineColumn } from './timeline-model.ts';

/** The column id of the cells that lie over the bars. */
export const BAR_COLUMN = 'bar';

export type ActiveCell = { readonly rowId: string; readonly columnId: string };

/** Where the tab stop is until somebody moved it. */
export function firstCell(rows: RowSource, columns: readonly TimelineColumn[], firstIndex = 0): ActiveCell | undefined {
  const column = columns[0];
  const index = Math.min(firstIndex, rows.count - 1);
  return index >= 0 && column ? { rowId: rows.rowAt(index).id, columnId: column.id } : undefined;
}

/** Where the tab stop is when an address chose a row and nobody moved since. */
export function selectedCell(rowId: string | undefined, columns: readonly TimelineColumn[]): ActiveCell | undefined {
  const column = columns[0];
  return rowId !== undefined && column ? { rowId, columnId: column.id } : undefined;
}

/** The element of a cell; the name cell of the row where its bar is out of sight. */
export function cellElement(root: HTMLElement | null, rowId: string, columnId: string): HTMLElement | null {
  const row = root?.querySelector<HTMLElement>(`[data-row="${CSS.escape(rowId)}"]`);
  const cell = row?.querySelector<HTMLElement>(`[data-column="${CSS.escape(columnId)}"]`);
  return cell ?? (columnId === BAR_COLUMN ? (row?.querySelector<HTMLElement>('[data-column]') ?? null) : null);
}

/** The cell that an element is in; icons count as well. */
export function cellOf(target: EventTarget): ActiveCell | undefined {
  if (!(target instanceof Element)) return undefined;
  const columnId = target.closest<HTMLElement>('[data-column]')?.dataset.column;
  const rowId = target.closest<HTMLElement>('[data-row]')?.dataset.row;
  return columnId === undefined || rowId === undefined ? undefined : { rowId, columnId };
}

/** Keys belong to a field while one types in it. */
export function isTextEntry(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));
}

/** What a press means for the rows that are chosen. */
export function chooseHowOf(event: { readonly ctrlKey: boolean; readonly metaKey: boolean; readonly shiftKey: boolean }): ChooseHow {
  if (event.shiftKey) return 'range';
  return event.ctrlKey || event.metaKey ? 'toggle' : 'only';
}

/** The nearest row above with a smaller level. */
export function parentIndexOf(rows: RowSource, index: number): number {
  const { level } = rows.rowAt(index);
  for (let above = index - 1; above >= 0; above -= 1) if (rows.rowAt(above).level < level) return above;
  return index;
}

/** Indexes of the rows to have in the document, in their order: the window, and the row of the tab stop wherever it is. */
export function windowIndexes(rows: RowWindow, count: number, stopIndex: number): number[] {
  const end = Math.min(rows.end, count);
  const indexes: number[] = [];
  if (stopIndex < rows.first && stopIndex < count) indexes.push(stopIndex);
  for (let index = rows.first; index < end; index += 1) indexes.push(index);
  if (stopIndex >= end && stopIndex < count) indexes.push(stopIndex);
  return indexes;
}
