/** Every endpoint of the control plane: documentation, access matrix and fuzz are made from this list. */
import { z } from 'zod';
import { lineSchema } from '../ids.ts';
import { pageQuery, pageSchema } from '../paging.ts';
import { adminEndpoint } from './admin-endpoint.ts';
import {
  adminIdSchema,
  createdOperatorSchema,
  createOperatorBodySchema,
  issuedPasswordSchema,
  operatorMeSchema,
  operatorPasswordBodySchema,
  operatorSchema,
  operatorSignInBodySchema,
  updateOperatorBodySchema,
} from './operators.ts';
import { organizationEndpoints } from './organization-endpoints.ts';
import {
  auditEntrySchema,
  auditQuerySchema,
  auditVerificationSchema,
  createServerBodySchema,
  databaseServerSchema,
  reconciliationSchema,
  serverParams,
  statsSchema,
  updateServerBodySchema,
} from './system.ts';
import {
  connectionTestSchema,
  createTenantBodySchema,
  credentialsSchema,
  deleteTenantBodySchema,
  operationSchema,
  slugCheckSchema,
  tenantSchema,
  tenantStatusBodySchema,
  tenantStatusSchema,
  tenantWithOperationSchema,
  updateTenantBodySchema,
  usageDaySchema,
} from './tenants.ts';

const idParams = z.strictObject({ id: adminIdSchema });
const search = lineSchema(200).optional().describe('Part of the name, case and accents ignored');

export const signInOperator = adminEndpoint('signInOperator', {
  summary: 'Sign in to the portal; sets its session cookie',
  access: 'public',
  body: operatorSignInBodySchema,
  response: operatorMeSchema,
  bodyLimitBytes: 4096,
});
export const signOutOperator = adminEndpoint('signOutOperator', { summary: 'End this session', access: 'session', status: 204 });
export const getOperator = adminEndpoint('getOperator', { summary: 'Who is signed in', access: 'session', response: operatorMeSchema });
export const findOperator = adminEndpoint('findOperator', {
  summary: 'Who is signed in, or null: the question of a page that has just been opened',
  access: 'public',
  response: z.object({ me: operatorMeSchema.nullable() }),
});
export const changeOperatorPassword = adminEndpoint('changeOperatorPassword', {
  summary: 'Change the own password; ends every other session',
  access: 'session',
  body: operatorPasswordBodySchema,
  response: operatorMeSchema,
  bodyLimitBytes: 4096,
});

export const listTenants = adminEndpoint('listTenants', {
  summary: 'Tenants; regular admins see those that were granted to them',
  access: 'operator',
  query: z.strictObject({
    ...pageQuery,
    search,
    status: tenantStatusSchema.optional(),
    sort: z.enum(['name', '-name', 'slug', '-slug', 'createdAt', '-createdAt']).default('name'),
  }),
  response: pageSchema(tenantSchema),
});
export const createTenant = adminEndpoint('createTenant', {
  summary: 'Create a tenant and provision it; 202 when that takes longer than 5 seconds',
  access: 'superadmin',
  body: createTenantBodySchema,
  documented: tenantWithOperationSchema,
  status: 201,
});
export const getTenant = adminEndpoint('getTenant', {
  summary: 'One tenant',
  access: 'operator',
  params: idParams,
  response: tenantSchema,
});
export const updateTenant = adminEndpoint('updateTenant', {
  summary: 'Change name, address, plan or limits; a former slug leads to the new one',
  access: 'operator',
  params: idParams,
  body: updateTenantBodySchema,
  response: tenantSchema,
});
export const deleteTenant = adminEndpoint('deleteTenant', {
  summary: 'Delete a tenant with its database; the slug is typed to confirm',
  access: 'superadmin',
  params: idParams,
  body: deleteTenantBodySchema,
  documented: z.object({ operation: operationSchema.nullable() }),
});
export const restoreTenant = adminEndpoint('restoreTenant', {
  summary: 'Take a deletion back while its grace period lasts',
  access: 'superadmin',
  params: idParams,
  response: tenantSchema,
});
export const provisionTenant = adminEndpoint('provisionTenant', {
  summary: 'Provision a tenant that waits, or try a failed one again',
  access: 'operator',
  params: idParams,
  documented: tenantWithOperationSchema,
});
export const setTenantStatus = adminEndpoint('setTenantStatus', {
  summary: 'Suspend, activate or archive; never touches data',
  access: 'operator',
  params: idParams,
  body: tenantStatusBodySchema,
  response: tenantSchema,
});
export const testTenantConnection = adminEndpoint('testTenantConnection', {
  summary: "Enter the tenant's database with its own logins",
  access: 'operator',
  params: idParams,
  response: connectionTestSchema,
});
export const getTenantCredentials = adminEndpoint('getTenantCredentials', {
  summary: 'Database logins, and the first password while it is kept; the audit log notes who looked',
  access: 'operator',
  params: idParams,
  response: credentialsSchema,
});
export const resetTenantAdminPassword = adminEndpoint('resetTenantAdminPassword', {
  summary: "Give the tenant's administrator a new one-time password",
  access: 'operator',
  params: idParams,
  response: issuedPasswordSchema,
});
export const listTenantAudit = adminEndpoint('listTenantAudit', {
  summary: 'What was done to a tenant, newest first',
  access: 'operator',
  params: idParams,
  query: auditQuerySchema,
  response: pageSchema(auditEntrySchema),
});
export const listTenantOperations = adminEndpoint('listTenantOperations', {
  summary: 'Operations of a tenant, newest first',
  access: 'operator',
  params: idParams,
  response: z.object({ items: z.array(operationSchema) }),
});
export const getTenantUsage = adminEndpoint('getTenantUsage', {
  summary: 'Use of a tenant by day, the last 90 days',
  access: 'operator',
  params: idParams,
  response: z.object({ items: z.array(usageDaySchema) }),
});
export const checkSlug = adminEndpoint('checkSlug', {
  summary: 'Whether a new tenant can have this slug',
  access: 'superadmin',
  params: z.strictObject({ slug: z.string().max(100) }),
  response: slugCheckSchema,
});

