import type { TenantFeature } from '../../platform/feature.ts';
import type { CreateSample } from './sample-data.ts';
import { settingsRoutes } from './settings-routes.ts';

export { updateSettingsRow } from './settings-store.ts';

/** Settings of the instance, and its first contents. `createSample` comes from outside the server's own code. */
export function createSettingsFeature(createSample: CreateSample): TenantFeature {
  return {
    name: 'settings',
    bind: (server) => {
      for (const bind of settingsRoutes(createSample)) bind(server);
    },
  };
}
