import type { TenantFeature } from '../../platform/feature.ts';
import { ssoRoutes } from './sso-routes.ts';

export { renewOwnSecret } from './sso-store.ts';

/** Single sign-on: the way in by a provider, who is connected with whom, and its settings. */
export const ssoFeature: TenantFeature = {
  name: 'sso',
  bind: (server) => {
    for (const bind of ssoRoutes) bind(server);
  },
};
