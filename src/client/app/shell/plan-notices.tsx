import { Suspense, useContext, useEffect, useState } from 'react';
import { PlanStoreContext } from '../../data/plan-context.ts';
import type { BlockedStep, PlanNotice, PlanStore } from '../../data/plan-store.ts';
import { useToasts, type Toast } from '../../ui/toast.tsx';
import { BlockedStepDialog } from '../lazy-parts.ts';
import { withReadableDays } from '../../ui/format-day.ts';

/** Shows what the plan store has to say as messages in the corner, and asks where a step cannot be taken back as it is. */
export function PlanNotices() {
  const store = useContext(PlanStoreContext);
  const toasts = useToasts();
  const [blocked, setBlocked] = useState<BlockedStep>();
  useEffect(
    () =>
      store?.onNotice((notice) => {
        if (notice.kind === 'blocked') setBlocked(notice.step);
        else toasts.show(toastOf(notice, store));
      }),
    [store, toasts],
  );
  if (!blocked) return null;
  return (
    <Suspense>
      <BlockedStepDialog step={blocked} onClose={() => setBlocked(undefined)} />
    </Suspense>
  );
}

function toastOf(notice: Exclude<PlanNotice, { readonly kind: 'blocked' }>, store: PlanStore): Toast {
  switch (notice.kind) {
    case 'refused':
      return { key: 'refused', tone: 'error', text: `Not done: ${notice.label}`, detail: withReadableDays(notice.message) };
    case 'undone':
      return { key: 'step', tone: 'info', text: `Undone: ${notice.label}`, action: { label: 'Redo', run: () => void store.redo() } };
    case 'redone':
      return { key: 'step', tone: 'info', text: `Done again: ${notice.label}`, action: { label: 'Undo', run: () => void store.undo() } };
    case 'dropped':
      return { key: 'step', tone: 'info', text: `Left as it is: ${notice.label}` };
    case 'reloaded':
      return { key: 'reloaded', text: 'The plan was loaded afresh' };
  }
}
