import { randomBytes } from 'node:crypto';
import type { Database } from './platform/database/database.ts';
import { loadMigrations } from './platform/database/migrations.ts';
import { NO_ACCESS_NEWS } from './platform/live/access-news.ts';
import { NO_LIMITS, type TenantContext } from './platform/tenant-context.ts';
import type { TenantPorts, TenantSeed } from './master/ports.ts';
import { createOneTimePassword } from './platform/accounts/one-time-password.ts';
import { hashPassword } from './platform/accounts/password-hash.ts';
import { createKeyring } from './platform/secrets/keyring.ts';
import { ensureFirstAdmin, giveAdminPassword } from './tenant/access/public.ts';
import { renewOwnSecret } from './tenant/sso/public.ts';
import { updateSettingsRow } from './tenant/settings/public.ts';

const MIGRATIONS = new URL('./tenant/migrations/', import.meta.url);
const LONGEST_TITLE = 100;

/** What the control plane may ask of a tenant's own code. */
export async function createTenantPorts(): Promise<TenantPorts> {
  const hashes = createHashesAhead();
  return {
    migrations: await loadMigrations(MIGRATIONS),
    seed: async (database, seed) => {
      const { adminEmail: email, password } = seed;
      const passwordHash = await hashes.take(password);
      await ensureFirstAdmin(seedingContext(database, seed), {
        email,
        password,
        passwordHash,
        alongside: (transaction) => updateSettingsRow(transaction, { instanceTitle: seed.title.slice(0, LONGEST_TITLE) }),
      });
    },
    resetAdminPassword: giveAdminPassword,
    renewSecrets: renewOwnSecret,
    createPassword: () => {
      const password = createOneTimePassword();
      hashes.begin(password);
      return password;
    },
  };
}

const MAX_HASHES = 100;

/** A password is hashed on another thread while the database for it is made; one that is not known here any more, when it is asked for. */
function createHashesAhead() {
  const begun = new Map<string, Promise<string>>();
  return {
    begin: (password: string): void => {
      for (const oldest of begun.keys()) if (begun.size >= MAX_HASHES) begun.delete(oldest);
      const hash = hashPassword(password);
      // A failure is told to who takes it.
      hash.catch(() => undefined);
      begun.set(password, hash);
    },
    take: async (password: string): Promise<string> => {
      const hash = begun.get(password) ?? hashPassword(password);
      begun.delete(password);
      return hash;
    },
  };
}

/** Nobody listens yet: the tenant is not active. */
function seedingContext(database: Database, { tenantId, slug, title }: TenantSeed): TenantContext {
  return {
    tenant: { id: tenantId, slug, title, basePath: `/t/${slug}` },
    database,
    changes: { publish: () => undefined, subscribe: () => () => undefined },
    accessNews: NO_ACCESS_NEWS,
    settings: { sessionMaxAgeMs: 0 },
    hooks: { firstPasswordReplaced: () => Promise.resolve() },
    limits: NO_LIMITS,
    keyring: createKeyring(randomBytes(32).toString('hex')),
    managedSso: undefined,
  };
}
