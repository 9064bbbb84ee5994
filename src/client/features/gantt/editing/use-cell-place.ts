import { useCallback, useEffect, useLayoutEffect, useRef, useState, type RefObject } from 'react';
import type { ColumnId } from '../gantt-columns.ts';
import { findItem } from '../gantt-items.ts';
import type { ValueContext } from '../gantt-values.ts';
import type { GanttModel } from '../use-gantt-model.ts';
import type { Selection } from '../use-selection.ts';

export type CellPlace = {
  readonly rowId: string;
  readonly column: ColumnId;
  readonly initialText: string | undefined;
  readonly chosenCount: number;
};

/** What is shown and chosen at the moment, for handlers that stay the same. */
export type LatestRef = RefObject<{ readonly values: ValueContext; readonly chosenIds: ReadonlySet<string> }>;

/** Which cell is a field at the moment. `edit` begins, and without a row ends. */
export function useCellPlace({ plan, values }: GanttModel, selection: Selection) {
  const [editing, setEditing] = useState<CellPlace>();
  const editingRef = useRef<CellPlace>(undefined);
  const latestRef: LatestRef = useRef({ values, chosenIds: selection.ids });
  useLayoutEffect(() => {
    latestRef.current = { values, chosenIds: selection.ids };
  });
  const edit = useCallback((rowId: string | undefined, column: ColumnId = 'name', initialText?: string) => {
    const { chosenIds } = latestRef.current;
    const next = rowId === undefined ? undefined : { rowId, column, initialText, chosenCount: chosenIds.has(rowId) ? chosenIds.size : 1 };
    editingRef.current = next;
    setEditing(next);
  }, []);
  const isGone = editing !== undefined && findItem(plan, editing.rowId) === undefined;
  // It may come back by an undo of whoever deleted it, and is not being edited then.
  useEffect(() => {
    if (isGone) edit(undefined);
  }, [isGone, edit]);
  return { editing, editingRef, latestRef, edit };
}

export type PlaceOfCell = ReturnType<typeof useCellPlace>;
