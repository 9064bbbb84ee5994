/** What part of the content is seen: the scroller, the zoom, and the days that can be scrolled to. */
import type { Day } from '../../lib/days.ts';
import type { Rect } from './bar-geometry.ts';
import { createScale, dayAt, instantAt, xOfInstant, type Scale, type ScaleMode } from './scale.ts';
import type { Span } from './timeline-model.ts';

export const HEADER_HEIGHT = 52;

export type ViewportView = { readonly mode: ScaleMode; readonly cellWidth: number; readonly firstDay: Day };

export type ViewportElements = { readonly scroller: HTMLElement; readonly spacer: HTMLElement };
export type ViewportContent = {
  readonly view: ViewportView;
  readonly gridWidth: number;
  readonly planned: Span;
  readonly rowsHeight: number;
};

/** One viewport of days on each side of the plan can be scrolled to at once; more appears when one gets there. */
const MARGIN_VIEWPORTS = 1.5;
const GROW_WITHIN_PX = 60;

export class Viewport {
  scale: Scale;
  gridWidth: number;
  width = 0;
  height = 0;
  scrollLeft = 0;
  scrollTop = 0;
  private extent: Span;
  private planned: Span;
  private readonly scroller: HTMLElement;
  private readonly spacer: HTMLElement;
  private rowsHeight: number;

  constructor({ scroller, spacer }: ViewportElements, { view, gridWidth, planned, rowsHeight }: ViewportContent) {
    this.scroller = scroller;
    this.spacer = spacer;
    this.gridWidth = gridWidth;
    this.rowsHeight = rowsHeight;
    this.scale = createScale(view.mode, view.cellWidth, view.firstDay);
    this.planned = planned;
    this.extent = planned;
    this.width = Math.max(0, scroller.clientWidth - gridWidth);
    this.showDay(view.firstDay);
  }

  /** Reads the sizes and the scroll position from the document. */
  measure(): void {
    this.width = Math.max(0, this.scroller.clientWidth - this.gridWidth);
    this.height = Math.max(0, this.scroller.clientHeight - HEADER_HEIGHT);
    this.readScroll();
  }

  readScroll(): void {
    this.scrollLeft = this.scroller.scrollLeft;
    this.scrollTop = this.scroller.scrollTop;
  }

  /** The part of the content that is seen. */
  get visible(): Rect {
    return { x: this.scrollLeft, y: this.scrollTop, width: this.width, height: this.height };
  }

  get visibleDays(): Span {
    const startDay = Math.ceil(instantAt(this.scale, this.scrollLeft) - 0.001);
    return { startDay, endDay: Math.max(startDay, dayAt(this.scale, this.scrollLeft + this.width - 1)) };
  }

  get contentWidth(): number {
    return (this.extent.endDay + 1 - this.extent.startDay) * this.scale.pxPerDay;
  }

  setPlanned(planned: Span): void {
    if (planned.startDay === this.planned.startDay && planned.endDay === this.planned.endDay) return;
    this.planned = planned;
    const first = instantAt(this.scale, this.scrollLeft);
    this.placeAt(first, 0);
  }

  setRowsHeight(height: number): void {
    this.rowsHeight = height;
    this.resizeSpacer();
  }

  /** Changes the zoom; the instant at `anchorX` (pixels from the left of what is seen) stays where it is. */
  zoom(mode: ScaleMode, cellWidth: number, anchorX: number): void {
    const instant = instantAt(this.scale, this.scrollLeft + anchorX);
    this.scale = createScale(mode, cellWidth, this.scale.originDay);
    this.placeAt(instant, anchorX);
  }

  /** Scrolls so that a day stands at the left edge, or with `x` that far from it. */
  showDay(day: number, x = 0): void {
    this.placeAt(day, x);
  }

  scrollTo(left: number, top: number): void {
    this.scroller.scrollLeft = left;
    this.scroller.scrollTop = top;
    this.readScroll();
    this.growAtEdges();
  }

  /** Makes more days when one scrolled to the end of them. True when the origin moved. */
  growAtEdges(): boolean {
    const right = this.contentWidth - this.width - this.scrollLeft;
    if (this.scrollLeft >= GROW_WITHIN_PX && right >= GROW_WITHIN_PX) return false;
    const margin = this.marginDays();
    const before = this.extent;
    if (this.scrollLeft < GROW_WITHIN_PX) this.extent = { ...this.extent, startDay: before.startDay - margin };
    if (right < GROW_WITHIN_PX) this.extent = { ...this.extent, endDay: before.endDay + margin };
    const shift = (before.startDay - this.extent.startDay) * this.scale.pxPerDay;
    this.scale = { ...this.scale, originDay: this.extent.startDay };
    this.resizeSpacer();
    if (shift !== 0) {
      this.scroller.scrollLeft = this.scrollLeft + shift;
      this.readScroll();
    }
    return shift !== 0;
  }

  private placeAt(instant: number, x: number): void {
    const margin = this.marginDays();
    const left = instant - x / this.scale.pxPerDay;
    const right = left + this.width / this.scale.pxPerDay;
    this.extent = {
      startDay: Math.floor(Math.min(this.planned.startDay, left) - margin),
      endDay: Math.ceil(Math.max(this.planned.endDay, right) + margin),
    };
    this.scale = { ...this.scale, originDay: this.extent.startDay };
    this.resizeSpacer();
    this.scroller.scrollLeft = Math.round(xOfInstant(this.scale, left));
    this.readScroll();
  }

  private marginDays(): number {
    return Math.ceil((MARGIN_VIEWPORTS * Math.max(this.width, 300)) / this.scale.pxPerDay);
  }

  private resizeSpacer(): void {
    this.spacer.style.width = `${Math.ceil(this.gridWidth + this.contentWidth)}px`;
    this.spacer.style.height = `${HEADER_HEIGHT + this.rowsHeight}px`;
  }
}
