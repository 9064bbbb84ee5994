/** Orthogonal ways of arrows from bar to bar, with the geometry to draw and to hit them. Content pixels throughout. */
import type { BarSide } from './timeline-model.ts';

export type Point = { readonly x: number; readonly y: number };

/** Where an arrow leaves or reaches a bar: a side's x, the bar's middle, half its height. */
export type LinkEnd = {
  readonly x: number;
  readonly y: number;
  readonly side: BarSide;
  readonly halfHeight: number;
  readonly width: number;
  /** A milestone: arrows that come from above meet its tip. */
  readonly isPoint: boolean;
};

export type LinkRoute = {
  readonly points: readonly Point[];
  /** The way the arrow head looks. */
  readonly heading: 'left' | 'right' | 'up' | 'down';
};

const STUB = 9;
/** Back-to-back bars: the arrow drops on to the top of the successor this far inside it. */
const DROP_INSET = 7;

/** `gapY` is half a row: where an arrow that has to go back passes between two rows. */
export function routeLink(from: LinkEnd, to: LinkEnd, gapY: number): LinkRoute {
  const outward = from.side === 'end' ? 1 : -1;
  const inward = to.side === 'start' ? 1 : -1;
  const downward = to.y >= from.y ? 1 : -1;
  const leaveX = from.x + outward * STUB;
  const enterX = to.x - inward * STUB;
  const heading = inward === 1 ? 'right' : 'left';
  if (outward !== inward) {
    const x = outward === 1 ? Math.max(leaveX, enterX) : Math.min(leaveX, enterX);
    return { points: [from, { x, y: from.y }, { x, y: to.y }, to].map(toPoint), heading };
  }
  const room = outward * (enterX - leaveX);
  if (room >= 0) {
    return { points: [from, { x: leaveX, y: from.y }, { x: leaveX, y: to.y }, to].map(toPoint), heading };
  }
  const dropX = to.x + inward * (to.isPoint ? to.width / 2 : Math.min(DROP_INSET, to.width / 2));
  if (outward * (dropX - from.x) >= (to.isPoint ? 0 : 3) && to.y !== from.y) {
    const points = [from, { x: dropX, y: from.y }, { x: dropX, y: to.y - downward * to.halfHeight }];
    return { points: points.map(toPoint), heading: downward === 1 ? 'down' : 'up' };
  }
  const y = to.y - downward * gapY;
  const points = [from, { x: leaveX, y: from.y }, { x: leaveX, y }, { x: enterX, y }, { x: enterX, y: to.y }, to];
  return { points: points.map(toPoint), heading };
}

/** Distance from a point to the nearest part of a way, in pixels. */
export function distanceToRoute(route: LinkRoute, x: number, y: number): number {
  let nearest = Number.POSITIVE_INFINITY;
  for (let index = 1; index < route.points.length; index += 1) {
    const [from, to] = [route.points[index - 1], route.points[index]];
    if (from && to) nearest = Math.min(nearest, distanceToSegment(from, to, x, y));
  }
  return nearest;
}

/** Segments are horizontal or vertical. */
function distanceToSegment(from: Point, to: Point, x: number, y: number): number {
  const nearestX = Math.min(Math.max(x, Math.min(from.x, to.x)), Math.max(from.x, to.x));
  const nearestY = Math.min(Math.max(y, Math.min(from.y, to.y)), Math.max(from.y, to.y));
  return Math.hypot(x - nearestX, y - nearestY);
}

/** The point of a way at a distance from its beginning, or with `fromEnd` from its tip; at most half way. */
export function pointAlong({ points }: LinkRoute, distance: number, fromEnd = false): Point {
  const way = fromEnd ? points.toReversed() : points;
  let rest = Math.min(distance, lengthOf(points) / 2);
  for (let index = 1; index < way.length; index += 1) {
    const [from, to] = [way[index - 1], way[index]];
    if (!from || !to) break;
    const length = Math.hypot(to.x - from.x, to.y - from.y);
    if (rest <= length && length > 0)
      return { x: from.x + ((to.x - from.x) * rest) / length, y: from.y + ((to.y - from.y) * rest) / length };
    rest -= length;
  }
  return way[0] ?? { x: 0, y: 0 };
}

function lengthOf(points: readonly Point[]): number {
  return points.slice(1).reduce((sum, to, index) => sum + Math.hypot(to.x - (points[index]?.x ?? 0), to.y - (points[index]?.y ?? 0)), 0);
}

function toPoint({ x, y }: Point): Point {
  return { x, y };
}
