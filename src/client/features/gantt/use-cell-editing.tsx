import { useCallback, useMemo, type RefObject } from 'react';
import type { Project } from '../../../planning/model.ts';
import { usePlanStore } from '../../data/plan-context.ts';
import type { CellContent } from '../../timeline/rows/cell-content.ts';
import type { TimelineHandle } from '../../timeline/timeline-handle.ts';
import type { TimelineColumn, TimelineRow } from '../../timeline/timeline-model.ts';
import type { TimelineProps } from '../../timeline/timeline-props.ts';
import { isBox, isCustomField } from './custom-fields.ts';
import { EditedCell } from './editing/edited-cell.tsx';
import { useBoxToggle } from './editing/use-box-toggle.ts';
import { useCellPlace, type CellPlace } from './editing/use-cell-place.ts';
import { useTypedText, type TypedText } from './editing/use-typed-text.ts';
import { ganttCell } from './gantt-cells.ts';
import { columnOf, isTyped, lockOf, type ColumnId } from './gantt-columns.ts';
import { findItem } from './gantt-items.ts';
import { groupCell } from './group-cell.ts';
import type { Reviews } from './review/use-review.ts';
import { useActions } from './use-actions.ts';
import type { Collapsed } from './use-collapsed.ts';
import type { GanttModel } from './use-gantt-model.ts';
import type { CanReport } from './use-permissions.ts';
import type { Selection } from './use-selection.ts';

/** What the timeline asks about the cells of the table. */
export type Cells = Pick<TimelineProps, 'contentOf' | 'edited' | 'onCellPress'>;

export type CellEditingOptions = {
  readonly model: GanttModel;
  readonly collapsed: Collapsed;
  readonly selection: Selection;
  readonly canEdit: (project: Project) => boolean;
  readonly canReport: CanReport;
  readonly timelineRef: RefObject<TimelineHandle | null>;
  readonly openMenu: (rowId: string, x: number, y: number) => void;
  readonly ask: Reviews['ask'];
};

/** Which cell is being edited, how that begins and ends, and the content of all cells. */
export function useCellEditing(options: CellEditingOptions) {
  const { model, selection, canEdit, canReport, timelineRef } = options;
  const store = usePlanStore();
  const place = useCellPlace(model, selection);
  const { edit, editing } = place;
  const act = useActions({ timelineRef, format: model.format, keep: model.keep, ask: options.ask, onRename: edit });
  const toggleBox = useBoxToggle(place.latestRef, canEdit, act);
  const typed = useTypedText({ place, canEdit, act, timelineRef });
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
  const contentOf = useContent(model, editing);
  const edited = useMemo(() => editedCell(model, editing, typed), [model, editing, typed]);
  const onCellPress = usePresses(options, toggleBox);
  return { act, beginEdit, cells: { contentOf, edited, onCellPress } satisfies Cells };
}

function useContent({ rows, plan, format, values }: GanttModel, editing: CellPlace | undefined) {
  return useCallback(
    (row: TimelineRow) => {
      const flat = rows.find(row.id);
      const group = flat ? undefined : rows.findGroup?.(row.id);
      const edited = editing?.rowId === row.id ? editing.column : undefined;
      return ({ id }: TimelineColumn): CellContent => {
        const column = columnOf(id);
        if (column === undefined) return '';
        if (flat) return ganttCell({ plan, format, values, flat, column, isEdited: edited === column });
        return group ? groupCell(group, column, format) : '';
      };
    },
    [rows, plan, format, values, editing],
  );
}

function editedCell({ rows, values }: GanttModel, editing: CellPlace | undefined, typed: TypedText): Cells['edited'] {
  const item = editing && rows.find(editing.rowId)?.item;
  if (!item || !isTyped(editing.column)) return undefined;
  const { rowId, column, initialText, chosenCount } = editing;
  const onCommit = (text: string, leaving: Parameters<TypedText['commit']>[3]) => typed.commit(rowId, column, text, leaving);
  const field = <EditedCell {...{ values, item, column, initialText, chosenCount, onCommit }} onCancel={typed.cancel} />;
  return { rowId, columnId: column, field };
}

/** A press on a button in a cell: its column says what is meant. */
function usePresses({ model, collapsed, openMenu }: CellEditingOptions, toggleBox: ReturnType<typeof useBoxToggle>) {
  const { rows } = model;
  const setCollapsed = collapsed.set;
  return useCallback(
    (rowId: string, columnId: string, button: HTMLElement) => {
      const column = columnOf(columnId);
      if (column === 'actions') {
        const { left, bottom } = button.getBoundingClientRect();
        openMenu(rowId, left, bottom);
      } else if (column === 'name') {
        setCollapsed(rowId, (rows.find(rowId) ?? rows.findGroup?.(rowId))?.isExpanded === true);
      } else if (column !== undefined && isCustomField(column)) toggleBox(rowId, column, true);
    },
    [rows, setCollapsed, openMenu, toggleBox],
  );
}
