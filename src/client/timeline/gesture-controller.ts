/**
 * All pointers on the bars: it finds out what a pointer takes hold of, brings it to the hand for that, and ends it. Mouse, pen and
 * touch take the same way; a finger drags only the chosen bar and scrolls on everything else.
 */
import type { GestureHandlers } from './gesture-handlers.ts';
import { takeBar } from './hands/bar-hand.ts';
import { EdgeScroll } from './hands/edge-scroll.ts';
import { clearGesture } from './hands/gesture-display.ts';
import type { Hand, HandContext } from './hands/hand.ts';
import { Hover } from './hands/hover.ts';
import { Nudge } from './hands/nudge.ts';
import { hitAt, isOverBars, originOfBars, pointAt } from './hands/pointer-place.ts';
import type { Hit } from './hit-test.ts';
import { cellOf, chooseHowOf, isTextEntry } from './timeline-cells.ts';
import type { TimelineController } from './timeline-controller.ts';
import type { GestureKind, TimelineRow } from './timeline-model.ts';

/** A pointer that is down. */
type Held = {
  readonly hand: Hand;
  readonly hit: Hit;
  readonly pointerId: number;
  clientX: number;
  clientY: number;
  isMoving: boolean;
};

const THRESHOLD_PX = 4;
const ZOOM_PER_WHEEL = 0.0022;

export class GestureController {
  private readonly timeline: TimelineController;
  private readonly handlers: () => GestureHandlers;
  private readonly context: HandContext;
  private readonly hover: Hover;
  private readonly keys: Nudge;
  private readonly edgeScroll: EdgeScroll;
  private held: Held | undefined;
  private readonly abort = new AbortController();

  constructor(timeline: TimelineController, handlers: () => GestureHandlers) {
    this.timeline = timeline;
    this.handlers = handlers;
    this.context = { timeline, handlers };
    this.hover = new Hover(this.context);
    this.keys = new Nudge(this.context);
    this.edgeScroll = new EdgeScroll(timeline, () => {
      if (this.held) this.held.hand.follow(pointAt(timeline, this.held));
    });
    this.listen();
  }

  private listen(): void {
    const { signal } = this.abort;
    const { scroller } = this.timeline.elements;
    scroller.addEventListener('pointerdown', (event) => this.press(event), { signal });
    scroller.addEventListener('pointermove', (event) => this.move(event), { signal });
    scroller.addEventListener('pointerup', (event) => this.release(event), { signal });
    scroller.addEventListener('pointercancel', () => this.cancel(), { signal });
    scroller.addEventListener('pointerleave', () => this.hover.show({ kind: 'nothing' }, 0), { signal });
    scroller.addEventListener('dblclick', (event) => this.openAt(event), { signal });
    scroller.addEventListener('contextmenu', (event) => this.menuAt(event), { signal });
    scroller.addEventListener('wheel', (event) => this.wheel(event), { signal, passive: false });
    globalThis.addEventListener('keydown', (event) => this.escape(event), { signal, capture: true });
    globalThis.addEventListener('blur', () => this.cancel(), { signal });
  }

  close(): void {
    this.cancel();
    this.abort.abort();
    this.hover.hideTooltip();
  }

  get isBusy(): boolean {
    return this.held?.isMoving === true || this.keys.isBusy;
  }

  /** One more day of a gesture by keys; the result is shown and read out, and done by `commitNudge`. */
  nudge(row: TimelineRow, index: number, kind: GestureKind, days: number): void {
    this.keys.add(row, index, kind, days);
  }

  commitNudge(): void {
    this.keys.commit();
  }

  /** Takes back whatever is under way. True when something was. */
  cancel(): boolean {
    const wasBusy = this.isBusy;
    this.letGo();
    this.keys.forget();
    clearGesture(this.context);
    return wasBusy;
  }

  private letGo(): void {
    const { scroller } = this.timeline.elements;
    if (this.held && scroller.hasPointerCapture(this.held.pointerId)) scroller.releasePointerCapture(this.held.pointerId);
    this.held = undefined;
    this.edgeScroll.stop();
    delete scroller.dataset.gesture;
  }

  private press(event: PointerEvent): void {
    if (event.button !== 0 || !isOverBars(this.timeline, event)) return;
    const hit = hitAt(this.timeline, event);
    this.hover.hideTooltip();
    const hand = this.take(hit, event);
    if (!hand) return;
    const { pointerId, clientX, clientY } = event;
    this.held = { hand, hit, pointerId, clientX, clientY, isMoving: false };
  }

  /** The hand for what a pointer came down on. */
  private take(hit: Hit, event: PointerEvent): Hand | undefined {
    if (hit.kind !== 'bar') return undefined;
    if (event.pointerType === 'touch' && this.timeline.scene.selectedRowId !== hit.row.id) return undefined;
    return takeBar(this.context, hit, pointAt(this.timeline, event));
  }

  private move(event: PointerEvent): void {
    const { held, timeline } = this;
    if (!held) {
      if (event.pointerType !== 'touch')
        this.hover.show(isOverBars(timeline, event) ? hitAt(timeline, event) : { kind: 'nothing' }, event.clientX);
      return;
    }
    if (event.pointerId !== held.pointerId) return;
    if (!held.isMoving && Math.hypot(event.clientX - held.clientX, event.clientY - held.clientY) < THRESHOLD_PX) return;
    if (!held.isMoving) this.begin(held);
    held.clientX = event.clientX;
    held.clientY = event.clientY;
    held.hand.follow(pointAt(timeline, held));
    this.edgeScroll.follow(held);
  }

  private begin(held: Held): void {
    held.isMoving = true;
    this.timeline.elements.scroller.setPointerCapture(held.pointerId);
    this.timeline.elements.scroller.dataset.gesture = held.hand.name;
    this.timeline.overlays.hideHover();
  }

  private release(event: PointerEvent): void {
    const { held } = this;
    if (!held) {
      if (event.button === 0 && isOverBars(this.timeline, event)) this.tap(hitAt(this.timeline, event), event);
      return;
    }
    if (event.pointerId !== held.pointerId) return;
    this.letGo();
    if (held.isMoving) held.hand.drop();
    else this.tap(held.hit, event);
    clearGesture(this.context);
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

  private openAt(event: MouseEvent): void {
    if (!isOverBars(this.timeline, event)) return;
    const hit = hitAt(this.timeline, event);
    if (hit.kind === 'bar') this.handlers().openRow(hit.row);
  }

  private menuAt(event: MouseEvent): void {
    const row = isOverBars(this.timeline, event) ? rowOfHit(hitAt(this.timeline, event)) : this.rowOfCell(event.target);
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
    const { left } = originOfBars(this.timeline);
    const pixels = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? event.deltaY * 18 : event.deltaY;
    this.hover.hideTooltip();
    this.timeline.overlays.hideHover();
    this.timeline.zoomBy(Math.exp(-pixels * ZOOM_PER_WHEEL), Math.max(0, event.clientX - left));
  }

  private escape(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || !this.cancel()) return;
    event.preventDefault();
    event.stopPropagation();
    this.handlers().announce('Cancelled. Nothing was changed.');
  }
}

function rowOfHit(hit: Hit): TimelineRow | undefined {
  return hit.kind === 'bar' || hit.kind === 'row' ? hit.row : undefined;
}
