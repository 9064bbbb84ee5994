import type { Database } from './database/database.ts';
import type { ManagedSso } from './openid/managed-sso.ts';
import type { OpenidPlatform } from './openid/openid-connection.ts';
import type { Keyring } from './secrets/keyring.ts';
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
  /** Encrypts what the tenant keeps or hands to a browser, each for its purpose. */
  readonly keyring: Keyring;
  /** The sign-in that is set up for it elsewhere, as it is at this moment; undefined: it may have its own. */
  readonly managedSso: ManagedSso | undefined;
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
  /** Absent: Entra ID of the public cloud, and other providers by https alone. */
  readonly openid?: OpenidPlatform;
  /**
   * Whether a tenant's administrators may have this server call any provider. Where the server is not theirs, it is Entra ID
   * alone: an address of their choice would reach into the network that the server stands in.
   */
  readonly allowsAnyProvider?: boolean;
};

export type SignInRefusal = {
  readonly code: string;
  readonly reason: string;
  /** How the tenant's own list of events knows it. */
  readonly reference: string;
  readonly email: string | null;
  readonly ipAddress: string;
};

/** What a tenant's code tells the platform. */
export type TenantHooks = {
  /** The first administrator's one-time password was replaced: its copy in the data folder has no more use. */
  firstPasswordReplaced(email: string): Promise<void>;
  /** The provider knew somebody, or gave an answer that cannot be trusted, and the tenant did not let them in. Never throws. */
  signInRefused?(refusal: SignInRefusal): void;
};
