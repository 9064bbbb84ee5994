import type { ConnectionConfig } from '../database/connection.ts';
import type { ManagedSso } from '../openid/managed-sso.ts';
import type { TenantLimits } from '../tenant-context.ts';

/** A tenant as a node needs to know it to serve it. */
export type TenantEntry = {
  readonly id: string;
  readonly slug: string;
  readonly title: string;
  readonly state: TenantState;
  readonly limits: TenantLimits;
  readonly managedSso: () => ManagedSso | undefined;
  /** Equal keys: the same database of the same server by the same login. */
  readonly connectionKey: string;
  /** Throws when the stored password cannot be read. */
  readonly connection: () => ConnectionConfig;
};

export type TenantState =
  | { readonly kind: 'active' }
  /** `reason` is a whole sentence for people, or absent. */
  | { readonly kind: 'inactive'; readonly reason?: string }
  /** The schema of its database is behind this program. */
  | { readonly kind: 'migrating' };

export type TenantFinding =
  | { readonly kind: 'tenant'; readonly entry: TenantEntry }
  /** The tenant has another slug now. */
  | { readonly kind: 'renamed'; readonly slug: string };

/** Which tenants there are, as this node knows it. */
export type TenantDirectory = {
  /** Undefined: there is no such tenant. Throws while nothing is known yet. */
  find(slug: string): TenantFinding | undefined;
  get(id: string): TenantEntry | undefined;
  /** Calls back after every change of what it knows. Returns how to stop. */
  onChange(listener: () => void): () => void;
};
