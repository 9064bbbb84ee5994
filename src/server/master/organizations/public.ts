export {
  assignTenant,
  createOrganization,
  deleteOrganization,
  draftConnection,
  getOrganization,
  removeSso,
  setSso,
  unassignTenant,
  updateOrganization,
} from './organizations-actions.ts';
export { listOrganizations, organizationNames } from './organizations-store.ts';
export type { Organization, OrganizationSso } from './organization.ts';
