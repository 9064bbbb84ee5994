import { lazy, Suspense, type RefObject } from 'react';
import type { Project } from '../../../planning/model.ts';
import type { TimelineHandle } from '../../timeline/timeline-handle.ts';
import type { Act } from './use-actions.ts';
import type { GanttModel } from './use-gantt-model.ts';
import type { Gestures } from './use-gestures.ts';

const LinkPopover = lazy(async () => ({ default: (await import('./link-popover.tsx')).LinkPopover }));
const ReviewDialog = lazy(async () => ({ default: (await import('./review-dialog.tsx')).ReviewDialog }));

export type GestureDialogsProps = {
  readonly gestures: Gestures;
  readonly model: GanttModel;
  readonly timelineRef: RefObject<TimelineHandle | null>;
  readonly act: Act;
  readonly canEdit: (project: Project) => boolean;
  readonly goTo: (id: string) => void;
};

/** What gestures ask for: a pressed arrow's particulars, and the review of a change with many consequences. */
export function GestureDialogs({ gestures, model, timelineRef, act, canEdit, goTo }: GestureDialogsProps) {
  const { link, review, closeLink, closeReview } = gestures;
  const { plan, format } = model;
  return (
    <Suspense>
      {link ? (
        <LinkPopover
          plan={plan}
          linkId={link.id}
          at={link}
          canEdit={canEdit}
          act={gestures.run}
          onGoTo={goTo}
          onTakeEnd={(open) => timelineRef.current?.beginLink(open)}
          onClose={closeLink}
        />
      ) : null}
      {review ? (
        <ReviewDialog
          plan={plan}
          format={format}
          review={review}
          onClose={closeReview}
          onConfirm={() => {
            closeReview();
            void act(review.action);
          }}
        />
      ) : null}
    </Suspense>
  );
}
