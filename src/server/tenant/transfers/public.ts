import type { TenantFeature } from '../../platform/feature.ts';
import { transferRoutes } from './transfers-routes.ts';

export { previewImport, runImport, type ImportRequest } from './transfers-actions.ts';
export { findImporter, listSiteNames, type Importer } from './transfers-store.ts';

/** Import of files of other programs. */
export const transfersFeature: TenantFeature = {
  name: 'transfers',
  bind: (server) => {
    for (const bind of transferRoutes) bind(server);
  },
};
