import type { TenantFeature } from '../../platform/feature.ts';
import { bindBaselineRoutes } from './baselines-routes.ts';

/** Dates of projects as they stood when somebody kept them. */
export const baselinesFeature: TenantFeature = {
  name: 'baselines',
  constraints: { baselines_pkey: { code: 'duplicate', detail: 'There is a baseline with this id already.', field: 'id' } },
  bind: bindBaselineRoutes,
};
