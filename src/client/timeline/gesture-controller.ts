/**
 * All pointers on the bars: hovering, choosing, moving, resizing, with a live preview, Escape, and scrolling at the edges.
 * Mouse, pen and touch take the same way; a finger drags only the chosen bar and scrolls on everything else.
 */
import { placeOfBar, withSpan } from './scene.ts';
import { edgeSpeed, gestureOf } from './gesture-math.ts';
import { hitTest, type Hit } from './hit-test.ts';
import { cellOf, chooseHowOf, isTextEntry } from './timeline-cells.ts';
import type { TimelineController } from './timeline-controller.ts';
import type { ChooseHow, Gesture, GestureKind, GesturePreview, TimelineRow, TooltipText } from './timeline-model.ts';
import { HEADER_HEIGHT } from './viewport.ts';

export type GestureHandlers = {
  preview(gesture: Gesture): GesturePreview;
  /** `announcement`: what the last preview would say. */
  commit(gesture: Gesture, announcement: string): void;
  chooseBar(row: TimelineRow, how: ChooseHow): void;
  chooseLink(linkId: string): void;
  chooseNothing(row: TimelineRow | undefined, how: ChooseHow): void;
  openRow(row: TimelineRow): void;
  openMenu(row: TimelineRow, x: number, y: number): void;
  tooltipOf(row: TimelineRow): TooltipText | undefined;
  announce(text: string): void;
};

type BarHit = Extract<Hit, { kind: 'bar' }>;
type Drag = {
  readonly hit: BarHit;
  readonly kind: GestureKind;
  readonly pointerId: number;
  readonly startContentX: number;
  clientX: number;
  clientY: number;
  isMoving: boolean;
  gesture: Gesture | undefined;
  outcome: GesturePreview | undefined;
};
/** The same gesture made by keys: collected until the modifier key is let go. */
type Nudge = { readonly row: TimelineRow; readonly index: number; gesture: Gesture; outcome: GesturePreview };

const THRESHOLD_PX = 4;
const TOOLTIP_DELAY_MS = 350;
const ZOOM_PER_WHEEL = 0.0022;

export class GestureController {
  private readonly timeline: TimelineController;
  private readonly handlers: () => GestureHandlers;
  private drag: Drag | undefined;
  private nudged: Nudge | undefined;
  private tooltipTimer: ReturnType<typeof setTimeout> | undefined;
  private scrollFrame = 0;
  private readonly abort = new AbortController();

  constructor(timeline: TimelineController, handlers: () => GestureHandlers) {
    this.timeline = timeline;
    this.handlers = handlers;
    this.listen();
  }

  private listen(): void {
    const { signal } = this.abort;
    const { scroller } = this.timeline.elements;
    scroller.addEventListener('pointerdown', (event) => this.press(event), { signal });
    scroller.addEventListener('pointermove', (event) => this.move(event), { signal });
    scroller.addEventListener('pointerup', (event) => this.release(event), { signal });
    scroller.addEventListener('pointercancel', () => this.cancel(), { signal });
    scroller.addEventListener('pointerleave', () => this.hover({ kind: 'nothing' }, 0), { signal });
    scroller.addEventListener('dblclick', (event) => this.openAt(event), { signal });
    scroller.addEventListener('contextmenu', (event) => this.menuAt(event), { signal });
    scroller.addEventListener('wheel', (event) => this.wheel(event), { signal, passive: false });
    globalThis.addEventListener('keydown', (event) => this.escape(event), { signal, capture: true });
    globalThis.addEventListener('blur', () => this.cancel(), { signal });
  }

  close(): void {
    this.cancel();
    this.abort.abort();
    clearTimeout(this.tooltipTimer);
  }

  get isBusy(): boolean {
    return this.drag?.isMoving === true || this.nudged !== undefined;
  }

