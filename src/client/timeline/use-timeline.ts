/** The threads between React and the timeline's controllers. */
import { useCallback, useLayoutEffect, useRef, useState, type RefObject } from 'react';
import { flushSync } from 'react-dom';
import { GestureController } from './gesture-controller.ts';
import type { Room } from './grid-width.ts';
import { BAR_COLUMN, cellElement, type ActiveCell } from './timeline-cells.ts';
import type { RenderedWindow, TimelineData, TimelineElements } from './timeline-contract.ts';
import { TimelineController } from './timeline-controller.ts';
import type { TimelineProps } from './timeline-props.ts';
import type { ChooseHow } from './timeline-model.ts';

export type FocusCell = (rowId: string, columnId: string, how?: ChooseHow) => void;

export type RootRef = RefObject<HTMLDivElement | null>;
export type Size = Room & { readonly height: number };
export type ControllerRef = RefObject<TimelineController | null>;

/** Shows other rows. */
export type ShowWindow = (rendered: RenderedWindow) => void;

/** The present properties, for what outlives a rendering. */
type Latest = Omit<TimelineProps, 'ref' | 'rowHeight' | 'gridWidth'> & { readonly rowHeight: number; readonly gridWidth: number };

export type TimelineThreads = ReturnType<typeof useTimelineController>;

/** Makes the controllers when the elements are there, and keeps them fed with the present properties. */
export function useTimelineController(rootRef: RootRef, latest: Latest, setActive: (cell: ActiveCell) => void) {
  const controllerRef: ControllerRef = useRef(null);
  const latestRef = useRef(latest);
  useLayoutEffect(() => {
    latestRef.current = latest;
  });
  const { focusCell, isOwnFocusRef } = useFocusCell(rootRef, controllerRef, latestRef, setActive);
  const { gesturesRef, showWindowRef, seenIndex } = useControllers(rootRef, controllerRef, latestRef, focusCell);
  const { gridWidth } = latest;
  useLayoutEffect(() => controllerRef.current?.setGridWidth(gridWidth), [controllerRef, gridWidth]);
  // The controller sees for itself what is the same as before.
  useLayoutEffect(() => {
    controllerRef.current?.update(dataOf(latest));
    gesturesRef.current?.letGoOfGone();
  });
  return { controllerRef, gesturesRef, showWindowRef, seenIndex, focusCell, isOwnFocusRef };
}

function useFocusCell(
  rootRef: RootRef,
  controllerRef: ControllerRef,
  latestRef: RefObject<Latest>,
  setActive: (cell: ActiveCell) => void,
): { readonly focusCell: FocusCell; readonly isOwnFocusRef: RefObject<boolean> } {
  /** While the focus is put somewhere here, what is chosen is said here too. */
  const isOwnFocusRef = useRef(false);
  const focusCell = useCallback<FocusCell>(
    (rowId, columnId, how = 'only') => {
      const index = latestRef.current.rows.indexOf(rowId);
      if (index < 0) return;
      flushSync(() => {
        setActive({ rowId, columnId });
        controllerRef.current?.revealRow(index, columnId === BAR_COLUMN);
      });
      isOwnFocusRef.current = true;
      cellElement(rootRef.current, rowId, columnId)?.focus({ preventScroll: true });
      isOwnFocusRef.current = false;
      latestRef.current.onChoose(rowId, how);
    },
    [rootRef, controllerRef, latestRef, setActive],
  );
  return { focusCell, isOwnFocusRef };
}

function useControllers(rootRef: RootRef, controllerRef: ControllerRef, latestRef: RefObject<Latest>, focusCell: FocusCell) {
  const gesturesRef = useRef<GestureController | null>(null);
  const showWindowRef = useRef<ShowWindow>(null);
  /** The first row that was seen whole when scrolling came to rest. */
  const [seenIndex, setSeenIndex] = useState(0);
  useLayoutEffect(() => {
    if (!rootRef.current) return undefined;
    const elements = partsOf(rootRef.current);
    const { initialView: view, gridWidth } = latestRef.current;
    const place = { view, gridWidth };
    const made = new TimelineController(elements, latestRef.current, place, {
      onWindowChange: () => showWindowRef.current?.(made.window),
      onViewSettled: (view, visible) => {
        setSeenIndex(Math.ceil(made.window.bars.y / latestRef.current.rowHeight));
        latestRef.current.onViewChange(view, visible);
      },
    });
    controllerRef.current = made;
    const hands = new GestureController(made, () => ({
      ...latestRef.current,
      chooseBar: (row, how) => focusCell(row.id, BAR_COLUMN, how),
      chooseNothing: (row, how) => {
        if (row) focusCell(row.id, latestRef.current.columns[0]?.id ?? BAR_COLUMN, how);
        else latestRef.current.onChoose(undefined, 'only');
      },
    }));
    gesturesRef.current = hands;
    made.start();
    return () => {
      hands.close();
      made.close();
      controllerRef.current = null;
      gesturesRef.current = null;
    };
  }, [rootRef, controllerRef, latestRef, focusCell]);
  return { gesturesRef, showWindowRef, seenIndex };
}

function dataOf(props: Latest): TimelineData {
  const { rows, links, rowHeight, extent, shadingOf, headerCalendarKey, locale, words } = props;
  const { selectedRowId, selectedRowIds, selectedLinkId, tracedLinkIds } = props;
  const chosen = { selectedRowId, selectedRowIds, selectedLinkId, tracedLinkIds };
  return { rows, links, rowHeight, extent, shadingOf, headerCalendarKey, locale, words, ...chosen };
}

/** The elements that the controllers work on; Timeline renders each of them once. */
function partsOf(root: HTMLElement): TimelineElements {
  const part = (name: string): HTMLElement => {
    const found = root.querySelector<HTMLElement>(`[data-part="${name}"]`);
    if (!found) throw new Error(`the timeline has no part "${name}"`);
    return found;
  };
  return {
    scroller: part('scroller'),
    spacer: part('spacer'),
    // Timeline renders these two parts as canvas elements.
    bodyCanvas: part('bodyCanvas') as HTMLCanvasElement,
    headerCanvas: part('headerCanvas') as HTMLCanvasElement,
    overlayLayer: part('overlay'),
  };
}

/** The size of an element; 0 until it is known. An element that is hidden keeps the size that it had. */
export function useSize(elementRef: RootRef): Size {
  const [size, setSize] = useState<Size>({ width: 0, fullWidth: 0, height: 0 });
  useLayoutEffect(() => {
    if (!elementRef.current) return undefined;
    let windowWidth = 0;
    const measure = () => {
      const { clientWidth: width = 0, clientHeight: height = 0 } = elementRef.current ?? {};
      if (width === 0) return;
      const isOtherWindow = windowWidth !== window.innerWidth;
      windowWidth = window.innerWidth;
      setSize((before) => {
        const fullWidth = isOtherWindow ? width : Math.max(width, before.fullWidth);
        return before.width === width && before.height === height && before.fullWidth === fullWidth ? before : { width, fullWidth, height };
      });
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(elementRef.current);
    return () => observer.disconnect();
  }, [elementRef]);
  return size;
}
