/** The threads between React and the timeline's controllers. */
import { useCallback, useImperativeHandle, useLayoutEffect, useRef, useState, type Ref, type RefObject } from 'react';
import { flushSync } from 'react-dom';
import { markOf } from './bar-geometry.ts';
import { GestureController } from './gesture-controller.ts';
import type { Room } from './grid-width.ts';
import { placeOfRow } from './scene.ts';
import { BAR_COLUMN, cellElement, type ActiveCell } from './timeline-cells.ts';
import type { RenderedWindow, TimelineElements } from './timeline-contract.ts';
import { TimelineController } from './timeline-controller.ts';
import type { TimelineHandle } from './timeline-handle.ts';
import type { TimelineProps } from './timeline-props.ts';
import type { ChooseHow, TimelineColumn } from './timeline-model.ts';

export type FocusCell = (rowId: string, columnId: string, how?: ChooseHow) => void;

export type RootRef = RefObject<HTMLDivElement | null>;
export type Size = Room & { readonly height: number };
export type ControllerRef = RefObject<TimelineController | null>;

/** Shows other rows. */
export type ShowWindow = (rendered: RenderedWindow) => void;

/** Makes the controllers when the elements are there, and keeps them fed with the present properties. */
export function useTimelineController(
  rootRef: RootRef,
  props: Omit<TimelineProps, 'ref'>,
  { rowHeight, gridWidth }: { readonly rowHeight: number; readonly gridWidth: number },
  setActive: (cell: ActiveCell) => void,
) {
  const controllerRef: ControllerRef = useRef(null);
  const gesturesRef = useRef<GestureController | null>(null);
  const latestRef = useRef({ ...props, rowHeight, gridWidth });
  /** While the focus is put somewhere here, what is chosen is said here too. */
  const isOwnFocusRef = useRef(false);
  const showWindowRef = useRef<ShowWindow>(null);
  /** The first row that was seen whole when scrolling came to rest. */
  const [seenIndex, setSeenIndex] = useState(0);
  useLayoutEffect(() => {
    latestRef.current = { ...props, rowHeight, gridWidth };
  });

  const focusCell = useCallback(
    (rowId: string, columnId: string, how: ChooseHow = 'only') => {
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
    [rootRef, setActive],
  );

  useLayoutEffect(() => {
    if (!rootRef.current) return undefined;
    const elements = partsOf(rootRef.current);
    const { initialView: view, gridWidth: width } = latestRef.current;
    const made = new TimelineController(
      elements,
      latestRef.current,
      { view, gridWidth: width },
      {
        onWindowChange: () => showWindowRef.current?.(made.window),
        onViewSettled: (view, visible) => {
          setSeenIndex(Math.ceil(made.window.bars.y / latestRef.current.rowHeight));
          latestRef.current.onViewChange(view, visible);
        },
      },
    );
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
  }, [rootRef, focusCell]);
  useLayoutEffect(() => controllerRef.current?.setGridWidth(gridWidth), [controllerRef, gridWidth]);

  const { rows, links, extent, shadingOf, headerCalendarKey, locale, words, selectedRowId, selectedRowIds, selectedLinkId, tracedLinkIds } =
    props;
  useLayoutEffect(() => {
    controllerRef.current?.update({
      rows,
      links,
      extent,
      shadingOf,
      headerCalendarKey,
      locale,
      words,
      selectedRowId,
      selectedRowIds,
      selectedLinkId,
      tracedLinkIds,
      rowHeight,
    });
    gesturesRef.current?.letGoOfGone();
  }, [
    rows,
    links,
    extent,
    shadingOf,
    headerCalendarKey,
    locale,
    words,
    selectedRowId,
    selectedRowIds,
    selectedLinkId,
    tracedLinkIds,
    rowHeight,
  ]);
  return { controllerRef, gesturesRef, showWindowRef, seenIndex, focusCell, isOwnFocusRef };
}

/** What the view may ask the timeline to do. */
export function useTimelineHandle(
  ref: Ref<TimelineHandle> | undefined,
  { controllerRef, gesturesRef, focusCell }: Pick<ReturnType<typeof useTimelineController>, 'controllerRef' | 'gesturesRef' | 'focusCell'>,
  stop: ActiveCell | undefined,
  columns: readonly TimelineColumn[],
): void {
  useImperativeHandle(
    ref,
    () => ({
      showDay: (day, place) => controllerRef.current?.showDay(day, place),
      fit: (span) => controllerRef.current?.fit(span),
      setZoom: (mode, cellWidth) => controllerRef.current?.setZoom(mode, cellWidth, controllerRef.current.viewport.width / 2),
      revealRow: (rowId, options) => {
        const index = controllerRef.current?.rows.indexOf(rowId) ?? -1;
        if (index < 0) return;
        controllerRef.current?.revealRow(index, options?.keepsDays !== true, true);
        if (options?.focus !== undefined) focusCell(rowId, options.focus);
      },
      focusActive: (by = 0) => {
        if (!stop) return;
        const order = [...columns.map(({ id }) => id), BAR_COLUMN];
        focusCell(stop.rowId, order[Math.max(0, order.indexOf(stop.columnId)) + by] ?? stop.columnId, 'keep');
      },
      nudge: (rowId, step) => {
        const timeline = controllerRef.current;
        const index = timeline?.rows.indexOf(rowId) ?? -1;
        if (!timeline || index < 0) return;
        timeline.revealRow(index, true);
        gesturesRef.current?.nudge(rowId, step);
      },
      commitNudge: () => gesturesRef.current?.commitNudge(),
      beginLink: (link) => gesturesRef.current?.beginLink(link),
      takeOpenLink: () => gesturesRef.current?.takeOpenLink(),
      showMoves: (moves) => controllerRef.current?.showMoves(moves),
      flashRow: (rowId, who) => {
        const timeline = controllerRef.current;
        const index = timeline?.rows.indexOf(rowId) ?? -1;
        const rect = timeline && index >= 0 ? placeOfRow(timeline.scene, index) : undefined;
        if (!timeline || !rect) return;
        const mark = markOf(rect, timeline.viewport.visible);
        if (mark.beyond === undefined) timeline.overlays.flash(mark.rect, who);
        else if (who !== '') timeline.overlays.flash(mark.rect, mark.beyond === 'start' ? `← ${who}` : `${who} →`);
      },
    }),
    [controllerRef, gesturesRef, focusCell, stop, columns],
  );
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
