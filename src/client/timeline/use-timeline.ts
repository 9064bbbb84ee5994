/** The threads between React and the timeline's controllers. */
import { useCallback, useEffect, useImperativeHandle, useLayoutEffect, useRef, useState, type Ref, type RefObject } from 'react';
import { flushSync } from 'react-dom';
import type { Day } from '../../lib/days.ts';
import type { Rect } from './bar-geometry.ts';
import { GestureController } from './gesture-controller.ts';
import { EMPTY_WINDOW } from './row-layout.ts';
import type { ScaleMode } from './scale.ts';
import { placeOfBar, placeOfRow } from './scene.ts';
import { cellElement, type ActiveCell } from './timeline-cells.ts';
import { TimelineController, type RenderedWindow } from './timeline-controller.ts';
import type { TimelineProps } from './timeline.tsx';
import { BAR_COLUMN } from './timeline-row.tsx';
import type { Span, TimelineBar } from './timeline-model.ts';

export type TimelineHandle = {
  /** Shows a day; `place` 0 is the left edge of the bars, 1 the right one. */
  showDay(day: Day, place?: number): void;
  fit(span: Span): void;
  setZoom(mode: ScaleMode, cellWidth: number): void;
  /** Scrolls to a row and its bar; `focus` also makes that cell the active one. */
  revealRow(rowId: string, options?: { readonly focus?: string }): void;
  /** Puts the focus back on the active cell, as after editing in it. */
  focusActive(): void;
  /** A ring around a row's bar that fades, with a name. */
  flashRow(rowId: string, who: string): void;
};

type Size = { readonly width: number; readonly height: number };
type ControllerRef = RefObject<TimelineController | null>;

const NO_WINDOW: RenderedWindow = { rows: EMPTY_WINDOW, slots: new Map(), bars: { x: 0, y: 0, width: 0, height: 0 }, settledCount: 0 };

/** Makes the controllers when the elements are there, and keeps them fed with the present properties. */
export function useTimelineController(props: TimelineProps, rowHeight: number, setActive: (cell: ActiveCell) => void) {
  const refs = useElementRefs();
  const controller: ControllerRef = useRef(null);
  const gestures = useRef<GestureController | null>(null);
  const latest = useRef(props);
  const [rendered, setRendered] = useState(NO_WINDOW);
  const size = useSize(refs.root);
  useLayoutEffect(() => {
    latest.current = props;
  });

  const focusCell = useCallback(
    (rowId: string, columnId: string) => {
      const index = latest.current.rows.indexOf(rowId);
      if (index < 0) return;
      flushSync(() => {
        setActive({ rowId, columnId });
        controller.current?.revealRow(index, columnId === BAR_COLUMN);
      });
      cellElement(refs.scroller.current, rowId, columnId)?.focus({ preventScroll: true });
    },
    [refs, setActive],
  );

  useLayoutEffect(() => {
    const [scroller, spacer, bodyCanvas] = [refs.scroller.current, refs.spacer.current, refs.bodyCanvas.current];
    const [headerCanvas, overlayLayer] = [refs.headerCanvas.current, refs.overlay.current];
    if (!scroller || !spacer || !bodyCanvas || !headerCanvas || !overlayLayer) return undefined;
    const elements = { scroller, spacer, bodyCanvas, headerCanvas, overlayLayer };
    const made = new TimelineController(elements, { ...latest.current, rowHeight }, latest.current.initialView, {
      onWindowChange: (isFrame) => {
        if (isFrame) flushSync(() => setRendered(made.window));
        else setRendered(made.window);
      },
      onViewSettled: (view, visible) => latest.current.onViewChange(view, visible),
    });
    controller.current = made;
    const hands = new GestureController(made, () => ({
      ...latest.current,
      chooseBar: (row) => focusCell(row.id, BAR_COLUMN),
      chooseNothing: (row) => {
        if (row) focusCell(row.id, latest.current.columns[0]?.id ?? BAR_COLUMN);
        else latest.current.onChoose(undefined);
      },
    }));
    gestures.current = hands;
    return () => {
      hands.close();
      made.close();
      controller.current = null;
      gestures.current = null;
    };
  }, [refs, rowHeight, focusCell]);

  const { rows, links, extent, shadingOf, headerCalendarKey, locale, words, selectedRowId, selectedLinkId } = props;
  useLayoutEffect(() => {
    controller.current?.update({ rows, links, extent, shadingOf, headerCalendarKey, locale, words, selectedRowId, selectedLinkId, rowHeight });
  }, [rows, links, extent, shadingOf, headerCalendarKey, locale, words, selectedRowId, selectedLinkId, rowHeight]);
  return { refs, controller, gestures, rendered, size, focusCell };
}

