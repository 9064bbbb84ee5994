/** Shows a gesture on a bar and everything that follows from it, and ends it. */
import type { Rect } from '../bar-geometry.ts';
import type { OutOfSight } from '../hand-overlays.ts';
import { progressX } from '../hit-test.ts';
import { placeOfBar, placeOfRow, withSpan } from '../scene.ts';
import type { TimelineController } from '../timeline-controller.ts';
import type { BarGesture, Gesture, GesturePreview, ProgressGesture, Span, TimelineBar, TimelineRow } from '../timeline-model.ts';
import type { HandContext } from './hand.ts';

/** What a preview says, beside a place. */
export function showWords({ timeline }: HandContext, outcome: GesturePreview, rect: Rect): void {
  const words =
    outcome.kind === 'accepted'
      ? { label: outcome.label, detail: outcome.detail, isRefused: false }
      : { label: outcome.reason, detail: undefined, isRefused: true };
  timeline.overlays.showWords(words, rect, timeline.viewport.visible);
}

export function showGesture(context: HandContext, row: TimelineRow, index: number, gesture: BarGesture, outcome: GesturePreview): void {
  const { timeline } = context;
  const bar = row.bars[0];
  if (!bar) return;
  const spans = outcome.kind === 'accepted' ? outcome.spans : new Map([[row.id, gesture.to]]);
  // The bar stays where the hand holds it; where rules want it elsewhere, that place is shown as well.
  timeline.draft = {
    held: { rowId: row.id, span: gesture.to },
    spans,
    reasonOf: outcome.kind === 'accepted' ? outcome.reasonOf : undefined,
  };
  const rect = placeOfBar(timeline.scene, withSpan(bar, gesture.to), index);
  timeline.overlays.showDrag({ bar, rect, isRefused: outcome.kind === 'refused' });
  showWords(context, outcome, rect);
  timeline.overlays.showOutOfSight(countOutOfSight(timeline, spans, row.id), timeline.viewport.visible, rect);
  timeline.invalidate();
}

type OnRow = { readonly row: TimelineRow; readonly bar: TimelineBar; readonly index: number };

/** How far a bar would be, drawn in it and said beside it; a point has no room to draw it in. */
export function showProgress(context: HandContext, { row, bar, index }: OnRow, { to }: ProgressGesture, outcome: GesturePreview): void {
  const { timeline } = context;
  const rect = placeOfBar(timeline.scene, bar, index);
  timeline.draft = { spans: new Map(), ...(outcome.kind === 'accepted' ? { progress: { rowId: row.id, percent: to } } : {}) };
  showWords(context, outcome, { ...rect, x: progressX({ ...bar, progressPercent: to }, rect) - 40 });
  timeline.invalidate();
}

/** Followers that one does not see. Those in collapsed rows have a parent that moves too. */
export function countOutOfSight(timeline: TimelineController, spans: ReadonlyMap<string, Span>, heldId?: string): OutOfSight {
  const counts = { above: 0, below: 0, before: 0, after: 0 };
  const { scene } = timeline;
  const { visible } = timeline.viewport;
  for (const rowId of spans.keys()) {
    const index = rowId === heldId ? -1 : scene.rows.indexOf(rowId);
    const place = index < 0 ? undefined : placeOfRow(scene, index);
    if (!place) continue;
    if (place.y + place.height <= visible.y) counts.above += 1;
    else if (place.y >= visible.y + visible.height) counts.below += 1;
    else if (place.x + place.width <= visible.x) counts.before += 1;
    else if (place.x >= visible.x + visible.width) counts.after += 1;
  }
  return counts;
}

export function clearGesture({ timeline }: HandContext): void {
  timeline.overlays.hideDrag();
  timeline.overlays.hideHand();
  if (!timeline.draft) return;
  timeline.draft = undefined;
  timeline.invalidate();
}

/** Does what was shown, or says why it cannot be done. */
export function finishGesture({ handlers }: HandContext, gesture: Gesture, outcome: GesturePreview): void {
  if (outcome.kind === 'refused') handlers().announce(outcome.reason);
  else if (changesSomething(gesture)) handlers().commit(gesture, outcome.announcement);
}

function changesSomething(gesture: Gesture): boolean {
  switch (gesture.kind) {
    case 'progress':
      return gesture.from !== gesture.to;
    case 'link':
    case 'draw':
      return true;
    case 'move':
    case 'resizeStart':
    case 'resizeEnd':
      return gesture.deltaDays !== 0;
  }
}
