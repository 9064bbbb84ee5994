import { ColumnsPage } from '../features/administration/columns/columns-page.tsx';
import { PlanBoundary } from './plan-boundary.tsx';

/** Custom columns are part of the plan, so the page waits for it. */
export function ColumnsRoute() {
  return (
    <PlanBoundary>
      <ColumnsPage />
    </PlanBoundary>
  );
}
