import type { IncomingMessage } from 'node:http';
import { ProblemError } from '../http/problem-error.ts';
import type { TenantContext } from '../tenant-context.ts';
import { addressOf } from './tenant-address.ts';
import type { TenantDirectory, TenantEntry } from './tenant-directory.ts';
import type { TenantRuntimes } from './tenant-runtimes.ts';

export type TenantResolver = {
  /** Throws the problem that says why there is no tenant to serve; never answers with another tenant's context. */
  resolve(raw: IncomingMessage): Promise<TenantContext>;
  /** The tenant of an address, whatever its state. */
  findEntry(raw: IncomingMessage): TenantEntry | undefined;
  /** The present slug where the address has a former one. */
  findNewSlug(raw: IncomingMessage): string | undefined;
};

const RETRY_SECONDS = 2;
const MIGRATING_RETRY_SECONDS = 5;

/** From an address to the context of the one tenant that it names. `defaultSlug` is whose addresses without a prefix are. */
export function createTenantResolver(
  directory: TenantDirectory,
  runtimes: TenantRuntimes,
  options: { readonly defaultSlug: string | undefined; readonly onError: (error: unknown) => void },
): TenantResolver {
  const slugOf = (raw: IncomingMessage): string | undefined => addressOf(raw).slug ?? options.defaultSlug;
  const find = (raw: IncomingMessage) => {
    const slug = slugOf(raw);
    return slug === undefined ? undefined : directory.find(slug);
  };
  return {
    resolve: async (raw) => {
      const found = find(raw);
      if (found?.kind === 'renamed')
        throw new ProblemError('tenant_not_found', { detail: `This workspace has a new address: /t/${found.slug}/` });
      if (!found) throw new ProblemError('tenant_not_found');
      requireServed(found.entry);
      try {
        return runtimes.contextOf(found.entry);
      } catch (error) {
        // Its credentials cannot be read: as good as unreachable, and never somebody else's.
        options.onError(error);
        throw new ProblemError('tenant_database_unavailable', { retryAfterSeconds: RETRY_SECONDS });
      }
    },
    findEntry: (raw) => {
      const found = find(raw);
      return found?.kind === 'tenant' ? found.entry : undefined;
    },
    findNewSlug: (raw) => {
      const found = find(raw);
      return found?.kind === 'renamed' ? found.slug : undefined;
    },
  };
}

function requireServed({ state }: TenantEntry): void {
  switch (state.kind) {
    case 'active':
      return;
    case 'inactive':
      throw new ProblemError('tenant_inactive', state.reason === undefined ? {} : { detail: state.reason });
    case 'migrating':
      throw new ProblemError('tenant_migrating', { retryAfterSeconds: MIGRATING_RETRY_SECONDS });
  }
}
