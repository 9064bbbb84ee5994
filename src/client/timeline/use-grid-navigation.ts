import type { KeyboardEvent, RefObject } from 'react';
import type { GestureController } from './gesture-controller.ts';
import { gridActionOf, type GridAction } from './grid-keys.ts';
import { BAR_COLUMN, isTextEntry, parentIndexOf } from './timeline-cells.ts';
import type { TimelineController } from './timeline-controller.ts';
import type { ChooseHow, TimelineColumn, TimelineRow } from './timeline-model.ts';
import type { TimelineProps } from './timeline-props.ts';
import type { FocusCell } from './use-timeline.ts';

export type GridNavigation = Pick<TimelineProps, 'rows' | 'onToggle' | 'onCellKey' | 'onChoose' | 'onChooseAll'> & {
  readonly columns: readonly TimelineColumn[];
  /** The cell with the tab stop. */
  readonly stopIndex: number;
  readonly stopColumn: string | undefined;
  readonly rowHeight: number;
  readonly controllerRef: RefObject<TimelineController | null>;
  readonly gesturesRef: RefObject<GestureController | null>;
  readonly focusCell: FocusCell;
};

/** The keys of the tree grid; the view's own keys come first. */
export function useGridNavigation(grid: GridNavigation) {
  const { rows, columns, stopIndex, stopColumn } = grid;
  return (event: KeyboardEvent<HTMLDivElement>): void => {
    const head = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-head]') : null;
    if (head) {
      const isDown = event.key === 'ArrowDown' && !event.altKey && rows.count > 0;
      if (isDown) grid.focusCell(rows.rowAt(0).id, head.dataset.head ?? '', 'keep');
      if (isDown) event.preventDefault();
      return;
    }
    if (isTextEntry(event.target) || event.defaultPrevented || stopColumn === undefined || stopIndex >= rows.count) return;
    const row = rows.rowAt(stopIndex);
    if (event.target === event.currentTarget) return goBackToCells(grid, event, row);
    if (grid.onCellKey(event, row, stopColumn)) {
      event.preventDefault();
      return;
    }
    const action = gridActionOf(event, {
      isFirstColumn: stopColumn === columns[0]?.id,
      isBar: stopColumn === BAR_COLUMN,
      isExpanded: row.isExpanded,
      level: row.level,
    });
    if (!action) return;
    event.preventDefault();
    perform(grid, action, stopColumn);
  };
}

/** No cell has the focus, so that no key is for a row: those that move lead to where one was, and the view's own go on. */
function goBackToCells(grid: GridNavigation, event: KeyboardEvent<HTMLDivElement>, row: TimelineRow): void {
  const action = gridActionOf(event, { isFirstColumn: true, isBar: false, isExpanded: undefined, level: 1 });
  const moves = action?.kind === 'row' || action?.kind === 'page' || action?.kind === 'edge' || action?.kind === 'column';
  if (!action || !(moves || action.kind === 'today' || action.kind === 'zoom' || action.kind === 'chooseAll')) return;
  event.preventDefault();
  const columnId = grid.stopColumn ?? BAR_COLUMN;
  if (moves && action.kind !== 'edge') grid.focusCell(row.id, columnId);
  else perform(grid, action, columnId);
}

function perform(grid: GridNavigation, action: GridAction, columnId: string): void {
  const { rows, stopIndex, rowHeight, gesturesRef, focusCell } = grid;
  const timeline = grid.controllerRef.current;
  if (!timeline) return;
  const row = rows.rowAt(stopIndex);
  const goTo = (target: number, how?: ChooseHow): void =>
    focusCell(rows.rowAt(Math.max(0, Math.min(rows.count - 1, target))).id, columnId, how);
  switch (action.kind) {
    case 'row':
      if (stopIndex + action.by < 0 && action.how !== 'range') return focusHead(timeline.elements.scroller, columnId);
      return goTo(stopIndex + action.by, action.how);
    case 'page':
      return goTo(stopIndex + action.by * Math.max(1, Math.floor(timeline.viewport.height / rowHeight) - 1), action.how);
    case 'edge':
      return goTo(action.to === 'first' ? 0 : rows.count - 1, action.how);
    case 'parent':
      return goTo(parentIndexOf(rows, stopIndex));
    case 'toggle':
      return grid.onToggle(row.id, action.isExpanded);
    case 'column': {
      const order = [...grid.columns.map((column) => column.id), ...(row.bars.length > 0 ? [BAR_COLUMN] : [])];
      const next = order[order.indexOf(columnId) + action.by];
      return next === undefined ? undefined : focusCell(row.id, next, 'keep');
    }
    case 'choose':
      return grid.onChoose(row.id, 'toggle');
    case 'chooseAll':
      return grid.onChooseAll();
    case 'nudge':
      timeline.revealRow(stopIndex, true);
      return gesturesRef.current?.nudge(row.id, action.step);
    case 'today':
      return timeline.showDay(timeline.todayDay, 0.3);
    case 'zoom':
      return timeline.zoomBy(action.factor);
  }
}

function focusHead(grid: HTMLElement, columnId: string): void {
  grid.querySelector<HTMLElement>(`[data-head="${CSS.escape(columnId)}"]`)?.focus();
}
