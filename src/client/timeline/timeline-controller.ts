/**
 * The part of the timeline that lives outside React: scrolling, zooming, painting, and which rows are worth rendering. React
 * hears of it only when that window changes or when scrolling has settled.
 */
import type { Day } from '../../lib/days.ts';
import type { Rect } from './bar-geometry.ts';
import { beginFrame } from './canvas-frame.ts';
import { dayFormatOf } from './day-format.ts';
import type { Draft } from './draft.ts';
import { createOverlays, type Overlays } from './overlays.ts';
import { paintActiveLinks, paintLinks } from './paint-links.ts';
import { paintBars } from './paint-bars.ts';
import { paintDraft } from './paint-draft.ts';
import { paintGround, paintTableEdge } from './paint-ground.ts';
import { paintHeader } from './paint-header.ts';
import { readPalette, watchTheme, type Palette } from './palette.ts';
import { asManyAs, createUniformLayout, visibleRows, windowAround, type RowLayout } from './row-layout.ts';
import { covers, isFarFrom, regionToDraw } from './drawn-region.ts';
import { isSame } from './is-same.ts';
import { zoomedBy, zoomToFit, type Scale, type ScaleMode } from './scale.ts';
import { placeOfRow, type Scene } from './scene.ts';
import {
  NO_WINDOW,
  NOTHING,
  type TimelineData,
  type TimelineElements,
  type TimelineEvents,
  type TimelinePlace,
} from './timeline-contract.ts';
import type { RowSource, Span } from './timeline-model.ts';
import { HEADER_HEIGHT, Viewport } from './viewport.ts';

const ROW_STEP = 8;
const SETTLE_MS = 110;

export class TimelineController {
  readonly viewport: Viewport;
  readonly overlays: Overlays;
  readonly elements: TimelineElements;
  window = NO_WINDOW;
  layout: RowLayout;
  draft: Draft | undefined;
  /** What waits for a decision, shown while no hand shows anything. */
  private waiting: Draft | undefined;
  /** What is seen moves so fast that nobody can read it. */
  isFast = false;
  /** Since a far jump the bars lie on top of all rows: the browser finds them under the pointer without looking through the rows. */
  private isOnTop = false;
  hoveredRowId: string | undefined;
  activeLinkId: string | undefined;
  private data: TimelineData;
  private palette: Palette;
  /** What was seen when the last frame was made. */
  private shown: Rect = NOTHING;
  private drawn: Rect = NOTHING;
  private isDirty = true;
  private frame = 0;
  private settledScale: Scale | undefined;
  private settleTimer: ReturnType<typeof setTimeout> | undefined;
  private readonly events: TimelineEvents;
  private readonly cleanups: (() => void)[] = [];
  private readonly viewWatchers = new Set<() => void>();

  constructor(elements: TimelineElements, data: TimelineData, place: TimelinePlace, events: TimelineEvents) {
    this.elements = elements;
    this.data = data;
    this.events = events;
    this.palette = readPalette(elements.scroller);
    this.overlays = createOverlays(elements.overlayLayer);
    this.layout = createUniformLayout(data.rows.count, data.rowHeight);
    const { scroller, spacer } = elements;
    this.viewport = new Viewport({ scroller, spacer }, { ...place, planned: data.extent, rowsHeight: this.layout.totalHeight });
    this.listen();
  }

  private listen(): void {
    const { scroller } = this.elements;
    const onScroll = () => this.handleScroll();
    // Whoever comes near may scroll: what lies beside what is seen is there before.
    const onEnter = () => this.requestFrame();
    scroller.addEventListener('scroll', onScroll, { passive: true });
    scroller.addEventListener('pointerenter', onEnter, { passive: true });
    const resize = new ResizeObserver(() => this.handleResize());
    resize.observe(scroller);
    this.cleanups.push(
      () => scroller.removeEventListener('scroll', onScroll),
      () => scroller.removeEventListener('pointerenter', onEnter),
      () => resize.disconnect(),
      watchTheme(() => this.repaintInNewColors()),
      () => cancelAnimationFrame(this.frame),
      () => clearTimeout(this.settleTimer),
    );
  }

  close(): void {
    for (const cleanup of this.cleanups) cleanup();
    this.elements.overlayLayer.replaceChildren();
  }

  /** Takes new data; places are only worked out again when rows changed. */
  update(data: TimelineData): void {
    const before = this.data;
    if (isSame(data, before)) return;
    this.data = data;
    if (data.rows !== before.rows || data.rowHeight !== before.rowHeight) this.applyRows();
    if (data.rowHeight !== before.rowHeight) this.keepTopRow(before.rowHeight);
    this.viewport.setPlanned(data.extent);
    this.invalidate();
    if (data.rows === before.rows) return;
    this.hideHandles();
    this.settle();
  }

