/** Arrows between bars, with rounded corners. */
import type { Frame } from './canvas-frame.ts';
import type { PlacedLink } from './link-index.ts';
import type { LinkRoute, Point } from './link-routing.ts';
import { visibleRows } from './row-layout.ts';
import { dayAt } from './scale.ts';
import { routeOfLink, type Scene } from './scene.ts';
import type { Span } from './timeline-model.ts';

/** How far an arrow goes beside its bars, and more. */
const LINK_REACH = 24;
const CORNER = 4;
const HEAD = 5;
/** With more arrows in one frame than this they would be a grey carpet: the fine ones are left out until one zooms in. */
const MAX_PAINTED = 4000;

/** Paints the quiet links; those under the pointer, selected or traced come last, over the bars, by `paintActiveLinks`. */
export function paintLinks(frame: Frame, scene: Scene): void {
  eachVisible(frame, scene, ({ placed, route }) => {
    if (isActive(scene, placed) || isHeld(scene, placed)) return;
    const color = colorOf(scene, placed);
    paintRoute(frame, route, color, placed.link.tone === 'normal' ? 1.25 : 1.75);
  });
}

export function paintActiveLinks(frame: Frame, scene: Scene): void {
  if (scene.activeLinkId === undefined && scene.selectedLinkId === undefined && scene.tracedLinkIds.size === 0) return;
  eachVisible(frame, scene, ({ placed, route }) => {
    if (!isActive(scene, placed) || isHeld(scene, placed)) return;
    const color = placed.link.tone === 'violated' ? scene.palette.violation : scene.palette.linkActive;
    paintRoute(frame, route, color, 2.25);
  });
}

function eachVisible(frame: Frame, scene: Scene, paint: (found: { placed: PlacedLink; route: LinkRoute }) => void): void {
  const { region } = frame;
  const rows = visibleRows(scene.layout, region.y, region.y + region.height);
  const days = {
    startDay: dayAt(scene.scale, region.x - LINK_REACH),
    endDay: dayAt(scene.scale, region.x + region.width + LINK_REACH),
  };
  let count = 0;
  scene.links.visit(rows.first, rows.end - 1, (placed) => {
    if (count >= MAX_PAINTED || isAside(scene, placed, days)) return;
    const route = routeOfLink(scene, placed);
    if (!route || !touches(route, region.x, region.x + region.width)) return;
    count += 1;
    paint({ placed, route });
  });
}

/** Both bars lie on the same side of what is painted, and so does all of the arrow. A gesture may hold them elsewhere. */
function isAside({ rows, draft }: Scene, { fromIndex, toIndex }: PlacedLink, { startDay, endDay }: Span): boolean {
  if (draft) return false;
  const from = rows.rowAt(fromIndex).bars[0];
  const to = rows.rowAt(toIndex).bars[0];
  if (!from || !to) return true;
  return (from.endDay < startDay && to.endDay < startDay) || (from.startDay > endDay && to.startDay > endDay);
}

function isActive(scene: Scene, { link }: PlacedLink): boolean {
  return link.id === scene.activeLinkId || link.id === scene.selectedLinkId || scene.tracedLinkIds.has(link.id);
}

/** The arrow whose end a hand holds is drawn by the gesture. */
function isHeld(scene: Scene, { link }: PlacedLink): boolean {
  return scene.draft?.link !== undefined && scene.draft.link.linkId === link.id;
}

function colorOf(scene: Scene, { link }: PlacedLink): string {
  if (link.tone === 'violated') return scene.palette.violation;
  return link.tone === 'critical' ? scene.palette.critical : scene.palette.link;
}

function touches(route: LinkRoute, left: number, right: number): boolean {
  let [min, max] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const point of route.points) {
    min = Math.min(min, point.x);
    max = Math.max(max, point.x);
  }
  return max >= left && min <= right;
}

export function paintRoute(frame: Frame, route: LinkRoute, color: string, width: number): void {
  const { context } = frame;
  const points = route.points.map((point): Point => ({ x: frame.x(point.x) + 0.5, y: frame.y(point.y) + 0.5 }));
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last) return;
  context.strokeStyle = color;
  context.fillStyle = color;
  context.lineWidth = width;
  context.beginPath();
  context.moveTo(first.x, first.y);
  for (let index = 1; index < points.length - 1; index += 1) {
    const [before, corner, next] = [points[index - 1], points[index], points[index + 1]];
    if (!before || !corner || !next) continue;
    const radius = Math.min(CORNER, length(before, corner) / 2, length(corner, next) / 2);
    context.arcTo(corner.x, corner.y, next.x, next.y, radius);
  }
  const tip = headBase(last, route.heading);
  context.lineTo(tip.x, tip.y);
  context.stroke();
  context.lineWidth = 1;
  paintHead(context, last, route.heading);
}

function headBase({ x, y }: Point, heading: LinkRoute['heading']): Point {
  switch (heading) {
    case 'left':
      return { x: x + HEAD, y };
    case 'right':
      return { x: x - HEAD, y };
    case 'up':
      return { x, y: y + HEAD };
    case 'down':
      return { x, y: y - HEAD };
  }
}

function paintHead(context: CanvasRenderingContext2D, tip: Point, heading: LinkRoute['heading']): void {
  const base = headBase(tip, heading);
  const half = HEAD * 0.75;
  const isFlat = heading === 'left' || heading === 'right';
  context.beginPath();
  context.moveTo(tip.x, tip.y);
  context.lineTo(base.x + (isFlat ? 0 : half), base.y + (isFlat ? half : 0));
  context.lineTo(base.x - (isFlat ? 0 : half), base.y - (isFlat ? half : 0));
  context.closePath();
  context.fill();
}

function length(a: Point, b: Point): number {
  return Math.abs(a.x - b.x) + Math.abs(a.y - b.y);
}
