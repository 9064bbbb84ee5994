/** Moves a bar or pulls one of its ends, in whole days, drawn to what lies near. */
import { gestureOf, snap } from '../gesture-math.ts';
import { instantAt, xOfInstant } from '../scale.ts';
import type { BarGesture, GestureKind, GesturePreview, Magnet, TimelineBar } from '../timeline-model.ts';
import { finishGesture, showGesture } from './gesture-display.ts';
import type { Hand, HandContext, HandPoint, HitOf } from './hand.ts';

const MAGNET_REACH_PX = 9;

export function takeBar(context: HandContext, hit: HitOf<'bar'>, start: HandPoint): Hand {
  const { timeline, handlers } = context;
  const kind: GestureKind = hit.zone === 'body' ? 'move' : hit.zone === 'start' ? 'resizeStart' : 'resizeEnd';
  // Days are counted on the axis, not in pixels: it may grow on the left while the hand is at work.
  const instantOf = (point: HandPoint): number => instantAt(timeline.viewport.scale, point.x);
  const startInstant = instantOf(start);
  let magnets: readonly Magnet[] | undefined;
  let shown:
    | { readonly gesture: BarGesture; readonly outcome: GesturePreview; readonly place: string; readonly bar: TimelineBar }
    | undefined;
  return {
    name: kind,
    follow(point) {
      const { scale, scrollLeft, scrollTop } = timeline.viewport;
      // Others may change the plan meanwhile: the row is looked up each time.
      const index = timeline.rows.indexOf(hit.row.id);
      const row = index < 0 ? undefined : timeline.rows.rowAt(index);
      const bar = row?.bars[0];
      if (!row || !bar) return;
      magnets ??= handlers().magnetsOf(hit.row.id, kind);
      const pulled = instantOf(point) - startInstant;
      const { days, magnet } = snap(kind, bar, pulled, point.isFree ? [] : magnets, MAGNET_REACH_PX / scale.pxPerDay);
      const gesture = gestureOf(kind, row.id, bar, days);
      const place = `${scrollLeft} ${scrollTop} ${magnet?.label ?? ''}`;
      const isSame = gesture.deltaDays === shown?.gesture.deltaDays && bar === shown.bar;
      if (isSame && place === shown?.place) return;
      const outcome = isSame && shown ? shown.outcome : handlers().preview(gesture);
      shown = { gesture, outcome, place, bar };
      showGesture(context, row, index, gesture, outcome);
      const line = magnet && { x: xOfInstant(scale, magnet.instant), label: magnet.label };
      timeline.overlays.showGuide(line, timeline.viewport.visible);
    },
    drop() {
      if (shown) finishGesture(context, shown.gesture, shown.outcome);
    },
  };
}