  /** One more day of a gesture by keys; the result is shown and read out, and done by `commitNudge`. */
  nudge(row: TimelineRow, index: number, kind: GestureKind, days: number): void {
    const bar = row.bars[0];
    if (!bar) return;
    if (kind === 'move' ? !bar.canMove : !bar.canResize) {
      this.handlers().announce(kind === 'move' ? `${bar.label} cannot be moved` : `${bar.label} cannot be resized`);
      return;
    }
    const isSame = this.nudged?.row.id === row.id && this.nudged.gesture.kind === kind;
    if (!isSame) this.commitNudge();
    const gesture = gestureOf(kind, row.id, bar, (this.nudged?.gesture.deltaDays ?? 0) + days);
    const outcome = this.handlers().preview(gesture);
    this.nudged = { row, index, gesture, outcome };
    this.show(row, index, gesture, outcome);
    this.handlers().announce(outcome.kind === 'accepted' ? outcome.announcement : outcome.reason);
  }

  commitNudge(): void {
    const { nudged } = this;
    this.nudged = undefined;
    if (!nudged) return;
    this.finish(nudged.gesture, nudged.outcome);
  }

  /** Takes back whatever is under way. True when something was. */
  cancel(): boolean {
    const wasBusy = this.isBusy;
    if (this.drag) this.releaseCapture(this.drag.pointerId);
    this.drag = undefined;
    this.nudged = undefined;
    cancelAnimationFrame(this.scrollFrame);
    this.scrollFrame = 0;
    this.clearPreview();
    return wasBusy;
  }

  private press(event: PointerEvent): void {
    if (event.button !== 0 || !this.isOverBars(event)) return;
    const hit = this.hitAt(event);
    const isTouch = event.pointerType === 'touch';
    this.timeline.overlays.hideTooltip();
    clearTimeout(this.tooltipTimer);
    if (hit.kind !== 'bar') return;
    const kind: GestureKind = hit.zone === 'body' ? 'move' : hit.zone === 'start' ? 'resizeStart' : 'resizeEnd';
    if (kind === 'move' && !hit.bar.canMove) return;
    if (isTouch && this.timeline.scene.selectedRowId !== hit.row.id) return;
    const { x } = this.contentPoint(event);
    this.drag = {
      hit,
      kind,
      pointerId: event.pointerId,
      startContentX: x,
      clientX: event.clientX,
      clientY: event.clientY,
      isMoving: false,
      gesture: undefined,
      outcome: undefined,
    };
  }

  private move(event: PointerEvent): void {
    const { drag } = this;
    if (!drag) {
      if (event.pointerType !== 'touch') this.hover(this.isOverBars(event) ? this.hitAt(event) : { kind: 'nothing' }, event.clientX);
      return;
    }
    if (event.pointerId !== drag.pointerId) return;
    if (!drag.isMoving && Math.hypot(event.clientX - drag.clientX, event.clientY - drag.clientY) < THRESHOLD_PX) return;
    if (!drag.isMoving) this.begin(drag);
    drag.clientX = event.clientX;
    drag.clientY = event.clientY;
    this.follow(drag);
    this.scrollAtEdges();
  }

  private begin(drag: Drag): void {
    drag.isMoving = true;
    this.timeline.elements.scroller.setPointerCapture(drag.pointerId);
    this.timeline.elements.scroller.dataset.gesture = drag.kind;
    this.timeline.overlays.hideHover();
  }

  private follow(drag: Drag): void {
    const { x } = this.contentPoint(drag);
    const days = Math.round((x - drag.startContentX) / this.timeline.viewport.scale.pxPerDay);
    const gesture = gestureOf(drag.kind, drag.hit.row.id, drag.hit.bar, days);
    if (gesture.deltaDays === drag.gesture?.deltaDays) return;
    drag.gesture = gesture;
    drag.outcome = this.handlers().preview(gesture);
    this.show(drag.hit.row, drag.hit.index, gesture, drag.outcome);
  }

