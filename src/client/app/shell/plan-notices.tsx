import { useContext, useEffect } from 'react';
import { PlanStoreContext } from '../../data/plan-context.ts';
import type { PlanNotice, PlanStore } from '../../data/plan-store.ts';
import { useToasts, type Toast } from '../../ui/toast.tsx';

/** Shows what the plan store has to say as messages in the corner. */
export function PlanNotices() {
  const store = useContext(PlanStoreContext);
  const toasts = useToasts();
  useEffect(() => store?.onNotice((notice) => toasts.show(toastOf(notice, store))), [store, toasts]);
  return null;
}

function toastOf(notice: PlanNotice, store: PlanStore): Toast {
  switch (notice.kind) {
    case 'refused':
      return { key: 'refused', tone: 'error', text: `Not done: ${notice.label}`, detail: notice.message };
    case 'blocked':
      return { key: 'refused', tone: 'error', text: `Not done: ${notice.step.label}`, detail: notice.step.problem.message };
    case 'dropped':
      return { key: 'step', tone: 'info', text: `Nothing was left to take back: ${notice.label}` };
    case 'undone':
      return { key: 'step', tone: 'info', text: `Undone: ${notice.label}`, action: { label: 'Redo', run: () => void store.redo() } };
    case 'redone':
      return { key: 'step', tone: 'info', text: `Done again: ${notice.label}`, action: { label: 'Undo', run: () => void store.undo() } };
    case 'reloaded':
      return { key: 'reloaded', text: 'The plan was loaded afresh' };
  }
}
