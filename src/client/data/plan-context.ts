import { createContext, useContext, useSyncExternalStore } from 'react';
import type { Plan } from '../../planning/plan.ts';
import type { PlanStore } from './plan-store.ts';

export const PlanStoreContext = createContext<PlanStore | undefined>(undefined);

/** The store of the open plan. Throws outside the signed-in part of the application. */
export function usePlanStore(): PlanStore {
  const store = useContext(PlanStoreContext);
  if (!store) throw new Error('usePlanStore is used outside the application shell');
  return store;
}

/** The plan, rendered again at each change. The object stays the same: put `version` into the dependencies of a memo. */
export function usePlan(): { readonly plan: Plan; readonly version: number } {
  const store = usePlanStore();
  const version = useSyncExternalStore(store.subscribe, () => store.version);
  return { plan: store.plan, version };
}