  setGridWidth(width: number): void {
    if (this.viewport.gridWidth === width) return;
    this.viewport.gridWidth = width;
    this.viewport.setRowsHeight(this.layout.totalHeight);
    this.viewport.measure();
    this.afterJump();
  }

  get scene(): Scene {
    const { rows, links, shadingOf, selectedRowId, selectedRowIds, selectedLinkId, tracedLinkIds } = this.data;
    return {
      scale: this.viewport.scale,
      layout: this.layout,
      rows,
      links,
      palette: this.palette,
      shadingOf,
      draft: this.draft ?? this.waiting,
      selectedRowId,
      selectedRowIds,
      hoveredRowId: this.hoveredRowId,
      activeLinkId: this.activeLinkId,
      selectedLinkId,
      tracedLinkIds,
      stickyLeft: this.viewport.scrollLeft,
      visibleWidth: this.viewport.width,
    };
  }

  get rows(): RowSource {
    return this.data.rows;
  }

  get visibleDays(): Span {
    return this.viewport.visibleDays;
  }

  get todayDay(): Day {
    return this.data.shadingOf(this.data.headerCalendarKey).todayDay;
  }

  /** Zooms by a factor about a point, given in pixels from the left of what is seen; without it about the middle. */
  zoomBy(factor: number, anchorX = this.viewport.width / 2): void {
    const { mode, cellWidth } = zoomedBy(this.viewport.scale, factor);
    this.setZoom(mode, cellWidth, anchorX);
  }

  setZoom(mode: ScaleMode, cellWidth: number, anchorX = 0): void {
    this.viewport.zoom(mode, cellWidth, anchorX);
    this.afterJump();
  }

  /** Shows a day; `place` 0 is the left edge, 1 the right one. */
  showDay(day: Day, place = 0): void {
    this.viewport.showDay(day, place * this.viewport.width);
    this.afterJump();
  }

  /** Zooms and scrolls so that all of a span is seen. */
  fit(span: Span): void {
    const days = span.endDay + 1 - span.startDay;
    const { mode, cellWidth } = zoomToFit(days * 1.08 + 2, this.viewport.width);
    this.viewport.zoom(mode, cellWidth, 0);
    this.viewport.showDay(span.startDay - days * 0.03 - 1);
    this.afterJump();
  }

  /** Scrolls a row into sight, and with `withBar` its bar's beginning too. */
  revealRow(index: number, withBar = false, isJump = false): void {
    const [top, height] = [this.layout.topOf(index), this.layout.heightOf(index)];
    const { visible } = this.viewport;
    let [left, scrollTop] = [visible.x, visible.y];
    if (top < visible.y) scrollTop = top;
    else if (top + height > visible.y + visible.height) scrollTop = top + height - visible.height;
    // Whoever comes from elsewhere sees what is around it too; one row further is a step.
    if (isJump && Math.abs(scrollTop - visible.y) > height) scrollTop = Math.max(0, top - visible.height / 3);
    const place = withBar ? placeOfRow(this.scene, index) : undefined;
    if (place && (place.x + place.width < visible.x + 24 || place.x > visible.x + visible.width - 24)) left = place.x - visible.width * 0.2;
    if (left === visible.x && scrollTop === visible.y) return;
    this.viewport.scrollTo(left, scrollTop);
    this.afterJump();
  }

  /** Puts a day at the left edge and a row (or a part of one) at the top, as somebody does by dragging. */
  goTo(day: Day, row: number): void {
    this.viewport.showDay(day);
    this.viewport.scrollTo(this.viewport.scrollLeft, Math.round(row * this.data.rowHeight));
    this.invalidate();
    this.settleLater();
  }

  /** Calls back in each frame in which other days or rows may be seen. Returns the function that stops it. */
  watchView(watcher: () => void): () => void {
    this.viewWatchers.add(watcher);
    return () => void this.viewWatchers.delete(watcher);
  }

  showMoves(moves: Draft | undefined): void {
    this.waiting = moves;
    this.invalidate();
  }

  /** Paints again in the next frame. */
  invalidate(): void {
    this.isDirty = true;
    this.requestFrame();
  }

  private applyRows(): void {
    this.layout = createUniformLayout(this.data.rows.count, this.data.rowHeight);
    this.viewport.setRowsHeight(this.layout.totalHeight);
    this.viewport.readScroll();
  }

  /** The row at the top stays there when rows become higher or lower. */
  private keepTopRow(beforeHeight: number): void {
    const rowsAbove = this.viewport.scrollTop / beforeHeight;
    this.viewport.scrollTo(this.viewport.scrollLeft, Math.round(rowsAbove * this.data.rowHeight));
    this.settle();
  }

  private handleScroll(): void {
    this.viewport.readScroll();
    // What the timeline itself has scrolled to is shown already.
    if (isSame(this.shown, this.viewport.visible)) return;
    if (this.viewport.growAtEdges()) this.isDirty = true;
    this.overlays.hideTooltip();
    this.requestFrame();
    this.settleLater();
  }

