import type { Page } from '../../platform/http/paging.ts';
import type { Master } from '../master.ts';
import type {
  ConnectionTest,
  NewTenant,
  Operation,
  Tenant,
  TenantChange,
  TenantCredentials,
  TenantFilter,
  TenantResult,
  TenantWithOperation,
} from './tenant.ts';

export type * from './tenant.ts';

/** Who asked: an operator's e-mail, or `system (…)`. Kept in the ledger. */
type By = { readonly requestedBy: string };

/** What others may do with tenants; every function of this name is exported from here. */
export type TenantFunctions = {
  createTenant(master: Master, input: NewTenant, options: By & { readonly provision: boolean }): Promise<TenantResult<TenantWithOperation>>;
  /** Starts a pending tenant, or retries a failed one. */
  provisionTenant(master: Master, id: string, by: By): Promise<TenantResult<Operation>>;
  updateTenant(master: Master, id: string, change: TenantChange): Promise<TenantResult<Tenant>>;
  renameTenant(master: Master, id: string, slug: string): Promise<TenantResult<Tenant>>;
  setTenantStatus(master: Master, id: string, status: 'active' | 'suspended' | 'archived', reason?: string): Promise<TenantResult<Tenant>>;
  /** Also discards a failed tenant and retries a deletion that failed. null: it waits for the end of the grace period. */
  deleteTenant(master: Master, id: string, options: By & { readonly confirmSlug: string }): Promise<TenantResult<Operation | null>>;
  /** During the grace period alone. */
  restoreTenant(master: Master, id: string): Promise<TenantResult<Tenant>>;
  testConnection(master: Master, id: string): Promise<TenantResult<ConnectionTest>>;
  readCredentials(master: Master, id: string): Promise<TenantResult<TenantCredentials>>;
  /** Answers with the new password, once. */
  resetAdminPassword(master: Master, id: string): Promise<TenantResult<{ readonly email: string; readonly password: string }>>;
  /** The first administrator signed in: the generated password has no more use. */
  forgetFirstPassword(master: Master, id: string, email: string): Promise<void>;
  listTenants(master: Master, filter: TenantFilter): Promise<Page<Tenant>>;
  findTenant(master: Master, id: string): Promise<Tenant | undefined>;
  findTenantBySlug(master: Master, slug: string): Promise<Tenant | undefined>;
  listOperations(master: Master, filter: { readonly tenantId?: string; readonly limit: number }): Promise<readonly Operation[]>;
  findOperation(master: Master, id: string): Promise<Operation | undefined>;
  /** The operation as it is when it has ended, or after that long. */
  waitForOperation(master: Master, id: string, timeoutMs: number): Promise<Operation>;
  /** Why nobody can have this slug now; undefined when it is free. */
  whySlugIsRefused(master: Master, slug: string): Promise<string | undefined>;
};
