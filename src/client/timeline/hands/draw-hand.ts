/** Draws a new bar on the empty track of a row, or below the last one. */
import { barRect, type Rect } from '../bar-geometry.ts';
import { dayAt } from '../scale.ts';
import type { DrawGesture, GesturePreview, TimelineRow } from '../timeline-model.ts';
import { finishGesture, showWords } from './gesture-display.ts';
import type { Hand, HandContext, HandPoint } from './hand.ts';

const MIN_PULL_PX = 6;

export function takeTrack(
  context: HandContext,
  on: { readonly row: TimelineRow; readonly index: number } | undefined,
  start: HandPoint,
): Hand {
  const { timeline, handlers } = context;
  const startDay = dayAt(timeline.viewport.scale, start.x);
  let shown: { readonly gesture: DrawGesture; readonly outcome: GesturePreview } | undefined;
  return {
    name: 'draw',
    follow(point) {
      // Up or down alone draws nothing.
      if (!shown && Math.abs(point.x - start.x) < MIN_PULL_PX) return;
      const day = dayAt(timeline.viewport.scale, point.x);
      const to = { startDay: Math.min(startDay, day), endDay: Math.max(startDay, day) };
      if (shown?.gesture.to.startDay === to.startDay && shown.gesture.to.endDay === to.endDay) return;
      const gesture = { kind: 'draw', rowId: on?.row.id, to } as const;
      shown = { gesture, outcome: handlers().preview(gesture) };
      const rect = placeOf(context, on?.index, gesture);
      const bar = { kind: 'task', color: on?.row.bars[0]?.color ?? '--chart-link-active', label: 'New' } as const;
      timeline.overlays.showDrag({ bar, rect, isRefused: shown.outcome.kind === 'refused' });
      showWords(context, shown.outcome, rect);
    },
    drop() {
      if (shown) finishGesture(context, shown.gesture, shown.outcome);
    },
  };
}

function placeOf({ timeline }: HandContext, index: number | undefined, { to }: DrawGesture): Rect {
  const { layout, scale } = timeline.scene;
  const last = layout.count - 1;
  const [top, height] = index === undefined ? [layout.totalHeight, layout.heightOf(last)] : [layout.topOf(index), layout.heightOf(index)];
  return barRect(scale, { ...to, kind: 'task' }, top, height);
}
