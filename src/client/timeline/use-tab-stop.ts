import { useMemo } from 'react';
import { BAR_COLUMN, firstCell, selectedCell, type ActiveCell } from './timeline-cells.ts';
import type { TimelineColumn } from './timeline-model.ts';
import type { TimelineProps } from './timeline-props.ts';

/** The one cell that the Tab key leads to: where somebody was, else what is selected, else the first one in sight. */
export function useTabStop(
  { rows, selectedRowId }: Pick<TimelineProps, 'rows' | 'selectedRowId'>,
  columns: readonly TimelineColumn[],
  active: ActiveCell | undefined,
  seenIndex: number,
) {
  const stop = [active, selectedCell(selectedRowId, columns), firstCell(rows, columns, seenIndex)].find(
    (cell) => cell !== undefined && rows.indexOf(cell.rowId) >= 0,
  );
  const stopIndex = stop ? rows.indexOf(stop.rowId) : 0;
  const isShown = stop && (stop.columnId === BAR_COLUMN || columns.some((column) => column.id === stop.columnId));
  const stopColumn = isShown ? stop.columnId : columns[0]?.id;
  const stopRow = stop?.rowId;
  /** The same object as long as it is the same cell, and one that is shown. */
  const tabStop = useMemo(
    () => (stopRow === undefined || stopColumn === undefined ? undefined : { rowId: stopRow, columnId: stopColumn }),
    [stopRow, stopColumn],
  );
  return { stop, stopIndex, stopColumn, tabStop };
}
