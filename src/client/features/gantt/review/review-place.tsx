import { lazy, Suspense } from 'react';
import { early } from '../../../ui/early-parts.ts';
import type { ReviewSheetProps } from './review-sheet.tsx';
import type { Reviews } from './use-review.ts';

const ReviewSheet = lazy(early(async () => ({ default: (await import('./review-sheet.tsx')).ReviewSheet })));

export type ReviewPlaceProps = Omit<ReviewSheetProps, 'action' | 'onAnswer' | 'onGoTo'> & { readonly reviews: Reviews };

/** Where an action with many consequences waits for an answer, if one does. */
export function ReviewPlace({ reviews, ...props }: ReviewPlaceProps) {
  if (!reviews.action) return null;
  return (
    <Suspense>
      <ReviewSheet
        {...props}
        key={reviews.count}
        action={reviews.action}
        onGoTo={(id) => props.timelineRef.current?.revealRow(id)}
        onAnswer={(isWanted) => {
          reviews.answer(isWanted);
          props.timelineRef.current?.focusActive();
        }}
      />
    </Suspense>
  );
}
