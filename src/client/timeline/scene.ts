/** Everything that one frame is painted from, and the places of its bars and links. Content pixels; row 0 begins at y = 0. */
import { barRect, linkEndOf, type Rect } from './bar-geometry.ts';
import type { Draft } from './draft.ts';
import type { LinkIndex, PlacedLink } from './link-index.ts';
import { pointAlong, routeLink, type LinkEnd, type LinkRoute, type Point } from './link-routing.ts';
import type { Palette } from './palette.ts';
import type { RowLayout } from './row-layout.ts';
import type { Scale } from './scale.ts';
import type { BarSide, DayShading, RowSource, Span, TimelineBar } from './timeline-model.ts';

export type Scene = {
  readonly scale: Scale;
  readonly layout: RowLayout;
  readonly rows: RowSource;
  readonly links: LinkIndex;
  readonly palette: Palette;
  readonly shadingOf: (calendarKey: string) => DayShading;
  /** What the running gesture would make of the plan. */
  readonly draft: Draft | undefined;
  /** The active one of the chosen rows. */
  readonly selectedRowId: string | undefined;
  readonly selectedRowIds: ReadonlySet<string>;
  readonly hoveredRowId: string | undefined;
  readonly activeLinkId: string | undefined;
  readonly selectedLinkId: string | undefined;
  /** A chain of links that is to stand out from the others. */
  readonly tracedLinkIds: ReadonlySet<string>;
  /** Content x of the left edge of what is seen: labels do not hide before it. */
  readonly stickyLeft: number;
  readonly visibleWidth: number;
};

/** The place of a row's first bar; with `preview` where the running gesture would put it. */
export function placeOfRow(scene: Scene, index: number, withPreview = true): Rect | undefined {
  const row = scene.rows.rowAt(index);
  const bar = row.bars[0];
  if (!bar) return undefined;
  return placeOfBar(scene, withPreview ? withSpan(bar, scene.draft?.spans.get(row.id)) : bar, index);
}

export function placeOfBar(scene: Pick<Scene, 'scale' | 'layout'>, bar: TimelineBar, index: number): Rect {
  return barRect(scene.scale, bar, scene.layout.topOf(index), scene.layout.heightOf(index));
}

/** A bar with other days. */
export function withSpan(bar: TimelineBar, span: Span | undefined): TimelineBar {
  return span ? { ...bar, startDay: span.startDay, endDay: span.endDay } : bar;
}

/** The way of a link between the present places of its bars; undefined when a row has none. */
export function routeOfLink(scene: Scene, { link, fromIndex, toIndex }: PlacedLink): LinkRoute | undefined {
  const from = endOfRow(scene, fromIndex, link.fromSide);
  const to = endOfRow(scene, toIndex, link.toSide);
  return from && to ? routeLink(from, to, scene.layout.heightOf(toIndex) / 2) : undefined;
}

/** How far from its bars an arrow can be taken by its ends. */
const GRIP_INSET = 9;

export type LinkGrips = { readonly from: Point; readonly to: Point };

/** Where the ends of an arrow can be taken; undefined when it is not shown. */
export function gripsOfLink(scene: Scene, linkId: string): LinkGrips | undefined {
  const placed = scene.links.find(linkId);
  const route = placed && routeOfLink(scene, placed);
  return route && { from: pointAlong(route, GRIP_INSET), to: pointAlong(route, GRIP_INSET, true) };
}

/** The point of a row's bar that arrows touch. */
export function endOfRow(scene: Scene, index: number, side: BarSide): LinkEnd | undefined {
  const place = placeOfRow(scene, index);
  const kind = scene.rows.rowAt(index).bars[0]?.kind;
  return place && kind ? linkEndOf(place, side, kind) : undefined;
}
