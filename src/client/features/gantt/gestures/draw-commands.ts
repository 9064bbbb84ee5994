/** A new phase drawn on the track of a row: inside what holds phases, beside what does not. */
import { createUuid } from '../../../../lib/uuid.ts';
import type { PhaseId } from '../../../../planning/model.ts';
import type { DrawGesture } from '../../../timeline/timeline-model.ts';
import type { Action, Unavailable } from '../gantt-actions.ts';
import { findItem, isParent, nameOf, type GanttItem } from '../gantt-items.ts';
import { lockedBy, type GestureContext } from './gesture-context.ts';

export type DrawPlace = { readonly item: GanttItem; readonly isInside: boolean };

/** Where in the tree a phase goes that is drawn on a row; below the last row it goes to the end of the last project. */
export function placeOfDrawing({ rows, plan }: GestureContext, rowId: string | undefined): DrawPlace | undefined {
  const shown = rowId === undefined ? rows.itemAt(rows.count - 1)?.item : findItem(plan, rowId);
  if (!shown) return undefined;
  if (rowId === undefined) return { item: { kind: 'project', id: shown.project.id, project: shown.project }, isInside: true };
  return { item: shown, isInside: shown.kind === 'project' || isParent(plan, shown) };
}

export function drawPhase(context: GestureContext, { rowId, to, isPoint = false }: DrawGesture): Action | Unavailable {
  const drawn = placeOfDrawing(context, rowId);
  if (!drawn) return { reason: 'Draw on the row of a project or phase' };
  const { item, isInside } = drawn;
  const locked = lockedBy(context, item);
  if (locked) return locked;
  const what = isPoint ? 'milestone' : 'phase';
  const id = createUuid() as PhaseId; // Born here: a command carries the final id.
  const place =
    item.kind === 'project' ? { parentId: null } : isInside ? { parentId: item.id } : { parentId: item.phase.parentId, afterId: item.id };
  return {
    commands: [
      {
        kind: 'phase.create',
        id,
        projectId: item.project.id,
        ...place,
        name: `New ${what}`,
        startOn: to.startDay,
        endOn: to.endDay,
        fields: { isMilestone: isPoint },
      },
    ],
    label: `Add ${what} ${isInside ? 'in' : 'after'} ${nameOf(item)}`,
    focusId: id,
    isRenamed: true,
    announcement: `New ${what} added. Type its name.`,
  };
}
