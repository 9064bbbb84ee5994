import type { Database } from './database/database.ts';
import type { AccessNews } from './live/access-news.ts';

/** News of committed plan revisions, from this node and from others. */
export type ChangeChannel = {
  /** Tells every node, this one first and at once. Call it after the commit; it never throws. */
  publish(revision: number): void;
  /** Revisions may come late, twice or out of order: take the number as "at least this far". Returns how to stop. */
  subscribe(onRevision: (revision: number) => void): () => void;
};

/** Everything that a tenant's code may reach: it already holds the tenant's own database, so no query can meet another. */
export type TenantContext = {
  readonly tenant: {
    readonly id: string;
    /** null in single-tenant mode. */
    readonly slug: string | null;
    readonly title: string;
    /** What stands before `/api`; empty in single-tenant mode. */
    readonly basePath: string;
  };
  readonly database: Database;
  readonly changes: ChangeChannel;
  readonly accessNews: AccessNews;
  readonly settings: TenantSettings;
  readonly hooks: TenantHooks;
  /** As they are at this moment. */
  readonly limits: TenantLimits;
};

/** What a tenant's plan allows; null is no limit. */
export type TenantLimits = { readonly maxUsers: number | null; readonly maxProjects: number | null };

export const NO_LIMITS: TenantLimits = { maxUsers: null, maxProjects: null };

/** From the configuration, the same for every tenant. */
export type TenantSettings = {
  /** A session ends this long after sign-in, whatever happens. */
  readonly sessionMaxAgeMs: number;
};

/** What a tenant's code tells the platform. */
export type TenantHooks = {
  /** The first administrator's one-time password was replaced: its copy in the data folder has no more use. */
  firstPasswordReplaced(email: string): Promise<void>;
};
