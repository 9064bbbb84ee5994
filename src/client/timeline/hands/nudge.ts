/** The gestures of bars made by keys: collected and shown until the modifier key is let go. */
import { gestureOf } from '../gesture-math.ts';
import { placeOfBar } from '../scene.ts';
import type { BarGesture, BarStep, GesturePreview, ProgressGesture, TimelineBar, TimelineRow } from '../timeline-model.ts';
import { clearGesture, finishGesture, showGesture, showProgress, showWords } from './gesture-display.ts';
import type { HandContext } from './hand.ts';
import { PROGRESS_STEP_PERCENT } from './progress-hand.ts';

const WORDS_STAY_MS = 5000;

type Nudged = BarGesture | ProgressGesture;

export class Nudge {
  private readonly context: HandContext;
  private held: { readonly row: TimelineRow; readonly gesture: Nudged; readonly outcome: GesturePreview } | undefined;

  private leftWords: ReturnType<typeof setTimeout> | undefined;

  constructor(context: HandContext) {
    this.context = context;
  }

  get isBusy(): boolean {
    return this.held !== undefined;
  }

  /** One more step; the result, or why there is none, is shown and read out, and done by `commit`. */
  add(rowId: string, step: BarStep): void {
    const isOther = this.held && (this.held.row.id !== rowId || this.held.gesture.kind !== step.kind);
    if (isOther) {
      this.commit();
      // The bar is where that has put it when the view has heard of it.
      queueMicrotask(() => this.take(rowId, step));
    } else this.take(rowId, step);
  }

  private take(rowId: string, step: BarStep): void {
    const { timeline } = this.context;
    const handlers = this.context.handlers();
    const index = timeline.rows.indexOf(rowId);
    const row = index < 0 ? undefined : timeline.rows.rowAt(index);
    const bar = row?.bars[0];
    if (!row || !bar) return;
    const gesture = stepped(row, bar, step, this.held?.gesture);
    const outcome = handlers.preview(gesture);
    this.held = { row, gesture, outcome };
    if (gesture.kind === 'progress') showProgress(this.context, { row, bar, index }, gesture, outcome);
    else showGesture(this.context, row, index, gesture, outcome);
    handlers.announce(outcome.kind === 'accepted' ? outcome.announcement : outcome.reason);
  }

  commit(): void {
    const { held } = this;
    this.held = undefined;
    if (!held) return;
    // A refusal was read out when it was met.
    if (held.outcome.kind === 'accepted') finishGesture(this.context, held.gesture, held.outcome);
    clearGesture(this.context);
    if (held.outcome.kind === 'refused') this.leaveWords(held.row, held.outcome);
  }

  /** A key is let go sooner than a reason can be read: it stays for a while, unless a hand has taken something by then. */
  private leaveWords(row: TimelineRow, outcome: GesturePreview): void {
    const { timeline } = this.context;
    const index = timeline.rows.indexOf(row.id);
    const bar = row.bars[0];
    if (index < 0 || !bar) return;
    showWords(this.context, outcome, placeOfBar(timeline.scene, bar, index));
    clearTimeout(this.leftWords);
    this.leftWords = setTimeout(() => {
      if (!timeline.draft) timeline.overlays.hideHand();
    }, WORDS_STAY_MS);
  }

  forget(): void {
    this.held = undefined;
  }
}

/** The gesture so far with one more step. */
function stepped(row: TimelineRow, bar: TimelineBar, step: BarStep, before: Nudged | undefined): Nudged {
  if (step.kind !== 'progress') {
    const days = before && 'deltaDays' in before ? before.deltaDays : 0;
    return gestureOf(step.kind, row.id, bar, days + step.days);
  }
  const from = bar.progressPercent ?? 0;
  const steps = (before?.kind === 'progress' ? before.to : from) / PROGRESS_STEP_PERCENT;
  const next = step.isUp ? Math.floor(steps) + 1 : Math.ceil(steps) - 1;
  return { kind: 'progress', rowId: row.id, from, to: Math.min(100, Math.max(0, next * PROGRESS_STEP_PERCENT)) };
}
