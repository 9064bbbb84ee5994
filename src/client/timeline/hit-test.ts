/** What lies under a point of the content. */
import { CONNECTOR_REACH, EDGE_REACH, zoneAt, type BarZone, type Rect } from './bar-geometry.ts';
import { distanceToRoute } from './link-routing.ts';
import { gripsOfLink, placeOfBar, routeOfLink, type Scene } from './scene.ts';
import type { BarSide, TimelineBar, TimelineRow } from './timeline-model.ts';

type OnBar = { readonly row: TimelineRow; readonly bar: TimelineBar; readonly index: number; readonly rect: Rect };

export type Hit =
  | (OnBar & { readonly kind: 'bar'; readonly zone: BarZone })
  /** The handle of a bar's progress. */
  | (OnBar & { readonly kind: 'progress' })
  /** The dot beside a bar's end that arrows are drawn from. */
  | (OnBar & { readonly kind: 'connector'; readonly side: BarSide })
  | { readonly kind: 'link'; readonly linkId: string }
  /** The end of the arrow that is chosen or under the pointer. */
  | { readonly kind: 'linkEnd'; readonly linkId: string; readonly end: 'from' | 'to' }
  | { readonly kind: 'row'; readonly row: TimelineRow; readonly index: number }
  | { readonly kind: 'nothing' };

const LINK_REACH = { mouse: 5, touch: 10 } as const;
const GRIP_REACH = { mouse: 14, touch: 20 } as const;
const CONNECTOR_HALF_HEIGHT = { mouse: 7, touch: 16 } as const;
/** Pixels above the foot of the bar. */
const PROGRESS_ABOVE = { mouse: 4, touch: 6 } as const;
const PROGRESS_REACH = { mouse: 7, touch: 14 } as const;

type Pointer = 'mouse' | 'touch';

export function hitTest(scene: Scene, x: number, y: number, pointer: Pointer = 'mouse'): Hit {
  if (y < 0 || y >= scene.layout.totalHeight) return { kind: 'nothing' };
  const index = scene.layout.indexAt(y);
  if (index < 0) return { kind: 'nothing' };
  const row = scene.rows.rowAt(index);
  const onBar = row.bars.map((bar) => hitBar(scene, { row, bar, index, rect: placeOfBar(scene, bar, index) }, x, y, pointer));
  const first = onBar.find((hit) => hit !== undefined && hit.kind !== 'connector');
  // The wide ends that a finger has would cover the arrows beside them: only those of the chosen bar go first.
  const isWide = pointer === 'touch' && first?.kind === 'bar' && !isInside(first.rect, x) && row.id !== scene.selectedRowId;
  const beside = isWide ? linkAt(scene, x, y, index, pointer) : undefined;
  if (beside !== undefined) return { kind: 'link', linkId: beside };
  if (first) return first;
  const grip = gripAt(scene, x, y, GRIP_REACH[pointer]);
  if (grip) return grip;
  const connector = onBar.find((hit) => hit !== undefined);
  if (connector) return connector;
  const linkId = linkAt(scene, x, y, index, pointer);
  return linkId === undefined ? { kind: 'row', row, index } : { kind: 'link', linkId };
}

function hitBar(scene: Scene, on: OnBar, x: number, y: number, pointer: Pointer): Hit | undefined {
  const { bar, rect } = on;
  if (isOnProgress(bar, rect, x, y, pointer)) return { kind: 'progress', ...on };
  // A finger may miss the bar by as much as its row has room for.
  const slackY = pointer === 'touch' ? Math.max(2, (scene.layout.heightOf(on.index) - rect.height) / 2) : 2;
  if (y < rect.y - slackY || y > rect.y + rect.height + slackY) return undefined;
  const zone = zoneAt(rect, x, bar.canResize, EDGE_REACH[pointer]);
  if (zone) return { kind: 'bar', ...on, zone };
  // A narrow strip: arrows that leave the bar turn up or down right beside it, and want to be pressed as well.
  if (bar.canLink !== true || Math.abs(y - rect.y - rect.height / 2) > CONNECTOR_HALF_HEIGHT[pointer]) return undefined;
  if (x > rect.x + rect.width)
    return x <= rect.x + rect.width + CONNECTOR_REACH[pointer] ? { kind: 'connector', ...on, side: 'end' } : undefined;
  return x >= rect.x - CONNECTOR_REACH[pointer] ? { kind: 'connector', ...on, side: 'start' } : undefined;
}

/** Where a bar's progress ends, or would begin. */
export function progressX(bar: TimelineBar, rect: Rect): number {
  return rect.x + Math.round((rect.width * (bar.progressPercent ?? 0)) / 100);
}

/** Bars so narrow that the handle would cover them have none. */
export function hasProgressHandle(bar: TimelineBar, rect: Rect): boolean {
  return bar.canProgress === true && rect.width >= 36;
}

/** The handle hangs from the foot of the bar, so that it takes nothing from the ends above it. */
function isOnProgress(bar: TimelineBar, rect: Rect, x: number, y: number, pointer: Pointer): boolean {
  if (!hasProgressHandle(bar, rect) || Math.abs(x - progressX(bar, rect)) > PROGRESS_REACH[pointer]) return false;
  const foot = rect.y + rect.height;
  return y >= foot - PROGRESS_ABOVE[pointer] && y <= foot + 6;
}

function gripAt(scene: Scene, x: number, y: number, reach: number): Hit | undefined {
  for (const linkId of [scene.selectedLinkId, scene.activeLinkId]) {
    const grips = linkId === undefined ? undefined : gripsOfLink(scene, linkId);
    if (linkId === undefined || !grips) continue;
    const [from, to] = [Math.hypot(x - grips.from.x, y - grips.from.y), Math.hypot(x - grips.to.x, y - grips.to.y)];
    if (Math.min(from, to) <= reach) return { kind: 'linkEnd', linkId, end: from < to ? 'from' : 'to' };
  }
  return undefined;
}

function isInside(rect: Rect, x: number): boolean {
  return x >= rect.x && x <= rect.x + rect.width;
}

function linkAt(scene: Scene, x: number, y: number, index: number, pointer: Pointer): string | undefined {
  let [nearest, distance]: [string | undefined, number] = [undefined, LINK_REACH[pointer]];
  scene.links.visit(index - 1, index + 1, (placed) => {
    const route = routeOfLink(scene, placed);
    const here = route ? distanceToRoute(route, x, y) : Number.POSITIVE_INFINITY;
    if (here <= distance) [nearest, distance] = [placed.link.id, here];
  });
  return nearest;
}
