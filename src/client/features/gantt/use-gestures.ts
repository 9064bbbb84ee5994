import { useState, type RefObject } from 'react';
import type { DependencyId } from '../../../planning/model.ts';
import { usePlanStore } from '../../data/plan-context.ts';
import type { TimelineHandle } from '../../timeline/timeline-handle.ts';
import type { Gesture, GesturePreview } from '../../timeline/timeline-model.ts';
import type { TimelineProps } from '../../timeline/timeline-props.ts';
import { actionOfGesture } from './gestures/action-of-gesture.ts';
import type { GestureContext } from './gestures/gesture-context.ts';
import { previewOf } from './gestures/gesture-preview.ts';
import { addLinkedPhase, targetsOf } from './gestures/link-commands.ts';
import { magnetsOf } from './gestures/magnets.ts';
import { findItem } from './gantt-items.ts';
import type { Act } from './use-actions.ts';

/** The arrow that was pressed, and where. */
export type PressedLink = { readonly id: DependencyId; readonly x: number; readonly y: number };

type Handlers = Pick<TimelineProps, 'preview' | 'commit' | 'magnetsOf' | 'targetsOf' | 'addLinked' | 'chooseLink' | 'pressByFinger'>;

export type Gestures = ReturnType<typeof useGestures>;

/** What hands on the timeline mean for the plan, and what they ask for on the way. */
export function useGestures(options: {
  readonly context: Omit<GestureContext, 'plan'>;
  readonly act: Act;
  readonly timelineRef: RefObject<TimelineHandle | null>;
}) {
  const { act, timelineRef } = options;
  const store = usePlanStore();
  const [link, setLink] = useState<PressedLink>();
  const [fingeredId, setFingeredId] = useState<string>();
  const context = (): GestureContext => ({ ...options.context, plan: store.plan });

  const preview = (gesture: Gesture): GesturePreview => {
    const here = context();
    const action = actionOfGesture(here, gesture);
    if ('reason' in action) return { kind: 'refused', reason: action.reason };
    return previewOf(here, gesture, store.preview(action.commands));
  };
  const commit = (gesture: Gesture, announcement: string): void => {
    const action = actionOfGesture(context(), gesture);
    void act('reason' in action ? action : { announcement, ...action });
  };
  const handlers: Handlers = {
    preview,
    commit,
    magnetsOf: (rowId) => magnetsOf(context(), rowId),
    targetsOf: (link) => targetsOf(context(), link),
    addLinked: (row, side) => {
      const item = findItem(store.plan, row.id);
      if (item)
        void act(
          options.context.canEdit(item.project)
            ? addLinkedPhase(store.plan, item, side)
            : { reason: 'You may look at this project, not change it' },
        );
    },
    pressByFinger: (row) => setFingeredId(row?.id),
    // The timeline's arrows carry the ids of dependencies.
    chooseLink: (id, x, y) => setLink({ id: id as DependencyId, x, y }),
  };
  return {
    handlers,
    link,
    /** The row of the bar that a finger pressed last. */
    fingeredId,
    closeLink: () => {
      setLink(undefined);
      timelineRef.current?.focusActive();
    },
  };
}
