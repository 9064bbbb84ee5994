import type { Role } from '../../../contract/roles.ts';
import type { OpenidPlace } from './openid-connection.ts';

/** A sign-in that is set up outside of the tenant and wins over its own. */
export type ManagedSso = OpenidPlace & {
  readonly managedBy: 'organization' | 'environment';
  readonly organizationName: string | null;
  /** null: it cannot be read. */
  readonly clientSecret: string | null;
  readonly label: string | null;
  readonly autoCreate: boolean;
  readonly defaultRole: Role;
  readonly requiredGroupIds: readonly string[];
  readonly groupMatch: 'any' | 'all';
};
