export { OperationWorker, type WorkerOptions } from './operation-worker.ts';
export { whySlugIsRefused } from './slug-availability.ts';
export { slugFault } from './slug.ts';
export { createTenant, deleteTenant, provisionTenant, restoreTenant, setTenantStatus } from './tenant-actions.ts';
export { renameTenant, updateTenant } from './tenant-changes.ts';
export { findOperation, findTenant, findTenantBySlug, listOperations, listTenants, waitForOperation } from './tenant-queries.ts';
export { forgetFirstPassword, readCredentials, resetAdminPassword, testConnection } from './tenant-secrets.ts';
export { statusNames, transitions } from './tenant-state.ts';
export type * from './tenant.ts';