/** What the view may ask the timeline to do. */
export function useTimelineHandle(
  ref: Ref<TimelineHandle> | undefined,
  controller: ControllerRef,
  focusCell: (rowId: string, columnId: string) => void,
  stop: ActiveCell | undefined,
): void {
  useImperativeHandle(
    ref,
    () => ({
      showDay: (day, place) => controller.current?.showDay(day, place),
      fit: (span) => controller.current?.fit(span),
      setZoom: (mode, cellWidth) => controller.current?.setZoom(mode, cellWidth, controller.current.viewport.width / 2),
      revealRow: (rowId, options) => {
        const index = controller.current?.rows.indexOf(rowId) ?? -1;
        if (index < 0) return;
        if (options?.focus === undefined) controller.current?.revealRow(index, true);
        else focusCell(rowId, options.focus);
      },
      focusActive: () => {
        if (stop) focusCell(stop.rowId, stop.columnId);
      },
      flashRow: (rowId, who) => {
        const timeline = controller.current;
        const index = timeline?.rows.indexOf(rowId) ?? -1;
        const rect = timeline && index >= 0 ? placeOfRow(timeline.scene, index) : undefined;
        if (rect) timeline?.overlays.flash(rect, who);
      },
    }),
    [controller, focusCell, stop],
  );
}

/** When the element that has the focus is taken away by windowing, its successor gets the focus. */
export function useKeptFocus(scroller: RefObject<HTMLElement | null>, rendered: RenderedWindow, stop: ActiveCell | undefined): void {
  const hadFocus = useRef(false);
  useEffect(() => {
    const element = scroller.current;
    if (!element) return undefined;
    const remember = (event: FocusEvent) => {
      hadFocus.current = event.target !== element;
    };
    const forget = (event: FocusEvent) => {
      if (event.target instanceof HTMLElement && event.target.isConnected && document.hasFocus()) hadFocus.current = false;
    };
    element.addEventListener('focusin', remember);
    element.addEventListener('focusout', forget);
    return () => {
      element.removeEventListener('focusin', remember);
      element.removeEventListener('focusout', forget);
    };
  }, [scroller]);
  useLayoutEffect(() => {
    if (hadFocus.current && stop && document.activeElement === document.body)
      cellElement(scroller.current, stop.rowId, stop.columnId)?.focus({ preventScroll: true });
  }, [scroller, rendered, stop]);
}

/** Where the cell over a bar goes: the seen part of the bar, as it was when scrolling settled. */
export function useBarBox(controller: ControllerRef, rendered: RenderedWindow) {
  const { bars: visible, settledCount } = rendered;
  return useCallback(
    (bar: TimelineBar, index: number, isActive: boolean): Rect | undefined => {
      const timeline = controller.current;
      // Naming the count makes the function new each time scrolling settles.
      if (!timeline || settledCount === 0) return undefined;
      const rect = placeOfBar(timeline.scene, bar, index);
      const left = Math.max(rect.x, visible.x);
      const right = Math.min(rect.x + rect.width, visible.x + visible.width);
      const isSeen = right > left && rect.y + rect.height > visible.y - 400 && rect.y < visible.y + visible.height + 400;
      if (!isSeen && !isActive) return undefined;
      const x = Math.min(Math.max(left - visible.x, 0), Math.max(0, visible.width - 4));
      return { x, y: rect.y, width: Math.max(4, right - left), height: rect.height };
    },
    [controller, visible, settledCount],
  );
}

function useElementRefs() {
  const root = useRef<HTMLDivElement>(null);
  const scroller = useRef<HTMLDivElement>(null);
  const spacer = useRef<HTMLDivElement>(null);
  const bodyCanvas = useRef<HTMLCanvasElement>(null);
  const headerCanvas = useRef<HTMLCanvasElement>(null);
  const overlay = useRef<HTMLDivElement>(null);
  const [refs] = useState({ root, scroller, spacer, bodyCanvas, headerCanvas, overlay });
  return refs;
}

function useSize(element: RefObject<HTMLElement | null>): Size {
  const [size, setSize] = useState<Size>({ width: 0, height: 0 });
  useLayoutEffect(() => {
    if (!element.current) return undefined;
    const measure = () => {
      const { clientWidth = 0, clientHeight = 0 } = element.current ?? {};
      setSize((before) => (before.width === clientWidth && before.height === clientHeight ? before : { width: clientWidth, height: clientHeight }));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element.current);
    return () => observer.disconnect();
  }, [element]);
  return size;
}
