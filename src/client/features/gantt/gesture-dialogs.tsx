import { lazy, Suspense, type RefObject } from 'react';
import type { Project } from '../../../planning/model.ts';
import type { TimelineHandle } from '../../timeline/timeline-handle.ts';
import type { Act } from './use-actions.ts';
import type { GanttModel } from './use-gantt-model.ts';
import type { Gestures } from './use-gestures.ts';
import { early } from '../../ui/early-parts.ts';

const LinkPopover = lazy(early(async () => ({ default: (await import('./link-popover.tsx')).LinkPopover })));

export type GestureDialogsProps = {
  readonly gestures: Gestures;
  readonly model: GanttModel;
  readonly timelineRef: RefObject<TimelineHandle | null>;
  readonly act: Act;
  readonly canEdit: (project: Project) => boolean;
  readonly goTo: (id: string) => void;
};

/** What gestures ask for: the particulars of a pressed arrow. */
export function GestureDialogs({ gestures, model, timelineRef, act, canEdit, goTo }: GestureDialogsProps) {
  const { link, closeLink } = gestures;
  const { plan } = model;
  return (
    <Suspense>
      {link ? (
        <LinkPopover
          plan={plan}
          linkId={link.id}
          at={link}
          canEdit={canEdit}
          act={act}
          onGoTo={goTo}
          onTakeEnd={(open) => timelineRef.current?.beginLink(open)}
          onClose={closeLink}
        />
      ) : null}
    </Suspense>
  );
}
