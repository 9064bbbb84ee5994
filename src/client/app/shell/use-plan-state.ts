import { useContext, useSyncExternalStore } from 'react';
import { PlanStoreContext } from '../../data/plan-context.ts';

export type StepButton = { readonly label: string; readonly isDisabled: boolean; readonly run: () => void };

const neverChanges = () => () => undefined;

/** Undo and redo as buttons: what they would do, and whether there is anything. */
export function useUndo(): { readonly undo: StepButton; readonly redo: StepButton } {
  const store = useContext(PlanStoreContext);
  const subscribe = store?.subscribe ?? neverChanges;
  const undoLabel = useSyncExternalStore(subscribe, () => store?.nextUndo?.label);
  const redoLabel = useSyncExternalStore(subscribe, () => store?.nextRedo?.label);
  return {
    undo: {
      label: undoLabel === undefined ? 'Nothing to undo' : `Undo: ${undoLabel}`,
      isDisabled: undoLabel === undefined,
      run: () => void store?.undo(),
    },
    redo: {
      label: redoLabel === undefined ? 'Nothing to redo' : `Redo: ${redoLabel}`,
      isDisabled: redoLabel === undefined,
      run: () => void store?.redo(),
    },
  };
}

/** Whether there is anything on the timeline; false until the plan is loaded. */
export function useHasProjects(): boolean {
  const store = useContext(PlanStoreContext);
  return useSyncExternalStore(store?.subscribe ?? neverChanges, () => (store?.plan.projects.size ?? 0) > 0);
}
