import type { StaffId } from '../../planning/model.ts';
import type { Database } from '../platform/database/database.ts';
import type { Migration } from '../platform/database/migrations.ts';

export type TenantSeed = {
  readonly tenantId: string;
  readonly slug: string;
  /** What the workspace calls itself. */
  readonly title: string;
  readonly adminEmail: string;
  readonly password: string;
};

/**
 * What the control plane needs of a tenant's own code, wired where both are known. `database` enters the tenant's database as
 * the owner of its objects.
 */
export type TenantPorts = {
  readonly migrations: readonly Migration[];
  /** Settings and the first administrator. Does nothing that is done already. */
  seed(database: Database, seed: TenantSeed): Promise<void>;
  /** Gives the administrator of this e-mail a password to be changed at the next sign-in, and answers with whose it is. */
  resetAdminPassword(database: Database, reset: { readonly email: string; readonly password: string }): Promise<StaffId | undefined>;
  /** Puts what `renew` makes of it in the place of each secret that the tenant itself keeps; undefined: it stays. */
  renewSecrets(database: Database, renew: (ciphertext: string) => string | undefined): Promise<void>;
  createPassword(): string;
};
