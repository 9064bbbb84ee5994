import { useMemo, type RefObject } from 'react';
import type { Project } from '../../../../planning/model.ts';
import { usePlanStore } from '../../../data/plan-context.ts';
import type { TimelineHandle } from '../../../timeline/timeline-handle.ts';
import { actionOf } from '../cell-edit.ts';
import type { TypedId } from '../gantt-columns.ts';
import { findItem } from '../gantt-items.ts';
import type { Act } from '../use-actions.ts';
import type { Leaving } from './cell-editor.tsx';
import { editMany } from './edit-many.ts';
import type { PlaceOfCell } from './use-cell-place.ts';

export type TypedText = {
  /** The sentence that says what is wrong with the text, when it cannot be taken. */
  readonly commit: (rowId: string, column: TypedId, text: string, leaving: Leaving) => string | undefined;
  readonly cancel: () => void;
};

/** What becomes of the text in the field of a cell. */
export function useTypedText(options: {
  readonly place: PlaceOfCell;
  readonly canEdit: (project: Project) => boolean;
  readonly act: Act;
  readonly timelineRef: RefObject<TimelineHandle | null>;
}): TypedText {
  const { place, canEdit, act, timelineRef } = options;
  const { editingRef, latestRef, edit } = place;
  const store = usePlanStore();
  return useMemo(() => {
    const end = (leaving: Leaving): void => {
      edit(undefined);
      // Whoever pressed elsewhere has the focus there already.
      if (leaving === 'blur') return;
      timelineRef.current?.focusActive(leaving === 'next' ? 1 : leaving === 'previous' ? -1 : 0);
    };
    const takeForAll = (column: TypedId, text: string): string | undefined => {
      const edits = [...latestRef.current.chosenIds].flatMap((id) => {
        const item = findItem(store.plan, id);
        return item ? [{ item, column, text }] : [];
      });
      const { action, refusals } = editMany(latestRef.current.values, edits, canEdit);
      if (!action && refusals[0]) return refusals[0].reason;
      end('all');
      if (action) void act(action, { isUndoOffered: true });
      return undefined;
    };
    return {
      commit(rowId, column, text, leaving) {
        const item = findItem(store.plan, rowId);
        // Leaving the field after Enter or Escape comes here a second time.
        if (!item || editingRef.current?.rowId !== rowId || editingRef.current.column !== column) return undefined;
        if (leaving === 'all') return takeForAll(column, text);
        const result = actionOf(latestRef.current.values, item, column, text);
        if (!result.ok) return result.refusal;
        end(leaving);
        if (result.value) void act(result.value);
        return undefined;
      },
      cancel: () => end('stay'),
    };
  }, [store, latestRef, editingRef, canEdit, edit, act, timelineRef]);
}