  /** Shows the first frame. */
  start(): void {
    this.viewport.measure();
    this.afterJump();
  }

  private handleResize(): void {
    const { width, height } = this.viewport;
    this.viewport.measure();
    if (this.viewport.width === width && this.viewport.height === height) return;
    this.isDirty = true;
    this.paint();
    this.settleLater();
  }

  /** After a jump the cells of bars are put in place at once: keyboard and tests need not wait. */
  private afterJump(): void {
    this.hideHandles();
    this.isDirty = true;
    this.paint();
    this.settle();
  }

  /** They come again, in their new place, with the next move of the pointer. */
  private hideHandles(): void {
    this.overlays.hideHover();
    this.overlays.hideGrips();
  }

  private repaintInNewColors(): void {
    this.palette = readPalette(this.elements.scroller);
    this.invalidate();
  }

  private requestFrame(): void {
    if (this.frame !== 0) return;
    this.frame = requestAnimationFrame(() => {
      this.frame = 0;
      this.paint(true);
    });
  }

  private settleLater(): void {
    clearTimeout(this.settleTimer);
    this.settleTimer = setTimeout(() => {
      this.settleTimer = undefined;
      this.updateWindow(false);
      if (!this.isSettled) this.settle();
    }, SETTLE_MS);
  }

  /** The cells of bars stand where one has come to rest: nothing has moved since. */
  private get isSettled(): boolean {
    return (
      !this.isOnTop && !this.window.isMoving && this.settledScale === this.viewport.scale && isSame(this.window.bars, this.viewport.visible)
    );
  }

  private settle(): void {
    clearTimeout(this.settleTimer);
    this.settleTimer = undefined;
    const { scale, visible } = this.viewport;
    if (visible.width === 0) return;
    this.settledScale = scale;
    this.putOnTop(false);
    if (this.isFast) {
      this.isFast = false;
      for (const watcher of this.viewWatchers) watcher();
    }
    this.window = { ...this.window, isMoving: false, bars: visible, settledCount: this.window.settledCount + 1 };
    this.events.onWindowChange();
    const days = this.viewport.visibleDays;
    this.events.onViewSettled({ mode: scale.mode, cellWidth: scale.cellWidth, firstDay: days.startDay }, days);
  }

  private paint(isFrame = false): void {
    const { visible } = this.viewport;
    if (visible.width === 0 || visible.height === 0) return;
    const isFar = isFarFrom(this.shown, visible);
    this.isFast = isFrame && isFar;
    this.shown = visible;
    this.updateWindow(isFar);
    for (const watcher of this.viewWatchers) watcher();
    if (!this.isDirty && covers(this.drawn, visible)) return;
    const hasMovedAside = this.drawn.x !== visible.x;
    const isHeaderStale = this.isDirty || hasMovedAside;
    this.isDirty = false;
    // What a hand shows beside the canvas stays seen, and sideways the canvas goes under the table before it is painted again.
    if (this.draft || hasMovedAside) this.putOnTop(false);
    else if (isFrame && isFar) this.putOnTop(true);
    const region = regionToDraw(visible, { isFar, isOnTop: this.isOnTop });
    this.drawn = { ...region, x: visible.x };
    const body = beginFrame(this.elements.bodyCanvas, region);
    const { scene } = this;
    paintGround(body, scene);
    paintLinks(body, scene);
    paintBars(body, scene);
    paintActiveLinks(body, scene);
    paintDraft(body, scene);
    paintTableEdge(body, scene);
    if (isHeaderStale) this.paintHeader({ ...region, y: 0, height: HEADER_HEIGHT });
  }

  private putOnTop(isOnTop: boolean): void {
    if (this.isOnTop === isOnTop) return;
    this.isOnTop = isOnTop;
    this.elements.bodyCanvas.toggleAttribute('data-on-top', isOnTop);
  }

  private paintHeader(region: Rect): void {
    const { locale, words, shadingOf, headerCalendarKey } = this.data;
    paintHeader(beginFrame(this.elements.headerCanvas, region), {
      scale: this.viewport.scale,
      palette: this.palette,
      format: dayFormatOf(locale),
      words,
      shading: shadingOf(headerCalendarKey),
      stickyLeft: this.viewport.scrollLeft,
    });
  }

  private updateWindow(isFar: boolean): void {
    const { visible } = this.viewport;
    const seen = visibleRows(this.layout, visible.y, visible.y + visible.height);
    const rows = isFar
      ? asManyAs(this.window.rows, seen, this.layout.count)
      : windowAround(seen, this.layout.count, this.window.rows, ROW_STEP);
    if (isSame(rows, this.window.rows)) return;
    // Nothing puts rows in order later that come while nobody scrolls.
    this.window = { ...this.window, rows, isMoving: this.settleTimer !== undefined };
    this.events.onWindowChange();
  }
}