  /** Shows a gesture and everything that follows from it. */
  private show(row: TimelineRow, index: number, gesture: Gesture, outcome: GesturePreview): void {
    const { timeline } = this;
    const bar = row.bars[0];
    if (!bar) return;
    const spans = outcome.kind === 'accepted' ? outcome.spans : new Map([[row.id, gesture.to]]);
    // The bar itself stays where the hand holds it, even where rules would push it on: the words say where it will stand.
    timeline.preview = { rowId: row.id, spans };
    const rect = placeOfBar(timeline.scene, withSpan(bar, spans.get(row.id) ?? gesture.to), index);
    timeline.overlays.showDrag({
      bar,
      rect,
      label: outcome.kind === 'accepted' ? outcome.label : outcome.reason,
      detail: outcome.kind === 'accepted' ? outcome.detail : undefined,
      isRefused: outcome.kind === 'refused',
      visible: timeline.viewport.visible,
    });
    timeline.invalidate();
  }

  private release(event: PointerEvent): void {
    const { drag } = this;
    if (!drag) {
      if (event.button === 0 && this.isOverBars(event)) this.tap(this.hitAt(event), event);
      return;
    }
    if (event.pointerId !== drag.pointerId) return;
    const { gesture, outcome, isMoving } = drag;
    this.cancel();
    if (!isMoving) this.tap(drag.hit, event);
    else if (gesture && outcome) this.finish(gesture, outcome);
  }

  private finish(gesture: Gesture, outcome: GesturePreview): void {
    if (outcome.kind === 'accepted' && gesture.deltaDays !== 0) this.handlers().commit(gesture, outcome.announcement);
    else if (outcome.kind === 'refused') this.handlers().announce(outcome.reason);
    this.clearPreview();
  }

  private clearPreview(): void {
    delete this.timeline.elements.scroller.dataset.gesture;
    this.timeline.overlays.hideDrag();
    if (!this.timeline.preview) return;
    this.timeline.preview = undefined;
    this.timeline.invalidate();
  }

  /** The second tap of a finger on the same bar opens it: there is no double click without hovering. */
  private tap(hit: Hit, event: PointerEvent): void {
    const how = chooseHowOf(event);
    const isChosen = hit.kind === 'bar' && hit.row.id === this.timeline.scene.selectedRowId;
    if (isChosen && event.pointerType === 'touch') this.handlers().openRow(hit.row);
    else if (hit.kind === 'bar') this.handlers().chooseBar(hit.row, how);
    else if (hit.kind === 'link') this.handlers().chooseLink(hit.linkId);
    else this.handlers().chooseNothing(hit.kind === 'row' ? hit.row : undefined, how);
  }

  private hover(hit: Hit, clientX: number): void {
    const { timeline } = this;
    const rowId = hit.kind === 'bar' || hit.kind === 'row' ? hit.row.id : undefined;
    const linkId = hit.kind === 'link' ? hit.linkId : undefined;
    const cursor = cursorOf(hit);
    if (timeline.elements.scroller.style.cursor !== cursor) timeline.elements.scroller.style.cursor = cursor;
    if (rowId !== timeline.hoveredRowId || linkId !== timeline.activeLinkId) {
      timeline.hoveredRowId = rowId;
      timeline.activeLinkId = linkId;
      timeline.invalidate();
    }
    if (hit.kind === 'bar') this.hoverBar(hit, clientX);
    else {
      timeline.overlays.hideHover();
      timeline.overlays.hideTooltip();
      clearTimeout(this.tooltipTimer);
    }
  }

  private hoverBar(hit: BarHit, clientX: number): void {
    const { timeline } = this;
    timeline.overlays.showHover(hit.rect, hit.bar.canResize && hit.rect.width > 24);
    clearTimeout(this.tooltipTimer);
    this.tooltipTimer = setTimeout(() => {
      const text = this.handlers().tooltipOf(hit.row);
      if (!text || this.drag) return;
      const { x } = this.contentPoint({ clientX, clientY: 0 });
      timeline.overlays.showTooltip(text, x, hit.rect, timeline.viewport.visible);
    }, TOOLTIP_DELAY_MS);
  }

  private openAt(event: MouseEvent): void {
    if (!this.isOverBars(event)) return;
    const hit = this.hitAt(event);
    if (hit.kind === 'bar') this.handlers().openRow(hit.row);
  }

