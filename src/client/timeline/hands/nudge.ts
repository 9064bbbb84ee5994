/** The gestures of bars made by keys: collected and shown until the modifier key is let go. */
import { gestureOf } from '../gesture-math.ts';
import type { BarGesture, GestureKind, GesturePreview, TimelineRow } from '../timeline-model.ts';
import { clearGesture, finishGesture, showGesture } from './gesture-display.ts';
import type { HandContext } from './hand.ts';

export class Nudge {
  private readonly context: HandContext;
  private held: { readonly row: TimelineRow; readonly gesture: BarGesture; readonly outcome: GesturePreview } | undefined;

  constructor(context: HandContext) {
    this.context = context;
  }

  get isBusy(): boolean {
    return this.held !== undefined;
  }

  /** One more day; the result is shown and read out, and done by `commit`. */
  add(row: TimelineRow, index: number, kind: GestureKind, days: number): void {
    const handlers = this.context.handlers();
    const bar = row.bars[0];
    if (!bar) return;
    if (kind === 'move' ? !bar.canMove : !bar.canResize) {
      handlers.announce(kind === 'move' ? `${bar.label} cannot be moved` : `${bar.label} cannot be resized`);
      return;
    }
    if (this.held?.row.id !== row.id || this.held.gesture.kind !== kind) this.commit();
    const gesture = gestureOf(kind, row.id, bar, (this.held?.gesture.deltaDays ?? 0) + days);
    const outcome = handlers.preview(gesture);
    this.held = { row, gesture, outcome };
    showGesture(this.context, row, index, gesture, outcome);
    handlers.announce(outcome.kind === 'accepted' ? outcome.announcement : outcome.reason);
  }

  commit(): void {
    const { held } = this;
    this.held = undefined;
    if (!held) return;
    finishGesture(this.context, held.gesture, held.outcome);
    clearGesture(this.context);
  }

  forget(): void {
    this.held = undefined;
  }
}
