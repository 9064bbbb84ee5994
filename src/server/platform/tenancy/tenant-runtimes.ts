import type { ProblemCode } from '../../../contract/problems.ts';
import { ConnectionBudget, type BudgetOptions } from '../database/connection-budget.ts';
import type { ConnectionConfig } from '../database/connection.ts';
import type { OpenDatabase, PoolFigures } from '../database/database.ts';
import { ProblemError } from '../http/problem-error.ts';
import type { Keyring } from '../secrets/keyring.ts';
import type { NodeChannel } from '../live/change-channel.ts';
import { LiveHub } from '../live/live-hub.ts';
import type { LiveSource } from '../live/live-source.ts';
import { NO_LIMITS, type TenantContext, type TenantHooks, type TenantSettings } from '../tenant-context.ts';
import type { TenantDirectory, TenantEntry } from './tenant-directory.ts';
import type { TenantNews } from './tenant-news.ts';

export type TenantRuntimesOptions = {
  readonly directory: TenantDirectory;
  /** Of each database server. */
  readonly budget: BudgetOptions;
  readonly news: TenantNews;
  readonly settings: TenantSettings;
  readonly keyring: Keyring;
  readonly hooksOf: (tenantId: string) => TenantHooks;
  readonly onError: (error: unknown) => void;
  readonly limits?: RuntimeLimits;
};

export type RuntimeLimits = {
  /** When there are more, those that nobody uses are given up. */
  readonly maxRuntimes: number;
  readonly idleMs: number;
  /** A request that began this recently may still run. */
  readonly inUseMs: number;
  readonly sweepEveryMs: number;
};

type Runtime = {
  entry: TenantEntry;
  readonly context: TenantContext;
  readonly opened: OpenDatabase;
  readonly channel: NodeChannel;
  hub: LiveHub | undefined;
  usedAtMs: number;
};

const LIMITS: RuntimeLimits = { maxRuntimes: 500, idleMs: 10 * 60_000, inUseMs: 120_000, sweepEveryMs: 30_000 };

/**
 * What lives in this process for each tenant that is in use: its context with everything that hangs on it (the plan in
 * memory), its sockets, its part of the connections. Made when it is first needed, given up when idle, ended at once when
 * the tenant may not be served any more.
 */
export class TenantRuntimes {
  readonly #options: TenantRuntimesOptions;
  readonly #limits: RuntimeLimits;
  readonly #runtimes = new Map<string, Runtime>();
  readonly #budgets = new Map<string, ConnectionBudget>();
  readonly #stops: readonly (() => void)[];

