import { adminEndpoints } from '../../../contract/admin/admin-endpoints.ts';
import { decoyHash } from '../../platform/accounts/password-hash.ts';
import { bindDocumentation } from '../../platform/http/documentation-routes.ts';
import type { HttpServer } from '../../platform/http/http-server.ts';
import { OPERATOR_COOKIE } from '../operators/public.ts';
import { accessRoutes } from './access-routes.ts';
import type { AdminContext } from './bind-admin-endpoint.ts';
import { organizationRoutes } from './organization-routes.ts';
import { platformRoutes } from './platform-routes.ts';
import { tenantRoutes } from './tenant-routes.ts';

export type { AdminContext } from './bind-admin-endpoint.ts';

/** Binds the API of the control plane, with its documentation at `/api/admin/docs`. */
export function bindAdmin(server: HttpServer, context: AdminContext): void {
  void decoyHash();
  for (const bind of [...accessRoutes, ...tenantRoutes, ...organizationRoutes, ...platformRoutes]) bind(server, context);
  bindDocumentation(server, {
    version: context.version,
    prefix: '/api/admin',
    title: 'Milestone administration',
    endpoints: adminEndpoints,
    cookieName: OPERATOR_COOKIE,
  });
}
