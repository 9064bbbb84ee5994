import { createUuid } from '../../../../lib/uuid.ts';
import { planHealthOf, type PlanHealth } from '../../../../planning/health/plan-health.ts';
import type { Project } from '../../../../planning/model.ts';
import type { Plan } from '../../../../planning/plan.ts';
import { todayOf } from '../shading.ts';

/** The health of some projects. The plan object stays the same while it changes: the version tells that it did. */
export function judge(
  plan: Plan,
  _version: number,
  { projects, now }: { readonly projects: readonly Project[]; readonly now: Date },
): PlanHealth {
  return planHealthOf(plan, { projects, todayAt: (id) => todayOf(plan.sites.get(id), now), createId: createUuid });
}
