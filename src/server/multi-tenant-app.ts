import { CLIENT_FOLDER, createProductServer, listenOn, type App, type AppOptions, type Serving } from './app.ts';
import { appendAudit } from './master/audit/public.ts';
import type { Master } from './master/master.ts';
import { Registry } from './master/registry/public.ts';
import { forgetFirstPassword } from './master/tenants/public.ts';
import { Admission, type AdmissionLimits } from './platform/tenancy/admission.ts';
import type { BudgetOptions } from './platform/database/connection-budget.ts';
import { bindClientFiles } from './platform/http/client-files.ts';
import type { HttpServer } from './platform/http/http-server.ts';
import { addressOf, isTenantCall, rewriteTenantUrl } from './platform/tenancy/tenant-address.ts';
import { TenantFigures } from './platform/tenancy/tenant-figures.ts';
import { startTenantNews } from './platform/tenancy/tenant-news.ts';
import { createTenantResolver, type TenantResolver } from './platform/tenancy/tenant-resolver.ts';
import { TenantRuntimes, type RuntimeLimits } from './platform/tenancy/tenant-runtimes.ts';
import type { TenantHooks } from './platform/tenant-context.ts';

/** The audit log of the platform never grows faster by people who are refused; each tenant's own list has all of them. */
const MAX_REFUSALS_PER_MINUTE = 20;

export type MultiTenantAppOptions = Omit<AppOptions, 'database' | 'title' | 'hooks'> & {
  readonly master: Master;
  /** Of each database server. */
  readonly budget: BudgetOptions;
  /** How many tenants live in this process, and for how long; absent: as is right for a server. */
  readonly runtimeLimits?: RuntimeLimits;
  /** Whose the addresses without `/t/{slug}` are; undefined: nobody's. */
  readonly defaultTenant: string | undefined;
  /** What else this server has, such as the control plane's own endpoints. */
  readonly bindMore?: (server: HttpServer, parts: MultiTenantParts) => Promise<void> | void;
};

export type MultiTenantParts = {
  readonly registry: Registry;
  readonly runtimes: TenantRuntimes;
  readonly resolver: TenantResolver;
  readonly admission: Admission;
  readonly figures: TenantFigures;
};
export type MultiTenantApp = Pick<App, 'server' | 'isReady' | 'listen' | 'close'> & MultiTenantParts;

/** The whole product for many tenants, over an open control plane, which the caller closes after the app. */
export async function createMultiTenantApp(options: MultiTenantAppOptions): Promise<MultiTenantApp> {
  const { master } = options;
  const log: { warn?: (error: unknown, what: string) => void } = {};
  const onError = (error: unknown) => log.warn?.(error, 'a tenant waits for its database');
  const registry = new Registry(master, { onError: (error) => log.warn?.(error, 'the registry does not answer') });
  await registry.start();
  const news = startTenantNews(master.connection, master.database);
  const runtimes = new TenantRuntimes({
    directory: registry,
    budget: options.budget,
    ...(options.runtimeLimits && { limits: options.runtimeLimits }),
    news,
    settings: options.settings,
    keyring: master.keyring,
    hooksOf: (id) => hooksOf(master, registry, id, onError),
    onError,
  });
  const resolver = createTenantResolver(registry, runtimes, { defaultSlug: options.defaultTenant, onError });
  const admission = new Admission(admissionLimitsOf(options.budget));
  const parts: MultiTenantParts = { registry, runtimes, resolver, admission, figures: new TenantFigures() };
  const server = await createProductServer({ ...options, isMultiTenant: true }, servingOf(parts));
  log.warn = (error, what) => server.instance.log.warn({ err: error }, what);
  redirectFormerSlugs(server, resolver);
  countRequests(server, parts);
  await options.bindMore?.(server, parts);
  await bindClientFiles(server, CLIENT_FOLDER, { hasPortal: true });
  return {
    ...parts,
    server,
    isReady: () => Promise.resolve(registry.isLoaded),
    listen: (host, port) => listenOn(server, host, port),
    close: async () => {
      await runtimes.close();
      await server.instance.close();
      await news.close();
      await registry.stop();
    },
  };
}

