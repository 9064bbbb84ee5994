import { Registry } from '../server/master/registry/public.ts';
import type { Master } from '../server/master/master.ts';
import type { TenantEntry } from '../server/platform/tenancy/tenant-directory.ts';
import { startTenantNews } from '../server/platform/tenancy/tenant-news.ts';
import { TenantRuntimes } from '../server/platform/tenancy/tenant-runtimes.ts';
import type { TenantContext } from '../server/platform/tenant-context.ts';
import { CliError } from './cli-error.ts';
import { withMaster } from './fleet.ts';

/** Runs `work` on one tenant of the platform, with its own login, as a request would; every node hears of its changes. */
export async function withTenant<Result>(
  slug: string | undefined,
  note: (line: string) => void,
  work: (tenant: TenantContext, master: Master) => Promise<Result>,
): Promise<Result> {
  return withMaster(note, async (master, { config }) => {
    const registry = new Registry(master);
    await registry.start();
    const news = startTenantNews(master.connection, master.database);
    const runtimes = new TenantRuntimes({
      directory: registry,
      budget: { ...config.pool, maxConnections: config.pool.poolSize + config.pool.maxOverflow },
      news,
      settings: { sessionMaxAgeMs: config.sessionMaxAgeMs },
      keyring: master.keyring,
      hooksOf: () => ({ firstPasswordReplaced: () => Promise.resolve() }),
      onError: () => undefined,
    });
    try {
      return await work(runtimes.contextOf(requireServed(registry, slug)), master);
    } finally {
      await runtimes.close();
      await news.close();
      await registry.stop();
    }
  });
}

/** A tenant that requests could reach too: a command is no way around its state. */
function requireServed(registry: Registry, slug: string | undefined): TenantEntry {
  if (slug === undefined) throw new CliError('tenant_required', 'MULTI_TENANT is true here: say whose it is with --tenant SLUG.');
  const found = registry.find(slug);
  if (found?.kind === 'renamed') throw new CliError('tenant_not_found', `The tenant "${slug}" is called "${found.slug}" now.`);
  if (!found) throw new CliError('tenant_not_found', `There is no tenant "${slug}". See: milestone tenant list`);
  const { state } = found.entry;
  if (state.kind === 'inactive') throw new CliError('tenant_inactive', state.reason ?? `The tenant "${slug}" is not active.`);
  if (state.kind === 'migrating')
    throw new CliError('tenant_migrating', `The schema of "${slug}" is behind this program. Run: milestone migrate --tenant ${slug}`);
  return found.entry;
}
