import type { TenantFeature } from '../../platform/feature.ts';
import { accessConstraints } from './access-constraints.ts';
import { accessRoutes } from './access-routes.ts';
import { authenticate } from './authenticate.ts';
import { decoyHash } from '../../platform/accounts/password-hash.ts';
import { usersRoutes } from './users-routes.ts';

export { enter, provePassword, type Caller, type SignedIn } from './access-actions.ts';
export { keepSignedIn } from './access-routes.ts';
export { SESSION_COOKIE } from './authenticate.ts';
export { hasPasswords } from './password-policy.ts';
export { giveAdminPassword } from './admin-password.ts';
export { ensureFirstAdmin, type FirstAdmin, type WantedAdmin } from './first-admin.ts';
export { deleteSessionsOf } from './sessions-store.ts';
export { readUser } from './users-actions.ts';
export { insertAccounts } from './users-store.ts';

/** Sign-in, sessions and users. */
export const accessFeature: TenantFeature = {
  name: 'access',
  authenticate,
  constraints: accessConstraints,
  bind: (server) => {
    void decoyHash();
    for (const bind of [...accessRoutes, ...usersRoutes]) bind(server);
  },
};
