import type { Database } from './platform/database/database.ts';
import { loadMigrations } from './platform/database/migrations.ts';
import { createAccessNews } from './platform/live/access-news.ts';
import { NO_LIMITS, type TenantContext } from './platform/tenant-context.ts';
import type { TenantPorts, TenantSeed } from './master/ports.ts';
import { createOneTimePassword, ensureFirstAdmin, giveAdminPassword } from './tenant/access/public.ts';
import { updateSettingsRow } from './tenant/settings/public.ts';

const MIGRATIONS = new URL('./tenant/migrations/', import.meta.url);
const LONGEST_TITLE = 100;

/** What the control plane may ask of a tenant's own code. */
export async function createTenantPorts(): Promise<TenantPorts> {
  return {
    migrations: await loadMigrations(MIGRATIONS),
    seed: async (database, seed) => {
      const made = await ensureFirstAdmin(seedingContext(database, seed), { email: seed.adminEmail, password: seed.password });
      if (made) await updateSettingsRow(database, { instanceTitle: seed.title.slice(0, LONGEST_TITLE) });
    },
    resetAdminPassword: giveAdminPassword,
    createPassword: createOneTimePassword,
  };
}

/** Nobody listens yet: the tenant is not active. */
function seedingContext(database: Database, { tenantId, slug, title }: TenantSeed): TenantContext {
  return {
    tenant: { id: tenantId, slug, title, basePath: `/t/${slug}` },
    database,
    changes: { publish: () => undefined, subscribe: () => () => undefined },
    accessNews: createAccessNews(),
    settings: { sessionMaxAgeMs: 0 },
    hooks: { firstPasswordReplaced: () => Promise.resolve() },
    limits: NO_LIMITS,
  };
}
