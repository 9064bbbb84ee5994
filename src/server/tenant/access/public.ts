import type { TenantFeature } from '../../platform/feature.ts';
import { accessRoutes } from './access-routes.ts';
import { authenticate } from './authenticate.ts';
import { decoyHash } from './password-hash.ts';

/** Sign-in, sessions and users. */
export const accessFeature: TenantFeature = {
  name: 'access',
  authenticate,
  bind: (server) => {
    void decoyHash();
    for (const bind of accessRoutes) bind(server);
  },
};