  constructor(options: TenantRuntimesOptions) {
    this.#options = options;
    this.#limits = options.limits ?? LIMITS;
    const timer = setInterval(() => this.#sweep(Date.now()), this.#limits.sweepEveryMs);
    timer.unref();
    this.#stops = [options.directory.onChange(() => this.#follow()), () => clearInterval(timer)];
  }

  contextOf(entry: TenantEntry): TenantContext {
    const known = this.#runtimes.get(entry.id);
    const runtime = known ?? this.#make(entry);
    runtime.usedAtMs = Date.now();
    return runtime.context;
  }

  hubOf(context: TenantContext, source: LiveSource): LiveHub {
    const runtime = this.#runtimes.get(context.tenant.id);
    // Ended between the look-up and now.
    if (runtime?.context !== context) throw new ProblemError('tenant_database_unavailable', { retryAfterSeconds: 2 });
    const { onError } = this.#options;
    runtime.hub ??= new LiveHub({ tenant: context, source, onGap: (callback) => runtime.channel.onGap(callback), onError });
    return runtime.hub;
  }

  get pool(): PoolFigures {
    const figures = { total: 0, idle: 0, waiting: 0 };
    for (const { pool } of this.#budgets.values()) {
      figures.total += pool.total;
      figures.idle += pool.idle;
      figures.waiting += pool.waiting;
    }
    return figures;
  }

  figuresOf(tenantId: string): { readonly connections: number; readonly sockets: number } {
    const runtime = this.#runtimes.get(tenantId);
    return { connections: runtime?.opened.pool.total ?? 0, sockets: runtime?.hub?.connectionCount ?? 0 };
  }

  get openSockets(): number {
    return [...this.#runtimes.values()].reduce((count, { hub }) => count + (hub?.connectionCount ?? 0), 0);
  }

  /** Tenants with open sockets, and how many each has. */
  get socketCounts(): ReadonlyMap<string, number> {
    const counts = [...this.#runtimes.values()].map(({ entry, hub }): [string, number] => [entry.id, hub?.connectionCount ?? 0]);
    return new Map(counts.filter(([, count]) => count > 0));
  }

  get tenantCount(): number {
    return this.#runtimes.size;
  }

  async close(): Promise<void> {
    for (const stop of this.#stops) stop();
    await Promise.all([...this.#runtimes.values()].map((runtime) => this.#end(runtime, 'overloaded')));
    await Promise.all(Array.from(this.#budgets.values(), (budget) => budget.close()));
  }

  #make(entry: TenantEntry): Runtime {
    if (this.#runtimes.size >= this.#limits.maxRuntimes) this.#giveUpOldest();
    const connection = entry.connection();
    const opened = this.#budgetOf(connection).openDatabase(connection);
    const channel = this.#options.news.channelOf(entry.id);
    const runtime: Runtime = {
      entry,
      context: this.#contextOf(entry, opened, channel),
      opened,
      channel,
      hub: undefined,
      usedAtMs: Date.now(),
    };
    this.#runtimes.set(entry.id, runtime);
    return runtime;
  }

  #contextOf({ id, slug, title }: TenantEntry, opened: OpenDatabase, channel: NodeChannel): TenantContext {
    const limitsOf = (): TenantContext['limits'] => this.#options.directory.get(id)?.limits ?? NO_LIMITS;
    const ssoOf = (): TenantContext['managedSso'] => this.#options.directory.get(id)?.managedSso();
    return {
      tenant: { id, slug, title, basePath: `/t/${slug}` },
      database: opened.database,
      changes: channel,
      accessNews: channel.accessNews,
      settings: this.#options.settings,
      hooks: this.#options.hooksOf(id),
      get limits() {
        return limitsOf();
      },
      keyring: this.#options.keyring,
      get managedSso() {
        return ssoOf();
      },
    };
  }

  #budgetOf({ host, port }: ConnectionConfig): ConnectionBudget {
    const key = `${host}:${port}`;
    const budget = this.#budgets.get(key) ?? new ConnectionBudget(this.#options.budget);
    this.#budgets.set(key, budget);
    return budget;
  }

  /** Ends what the directory does not let stand any more. */
  #follow(): void {
    for (const runtime of this.#runtimes.values()) {
      const entry = this.#options.directory.get(runtime.entry.id);
      const reason = reasonToEnd(runtime.entry, entry);
      if (reason) void this.#end(runtime, reason).catch(this.#options.onError);
      else if (entry) runtime.entry = entry;
    }
  }

  async #end(runtime: Runtime, code: ProblemCode): Promise<void> {
    if (this.#runtimes.get(runtime.entry.id) === runtime) this.#runtimes.delete(runtime.entry.id);
    // The sockets hear the reason first; whoever still asks the database is refused at once.
    await Promise.all([runtime.hub?.close(code), runtime.channel.close(), runtime.opened.end()]);
  }

  #sweep(nowMs: number): void {
    for (const runtime of this.#runtimes.values())
      if (isUnused(runtime) && nowMs - runtime.usedAtMs > this.#limits.idleMs)
        void this.#end(runtime, 'overloaded').catch(this.#options.onError);
  }

  /** The one that was used longest ago, unless every one is in use: then there are more than wanted for a while. */
  #giveUpOldest(): void {
    const unused = [...this.#runtimes.values()].filter(
      (runtime) => isUnused(runtime) && Date.now() - runtime.usedAtMs > this.#limits.inUseMs,
    );
    const [oldest] = unused.toSorted((a, b) => a.usedAtMs - b.usedAtMs);
    if (oldest) void this.#end(oldest, 'overloaded').catch(this.#options.onError);
  }
}

function isUnused({ hub }: Runtime): boolean {
  return (hub?.connectionCount ?? 0) === 0;
}

function reasonToEnd(before: TenantEntry, now: TenantEntry | undefined): ProblemCode | undefined {
  if (!now) return 'tenant_not_found';
  if (now.state.kind === 'inactive') return 'tenant_inactive';
  if (now.state.kind === 'migrating') return 'tenant_migrating';
  // Another address or database: whoever has a socket comes back to the new one.
  return now.slug !== before.slug || now.title !== before.title || now.connectionKey !== before.connectionKey ? 'overloaded' : undefined;
}
