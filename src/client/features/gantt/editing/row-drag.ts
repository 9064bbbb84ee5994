/** Rows taken by their names and dropped elsewhere in the tree: a line or a frame shows where, words say what keeps them from it. */
import { RowHand, type RowDragHandlers } from './row-hand.ts';
import { rowOfCells } from './row-targets.ts';

/** Listens until the function that it returns is called. */
export function listenForRowDrags(root: HTMLElement, handlers: () => RowDragHandlers): () => void {
  const abort = new AbortController();
  const { signal } = abort;
  const hand = new RowHand(root, handlers);
  root.addEventListener('pointerdown', (event) => hand.take(event), { signal });
  globalThis.addEventListener('pointermove', (event) => hand.move(event), { signal });
  globalThis.addEventListener('pointerup', () => hand.release(), { signal });
  globalThis.addEventListener('pointercancel', () => hand.stop(), { signal });
  globalThis.addEventListener('blur', () => hand.stop(), { signal });
  globalThis.addEventListener('keydown', (event) => hand.giveUp(event), { signal, capture: true });
  root.addEventListener('touchmove', (event) => hand.keepBack(event), { signal, passive: false });
  root.addEventListener('touchend', (event) => hand.keepBack(event), { signal, passive: false });
  root.addEventListener(
    'dragstart',
    (event) => {
      if (rowOfCells(event.target) !== undefined) event.preventDefault();
    },
    { signal },
  );
  listenForTaps(root, handlers, signal);
  return () => {
    hand.stop();
    abort.abort();
  };
}

/** While rows are being chosen, a press on a row's cells is that, and nothing else. */
function listenForTaps(root: HTMLElement, handlers: () => RowDragHandlers, signal: AbortSignal): void {
  const tappedRow = (event: MouseEvent): string | undefined => {
    const rowId = handlers().isSelecting() ? rowOfCells(event.target) : undefined;
    if (rowId !== undefined) {
      event.preventDefault();
      event.stopPropagation();
    }
    return rowId;
  };
  root.addEventListener(
    'mousedown',
    (event) => {
      // The focus, which would choose its row alone, stays where it is; a button in a row does what it does.
      const isButton = event.target instanceof Element && event.target.closest('[data-row] button') !== null;
      if (isButton && handlers().isSelecting()) event.preventDefault();
      else tappedRow(event);
    },
    { signal, capture: true },
  );
  root.addEventListener(
    'click',
    (event) => {
      const rowId = tappedRow(event);
      if (rowId !== undefined) handlers().tap(rowId);
    },
    { signal, capture: true },
  );
}
