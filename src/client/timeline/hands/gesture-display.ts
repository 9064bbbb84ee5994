/** Shows a gesture on a bar and everything that follows from it, and ends it. */
import { placeOfBar, withSpan } from '../scene.ts';
import type { Gesture, GesturePreview, TimelineRow } from '../timeline-model.ts';
import type { HandContext } from './hand.ts';

export function showGesture({ timeline }: HandContext, row: TimelineRow, index: number, gesture: Gesture, outcome: GesturePreview): void {
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

export function clearGesture({ timeline }: HandContext): void {
  timeline.overlays.hideDrag();
  if (!timeline.preview) return;
  timeline.preview = undefined;
  timeline.invalidate();
}

/** Does what was shown, or says why it cannot be done. */
export function finishGesture({ handlers }: HandContext, gesture: Gesture, outcome: GesturePreview): void {
  if (outcome.kind === 'accepted' && gesture.deltaDays !== 0) handlers().commit(gesture, outcome.announcement);
  else if (outcome.kind === 'refused') handlers().announce(outcome.reason);
}
