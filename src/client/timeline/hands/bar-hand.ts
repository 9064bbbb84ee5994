/** Moves a bar or pulls one of its ends, in whole days. */
import { gestureOf } from '../gesture-math.ts';
import { instantAt } from '../scale.ts';
import type { Gesture, GestureKind, GesturePreview } from '../timeline-model.ts';
import { finishGesture, showGesture } from './gesture-display.ts';
import type { BarHit, Hand, HandContext, HandPoint } from './hand.ts';

/** undefined: the bar does not move. */
export function takeBar(context: HandContext, hit: BarHit, start: HandPoint): Hand | undefined {
  const kind: GestureKind = hit.zone === 'body' ? 'move' : hit.zone === 'start' ? 'resizeStart' : 'resizeEnd';
  if (kind === 'move' && !hit.bar.canMove) return undefined;
  // Days are counted on the axis, not in pixels: it may grow on the left while the hand is at work.
  const instantOf = (point: HandPoint): number => instantAt(context.timeline.viewport.scale, point.x);
  const startInstant = instantOf(start);
  let shown: { readonly gesture: Gesture; readonly outcome: GesturePreview } | undefined;
  return {
    name: kind,
    follow(point) {
      const gesture = gestureOf(kind, hit.row.id, hit.bar, Math.round(instantOf(point) - startInstant));
      if (gesture.deltaDays === shown?.gesture.deltaDays) return;
      shown = { gesture, outcome: context.handlers().preview(gesture) };
      showGesture(context, hit.row, hit.index, gesture, shown.outcome);
    },
    drop() {
      if (shown) finishGesture(context, shown.gesture, shown.outcome);
    },
  };
}
