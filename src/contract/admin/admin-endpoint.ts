import type { EndpointShape } from '../endpoint.ts';
import { adminRoutes, type AdminRouteName } from './admin-routes.ts';

/**
 * Everyone; anyone signed in, also before the forced password change; operators, each for the tenants that they manage; or
 * superadmins alone.
 */
export type AdminAccess = 'public' | 'session' | 'operator' | 'superadmin';

/** An endpoint of the control plane as a value, as `endpoint` makes those of tenants. */
export function adminEndpoint<Name extends AdminRouteName, const Shape extends EndpointShape<AdminAccess>>(name: Name, shape: Shape) {
  return { name, ...adminRoutes[name], ...shape };
}
