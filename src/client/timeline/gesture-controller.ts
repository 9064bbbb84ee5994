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
import { hitAt, isOverBars, pointAt } from './hands/pointer-place.ts';
import { zoomByPinch } from './hands/pinch-zoom.ts';
import { isChosen, Presses } from './hands/presses.ts';
import { SpaceKey } from './hands/space-key.ts';
import { takeHit } from './hands/take-hit.ts';
import { zoomByWheel } from './hands/wheel-zoom.ts';
import type { Hit } from './hit-test.ts';
import type { TimelineController } from './timeline-controller.ts';
import type { BarStep, OpenLink } from './timeline-model.ts';

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
const MIDDLE_BUTTON = 1;

export class GestureController {
  private readonly timeline: TimelineController;
  private readonly handlers: () => GestureHandlers;
  private readonly context: HandContext;
  private readonly hover: Hover;
  private readonly keys: Nudge;
  private readonly edgeScroll: EdgeScroll;
  private readonly longPress = new LongPress();
  private openLink: OpenLink | undefined;
  private held: Held | undefined;
  /** The pointer that came down and has not been given up since: it presses what it is on when it is lifted. */
  private pressedId: number | undefined;
  /** The finger that was just lifted held something: the browser must not make a click of it. */
  private wasLifted = false;
  private readonly space: SpaceKey;
  private readonly presses: Presses;
  private readonly abort = new AbortController();

  constructor(timeline: TimelineController, handlers: () => GestureHandlers) {
    this.timeline = timeline;
    this.handlers = handlers;
    this.context = { timeline, handlers };
    this.hover = new Hover(this.context);
    this.keys = new Nudge(this.context);
    this.presses = new Presses(this.context, this.hover);
    this.space = new SpaceKey(timeline.elements.scroller, this.abort.signal, () => this.held !== undefined);
    this.edgeScroll = new EdgeScroll(timeline, () => {
      if (this.held) this.held.hand.follow(pointAt(timeline, this.held));
    });
    zoomByPinch(timeline, this.abort.signal, () => this.cancel());
    this.listen();
  }

  private listen(): void {
    const { signal } = this.abort;
    const { timeline } = this;
    const { scroller } = timeline.elements;
    scroller.addEventListener('pointerdown', (event) => this.press(event), { signal });
    scroller.addEventListener('pointermove', (event) => this.move(event), { signal });
    scroller.addEventListener('pointerup', (event) => this.release(event), { signal });
    scroller.addEventListener('pointercancel', (event) => this.lose(event), { signal });
    // A pen hovers before it comes down: in time to keep the browser from scrolling with it, which a finger is to do.
    const watchPen = (event: PointerEvent, isHere: boolean): void => {
      if (event.pointerType === 'pen') scroller.toggleAttribute('data-pen', isHere);
    };
    scroller.addEventListener('pointerover', (event) => watchPen(event, true), { signal });
    scroller.addEventListener('pointerleave', (event) => watchPen(event, false), { signal });
    scroller.addEventListener('pointerleave', (event) => this.leave(event), { signal });
    // The browser scrolls under a finger unless it is told in time that the finger holds something.
    scroller.addEventListener('touchmove', (event) => this.keepFromScrolling(event), { signal, passive: false });
    scroller.addEventListener('touchend', (event) => this.keepFromClicking(event), { signal, passive: false });
    scroller.addEventListener('dblclick', (event) => this.presses.pressTwice(event), { signal });
    scroller.addEventListener('contextmenu', (event) => this.askForMenu(event), { signal });
    scroller.addEventListener('wheel', (event) => zoomByWheel(timeline, this.hover, event), { signal, passive: false });
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

  /** One more step of a gesture by keys; the result is shown and read out, and done by `commitNudge`. */
  nudge(rowId: string, step: BarStep): void {
    this.hover.hide();
    this.keys.add(rowId, step);
  }

  commitNudge(): void {
    this.keys.commit();
  }

  /** The next press on a bar gives an arrow its other end. */
  beginLink(link: OpenLink): void {
    this.cancel();
    const hand = takeLink(this.context, link);
    this.openLink = link;
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

  /** Ends the arrow that waits for a bar and tells which it was, for whoever gives it its other end by keys. */
  takeOpenLink(): OpenLink | undefined {
    const { openLink } = this;
    if (openLink) this.cancel();
    return openLink;
  }

  /** Lets go of what is no longer among the rows: somebody else has deleted it, or it is hidden now. */
  letGoOfGone(): void {
    const { held } = this;
    if (!held?.isMoving || !('row' in held.hit) || held.hit.row === undefined) return;
    if (this.timeline.rows.indexOf(held.hit.row.id) >= 0) return;
    this.cancel();
    this.handlers().announce('What you held is gone. Nothing was changed.');
  }

  /** Takes back whatever is under way. True when something was. */
  cancel(): boolean {
    const wasBusy = this.isBusy;
    this.letGo();
    this.keys.forget();
    clearGesture(this.context);
    return wasBusy;
  }

  /** The browser took the pointer for itself, as to scroll. */
  private lose(event: PointerEvent): void {
    if (!this.held || this.held.pointerId === event.pointerId) this.cancel();
  }

  private letGo(): void {
    this.openLink = undefined;
    const { scroller } = this.timeline.elements;
    if (this.held && scroller.hasPointerCapture(this.held.pointerId)) scroller.releasePointerCapture(this.held.pointerId);
    this.held = undefined;
    this.pressedId = undefined;
    this.longPress.stop();
    this.edgeScroll.stop();
    if (this.space.isDown) scroller.dataset.gesture = 'space';
    else delete scroller.dataset.gesture;
  }

  private press(event: PointerEvent): void {
    if (!isOverBars(this.timeline, event)) return;
    this.hover.hideTooltip();
    if (this.held) {
      if (this.held.isSticky) this.held.hand.follow(pointAt(this.timeline, event));
      return;
    }
    if (event.button === MIDDLE_BUTTON || (event.button === 0 && this.space.isDown)) {
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
    else if (isChosen(this.timeline, hit)) {
      this.hold(hit, event, takeHit(this.context, hit, event));
      this.longPress.start(event, () => {
        if (this.held) this.held.isLifted = true;
      });
    } else this.longPress.start(event, () => this.lift(hit, event));
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
    } else if (!held.isMoving) {
      held.isMoving = true;
      this.edgeScroll.begin(event);
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
      if (isPress) this.presses.press(hitAt(this.timeline, event), event);
      return;
    }
    if (!held.isSticky && event.pointerId !== held.pointerId) return;
    if (!held.isSticky && !held.isMoving && this.stick(held, event)) return;
    this.letGo();
    this.wasLifted = held.isLifted;
    if (held.isMoving || held.isSticky) held.hand.drop();
    else if (held.isLifted) this.presses.openMenu(held.hit, event);
    else if (held.hand.scrolls !== true) this.presses.press(held.hit, event);
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

  private askForMenu(event: MouseEvent): void {
    if (this.held?.isSticky !== true) {
      this.presses.askForMenu(event);
      return;
    }
    event.preventDefault();
    this.cancel();
  }

  private escape(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || !this.cancel()) return;
    event.preventDefault();
    event.stopPropagation();
    this.handlers().announce('Cancelled. Nothing was changed.');
  }
}
