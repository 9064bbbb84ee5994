/** Rectangles of bars, in content pixels: the same for painting, hitting, overlays and the cells of assistive technology. */
import type { LinkEnd } from './link-routing.ts';
import { xOfInstant, type Scale } from './scale.ts';
import type { BarKind, BarSide, Span } from './timeline-model.ts';

export type Rect = { readonly x: number; readonly y: number; readonly width: number; readonly height: number };

const HEIGHTS: Readonly<Record<BarKind, number>> = { task: 20, project: 20, summary: 16, milestone: 16 };
/** Bars of a day in a year's view stay visible. */
const MIN_WIDTH = 3;

type Shape = Span & { readonly kind: BarKind; readonly edge?: 'start' | 'end'; readonly compared?: Span | null };
/** Below a bar that is compared, for the place where it once stood. */
const COMPARED = { room: 6, height: 4, point: 8 } as const;

/** The place of a bar in a row; a milestone's rectangle is the square around its diamond. */
export function barRect(scale: Scale, bar: Shape, rowTop: number, rowHeight: number): Rect {
  const room = bar.compared === undefined ? rowHeight : rowHeight - COMPARED.room;
  const height = Math.min(HEIGHTS[bar.kind], room - 4);
  const y = rowTop + Math.round((room - height) / 2);
  if (bar.kind === 'milestone') {
    const middle = xOfInstant(scale, bar.edge === 'start' ? bar.startDay : bar.startDay + 1);
    return { x: Math.round(middle - height / 2), y, width: height, height };
  }
  const left = Math.round(xOfInstant(scale, bar.startDay));
  const right = Math.round(xOfInstant(scale, bar.endDay + 1));
  return { x: left, y, width: Math.max(MIN_WIDTH, right - left), height };
}

/** Where a compared bar once stood: a strip at the foot of its row, for a milestone a square around a small diamond. */
export function comparedRect(scale: Scale, bar: Shape & { readonly compared: Span }, rowTop: number, rowHeight: number): Rect {
  const bottom = rowTop + rowHeight - 2;
  if (bar.kind === 'milestone') {
    const { point } = COMPARED;
    const middle = xOfInstant(scale, bar.edge === 'start' ? bar.compared.startDay : bar.compared.startDay + 1);
    return { x: Math.round(middle - point / 2), y: bottom - point + 1, width: point, height: point };
  }
  const left = Math.round(xOfInstant(scale, bar.compared.startDay));
  const right = Math.round(xOfInstant(scale, bar.compared.endDay + 1));
  return { x: left, y: bottom - COMPARED.height, width: Math.max(MIN_WIDTH, right - left), height: COMPARED.height };
}

/** The beam of a summary bar, from the top of its rectangle. */
export const SUMMARY_BEAM = { top: 3, height: 6, foot: 5 } as const;

/** Where an arrow touches a bar. */
export function linkEndOf(rect: Rect, side: BarSide, kind: BarKind): LinkEnd {
  const isSummary = kind === 'summary';
  const top = isSummary ? rect.y + SUMMARY_BEAM.top : rect.y;
  const height = isSummary ? SUMMARY_BEAM.height : rect.height;
  return {
    x: side === 'start' ? rect.x : rect.x + rect.width,
    y: top + height / 2,
    side,
    halfHeight: height / 2,
    width: rect.width,
    isPoint: kind === 'milestone',
  };
}

export type BarZone = 'body' | 'start' | 'end';

/** How far inside and outside of a bar's end a pointer takes hold of the end. Fingers get more. */
export const EDGE_REACH = { mouse: { inside: 6, outside: 4 }, touch: { inside: 12, outside: 14 } } as const;

/** How far from a bar's end a pointer still takes hold of the dot that arrows are drawn from. */
export const CONNECTOR_REACH = { mouse: 21, touch: 42 } as const;

/** The part of a bar at an x within its height; undefined when that misses it. Narrow bars keep a third of their width as body. */
export function zoneAt(rect: Rect, x: number, canResize: boolean, reach: { inside: number; outside: number }): BarZone | undefined {
  const outside = canResize ? reach.outside : 0;
  const right = rect.x + rect.width;
  if (x < rect.x - outside || x > right + outside) return undefined;
  if (!canResize) return 'body';
  const inside = Math.min(reach.inside, rect.width / 3);
  if (x < rect.x + inside) return 'start';
  return x > right - inside ? 'end' : 'body';
}

const STRIP_PX = 96;

/** Where a bar is marked: on itself, or in a strip at the edge beyond which it lies. */
export function markOf(rect: Rect, visible: Rect): { readonly rect: Rect; readonly beyond: BarSide | undefined } {
  const right = visible.x + visible.width;
  if (rect.x + rect.width < visible.x) return { rect: { ...rect, x: visible.x + 4, width: STRIP_PX }, beyond: 'start' };
  if (rect.x > right) return { rect: { ...rect, x: right - STRIP_PX - 4, width: STRIP_PX }, beyond: 'end' };
  return { rect, beyond: undefined };
}
