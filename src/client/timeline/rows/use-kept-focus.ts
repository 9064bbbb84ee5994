import { useEffect, useLayoutEffect, useRef, type RefObject } from 'react';
import { cellElement, type ActiveCell } from '../timeline-cells.ts';

/**
 * When the element that has the focus is taken away by windowing, its successor gets the focus. When its row is gone, the grid itself
 * does: what somebody is about to type, or to delete, is not meant for another row.
 */
export function useKeptFocus(rootRef: RefObject<HTMLElement | null>, stop: ActiveCell | undefined, isRowGone: boolean): void {
  const hadFocus = useRef(false);
  useEffect(() => {
    const element = rootRef.current;
    if (!element) return undefined;
    const remember = (event: FocusEvent) => {
      hadFocus.current = event.target !== element;
    };
    const forget = ({ target }: FocusEvent) => {
      if (!(target instanceof HTMLElement) || !document.hasFocus()) return;
      // An element that is taken away loses the focus while it is still there; a moment later one knows why it went.
      queueMicrotask(() => {
        const { activeElement } = document;
        if (target.isConnected) hadFocus.current = activeElement !== element && element.contains(activeElement);
      });
    };
    element.addEventListener('focusin', remember);
    // Before whoever renders because of it: that the focus is on its way to another place is known by then.
    element.addEventListener('focusout', forget, true);
    return () => {
      element.removeEventListener('focusin', remember);
      element.removeEventListener('focusout', forget, true);
    };
  }, [rootRef]);
  useLayoutEffect(() => {
    if (!hadFocus.current || !stop || document.activeElement !== document.body) return;
    const grid = rootRef.current?.querySelector<HTMLElement>('[role="treegrid"]');
    const place = isRowGone ? grid : cellElement(rootRef.current, stop.rowId, stop.columnId);
    place?.focus({ preventScroll: true });
  });
}
