/** Pulls the progress of a bar, in steps of five percent, or with Alt of one. */
import { placeOfBar } from '../scene.ts';
import { progressX } from '../hit-test.ts';
import type { GesturePreview, ProgressGesture } from '../timeline-model.ts';
import { finishGesture, showWords } from './gesture-display.ts';
import type { Hand, HandContext, HitOf } from './hand.ts';

const STEP_PERCENT = 5;

export function takeProgress(context: HandContext, { row, bar, index }: HitOf<'progress'>): Hand {
  const { timeline, handlers } = context;
  const from = bar.progressPercent ?? 0;
  let shown: { readonly gesture: ProgressGesture; readonly outcome: GesturePreview } | undefined;
  return {
    name: 'progress',
    follow({ x, isFree }) {
      const rect = placeOfBar(timeline.scene, bar, index);
      const step = isFree ? 1 : STEP_PERCENT;
      const percent = Math.round((((x - rect.x) / rect.width) * 100) / step) * step;
      const gesture = { kind: 'progress', rowId: row.id, from, to: Math.min(100, Math.max(0, percent)) } as const;
      if (gesture.to === shown?.gesture.to) return;
      shown = { gesture, outcome: handlers().preview(gesture) };
      const pulled = { ...bar, progressPercent: gesture.to };
      timeline.draft = { spans: new Map(), progress: { rowId: row.id, percent: gesture.to } };
      timeline.overlays.showHover(rect, {
        canResize: false,
        canLink: false,
        progressX: progressX(pulled, rect) - rect.x,
        active: 'progress',
        isTouch: false,
      });
      showWords(context, shown.outcome, { ...rect, x: progressX(pulled, rect) - 40 });
      timeline.invalidate();
    },
    drop() {
      if (shown) finishGesture(context, shown.gesture, shown.outcome);
    },
  };
}
