import { useCallback, type RefObject } from 'react';
import { usePlanStore } from '../../data/plan-context.ts';
import type { TimelineHandle } from '../../timeline/timeline-handle.ts';
import { announce } from '../../ui/announce.ts';
import { useToasts } from '../../ui/toast.tsx';
import type { DayFormat } from '../../timeline/day-format.ts';
import { findItem, nameOf } from './gantt-items.ts';
import { outcomeText } from './moved-text.ts';
import type { Action, Unavailable } from './gantt-actions.ts';
import { hasManyConsequences } from './gestures/consequences.ts';
import { heldBackText } from './gestures/hold-back.ts';
import type { Reviews } from './review/use-review.ts';
import { withReadableDays } from '../../ui/format-day.ts';

/** Resolves to a sentence when the action was refused. */
export type Act = (
  action: Action | Unavailable,
  options?: { readonly focus?: string; readonly isUndoOffered?: boolean },
) => Promise<string | undefined>;

/**
 * Does an action: one batch, one step of undo; goes to the row that it names and reads out what became of it. What moves many others
 * waits for an answer first, whichever way it was asked for.
 */
export function useActions(options: {
  readonly timelineRef: RefObject<TimelineHandle | null>;
  readonly format: DayFormat;
  /** Has a row among those that are shown. */
  readonly keep: (id: string) => void;
  readonly ask: Reviews['ask'];
  readonly onRename: (id: string) => void;
}): Act {
  const { timelineRef, format, keep, ask, onRename } = options;
  const store = usePlanStore();
  const toasts = useToasts();
  return useCallback(
    async (
      action: Action | Unavailable,
      options: { readonly focus?: string; readonly isUndoOffered?: boolean } = {},
    ): Promise<string | undefined> => {
      if ('reason' in action) {
        // What is shown as a message is read out as one: nothing is announced besides.
        toasts.show({ key: 'unavailable', text: action.reason });
        return action.reason;
      }
      const { commands, label } = action;
      const review: { asked?: Promise<boolean> } = {};
      const done = store.run(commands, {
        label,
        review: (moves) => (hasManyConsequences(store.plan, commands, moves) ? (review.asked = ask(action)) : undefined),
      });
      if (review.asked && !(await review.asked)) {
        announce('Nothing was changed');
        return undefined;
      }
      if (action.focusId !== undefined) keep(action.focusId);
      // The change shows at once; its row is there when React has rendered it.
      requestAnimationFrame(() => {
        if (action.focusId !== undefined) timelineRef.current?.revealRow(action.focusId, { focus: options.focus ?? 'name' });
        if (action.isRenamed === true && action.focusId !== undefined) onRename(action.focusId);
      });
      // The result is read out when the server has answered, which may be long after.
      if (store.connection !== 'live') announce(`${label}: waits to be saved until the connection is back`);
      const result = await done;
      if (result.kind === 'refused') return withReadableDays(result.message);
      const subject = result.kind === 'done' ? findItem(store.plan, action.subjectId) : undefined;
      if (action.announcement !== undefined) {
        if (options.isUndoOffered !== true) announce(action.announcement);
      } else if (subject && result.kind === 'done') {
        const held = heldBackText(store.plan, subject, commands);
        announce(outcomeText(format, subject, result.moves));
        if (held !== undefined) toasts.show({ key: 'heldBack', text: `${nameOf(subject)} stands later than asked`, detail: held });
      }
      if (options.isUndoOffered === true && result.kind === 'done') {
        // Takes back this very change, whatever was done since; once it is taken back, that message takes the place of this one.
        const step = { revision: result.revision, label: action.label };
        toasts.show({
          key: 'step',
          text: action.announcement ?? action.label,
          action: { label: 'Undo', run: () => void store.revert(step) },
        });
      }
      return undefined;
    },
    [store, toasts, timelineRef, format, keep, ask, onRename],
  );
}
