import type { TenantFeature } from '../../platform/feature.ts';
import { bindProjectRoutes } from './projects-routes.ts';

/** Projects, phases and dependencies as plain resources. */
export const projectsFeature: TenantFeature = { name: 'projects', bind: bindProjectRoutes };
