/** Pulls the progress of a bar, in steps of five percent, or with Alt of one. */
import { progressX as progressXOf } from '../hit-test.ts';
import { placeOfBar } from '../scene.ts';
import type { GesturePreview, ProgressGesture } from '../timeline-model.ts';
import { finishGesture, showProgress } from './gesture-display.ts';
import type { Hand, HandContext, HitOf } from './hand.ts';

export const PROGRESS_STEP_PERCENT = 5;

export function takeProgress(context: HandContext, hit: HitOf<'progress'>): Hand {
  const { timeline, handlers } = context;
  const { row, bar, index } = hit;
  const from = bar.progressPercent ?? 0;
  let shown: { readonly gesture: ProgressGesture; readonly outcome: GesturePreview } | undefined;
  return {
    name: 'progress',
    follow({ x, isFree }) {
      const rect = placeOfBar(timeline.scene, bar, index);
      const step = isFree ? 1 : PROGRESS_STEP_PERCENT;
      const percent = Math.round((((x - rect.x) / rect.width) * 100) / step) * step;
      const gesture = { kind: 'progress', rowId: row.id, from, to: Math.min(100, Math.max(0, percent)) } as const;
      if (gesture.to === shown?.gesture.to) return;
      shown = { gesture, outcome: handlers().preview(gesture) };
      const progressX = progressXOf({ ...bar, progressPercent: gesture.to }, rect) - rect.x;
      timeline.overlays.showHover(rect, { canResize: false, canLink: false, progressX, active: 'progress', isTouch: false });
      showProgress(context, hit, gesture, shown.outcome);
    },
    drop() {
      if (shown) finishGesture(context, shown.gesture, shown.outcome);
    },
  };
}
