import type { FocusEvent, KeyboardEvent, MouseEvent } from 'react';
import { BAR_COLUMN, cellOf, chooseHowOf, isTextEntry, type ActiveCell } from './timeline-cells.ts';
import type { TimelineProps } from './timeline-props.ts';
import type { TimelineThreads } from './use-timeline.ts';

type Events = Pick<TimelineProps, 'onCellOpen' | 'onCellPress' | 'onChoose' | 'selectedRowIds' | 'isSelecting'>;

type FocusKeeper = {
  readonly active: ActiveCell | undefined;
  readonly setActive: (cell: ActiveCell) => void;
  /** Brings a column into sight. */
  readonly reveal: (columnId: string) => void;
};

/** What presses and the focus in the table do; its keys are those of `useGridNavigation`. */
export function gridEventsOf(events: Events, timeline: TimelineThreads, { active, setActive, reveal }: FocusKeeper) {
  const { onCellOpen, onCellPress, onChoose, selectedRowIds, isSelecting } = events;
  const { gesturesRef, focusCell, isOwnFocusRef } = timeline;
  return {
    onKeyUp: (event: KeyboardEvent) => {
      if (event.key === 'Alt') gesturesRef.current?.commitNudge();
    },
    onBlur: () => gesturesRef.current?.commitNudge(),
    onFocus: (event: FocusEvent) => {
      const cell = cellOf(event.target);
      if (cell) reveal(cell.columnId);
      if (!cell || isOwnFocusRef.current) return;
      const isBack = cell.rowId === active?.rowId && cell.columnId === active.columnId;
      if (!isBack) setActive(cell);
      if (!isBack || selectedRowIds.size === 0) onChoose(cell.rowId, selectedRowIds.has(cell.rowId) ? 'keep' : 'only');
    },
    onMouseDown: (event: MouseEvent) => {
      // The browser would move the focus and mark text; a press with a modifier chooses rows instead.
      if (chooseHowOf(event) !== 'only' && cellOf(event.target) && !isTextEntry(event.target)) event.preventDefault();
    },
    onDoubleClick: ({ target }: MouseEvent) => {
      const cell = cellOf(target);
      if (cell && cell.columnId !== BAR_COLUMN && !isTextEntry(target) && !buttonOf(target)) onCellOpen(cell.rowId, cell.columnId);
    },
    onPointerOver: ({ target }: MouseEvent) => showWhatIsCut(target),
    onPointerOut: ({ target }: MouseEvent) => forgetWhatWasCut(target),
    onClick: (event: MouseEvent) => {
      const cell = cellOf(event.target);
      if (!cell || cell.columnId === BAR_COLUMN) return;
      const button = buttonOf(event.target);
      if (button) onCellPress(cell.rowId, cell.columnId, button);
      // A menu's button acts on all chosen rows and leaves them chosen.
      if (isSelecting || isTextEntry(event.target) || button?.ariaHasPopup) return;
      const how = chooseHowOf(event);
      if (how !== 'only') focusCell(cell.rowId, cell.columnId, how);
      else if (selectedRowIds.size > 1) onChoose(cell.rowId, 'only');
    },
  };
}

/** The button that an element is in. */
function buttonOf(target: EventTarget): HTMLElement | null {
  return target instanceof Element ? target.closest('button') : null;
}

/** A text that has no room in its cell is told by the browser's tooltip. */
function showWhatIsCut(target: EventTarget): void {
  if (!(target instanceof HTMLElement) || target.dataset.cut === undefined) return;
  if (target.scrollWidth > target.clientWidth) target.title = target.textContent;
}

/** The element may be another row's next, which would be read out with this text. */
function forgetWhatWasCut(target: EventTarget): void {
  if (target instanceof HTMLElement && cellOf(target)) target.removeAttribute('title');
}
