import { startListener, type Listener } from '../../platform/database/listener.ts';
import { ProblemError } from '../../platform/http/problem-error.ts';
import type { TenantDirectory, TenantEntry, TenantFinding } from '../../platform/tenancy/tenant-directory.ts';
import type { Master } from '../master.ts';
import { entryOf } from './registry-entry.ts';
import { readRegistryRows, readRegistryVersion } from './registry-store.ts';

export type RegistryOptions = {
  /** A lost notification is noticed this soon. */
  readonly compareEveryMs?: number;
  readonly onError?: (error: unknown) => void;
};

const COMPARE_EVERY_MS = 1000;
/** Comparisons after which everything is read again, whatever the version says. */
const READ_ANYWAY_AFTER = 60;
const ALL = '*';

/**
 * Every tenant, as this node knows it: told by the registry's notifications, compared with its version every second, and
 * kept when the registry is away, so that known tenants go on.
 */
export class Registry implements TenantDirectory {
  readonly #master: Master;
  readonly #options: Required<RegistryOptions>;
  #entries = new Map<string, TenantEntry>();
  readonly #slugs = new Map<string, string>();
  readonly #formerSlugs = new Map<string, string>();
  readonly #listeners = new Set<() => void>();
  readonly #stale = new Set<string>();
  /** The registry's version that is known to be read; undefined: nothing is known yet. */
  #version: number | undefined;
  #comparisons = 0;
  #listener: Listener | undefined;
  #timer: NodeJS.Timeout | undefined;
  #reading: Promise<void> | undefined;

  constructor(master: Master, options: RegistryOptions = {}) {
    this.#master = master;
    this.#options = { compareEveryMs: COMPARE_EVERY_MS, onError: () => undefined, ...options };
  }

  /** Returns when every tenant is known. */
  async start(): Promise<void> {
    this.#stale.add(ALL);
    await this.#readStale();
    this.#listener = startListener(this.#master.connection, 'milestone_registry', {
      onNotification: (id) => this.#hear(id),
      onListening: () => this.#hear(ALL),
    });
    this.#timer = setInterval(() => void this.#compare().catch(this.#options.onError), this.#options.compareEveryMs);
    this.#timer.unref();
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.#listener?.close();
    await this.#reading?.catch(() => undefined);
  }

  get isLoaded(): boolean {
    return this.#version !== undefined;
  }

  find(slug: string): TenantFinding | undefined {
    if (this.#version === undefined) throw new ProblemError('database_unavailable', { retryAfterSeconds: 2 });
    const id = this.#slugs.get(slug);
    const entry = id === undefined ? undefined : this.#entries.get(id);
    if (entry) return { kind: 'tenant', entry };
    const renamed = this.#entries.get(this.#formerSlugs.get(slug) ?? '');
    return renamed && { kind: 'renamed', slug: renamed.slug };
  }

  get(id: string): TenantEntry | undefined {
    return this.#entries.get(id);
  }

  list(): readonly TenantEntry[] {
    return [...this.#entries.values()];
  }

  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #hear(id: string): void {
    this.#stale.add(id);
    this.#readStale().catch(this.#options.onError);
  }

  async #compare(): Promise<void> {
    if (this.#reading) return;
    const version = await readRegistryVersion(this.#master.database);
    this.#comparisons += 1;
    const isDue = this.#comparisons % READ_ANYWAY_AFTER === 0;
    if (version === this.#version && this.#stale.size === 0 && !isDue) return;
    this.#stale.add(ALL);
    await this.#readStale();
  }

  /** Reads until nothing is stale; one read at a time. What could not be read stays stale for the next comparison. */
  #readStale(): Promise<void> {
    this.#reading ??= this.#readAll().finally(() => (this.#reading = undefined));
    return this.#reading;
  }

  async #readAll(): Promise<void> {
    while (this.#stale.size > 0) {
      const ids = [...this.#stale];
      this.#stale.clear();
      try {
        await this.#read(ids.includes(ALL) ? 'all' : ids);
      } catch (error) {
        for (const id of ids) this.#stale.add(id);
        throw error;
      }
    }
  }

  async #read(ids: readonly string[] | 'all'): Promise<void> {
    const { database, keyring, options } = this.#master;
    // Asked first: what happens meanwhile counts as not yet known.
    const version = await readRegistryVersion(database);
    const rows = await readRegistryRows(database, ids === 'all' ? 'all' : { ids });
    const needed = options.ports.migrations.at(-1)?.version ?? 0;
    if (ids === 'all') this.#entries = new Map();
    else for (const id of ids) this.#entries.delete(id);
    for (const row of rows) this.#entries.set(row.id, entryOf(row, keyring, needed));
    this.#index(rows, ids);
    // A single tenant's news say nothing of others' that may have been lost.
    if (ids === 'all') this.#version = version;
    for (const listener of this.#listeners) listener();
  }

  #index(rows: Awaited<ReturnType<typeof readRegistryRows>>, ids: readonly string[] | 'all'): void {
    for (const index of [this.#slugs, this.#formerSlugs]) {
      for (const [slug, id] of index) if (ids === 'all' || ids.includes(id)) index.delete(slug);
    }
    for (const row of rows) {
      this.#slugs.set(row.slug, row.id);
      for (const former of row.formerSlugs) this.#formerSlugs.set(former, row.id);
    }
  }
}
