/**
 * All pointers on the bars: it finds out what a pointer takes hold of, brings it to the hand for that, and ends it. Mouse, pen and
 * touch take the same way; a finger drags the chosen bar at once, others after resting on them, and scrolls otherwise.
 */
import type { GestureHandlers } from './gesture-handlers.ts';
import { EdgeScroll } from './hands/edge-scroll.ts';
import { clearGesture } from './hands/gesture-display.ts';
import type { Hand, HandContext } from './hands/hand.ts';
import { Hover } from './hands/hover.ts';
import { takeLink } from './hands/link-hand.ts';
import { LongPress } from './hands/long-press.ts';
import { Nudge } from './hands/nudge.ts';
import { takeContent } from './hands/pan-hand.ts';
import { hitAt, isOverBars, originOfBars, pointAt } from './hands/pointer-place.ts';
import { takeHit } from './hands/take-hit.ts';
import type { Hit } from './hit-test.ts';
import { cellOf, chooseHowOf, isTextEntry } from './timeline-cells.ts';
import type { TimelineController } from './timeline-controller.ts';
import type { GestureKind, OpenLink, TimelineRow } from './timeline-model.ts';

/** A pointer that is down, or whose hand sticks. */
type Held = {
  readonly hand: Hand;
  readonly hit: Hit;
  readonly pointerId: number;
  clientX: number;
  clientY: number;
  altKey: boolean;
  isMoving: boolean;
  /** A finger rested. */
  isLifted: boolean;
  /** The button was let go without a pull; the next press is the end. */
  isSticky: boolean;
};

const THRESHOLD_PX = 4;
const ZOOM_PER_WHEEL = 0.0022;
const MIDDLE_BUTTON = 1;

