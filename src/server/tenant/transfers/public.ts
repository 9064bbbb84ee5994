import type { TenantFeature } from '../../platform/feature.ts';
import { transferRoutes } from './transfers-routes.ts';

export { previewImport, runImport, type ImportFields } from './transfers-actions.ts';

/** Import of files of other programs. */
export const transfersFeature: TenantFeature = {
  name: 'transfers',
  bind: (server) => {
    for (const bind of transferRoutes) bind(server);
  },
};
