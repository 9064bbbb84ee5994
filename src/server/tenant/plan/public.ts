/** What other features may use of the plan: the one way to change it, and the masked reading of it. */
import type { TenantFeature } from '../../platform/feature.ts';
import { planConstraints } from './constraints.ts';
import { planLive } from './live-source.ts';
import { bindPlanRoutes } from './plan-routes.ts';

export { changePlan, type ChangeOptions, type ChangeResult, type PlanActor } from './change-plan.ts';
export type { WireChange } from './change-record.ts';
export type { FieldPath } from './change-problems.ts';
export { applyDoubleBooking, type Overlap } from './double-booking.ts';
export { idempotencyKeyOf } from './idempotency-key.ts';
export { columnsOf, inScope, projectsSeenBy, readerTables, within } from './plan-query.ts';
export { bodyPath, createdIn, writeByRest, type RestCall } from './rest-write.ts';
export { type Reader } from './sight.ts';

/** The plan, its commands, its changes and the sockets. */
export const planFeature: TenantFeature = {
  name: 'plan',
  constraints: planConstraints,
  live: planLive,
  bind: bindPlanRoutes,
};
