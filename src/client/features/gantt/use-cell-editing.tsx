import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState, type RefObject } from 'react';
import type { Project } from '../../../planning/model.ts';
import { usePlanStore } from '../../data/plan-context.ts';
import type { TimelineHandle } from '../../timeline/timeline-handle.ts';
import type { TimelineColumn, TimelineRow } from '../../timeline/timeline-model.ts';
import { actionOf } from './cell-edit.ts';
import { ganttCell, type CellHandlers } from './gantt-cells.tsx';
import { groupCell } from './group-cell.tsx';
import type { Leaving } from './editing/cell-editor.tsx';
import { editMany } from './editing/edit-many.ts';
import { isBox, isCustomField } from './custom-fields.ts';
import type { CustomFieldId } from './column-shape.ts';
import { columnOf, lockOf, type ColumnId, type TypedId } from './gantt-columns.ts';
import { findItem } from './gantt-items.ts';
import { keysOf } from './gantt-values.ts';
import type { Reviews } from './review/use-review.ts';
import { useActions } from './use-actions.ts';
import type { CanReport } from './use-permissions.ts';
import type { Collapsed } from './use-collapsed.ts';
import type { Selection } from './use-selection.ts';
import type { GanttModel } from './use-gantt-model.ts';

type CellPlace = {
  readonly rowId: string;
  readonly column: ColumnId;
  readonly initialText: string | undefined;
  readonly chosenCount: number;
};

/** Which cell is being edited, how that begins and ends, and the content of all cells. */
export function useCellEditing(options: {
  readonly model: GanttModel;
  readonly collapsed: Collapsed;
  readonly selection: Selection;
  readonly canEdit: (project: Project) => boolean;
  readonly canReport: CanReport;
  readonly timelineRef: RefObject<TimelineHandle | null>;
  readonly openMenu: (rowId: string, x: number, y: number) => void;
  readonly ask: Reviews['ask'];
}) {
  const { model, collapsed, selection, canEdit, canReport, timelineRef, openMenu, ask } = options;
  const { rows, plan, format, values } = model;
  const store = usePlanStore();
  const [editing, setEditing] = useState<CellPlace>();
  const editingRef = useRef<CellPlace>(undefined);
  const valuesRef = useRef(values);
  const chosenRef = useRef(selection.ids);
  useLayoutEffect(() => {
    valuesRef.current = values;
    chosenRef.current = selection.ids;
  });
  const edit = useCallback((rowId: string | undefined, column: ColumnId = 'name', initialText?: string) => {
    const chosen = chosenRef.current;
    const next = rowId === undefined ? undefined : { rowId, column, initialText, chosenCount: chosen.has(rowId) ? chosen.size : 1 };
    editingRef.current = next;
    setEditing(next);
  }, []);
  const isGone = editing !== undefined && findItem(plan, editing.rowId) === undefined;
  // It may come back by an undo of whoever deleted it, and is not being edited then.
  useEffect(() => {
    if (isGone) edit(undefined);
  }, [isGone, edit]);
  const act = useActions({ timelineRef, format, ask, onRename: edit });
  const toggleBox = useCallback(
    (rowId: string, column: CustomFieldId, isAlone = false) => {
      const item = findItem(store.plan, rowId);
      if (!item) return;
      const text = keysOf(valuesRef.current, item, column).includes('yes') ? 'no' : 'yes';
      const chosen = !isAlone && chosenRef.current.has(rowId) ? [...chosenRef.current] : [rowId];
      const edits = chosen.flatMap((id) => {
        const one = findItem(store.plan, id);
        return one ? [{ item: one, column, text }] : [];
      });
      const { action, refusals } = editMany(valuesRef.current, edits, canEdit);
      const result = edits.length === 1 && action ? actionOf(valuesRef.current, item, column, text) : undefined;
      const only = result?.ok ? result.value : undefined;
      void act(only ?? action ?? { reason: refusals[0]?.reason ?? 'Nothing has changed' }, { isUndoOffered: edits.length > 1 });
    },
    [store, canEdit, act],
  );
  const beginEdit = useCallback(
    (rowId: string, column: ColumnId, initialText?: string) => {
      const item = findItem(store.plan, rowId);
      if (!item) return;
      const isAllowed = column === 'progress' ? canReport(store.plan, item) : canEdit(item.project);
      const lock = lockOf(store.plan, item, column, isAllowed);
      if (lock !== undefined) void act({ reason: lock });
      else if (initialText === undefined && isCustomField(column) && isBox(store.plan, column)) toggleBox(rowId, column);
      else edit(rowId, column, initialText);
    },
    [store, canEdit, canReport, edit, toggleBox, act],
  );
  const setCollapsed = collapsed.set;
  const handlers = useMemo((): CellHandlers => {
    const end = (leaving: Leaving): void => {
      edit(undefined);
      // Whoever pressed elsewhere has the focus there already.
      if (leaving === 'blur') return;
      timelineRef.current?.focusActive(leaving === 'next' ? 1 : leaving === 'previous' ? -1 : 0);
    };
    const takeForAll = (column: TypedId, text: string): string | undefined => {
      const edits = [...chosenRef.current].flatMap((id) => {
        const item = findItem(store.plan, id);
        return item ? [{ item, column, text }] : [];
      });
      const { action, refusals } = editMany(valuesRef.current, edits, canEdit);
      if (!action && refusals[0]) return refusals[0].reason;
      end('all');
      if (action) void act(action, { isUndoOffered: true });
      return undefined;
    };
    return {
      onToggle: (id, isExpanded) => setCollapsed(id, !isExpanded),
      onOpenMenu: openMenu,
      onCommit(rowId, column, text, leaving) {
        const item = findItem(store.plan, rowId);
        // Leaving the field after Enter or Escape comes here a second time.
        if (!item || editingRef.current?.rowId !== rowId || editingRef.current.column !== column) return undefined;
        if (leaving === 'all') return takeForAll(column, text);
        const result = actionOf(valuesRef.current, item, column, text);
        if (!result.ok) return result.refusal;
        end(leaving);
        if (result.value) void act(result.value);
        return undefined;
      },
      onCancel: () => end('stay'),
      onPressBox: (rowId, column) => toggleBox(rowId, column, true),
    };
  }, [store, setCollapsed, openMenu, canEdit, edit, act, timelineRef, toggleBox]);
  const renderCell = useCallback(
    (row: TimelineRow, column: TimelineColumn) => {
      const flat = rows.find(row.id);
      const id = columnOf(column.id);
      const group = flat ? undefined : rows.findGroup?.(row.id);
      if (group && id !== undefined) return groupCell({ group, column: id, format, onToggle: handlers.onToggle });
      if (!flat || id === undefined) return '';
      const isEditing = editing?.rowId === row.id && editing.column === id;
      return ganttCell({ plan, format, values, flat, column: id, editing: isEditing ? editing : undefined, handlers });
    },
    [rows, plan, format, values, editing, handlers],
  );
  return { act, beginEdit, renderCell };
}
