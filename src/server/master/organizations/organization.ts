import type { Role } from '../../../contract/roles.ts';
import type { TenantStatus } from '../master-tables.ts';

export type OrganizationTenant = {
  readonly id: string;
  readonly name: string;
  readonly slug: string;
  readonly status: TenantStatus;
  readonly requiredGroupIds: readonly string[];
  readonly groupMatch: 'any' | 'all';
};

/** How the people of an organization sign in; the secret is never part of it. */
export type OrganizationSso = {
  readonly provider: 'entra' | 'oidc';
  readonly directoryId: string | null;
  readonly issuerUrl: string | null;
  readonly clientId: string;
  readonly hasClientSecret: boolean;
  readonly label: string | null;
  readonly autoCreate: boolean;
  readonly defaultRole: Role;
  readonly isEnabled: boolean;
  readonly updatedAt: Date;
};

export type Organization = {
  readonly id: string;
  readonly name: string;
  readonly slug: string;
  readonly adminEmail: string | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly tenants: readonly OrganizationTenant[];
  readonly sso: OrganizationSso | null;
};

export type OrganizationFields = { readonly name: string; readonly slug: string; readonly adminEmail: string | null };

/** What a form sends; without a secret the stored one is meant. */
export type SsoInput = Omit<OrganizationSso, 'hasClientSecret' | 'updatedAt'> & { readonly clientSecret?: string | undefined };
