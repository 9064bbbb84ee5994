import { GanttPage } from '../features/gantt/gantt-page.tsx';
import { PlanBoundary } from './plan-boundary.tsx';

export function GanttRoute() {
  return (
    <PlanBoundary>
      <GanttPage />
    </PlanBoundary>
  );
}
