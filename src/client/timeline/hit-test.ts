/** What lies under a point of the content. */
import { EDGE_REACH, zoneAt, type BarZone, type Rect } from './bar-geometry.ts';
import { distanceToRoute } from './link-routing.ts';
import { placeOfBar, routeOfLink, type Scene } from './scene.ts';
import type { TimelineBar, TimelineRow } from './timeline-model.ts';

export type Hit =
  | {
      readonly kind: 'bar';
      readonly row: TimelineRow;
      readonly bar: TimelineBar;
      readonly index: number;
      readonly zone: BarZone;
      readonly rect: Rect;
    }
  | { readonly kind: 'link'; readonly linkId: string }
  | { readonly kind: 'row'; readonly row: TimelineRow; readonly index: number }
  | { readonly kind: 'nothing' };

const LINK_REACH = 5;

export function hitTest(scene: Scene, x: number, y: number, pointer: 'mouse' | 'touch' = 'mouse'): Hit {
  if (y < 0 || y >= scene.layout.totalHeight) return { kind: 'nothing' };
  const index = scene.layout.indexAt(y);
  if (index < 0) return { kind: 'nothing' };
  const row = scene.rows.rowAt(index);
  for (const bar of row.bars) {
    const rect = placeOfBar(scene, bar, index);
    const zone = zoneAt(rect, x, y, bar.canResize, EDGE_REACH[pointer]);
    if (zone) return { kind: 'bar', row, bar, index, zone, rect };
  }
  const linkId = linkAt(scene, x, y, index);
  return linkId === undefined ? { kind: 'row', row, index } : { kind: 'link', linkId };
}

function linkAt(scene: Scene, x: number, y: number, index: number): string | undefined {
  let [nearest, distance]: [string | undefined, number] = [undefined, LINK_REACH];
  scene.links.visit(index - 1, index + 1, (placed) => {
    const route = routeOfLink(scene, placed);
    const here = route ? distanceToRoute(route, x, y) : Number.POSITIVE_INFINITY;
    if (here <= distance) [nearest, distance] = [placed.link.id, here];
  });
  return nearest;
}