/** More than hundreds of people at work ask. */
const FLOOD_PER_SECOND = 50;

/** Twice as many as there are connections keep these busy; a line is as long as it can be served in time. */
function admissionLimitsOf({ poolSize, maxOverflow, poolTimeoutMs }: BudgetOptions): AdmissionLimits {
  const maxRunning = 2 * (poolSize + maxOverflow);
  return { maxRunning, maxWaiting: 200, maxWaitMs: poolTimeoutMs, floodPerSecond: FLOOD_PER_SECOND, share: 0.1 };
}

function servingOf({ registry, runtimes, resolver, admission, figures }: MultiTenantParts): Serving {
  return {
    resolveTenant: (raw) => resolver.resolve(raw),
    admit: ({ tenant }, work, about) => admission.run(tenant.id, work, about),
    isRefused: (raw) => {
      if (!registry.isLoaded || !isTenantCall(raw, rewriteTenantUrl(raw))) return false;
      const id = resolver.findEntry(raw)?.id;
      if (id === undefined || !admission.refuses(id)) return false;
      figures.observe(id, { status: 503, seconds: 0 });
      return true;
    },
    // Slugs that nobody has share one limit, so that making them up is no way around it.
    rateLimitScopeOf: (raw) => (registry.isLoaded ? (resolver.findEntry(raw)?.id ?? '') : ''),
    hubOf: (tenant, source) => runtimes.hubOf(tenant, source),
    pool: () => runtimes.pool,
    openSockets: () => runtimes.openSockets,
    tenants: () =>
      figures.list((id) => {
        const tenant = registry.get(id)?.slug;
        return tenant === undefined ? undefined : { tenant, ...admission.figuresOf(id), ...runtimes.figuresOf(id) };
      }),
    isReady: () => Promise.resolve(registry.isLoaded),
  };
}

/** A first password that was replaced has no more use; the tenant's own sign-in never waits for the registry. */
function hooksOf(master: Master, registry: Registry, tenantId: string, onError: (error: unknown) => void): TenantHooks {
  const refusals = { minute: 0, count: 0 };
  return {
    signInRefused: ({ code, reason, reference, email, ipAddress }) => {
      const minute = Math.floor(Date.now() / 60_000);
      if (refusals.minute !== minute) Object.assign(refusals, { minute, count: 0 });
      refusals.count += 1;
      if (refusals.count > MAX_REFUSALS_PER_MINUTE) return;
      const actorName = email ?? 'somebody at the provider';
      const details = { code, reason, reference };
      const tenantSlug = registry.get(tenantId)?.slug ?? null;
      appendAudit(master.database, { action: 'tenant.sign_in_refused', actorName, tenantId, tenantSlug, ipAddress, details }).catch(
        onError,
      );
    },
    firstPasswordReplaced: (email) => {
      forgetFirstPassword(master, tenantId, email).catch(onError);
      return Promise.resolve();
    },
  };
}

function countRequests(server: HttpServer, { registry, resolver, figures }: MultiTenantParts): void {
  server.instance.addHook('onResponse', async (request, reply) => {
    const id = registry.isLoaded ? resolver.findEntry(request.raw)?.id : undefined;
    if (id !== undefined) figures.observe(id, { status: reply.statusCode, seconds: reply.elapsedTime / 1000 });
  });
}

/** A renamed tenant's old address leads to the new one, for pages and calls alike; sockets are told instead. */
function redirectFormerSlugs(server: HttpServer, resolver: TenantResolver): void {
  server.instance.addHook('onRequest', async (request, reply) => {
    const { slug, basePath } = addressOf(request.raw);
    if (slug === undefined || request.headers.upgrade !== undefined) return undefined;
    const newSlug = resolver.findNewSlug(request.raw);
    if (newSlug === undefined) return undefined;
    return reply.redirect(`/t/${newSlug}${request.originalUrl.slice(basePath.length)}`, 308);
  });
}
