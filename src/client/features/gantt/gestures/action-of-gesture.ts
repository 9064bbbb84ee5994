import type { Gesture } from '../../../timeline/timeline-model.ts';
import type { Action, Unavailable } from '../gantt-actions.ts';
import { nameOf } from '../gantt-items.ts';
import { moveOrResize } from './bar-commands.ts';
import { drawPhase } from './draw-commands.ts';
import { itemOfRow, reportLockedBy, type GestureContext } from './gesture-context.ts';
import { drawLink } from './link-commands.ts';

/** What a gesture does to the plan: one batch, one step of undo. */
export function actionOfGesture(context: GestureContext, gesture: Gesture): Action | Unavailable {
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
