import { useSyncExternalStore } from 'react';
import { usePlan, usePlanStore } from '../data/plan-context.ts';
import { GanttPage } from '../features/gantt/gantt-page.tsx';
import { FirstRun } from './first-run/first-run.tsx';
import { useEarlyParts } from './lazy-parts.ts';
import { PlanBoundary } from './plan-boundary.tsx';

export function GanttRoute() {
  return (
    <PlanBoundary>
      <GanttOrFirstRun />
    </PlanBoundary>
  );
}

function GanttOrFirstRun() {
  const { plan } = usePlan();
  const store = usePlanStore();
  useEarlyParts(useSyncExternalStore(store.subscribe, () => store.connection) === 'live');
  if (plan.projects.size === 0) return <FirstRun />;
  return <GanttPage />;
}
