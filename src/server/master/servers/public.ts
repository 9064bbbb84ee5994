export { closeToPublic } from './database-acl.ts';
export { createVisits } from './visits.ts';
export {
  findAdminFault,
  isLoginRefusal,
  requireAdminRights,
  ServerError,
  Servers,
  type DatabaseServer,
  type ServerAdmin,
  type ServerCatalog,
  type ServersOptions,
} from './server-admin.ts';
