import type { Gesture } from '../../../timeline/timeline-model.ts';
import type { Action, Unavailable } from '../gantt-actions.ts';
import { isHeadingId } from '../gantt-groups.ts';
import { findItem, nameOf } from '../gantt-items.ts';
import { moveOrResize } from './bar-commands.ts';
import { drawPhase } from './draw-commands.ts';
import { itemOfRow, reportLockedBy, type GestureContext } from './gesture-context.ts';
import { drawLink } from './link-commands.ts';

/** What a gesture does to the plan: one batch, one step of undo. */
export function actionOfGesture(context: GestureContext, gesture: Gesture): Action | Unavailable {
  const locked = lackOf(context, gesture);
  if (locked !== undefined) return { reason: locked };
  switch (gesture.kind) {
    case 'move':
    case 'resizeStart':
    case 'resizeEnd':
      return moveOrResize(context, gesture);
    case 'link':
      return drawLink(context, gesture);
    case 'draw':
      return drawPhase(context, gesture);
    case 'progress': {
      const item = itemOfRow(context, gesture.rowId);
      const locked = reportLockedBy(context, item);
      if (locked || item.kind === 'project') return locked ?? { reason: 'Progress follows from the phases in it' };
      return {
        commands: [{ kind: 'progress.set', id: item.id, completionPercent: gesture.to }],
        label: `Set progress of ${nameOf(item)}`,
      };
    }
  }
}

/** Keys reach every row, also those that only say what the rows below have in common; and what is held may be deleted meanwhile. */
function lackOf({ plan }: GestureContext, gesture: Gesture): string | undefined {
  if (gesture.kind === 'draw' || gesture.kind === 'link' || findItem(plan, gesture.rowId)) return undefined;
  return isHeadingId(gesture.rowId) ? 'The heading of a group has no dates of its own' : 'It is no longer in the plan';
}
