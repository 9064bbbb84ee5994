/** Organizations and their sign-in. */
import { z } from 'zod';
import { lineSchema } from '../ids.ts';
import { pageQuery, pageSchema } from '../paging.ts';
import { organizationSsoBodySchema, ssoTestSchema } from '../sso.ts';
import { adminEndpoint } from './admin-endpoint.ts';
import { adminIdSchema } from './operators.ts';
import { auditEntrySchema, auditQuerySchema } from './system.ts';
import {
  createOrganizationBodySchema,
  organizationSchema,
  organizationTenantParams,
  updateOrganizationBodySchema,
} from './organizations.ts';

const idParams = z.strictObject({ id: adminIdSchema });

export const listOrganizations = adminEndpoint('listOrganizations', {
  summary: 'Organizations by name, with their tenants',
  access: 'superadmin',
  query: z.strictObject({ ...pageQuery, search: lineSchema(200).optional().describe('Part of the name, case and accents ignored') }),
  response: pageSchema(organizationSchema),
});
export const createOrganization = adminEndpoint('createOrganization', {
  summary: 'Create an organization, with tenants where some are named',
  access: 'superadmin',
  body: createOrganizationBodySchema,
  response: organizationSchema,
  status: 201,
});
export const getOrganization = adminEndpoint('getOrganization', {
  summary: 'One organization',
  access: 'superadmin',
  params: idParams,
  response: organizationSchema,
});
export const updateOrganization = adminEndpoint('updateOrganization', {
  summary: 'Change name, slug or e-mail',
  access: 'superadmin',
  params: idParams,
  body: updateOrganizationBodySchema,
  response: organizationSchema,
});
export const deleteOrganization = adminEndpoint('deleteOrganization', {
  summary: 'Delete an organization; its tenants are unlinked and stay',
  access: 'superadmin',
  params: idParams,
  status: 204,
});
export const assignTenant = adminEndpoint('assignTenant', {
  summary: 'Put a tenant under the organization; one of another organization moves',
  access: 'superadmin',
  params: organizationTenantParams,
  response: organizationSchema,
});
export const unassignTenant = adminEndpoint('unassignTenant', {
  summary: 'Take a tenant out of the organization',
  access: 'superadmin',
  params: organizationTenantParams,
  status: 204,
});
export const setOrganizationSso = adminEndpoint('setOrganizationSso', {
  summary: 'Set how the people of the organization sign in; the secret is kept encrypted and never answered',
  access: 'superadmin',
  params: idParams,
  body: organizationSsoBodySchema,
  response: organizationSchema,
});
export const removeOrganizationSso = adminEndpoint('removeOrganizationSso', {
  summary: 'Remove the single sign-on of the organization; passwords work again',
  access: 'superadmin',
  params: idParams,
  status: 204,
});
export const testOrganizationSso = adminEndpoint('testOrganizationSso', {
  summary: 'Try settings without keeping them; without a secret the stored one is used',
  access: 'superadmin',
  params: idParams,
  body: organizationSsoBodySchema,
  response: ssoTestSchema,
});

export const listOrganizationAudit = adminEndpoint('listOrganizationAudit', {
  summary: 'What was done to an organization, newest first',
  access: 'superadmin',
  params: idParams,
  query: auditQuerySchema,
  response: pageSchema(auditEntrySchema),
});

export const organizationEndpoints = [
  listOrganizationAudit,
  listOrganizations,
  createOrganization,
  getOrganization,
  updateOrganization,
  deleteOrganization,
  assignTenant,
  unassignTenant,
  setOrganizationSso,
  removeOrganizationSso,
  testOrganizationSso,
] as const;