  private menuAt(event: MouseEvent): void {
    const row = this.isOverBars(event) ? rowOfHit(this.hitAt(event)) : this.rowOfCell(event.target);
    if (!row || isTextEntry(event.target)) return;
    event.preventDefault();
    this.handlers().openMenu(row, event.clientX, event.clientY);
  }

  private rowOfCell(target: EventTarget | null): TimelineRow | undefined {
    const rowId = target ? cellOf(target)?.rowId : undefined;
    const index = rowId === undefined ? -1 : this.timeline.rows.indexOf(rowId);
    return index < 0 ? undefined : this.timeline.rows.rowAt(index);
  }

  private wheel(event: WheelEvent): void {
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    const { left } = this.barsOrigin();
    const pixels = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? event.deltaY * 18 : event.deltaY;
    this.timeline.overlays.hideTooltip();
    this.timeline.overlays.hideHover();
    this.timeline.zoomBy(Math.exp(-pixels * ZOOM_PER_WHEEL), Math.max(0, event.clientX - left));
  }

  private escape(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || !this.cancel()) return;
    event.preventDefault();
    event.stopPropagation();
    this.handlers().announce('Cancelled. Nothing was changed.');
  }

  private scrollAtEdges(): void {
    if (this.scrollFrame !== 0 || !this.drag) return;
    const { drag, timeline } = this;
    const { left, top } = this.barsOrigin();
    const { viewport } = timeline;
    const [dx, dy] = [edgeSpeed(drag.clientX - left, viewport.width), edgeSpeed(drag.clientY - top, viewport.height)];
    if (dx === 0 && dy === 0) return;
    this.scrollFrame = requestAnimationFrame(() => {
      this.scrollFrame = 0;
      if (this.drag !== drag) return;
      const origin = viewport.scale.originDay;
      viewport.scrollTo(viewport.scrollLeft + dx, viewport.scrollTop + dy);
      // More days may have been made on the left; the hand's start moves with them.
      if (viewport.scale.originDay !== origin)
        this.drag = { ...drag, startContentX: drag.startContentX + (origin - viewport.scale.originDay) * viewport.scale.pxPerDay };
      this.follow(this.drag);
      this.scrollAtEdges();
    });
  }

  private hitAt(event: { clientX: number; clientY: number; pointerType?: string }): Hit {
    const { x, y } = this.contentPoint(event);
    return hitTest(this.timeline.scene, x, y, event.pointerType === 'touch' ? 'touch' : 'mouse');
  }

  private contentPoint(event: { clientX: number; clientY: number }): { x: number; y: number } {
    const { left, top } = this.barsOrigin();
    const { scrollLeft, scrollTop } = this.timeline.viewport;
    return { x: event.clientX - left + scrollLeft, y: event.clientY - top + scrollTop };
  }

  /** Where the bars begin on the page. */
  private barsOrigin(): { left: number; top: number } {
    const box = this.timeline.elements.scroller.getBoundingClientRect();
    return { left: box.left + this.timeline.viewport.gridWidth, top: box.top + HEADER_HEIGHT };
  }

  private isOverBars(event: { clientX: number; clientY: number }): boolean {
    const { left, top } = this.barsOrigin();
    const { width, height } = this.timeline.viewport;
    return event.clientX >= left && event.clientX < left + width && event.clientY >= top && event.clientY < top + height;
  }

  private releaseCapture(pointerId: number): void {
    const { scroller } = this.timeline.elements;
    if (scroller.hasPointerCapture(pointerId)) scroller.releasePointerCapture(pointerId);
  }
}

function rowOfHit(hit: Hit): TimelineRow | undefined {
  return hit.kind === 'bar' || hit.kind === 'row' ? hit.row : undefined;
}

function cursorOf(hit: Hit): string {
  if (hit.kind === 'link') return 'pointer';
  if (hit.kind !== 'bar') return '';
  if (hit.zone !== 'body') return 'ew-resize';
  return hit.bar.canMove ? 'grab' : 'pointer';
}
