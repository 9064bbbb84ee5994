import type { TenantFeature } from '../../platform/feature.ts';
import { sitesRoutes } from './sites-routes.ts';

export { bankHolidayCommands } from './import-holidays.ts';

/** Sites with their holidays and events. */
export const sitesFeature: TenantFeature = {
  name: 'sites',
  bind: (server) => {
    for (const bind of sitesRoutes) bind(server);
  },
};
