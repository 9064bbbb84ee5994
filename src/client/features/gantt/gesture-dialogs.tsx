import { lazy, Suspense, type RefObject } from 'react';
import type { Project } from '../../../planning/model.ts';
import type { TimelineHandle } from '../../timeline/timeline-handle.ts';
import type { Act } from './use-actions.ts';
import type { GanttModel } from './use-gantt-model.ts';
import type { Gestures } from './use-gestures.ts';
import type { Selection } from './use-selection.ts';
import { early } from '../../ui/early-parts.ts';

const StepBar = lazy(early(async () => ({ default: (await import('./gestures/step-bar.tsx')).StepBar })));
const LinkPopover = lazy(early(async () => ({ default: (await import('./link-popover.tsx')).LinkPopover })));

export type GestureDialogsProps = {
  readonly gestures: Gestures;
  readonly model: GanttModel;
  readonly timelineRef: RefObject<TimelineHandle | null>;
  readonly act: Act;
  readonly canEdit: (project: Project) => boolean;
  readonly selection: Selection;
  readonly goTo: (id: string) => void;
};

/** What gestures ask for: the particulars of a pressed arrow, and steps for the bar that a finger has chosen. */
export function GestureDialogs({ gestures, model, timelineRef, act, canEdit, selection, goTo }: GestureDialogsProps) {
  const { link, closeLink } = gestures;
  const { plan, rows } = model;
  const { fingeredId } = gestures;
  const isAlone = fingeredId !== undefined && selection.ids.size === 1 && selection.ids.has(fingeredId) && !selection.isSelecting;
  const index = isAlone ? rows.indexOf(fingeredId) : -1;
  const bar = index < 0 ? undefined : rows.rowAt(index).bars[0];
  return (
    <Suspense>
      {bar && fingeredId !== undefined ? <StepBar key={fingeredId} {...{ bar, timelineRef }} rowId={fingeredId} /> : null}
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
