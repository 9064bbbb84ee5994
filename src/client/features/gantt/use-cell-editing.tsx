import { useCallback, useMemo, useRef, useState, type RefObject } from 'react';
import type { Project } from '../../../planning/model.ts';
import { usePlanStore } from '../../data/plan-context.ts';
import type { TimelineHandle } from '../../timeline/timeline-handle.ts';
import type { TimelineColumn, TimelineRow } from '../../timeline/timeline-model.ts';
import { announce } from '../../ui/announce.ts';
import { actionOf } from './cell-edit.ts';
import { GanttCell, type CellHandlers } from './gantt-cells.tsx';
import { GroupCell } from './group-cell.tsx';
import { columnOf, lockOf, type ColumnId } from './gantt-columns.ts';
import { findItem } from './gantt-items.ts';
import { useActions } from './use-actions.ts';
import type { Collapsed } from './use-collapsed.ts';
import type { GanttModel } from './use-gantt-model.ts';

type CellPlace = { readonly rowId: string; readonly column: ColumnId };

/** Which cell is being edited, how that begins and ends, and the content of all cells. */
export function useCellEditing(options: {
  readonly model: GanttModel;
  readonly collapsed: Collapsed;
  readonly canEdit: (project: Project) => boolean;
  readonly timelineRef: RefObject<TimelineHandle | null>;
  readonly openMenu: (rowId: string, x: number, y: number) => void;
}) {
  const { model, collapsed, canEdit, timelineRef, openMenu } = options;
  const { rows, plan, format, values } = model;
  const store = usePlanStore();
  const [editing, setEditing] = useState<CellPlace>();
  const editingRef = useRef<CellPlace>(undefined);
  const edit = useCallback((rowId: string | undefined, column: ColumnId = 'name') => {
    const next = rowId === undefined ? undefined : { rowId, column };
    editingRef.current = next;
    setEditing(next);
  }, []);
  const act = useActions(timelineRef, edit);
  const beginEdit = useCallback(
    (rowId: string, column: ColumnId) => {
      const item = findItem(store.plan, rowId);
      if (!item) return;
      const lock = lockOf(store.plan, item, column, canEdit(item.project));
      if (lock === undefined) edit(rowId, column);
      else announce(lock);
    },
    [store, canEdit, edit],
  );
  const setCollapsed = collapsed.set;
  const handlers = useMemo((): CellHandlers => {
    const end = (): void => {
      edit(undefined);
      timelineRef.current?.focusActive();
    };
    return {
      onToggle: (id, isExpanded) => setCollapsed(id, !isExpanded),
      onOpenMenu: openMenu,
      onEdit: beginEdit,
      onCommit(rowId, column, text) {
        const item = findItem(store.plan, rowId);
        // Leaving the field after Enter or Escape comes here a second time.
        if (!item || editingRef.current?.rowId !== rowId || editingRef.current.column !== column) return undefined;
        const result = actionOf(store.plan, item, column, text);
        if (!result.ok) return result.refusal;
        end();
        if (result.value) void act(result.value);
        return undefined;
      },
      onCancel: end,
    };
  }, [store, setCollapsed, openMenu, beginEdit, edit, act, timelineRef]);
  const renderCell = useCallback(
    (row: TimelineRow, column: TimelineColumn) => {
      const flat = rows.find(row.id);
      const id = columnOf(column.id);
      const group = flat ? undefined : rows.findGroup?.(row.id);
      if (group && id !== undefined) return <GroupCell group={group} column={id} format={format} onToggle={handlers.onToggle} />;
      if (!flat || id === undefined) return null;
      const isEditing = editing?.rowId === row.id && editing.column === id;
      return <GanttCell plan={plan} format={format} values={values} flat={flat} column={id} isEditing={isEditing} handlers={handlers} />;
    },
    [rows, plan, format, values, editing, handlers],
  );
  return { act, beginEdit, renderCell };
}