export class GestureController {
  private readonly timeline: TimelineController;
  private readonly handlers: () => GestureHandlers;
  private readonly context: HandContext;
  private readonly hover: Hover;
  private readonly keys: Nudge;
  private readonly edgeScroll: EdgeScroll;
  private readonly longPress = new LongPress();
  private held: Held | undefined;
  /** The pointer that came down and has not been given up since: it presses what it is on when it is lifted. */
  private pressedId: number | undefined;
  /** The finger that was just lifted held something: the browser must not make a click of it. */
  private wasLifted = false;
  private isSpaceDown = false;
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
    scroller.addEventListener('pointerleave', (event) => this.leave(event), { signal });
    // The browser scrolls under a finger unless it is told in time that the finger holds something.
    scroller.addEventListener('touchmove', (event) => this.keepFromScrolling(event), { signal, passive: false });
    scroller.addEventListener('touchend', (event) => this.keepFromClicking(event), { signal, passive: false });
    scroller.addEventListener('dblclick', (event) => this.openAt(event), { signal });
    scroller.addEventListener('contextmenu', (event) => this.menuAt(event), { signal });
    scroller.addEventListener('wheel', (event) => this.wheel(event), { signal, passive: false });
    scroller.addEventListener('keydown', (event) => this.holdSpace(event), { signal });
    globalThis.addEventListener('keyup', (event) => this.letSpaceGo(event), { signal });
    globalThis.addEventListener('keydown', (event) => this.escape(event), { signal, capture: true });
    globalThis.addEventListener('blur', () => this.cancel(), { signal });
  }

  close(): void {
    this.cancel();
    this.abort.abort();
    this.hover.hide();
  }

  get isBusy(): boolean {
    return this.held?.isMoving === true || this.held?.isSticky === true || this.keys.isBusy;
  }

  /** One more day of a gesture by keys; the result is shown and read out, and done by `commitNudge`. */
  nudge(row: TimelineRow, index: number, kind: GestureKind, days: number): void {
    this.keys.add(row, index, kind, days);
  }

  commitNudge(): void {
    this.keys.commit();
  }

  /** The next press on a bar gives an arrow its other end. */
  beginLink(link: OpenLink): void {
    this.cancel();
    const hand = takeLink(this.context, link);
    this.held = {
      hand,
      hit: { kind: 'nothing' },
      pointerId: -1,
      clientX: 0,
      clientY: 0,
      altKey: false,
      isMoving: false,
      isLifted: false,
      isSticky: true,
    };
    this.timeline.elements.scroller.dataset.gesture = hand.name;
    this.handlers().announce('Choose the start or the end of a bar. Escape gives up.');
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
    this.pressedId = undefined;
    this.longPress.stop();
    this.edgeScroll.stop();
    if (this.isSpaceDown) scroller.dataset.gesture = 'space';
    else delete scroller.dataset.gesture;
  }

  private press(event: PointerEvent): void {
    if (!isOverBars(this.timeline, event)) return;
    this.hover.hideTooltip();
    if (this.held?.isSticky === true) {
      this.held.hand.follow(pointAt(this.timeline, event));
      return;
    }
    if (event.button === MIDDLE_BUTTON || (event.button === 0 && this.isSpaceDown)) {
      // The browser would begin to scroll on its own.
      event.preventDefault();
      this.hold(
        { kind: 'nothing' },
        event,
        takeContent(this.context, () => this.held ?? event),
      );
      return;
    }
    if (event.button !== 0) return;
    this.pressedId = event.pointerId;
    const hit = hitAt(this.timeline, event);
    if (event.pointerType !== 'touch') this.hold(hit, event, takeHit(this.context, hit, event));
    else if (this.isChosen(hit)) {
      this.hold(hit, event, takeHit(this.context, hit, event));
      this.longPress.start(event, () => {
        if (this.held) this.held.isLifted = true;
      });
    } else this.longPress.start(event, () => this.lift(hit, event));
  }

  private isChosen(hit: Hit): boolean {
    return hit.kind === 'linkEnd' || (hit.kind !== 'row' && 'row' in hit && hit.row.id === this.timeline.scene.selectedRowId);
  }

  private hold(hit: Hit, event: PointerEvent, hand: Hand | undefined): void {
    const { pointerId, clientX, clientY, altKey } = event;
    if (hand) this.held = { hand, hit, pointerId, clientX, clientY, altKey, isMoving: false, isLifted: false, isSticky: false };
  }

  /** A finger rested on something: from here on it pulls instead of scrolling. */
  private lift(hit: Hit, event: PointerEvent): void {
    this.hold(hit, event, takeHit(this.context, hit, event));
    if (!this.held) return;
    this.held.isLifted = true;
    this.timeline.elements.scroller.dataset.gesture = this.held.hand.name;
    if ('rect' in hit) this.hover.showHandles(hit, true);
  }

  private keepFromScrolling(event: TouchEvent): void {
    if (this.held && event.cancelable) event.preventDefault();
  }

  private keepFromClicking(event: TouchEvent): void {
    if (this.wasLifted && event.cancelable) event.preventDefault();
    this.wasLifted = false;
  }

  private move(event: PointerEvent): void {
    const { held, timeline } = this;
    this.longPress.follow(event);
    if (!held) {
      if (event.pointerType !== 'touch')
        this.hover.show(isOverBars(timeline, event) ? hitAt(timeline, event) : { kind: 'nothing' }, event.clientX);
      return;
    }
    if (!held.isSticky) {
      if (event.pointerId !== held.pointerId) return;
      if (!held.isMoving && Math.hypot(event.clientX - held.clientX, event.clientY - held.clientY) < THRESHOLD_PX) return;
      if (!held.isMoving) this.begin(held);
    }
    held.clientX = event.clientX;
    held.clientY = event.clientY;
    held.altKey = event.altKey;
    held.hand.follow(pointAt(timeline, held));
    if (held.hand.scrolls !== true) this.edgeScroll.follow(held);
  }

  /** A finger that is lifted leaves too; the handles of what it chose stay. */
  private leave(event: PointerEvent): void {
    if (event.pointerType !== 'touch') this.hover.show({ kind: 'nothing' }, 0);
  }

  private begin(held: Held): void {
    held.isMoving = true;
    this.edgeScroll.begin(held);
    this.timeline.elements.scroller.setPointerCapture(held.pointerId);
    this.timeline.elements.scroller.dataset.gesture = held.hand.name;
    this.hover.hide();
  }

  private release(event: PointerEvent): void {
    const { held } = this;
    this.longPress.stop();
    if (!held) {
      const isPress = this.pressedId === event.pointerId && isOverBars(this.timeline, event);
      this.pressedId = undefined;
      if (isPress) this.tap(hitAt(this.timeline, event), event);
      return;
    }
    if (!held.isSticky && event.pointerId !== held.pointerId) return;
    if (!held.isSticky && !held.isMoving && this.stick(held, event)) return;
    this.letGo();
    this.wasLifted = held.isLifted;
    if (held.isMoving || held.isSticky) held.hand.drop();
    else if (held.isLifted) this.menuOf(held.hit, event);
    else if (held.hand.scrolls !== true) this.tap(held.hit, event);
    clearGesture(this.context);
  }

  /** A press without a pull on something that sticks: the hand keeps it until the next press. */
  private stick(held: Held, event: PointerEvent): boolean {
    if (held.hand.sticks !== true || held.hit.kind !== 'connector' || event.shiftKey) return false;
    held.isSticky = true;
    this.timeline.elements.scroller.dataset.gesture = held.hand.name;
    this.hover.hide();
    held.hand.follow(pointAt(this.timeline, event));
    return true;
  }

  private tap(hit: Hit, event: PointerEvent): void {
    const how = chooseHowOf(event);
    const isTouch = event.pointerType === 'touch';
    const side = event.shiftKey ? endOfHit(hit) : undefined;
    if (side !== undefined && 'row' in hit) this.handlers().addLinked(hit.row, side);
    else if (hit.kind === 'link' || hit.kind === 'linkEnd') this.handlers().chooseLink(hit.linkId, event.clientX, event.clientY);
    // The second tap of a finger on the same bar opens it: there is no double click without hovering.
    else if (hit.kind === 'bar' && isTouch && this.isChosen(hit)) this.handlers().openRow(hit.row);
    else if (hit.kind === 'bar' || hit.kind === 'progress') {
      this.handlers().chooseBar(hit.row, how);
      if (isTouch) this.hover.showHandles(hit, true);
    } else {
      this.hover.hide();
      this.handlers().chooseNothing(hit.kind === 'row' ? hit.row : undefined, how);
    }
  }

  private openAt(event: MouseEvent): void {
    if (!isOverBars(this.timeline, event)) return;
    const hit = hitAt(this.timeline, event);
    if (hit.kind === 'bar' || hit.kind === 'progress') this.handlers().openRow(hit.row);
  }

  private menuAt(event: PointerEvent | MouseEvent): void {
    const isTouch = 'pointerType' in event && event.pointerType === 'touch';
    const isOnBars = isOverBars(this.timeline, event);
    // A resting finger takes hold of things there; its menu comes when it is taken away without a pull.
    if (isTouch && isOnBars) {
      event.preventDefault();
      return;
    }
    const row = isOnBars ? rowOfHit(hitAt(this.timeline, event)) : this.rowOfCell(event.target);
    if (!row || isTextEntry(event.target)) return;
    event.preventDefault();
    this.handlers().openMenu(row, event.clientX, event.clientY);
  }

  private menuOf(hit: Hit, { clientX, clientY }: PointerEvent): void {
    const row = rowOfHit(hit);
    if (row) this.handlers().openMenu(row, clientX, clientY);
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
    this.hover.hide();
    this.timeline.zoomBy(Math.exp(-pixels * ZOOM_PER_WHEEL), Math.max(0, event.clientX - left));
  }

  private holdSpace(event: KeyboardEvent): void {
    const { target } = event;
    if (event.key !== ' ' || event.ctrlKey || event.metaKey || event.defaultPrevented || isTextEntry(target)) return;
    if (target instanceof Element && target.closest('button, a, [role="button"], [role="checkbox"]')) return;
    event.preventDefault();
    this.isSpaceDown = true;
    if (!this.held) this.timeline.elements.scroller.dataset.gesture = 'space';
  }

  private letSpaceGo(event: KeyboardEvent): void {
    if (event.key !== ' ' || !this.isSpaceDown) return;
    this.isSpaceDown = false;
    if (!this.held) delete this.timeline.elements.scroller.dataset.gesture;
  }

  private escape(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || !this.cancel()) return;
    event.preventDefault();
    event.stopPropagation();
    this.handlers().announce('Cancelled. Nothing was changed.');
  }
}

function rowOfHit(hit: Hit): TimelineRow | undefined {
  return 'row' in hit ? hit.row : undefined;
}

/** The end of a bar that was hit, if it was an end. */
function endOfHit(hit: Hit): 'start' | 'end' | undefined {
  if (hit.kind === 'connector') return hit.side;
  return hit.kind === 'bar' && hit.zone !== 'body' ? hit.zone : undefined;
}
