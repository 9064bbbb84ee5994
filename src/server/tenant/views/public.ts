import type { TenantFeature } from '../../platform/feature.ts';
import { bindViewRoutes } from './views-routes.ts';

/** Views of a screen that people keep by name, for themselves or for others. */
export const viewsFeature: TenantFeature = {
  name: 'views',
  constraints: {
    saved_views_pkey: { code: 'duplicate', detail: 'There is a view with this id already.', field: 'id' },
    saved_views_site_fkey: { code: 'not_found', detail: 'There is no such site.', field: 'siteId' },
  },
  bind: bindViewRoutes,
};
