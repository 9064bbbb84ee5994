import { fileURLToPath } from 'node:url';
import type { FastifyServerOptions } from 'fastify';
import { features } from './features.ts';
import { bindClientFiles } from './platform/http/client-files.ts';
import type { ConstraintProblems } from './platform/http/constraints.ts';
import { createHttpServer, type HttpOptions } from './platform/http/create-http-server.ts';
import { bindDocumentation } from './platform/http/documentation-routes.ts';
import { bindHealth } from './platform/http/health-routes.ts';
import type { HttpEnvironment, HttpServer } from './platform/http/http-server.ts';
import { bindMetrics } from './platform/http/metrics-routes.ts';
import { bindSocket } from './platform/live/bind-socket.ts';
import type { PoolFigures } from './platform/database/database.ts';
import { LiveHub } from './platform/live/live-hub.ts';
import type { LiveSource } from './platform/live/live-source.ts';
import type { TenantSample } from './platform/tenancy/tenant-figures.ts';
import type { TenantContext } from './platform/tenant-context.ts';
import { openTenant, type TenantRuntimeOptions } from './tenant-runtime.ts';
import { ensureFirstAdmin, type FirstAdmin, type WantedAdmin } from './tenant/access/public.ts';

export const CLIENT_FOLDER = fileURLToPath(new URL('../../dist/client', import.meta.url));

export type AppOptions = TenantRuntimeOptions & {
  readonly version: string;
  readonly logger: NonNullable<FastifyServerOptions['logger']>;
  readonly trustProxy: boolean | string[];
  readonly secureCookies: boolean | undefined;
  readonly publicOrigin: string | undefined;
  readonly maxRequestsPerMinute: number | undefined;
  readonly metricsToken: string | undefined;
};

export type App = {
  readonly server: HttpServer;
  readonly tenant: TenantContext;
  /** Answers with the names of what was applied. */
  migrate(): Promise<readonly string[]>;
  /** Answers with whom it made; undefined when there are users already. Absent parts of `wanted` are made up. */
  ensureFirstAdmin(wanted: WantedAdmin): Promise<FirstAdmin | undefined>;
  isReady(): Promise<boolean>;
  /** Answers with the port. */
  listen(host: string, port: number): Promise<number>;
  close(): Promise<void>;
};

/** How requests find what serves them: the one tenant, or one of many. */
export type Serving = Pick<HttpEnvironment, 'resolveTenant' | 'rateLimitScopeOf' | 'admit' | 'isRefused'> & {
  hubOf(tenant: TenantContext, source: LiveSource, onError: (error: unknown) => void): LiveHub;
  pool(): PoolFigures;
  openSockets(): number;
  readonly tenants?: () => readonly TenantSample[];
  isReady(): Promise<boolean>;
};

/** The whole product in one process, in single-tenant mode: one context for every request. */
export async function createApp(options: AppOptions): Promise<App> {
  const runtime = await openTenant(options);
  const { tenant } = runtime;
  let hub: LiveHub | undefined;
  const serving: Serving = {
    resolveTenant: () => Promise.resolve(tenant),
    hubOf: (_tenant, source, onError) =>
      (hub ??= new LiveHub({ tenant, source, onGap: (callback) => runtime.changes.onGap(callback), onError })),
    pool: () => runtime.opened.pool,
    openSockets: () => hub?.connectionCount ?? 0,
    isReady: () => runtime.isReady(),
  };
  const server = await createProductServer(options, serving);
  await bindClientFiles(server, CLIENT_FOLDER);
  return {
    server,
    tenant,
    migrate: () => runtime.migrate(),
    ensureFirstAdmin: (wanted) => ensureFirstAdmin(tenant, wanted),
    isReady: () => runtime.isReady(),
    listen: (host, port) => listenOn(server, host, port),
    close: async () => {
      await hub?.close();
      await server.instance.close();
      await runtime.close();
    },
  };
}

/** Connections that wait to be accepted, as far as the system allows so many: one more is silent for a second. */
const BACKLOG = 4096;

/** Answers with the port. */
export async function listenOn(server: HttpServer, host: string, port: number): Promise<number> {
  return Number(new URL(await server.instance.listen({ host, port, backlog: BACKLOG })).port);
}

/** The server with every tenant feature bound, but for the client's files, which come last. */
export async function createProductServer(
  options: Omit<HttpOptions, 'environment'> & Pick<AppOptions, 'version' | 'metricsToken'>,
  serving: Serving,
): Promise<HttpServer> {
  const authenticate = features.find((feature) => feature.authenticate)?.authenticate ?? (() => Promise.resolve(undefined));
  const constraints: ConstraintProblems = Object.fromEntries(features.flatMap((feature) => Object.entries(feature.constraints ?? {})));
  const { resolveTenant, rateLimitScopeOf, admit, isRefused } = serving;
  const limits = { ...(rateLimitScopeOf && { rateLimitScopeOf }), ...(admit && { admit }), ...(isRefused && { isRefused }) };
  const server = await createHttpServer({ ...options, environment: { resolveTenant, authenticate, constraints, ...limits } });
  bindLive(server, serving);
  const { tenants } = serving;
  const figures = { pool: () => serving.pool(), openSockets: () => serving.openSockets(), ...(tenants && { tenants }) };
  bindMetrics(server, { token: options.metricsToken, ...figures });
  bindHealth(server, () => serving.isReady());
  for (const feature of features) feature.bind(server);
  bindDocumentation(server, { version: options.version });
  return server;
}

function bindLive(server: HttpServer, serving: Serving): void {
  const source = features.find((feature) => feature.live)?.live;
  if (!source) return;
  const onError = (error: unknown) => server.instance.log.warn({ err: error }, 'sockets wait for the database');
  bindSocket(server, (tenant) => serving.hubOf(tenant, source, onError));
}
