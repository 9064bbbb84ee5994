import * as contract from '../../../contract/endpoints-access.ts';
import { bound } from '../../platform/http/bind-endpoint.ts';
import type { HttpServer } from '../../platform/http/http-server.ts';
import { createUser, readUser, readUsers, resetUserPassword, updateUser } from './users-actions.ts';

export const usersRoutes: readonly ((server: HttpServer) => void)[] = [
  bound(contract.listUsers, ({ tenant, query }) => readUsers(tenant, query)),
  bound(contract.createUser, ({ tenant, actor, body }) => createUser(tenant, actor, body)),
  bound(contract.getUser, ({ tenant, params }) => readUser(tenant, params.id)),
  bound(contract.updateUser, ({ tenant, actor, params, body }) => updateUser(tenant, actor, params.id, body)),
  bound(contract.resetUserPassword, ({ tenant, params }) => resetUserPassword(tenant, params.id)),
];
