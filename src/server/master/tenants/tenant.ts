import type { Result } from '../../../lib/result.ts';
import type { OperationKind, OperationState, TenantPlan, TenantStatus } from '../master-tables.ts';

/** A tenant as the control plane knows it. */
export type Tenant = {
  readonly id: string;
  readonly name: string;
  readonly slug: string;
  readonly companyName: string | null;
  readonly adminEmail: string;
  readonly plan: TenantPlan;
  /** null: no limit. */
  readonly maxUsers: number | null;
  readonly maxProjects: number | null;
  readonly status: TenantStatus;
  readonly statusReason: string | null;
  readonly databaseServerId: number;
  readonly databaseName: string;
  /** null until there is a database. */
  readonly schemaVersion: number | null;
  readonly migrationError: string | null;
  readonly organizationId: string | null;
  /** Whom the organization's sign-in lets in; empty: everybody of the directory. */
  readonly requiredGroupIds: readonly string[];
  readonly groupMatch: 'any' | 'all';
  readonly settings: Readonly<Record<string, unknown>>;
  /** The generated password of the first administrator can still be shown. */
  readonly hasFirstPassword: boolean;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly activatedAt: Date | null;
  readonly suspendedAt: Date | null;
  readonly archivedAt: Date | null;
  readonly deleteAfter: Date | null;
};

export type Operation = {
  readonly id: string;
  readonly tenantId: string;
  readonly tenantSlug: string;
  readonly kind: OperationKind;
  readonly state: OperationState;
  readonly step: string | null;
  readonly attempt: number;
  readonly error: string | null;
  /** Steps done, and steps in all. */
  readonly progressDone: number;
  readonly progressTotal: number;
  readonly requestedBy: string;
  readonly createdAt: Date;
  readonly startedAt: Date | null;
  readonly finishedAt: Date | null;
};

export type NewTenant = {
  readonly name: string;
  readonly slug: string;
  readonly adminEmail: string;
  readonly companyName?: string | null | undefined;
  readonly plan?: TenantPlan | undefined;
  readonly maxUsers?: number | null | undefined;
  readonly maxProjects?: number | null | undefined;
  readonly databaseServerId?: number | undefined;
  readonly organizationId?: string | undefined;
};

/** What may change at any time; the slug by `renameTenant`, the status by `setTenantStatus`. */
export type TenantChange = {
  readonly name?: string | undefined;
  readonly companyName?: string | null | undefined;
  readonly adminEmail?: string | undefined;
  readonly plan?: TenantPlan | undefined;
  readonly maxUsers?: number | null | undefined;
  readonly maxProjects?: number | null | undefined;
  readonly organizationId?: string | null | undefined;
  readonly requiredGroupIds?: readonly string[] | undefined;
  readonly groupMatch?: 'any' | 'all' | undefined;
  readonly settings?: Readonly<Record<string, unknown>> | undefined;
};

/** Why the control plane does not do something; `message` is a whole sentence for people. */
export type TenantRefusal = {
  readonly code:
    | 'invalid_slug'
    | 'slug_taken'
    | 'not_found'
    | 'wrong_status'
    | 'busy'
    | 'wrong_slug'
    | 'no_server'
    | 'not_available'
    | 'no_organization';
  readonly message: string;
};
export type TenantResult<Value> = Result<Value, TenantRefusal>;
export type TenantWithOperation = { readonly tenant: Tenant; readonly operation: Operation | null };

export type TenantFilter = {
  readonly search?: string | undefined;
  readonly status?: TenantStatus | undefined;
  /** A leading `-` for the opposite order. */
  readonly sort?: 'name' | '-name' | 'slug' | '-slug' | 'createdAt' | '-createdAt' | undefined;
  readonly cursor?: string | undefined;
  readonly limit: number;
  /** Only the tenants that were granted to this admin user. */
  readonly grantedTo?: string | undefined;
};

export type TenantCredentials = {
  readonly host: string;
  readonly port: number;
  readonly databaseName: string;
  readonly logins: readonly { readonly login: 'a' | 'b'; readonly username: string; readonly password: string }[];
  /** The first administrator, with the generated password until that person's first sign-in. */
  readonly adminEmail: string;
  readonly firstPassword: string | null;
};

export type ConnectionTest =
  | { readonly kind: 'ok'; readonly durationMs: number; readonly schemaVersion: number | null; readonly serverVersion: string }
  /** A whole sentence that says what to do. */
  | { readonly kind: 'failed'; readonly message: string };
