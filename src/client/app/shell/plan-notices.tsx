import { Suspense, useContext, useEffect, useState } from 'react';
import { PlanStoreContext } from '../../data/plan-context.ts';
import type { BlockedStep, PlanNotice, PlanStore } from '../../data/plan-store.ts';
import type { PhaseId, ProjectId } from '../../../planning/model.ts';
import type { Plan } from '../../../planning/plan.ts';
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
      return {
        key: 'step',
        tone: 'info',
        text: `Undone: ${notice.label}`,
        detail: movedText(store.plan, notice.movedIds),
        action: { label: 'Redo', run: () => void store.redo() },
      };
    case 'redone':
      return {
        key: 'step',
        tone: 'info',
        text: `Done again: ${notice.label}`,
        detail: movedText(store.plan, notice.movedIds),
        action: { label: 'Undo', run: () => void store.undo() },
      };
    case 'dropped':
      return { key: 'step', tone: 'info', text: `Left as it is: ${notice.label}` };
    case 'reloaded':
      return { key: 'reloaded', text: 'The plan was loaded afresh' };
  }
}

const NAMED_COUNT = 3;

/** "24 items moved: Scouting, Synthesis, Analysis and 21 more": a step goes back unasked, however many it moves. */
function movedText(plan: Plan, ids: readonly string[]): string | undefined {
  if (ids.length < 2) return undefined;
  // Ids of phases or projects, looked up as both.
  const names = ids.flatMap((id) => plan.phases.get(id as PhaseId)?.name ?? plan.projects.get(id as ProjectId)?.name ?? []);
  const named = names.slice(0, NAMED_COUNT);
  const rest = ids.length - named.length;
  return `${ids.length} items moved: ${named.join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
}
