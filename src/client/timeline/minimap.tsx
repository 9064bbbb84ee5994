// A frame that moves in two directions is no input of the platform: the role says what it is for the days.
/* oxlint-disable jsx-a11y/prefer-tag-over-role */
import { useEffect, useRef, type KeyboardEvent, type PointerEvent, type RefObject } from 'react';
import { beginFrame } from './canvas-frame.ts';
import { minimapScale, paintMinimap, type MinimapScale } from './minimap-paint.ts';
import { readPalette, watchTheme } from './palette.ts';
import type { TimelineController } from './timeline-controller.ts';
import type { RowSource, Span } from './timeline-model.ts';
import styles from './minimap.module.css';

/** Part of what is seen that one key press goes on by. */
const KEY_SHARE = 0.25;

export type MinimapProps = {
  readonly controllerRef: RefObject<TimelineController | null>;
  readonly rows: RowSource;
  readonly extent: Span;
  readonly label: string;
  /** What is seen, in words: days and rows, both counted from 1. */
  readonly describe: (days: Span, rows: { readonly first: number; readonly last: number; readonly count: number }) => string;
};

/** The whole plan in a strip, with a frame around what is seen: pressed, dragged or moved by keys. */
export function Minimap(props: MinimapProps) {
  const { controllerRef, extent, label } = props;
  const mapRef = useRef<HTMLDivElement>(null);
  const canvasRef = useRef<HTMLCanvasElement>(null);
  const frameRef = useRef<HTMLDivElement>(null);
  const scaleRef = usePaintedMap(props, { mapRef, canvasRef, frameRef });
  const grabRef = useRef({ x: 0, y: 0 });
  const goTo = (event: PointerEvent<HTMLDivElement>): void => {
    const [map, scale, timeline] = [mapRef.current, scaleRef.current, controllerRef.current];
    if (!map || !scale || !timeline) return;
    const box = map.getBoundingClientRect();
    timeline.goTo(scale.dayAt(event.clientX - box.left - grabRef.current.x), scale.rowAt(event.clientY - box.top - grabRef.current.y));
  };
  return (
    <div
      ref={mapRef}
      className={styles.map}
      onPointerDown={(event) => {
        const frame = frameRef.current?.getBoundingClientRect();
        if (event.button !== 0 || !frame) return;
        const isInside = event.target === frameRef.current;
        // A press beside the frame brings its middle there.
        grabRef.current = isInside
          ? { x: event.clientX - frame.left, y: event.clientY - frame.top }
          : { x: frame.width / 2, y: frame.height / 2 };
        event.currentTarget.setPointerCapture(event.pointerId);
        goTo(event);
      }}
      onPointerMove={(event) => {
        if (event.currentTarget.hasPointerCapture(event.pointerId)) goTo(event);
      }}
    >
      <canvas ref={canvasRef} className={styles.canvas} aria-hidden />
      <div
        ref={frameRef}
        className={styles.frame}
        role="slider"
        aria-label={label}
        aria-valuemin={extent.startDay}
        aria-valuemax={extent.endDay}
        aria-valuenow={extent.startDay}
        tabIndex={0}
        onKeyDown={(event) => {
          if (controllerRef.current) moveByKey(event, controllerRef.current, extent);
        }}
      />
    </div>
  );
}

type Elements = {
  readonly mapRef: RefObject<HTMLDivElement | null>;
  readonly canvasRef: RefObject<HTMLCanvasElement | null>;
  readonly frameRef: RefObject<HTMLDivElement | null>;
};

/** Paints the plan and keeps the frame where what is seen is; what it returns says how days and rows became places. */
function usePaintedMap({ controllerRef, rows, extent, describe }: MinimapProps, { mapRef, canvasRef, frameRef }: Elements) {
  const scaleRef = useRef<MinimapScale>(undefined);
  useEffect(() => {
    const [map, canvas, frame, timeline] = [mapRef.current, canvasRef.current, frameRef.current, controllerRef.current];
    if (!map || !canvas || !frame || !timeline) return undefined;
    const showFrame = (): void => {
      const scale = scaleRef.current;
      if (!scale) return;
      const { days, first, last } = seenOf(timeline);
      const [left, right] = [scale.xOf(days.startDay), scale.xOf(days.endDay + 1)];
      const [top, bottom] = [scale.yOf(first), scale.yOf(last)];
      frame.style.transform = `translate(${left}px, ${top}px)`;
      frame.style.width = `${Math.max(10, right - left)}px`;
      frame.style.height = `${Math.max(10, bottom - top)}px`;
      frame.setAttribute('aria-valuenow', String(days.startDay));
      frame.setAttribute('aria-valuetext', describe(days, { first: Math.floor(first) + 1, last: Math.ceil(last), count: rows.count }));
    };
    const paint = (): void => {
      const { clientWidth: width, clientHeight: height } = map;
      if (width === 0) return;
      scaleRef.current = minimapScale({ width, height, extent, count: rows.count });
      const target = beginFrame(canvas, { x: 0, y: 0, width, height });
      paintMinimap(target, { rows, scale: scaleRef.current, palette: readPalette(map), todayDay: timeline.todayDay });
      showFrame();
    };
    paint();
    const resize = new ResizeObserver(paint);
    resize.observe(map);
    const cleanups = [watchTheme(paint), timeline.watchView(showFrame), () => resize.disconnect()];
    return () => cleanups.forEach((cleanup) => cleanup());
  }, [mapRef, canvasRef, frameRef, controllerRef, rows, extent, describe]);
  return scaleRef;
}

/** Days and rows that are seen; rows as fractions, from the top of the first to the bottom of the last. */
function seenOf(timeline: TimelineController) {
  const { scrollTop, height } = timeline.viewport;
  const rowHeight = timeline.layout.heightOf(0);
  const { count } = timeline.layout;
  return {
    days: timeline.visibleDays,
    first: Math.min(count, scrollTop / rowHeight),
    last: Math.min(count, (scrollTop + height) / rowHeight),
  };
}

function moveByKey(event: KeyboardEvent, timeline: TimelineController, extent: Span): void {
  const { days, first, last } = seenOf(timeline);
  const length = Math.max(1, Math.round((days.endDay - days.startDay + 1) * KEY_SHARE));
  const rows = Math.max(1, Math.round((last - first) * KEY_SHARE));
  const targets: Readonly<Record<string, readonly [day: number, row: number]>> = {
    ArrowLeft: [days.startDay - length, first],
    ArrowRight: [days.startDay + length, first],
    ArrowUp: [days.startDay, first - rows],
    ArrowDown: [days.startDay, first + rows],
    PageUp: [days.startDay, first - (last - first)],
    PageDown: [days.startDay, last],
    Home: [extent.startDay, 0],
    End: [extent.endDay - length, timeline.layout.count],
  };
  const target = targets[event.key];
  if (!target || event.altKey || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  timeline.goTo(target[0], Math.max(0, target[1]));
}