export const listOperators = adminEndpoint('listOperators', {
  summary: 'Users of the portal',
  access: 'superadmin',
  query: z.strictObject({ ...pageQuery, search }),
  response: pageSchema(operatorSchema),
});
export const createOperator = adminEndpoint('createOperator', {
  summary: 'Create a user of the portal; a one-time password is answered once',
  access: 'superadmin',
  body: createOperatorBodySchema,
  response: createdOperatorSchema,
  status: 201,
});
export const updateOperator = adminEndpoint('updateOperator', {
  summary: 'Change role, state or granted tenants; the last active superadmin stays one',
  access: 'superadmin',
  params: idParams,
  body: updateOperatorBodySchema,
  response: operatorSchema,
});
export const deleteOperator = adminEndpoint('deleteOperator', {
  summary: 'Delete a user of the portal',
  access: 'superadmin',
  params: idParams,
  status: 204,
});
export const resetOperatorPassword = adminEndpoint('resetOperatorPassword', {
  summary: 'Give a user of the portal a new one-time password and end their sessions',
  access: 'superadmin',
  params: idParams,
  response: issuedPasswordSchema,
});

export const getStats = adminEndpoint('getStats', {
  summary: 'The platform as a whole: totals, storage, requests, nodes',
  access: 'superadmin',
  query: z.strictObject({ hours: z.coerce.number().int().min(1).max(720).default(24) }),
  response: statsSchema,
});
export const listAudit = adminEndpoint('listAudit', {
  summary: 'Everything that was done, newest first',
  access: 'superadmin',
  query: auditQuerySchema,
  response: pageSchema(auditEntrySchema),
});
export const verifyAudit = adminEndpoint('verifyAudit', {
  summary: 'Whether every entry of the audit log still fits its hash',
  access: 'superadmin',
  response: auditVerificationSchema,
});
export const listServers = adminEndpoint('listServers', {
  summary: 'Database servers',
  access: 'superadmin',
  response: z.object({ items: z.array(databaseServerSchema) }),
});
export const getReconciliation = adminEndpoint('getReconciliation', {
  summary: 'What the last comparison of the registry with the database servers found',
  access: 'superadmin',
  response: reconciliationSchema,
});
export const startReconciliation = adminEndpoint('startReconciliation', {
  summary: 'Compare now, and repair what is safe to repair; the answer does not wait for the end',
  access: 'superadmin',
  response: reconciliationSchema,
});
export const createServer = adminEndpoint('createServer', {
  summary: 'Add a database server; it must answer its administrator',
  access: 'superadmin',
  body: createServerBodySchema,
  response: databaseServerSchema,
  status: 201,
});
export const updateServer = adminEndpoint('updateServer', {
  summary: 'Change a database server',
  access: 'superadmin',
  params: serverParams,
  body: updateServerBodySchema,
  response: databaseServerSchema,
});

export const adminEndpoints = [
  signInOperator,
  signOutOperator,
  getOperator,
  findOperator,
  changeOperatorPassword,
  listTenants,
  createTenant,
  getTenant,
  updateTenant,
  deleteTenant,
  restoreTenant,
  provisionTenant,
  setTenantStatus,
  testTenantConnection,
  getTenantCredentials,
  resetTenantAdminPassword,
  listTenantAudit,
  listTenantOperations,
  getTenantUsage,
  checkSlug,
  listOperators,
  createOperator,
  updateOperator,
  deleteOperator,
  resetOperatorPassword,
  ...organizationEndpoints,
  getStats,
  listAudit,
  verifyAudit,
  listServers,
  getReconciliation,
  startReconciliation,
  createServer,
  updateServer,
] as const;
export type AdminEndpoint = (typeof adminEndpoints)[number];
