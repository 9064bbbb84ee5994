import type { TenantFeature } from '../../platform/feature.ts';
import { equipmentRoutes } from './equipment-routes.ts';

/** Instruments and other equipment of the sites. */
export const equipmentFeature: TenantFeature = {
  name: 'equipment',
  bind: (server) => {
    for (const bind of equipmentRoutes) bind(server);
  },
};
