import { useCallback } from 'react';
import type { Project } from '../../../../planning/model.ts';
import { usePlanStore } from '../../../data/plan-context.ts';
import { actionOf } from '../cell-edit.ts';
import type { CustomFieldId } from '../column-shape.ts';
import { findItem } from '../gantt-items.ts';
import { keysOf } from '../gantt-values.ts';
import type { Act } from '../use-actions.ts';
import { editMany } from './edit-many.ts';
import type { LatestRef } from './use-cell-place.ts';

/** Checks the box of a row, or no longer: of all chosen rows with it, unless `isAlone`. */
export function useBoxToggle(latestRef: LatestRef, canEdit: (project: Project) => boolean, act: Act) {
  const store = usePlanStore();
  return useCallback(
    (rowId: string, column: CustomFieldId, isAlone = false) => {
      const item = findItem(store.plan, rowId);
      if (!item) return;
      const { values, chosenIds } = latestRef.current;
      const text = keysOf(values, item, column).includes('yes') ? 'no' : 'yes';
      const ids = !isAlone && chosenIds.has(rowId) ? [...chosenIds] : [rowId];
      const edits = ids.flatMap((id) => {
        const one = findItem(store.plan, id);
        return one ? [{ item: one, column, text }] : [];
      });
      const { action, refusals } = editMany(values, edits, canEdit);
      const result = edits.length === 1 && action ? actionOf(values, item, column, text) : undefined;
      const only = result?.ok ? result.value : undefined;
      void act(only ?? action ?? { reason: refusals[0]?.reason ?? 'Nothing has changed' }, { isUndoOffered: edits.length > 1 });
    },
    [store, latestRef, canEdit, act],
  );
}
