import type { ProjectId } from '../../planning/model.ts';
import type { PlanStore } from './plan-store.ts';

const PATIENCE_MS = 5000;

/** Resolves when a project that the server made has come over the socket; loads the plan anew when it takes too long. */
export async function whenInPlan(store: PlanStore, projectId: ProjectId): Promise<void> {
  if (store.plan.projects.has(projectId)) return;
  const hasCome = await new Promise<boolean>((resolve) => {
    const timer = setTimeout(() => settle(false), PATIENCE_MS);
    const stop = store.subscribe(() => {
      if (store.plan.projects.has(projectId)) settle(true);
    });
    function settle(found: boolean): void {
      clearTimeout(timer);
      stop();
      resolve(found);
    }
  });
  if (!hasCome) await store.reload();
}
