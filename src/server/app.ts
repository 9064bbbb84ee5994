import { fileURLToPath } from 'node:url';
import type { FastifyServerOptions } from 'fastify';
import { features } from './features.ts';
import { bindClientFiles } from './platform/http/client-files.ts';
import type { ConstraintProblems } from './platform/http/constraints.ts';
import { createHttpServer } from './platform/http/create-http-server.ts';
import { bindDocumentation } from './platform/http/documentation-routes.ts';
import { bindHealth } from './platform/http/health-routes.ts';
import type { HttpServer } from './platform/http/http-server.ts';
import { bindMetrics } from './platform/http/metrics-routes.ts';
import { bindSocket } from './platform/live/bind-socket.ts';
import { LiveHub } from './platform/live/live-hub.ts';
import type { TenantContext } from './platform/tenant-context.ts';
import { openTenant, type TenantRuntime, type TenantRuntimeOptions } from './tenant-runtime.ts';
import { ensureFirstAdmin, type FirstAdmin, type WantedAdmin } from './tenant/access/public.ts';

const CLIENT_FOLDER = fileURLToPath(new URL('../../dist/client', import.meta.url));

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

/** The whole product in one process, in single-tenant mode: one context for every request. */
export async function createApp(options: AppOptions): Promise<App> {
  const runtime = await openTenant(options);
  const { tenant } = runtime;
  const server = await createHttpServer({ ...options, environment: environmentOf(tenant) });
  const hub = startLive(server, runtime);
  await bindAll(server, options, runtime, hub);
  return {
    server,
    tenant,
    migrate: () => runtime.migrate(),
    ensureFirstAdmin: (wanted) => ensureFirstAdmin(tenant, wanted),
    isReady: () => runtime.isReady(),
    listen: async (host, port) => Number(new URL(await server.instance.listen({ host, port })).port),
    close: async () => {
      await hub?.close();
      await server.instance.close();
      await runtime.close();
    },
  };
}

function environmentOf(tenant: TenantContext) {
  const authenticate = features.find((feature) => feature.authenticate)?.authenticate ?? (() => Promise.resolve(undefined));
  const constraints: ConstraintProblems = Object.fromEntries(features.flatMap((feature) => Object.entries(feature.constraints ?? {})));
  return { resolveTenant: () => Promise.resolve(tenant), authenticate, constraints };
}

async function bindAll(server: HttpServer, options: AppOptions, runtime: TenantRuntime, hub: LiveHub | undefined): Promise<void> {
  const openSockets = () => hub?.connectionCount ?? 0;
  bindMetrics(server, { token: options.metricsToken, pool: () => runtime.opened.pool, openSockets });
  bindHealth(server, () => runtime.isReady());
  for (const feature of features) feature.bind(server);
  bindDocumentation(server, options.version);
  await bindClientFiles(server, CLIENT_FOLDER);
}

function startLive(server: HttpServer, { tenant, changes }: TenantRuntime): LiveHub | undefined {
  const source = features.find((feature) => feature.live)?.live;
  if (!source) return undefined;
  const onError = (error: unknown) => server.instance.log.warn({ err: error }, 'sockets wait for the database');
  const hub = new LiveHub({ tenant, source, onGap: (callback) => changes.onGap(callback), onError });
  bindSocket(server, hub);
  return hub;
}
