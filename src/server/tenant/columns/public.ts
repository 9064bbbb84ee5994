import type { TenantFeature } from '../../platform/feature.ts';
import { bindColumnRoutes } from './columns-routes.ts';

/** Custom columns as plain resources. */
export const columnsFeature: TenantFeature = { name: 'columns', bind: bindColumnRoutes };
