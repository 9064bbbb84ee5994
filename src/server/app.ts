import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { FastifyServerOptions } from 'fastify';
import { features } from './features.ts';
import { openDatabase, type OpenDatabase, type PoolConfig } from './platform/database/database.ts';
import { isMigrated, loadMigrations, runMigrations, type Migration } from './platform/database/migrations.ts';
import { bindClientFiles } from './platform/http/client-files.ts';
import type { ConstraintProblems } from './platform/http/constraints.ts';
import { createHttpServer } from './platform/http/create-http-server.ts';
import { bindDocumentation } from './platform/http/documentation-routes.ts';
import { bindHealth } from './platform/http/health-routes.ts';
import type { HttpServer } from './platform/http/http-server.ts';
import { bindMetrics } from './platform/http/metrics-routes.ts';
import { createAccessNews } from './platform/live/access-news.ts';
import { bindSocket } from './platform/live/bind-socket.ts';
import { createChangeChannel, type NodeChannel } from './platform/live/change-channel.ts';
import { LiveHub } from './platform/live/live-hub.ts';
import type { TenantContext, TenantHooks, TenantSettings } from './platform/tenant-context.ts';
import { ensureFirstAdmin, type FirstAdmin } from './tenant/access/public.ts';

const MIGRATIONS = new URL('./tenant/migrations/', import.meta.url);
const CLIENT_FOLDER = fileURLToPath(new URL('../../dist/client', import.meta.url));

export type AppOptions = {
  readonly database: PoolConfig;
  readonly title: string;
  readonly version: string;
  readonly settings: TenantSettings;
  readonly hooks: TenantHooks;
  readonly logger: NonNullable<FastifyServerOptions['logger']>;
  readonly trustProxy: boolean | string[];
  readonly secureCookies: boolean | undefined;
  readonly publicOrigin: string | undefined;
  readonly maxRequestsPerMinute: number | undefined;
  readonly metricsToken: string | undefined;
};

type WantedAdmin = { readonly email: string | undefined; readonly password: string | undefined };

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
  const opened = openDatabase(options.database);
  const changes = createChangeChannel(options.database.connection, opened.database);
  const tenant: TenantContext = {
    tenant: { id: 'default', slug: null, title: options.title, basePath: '' },
    database: opened.database,
    changes,
    accessNews: createAccessNews(),
    settings: options.settings,
    hooks: options.hooks,
  };
  const migrations = existsSync(MIGRATIONS) ? await loadMigrations(MIGRATIONS) : [];
  const server = await createHttpServer({ ...options, environment: environmentOf(tenant) });
  const hub = startLive(server, tenant, changes);
  const isReady = () => isCurrent(tenant, migrations);
  await bindAll(server, options, opened, hub, isReady);
  return {
    server,
    tenant,
    migrate: async () => (await runMigrations(opened.database, migrations)).applied,
    ensureFirstAdmin: (wanted) => ensureFirstAdmin(tenant, wanted),
    isReady,
    listen: async (host, port) => Number(new URL(await server.instance.listen({ host, port })).port),
    close: async () => {
      hub?.close();
      await server.instance.close();
      await changes.close();
      await opened.end();
    },
  };
}

function environmentOf(tenant: TenantContext) {
  const authenticate = features.find((feature) => feature.authenticate)?.authenticate ?? (() => Promise.resolve(undefined));
  const constraints: ConstraintProblems = Object.fromEntries(features.flatMap((feature) => Object.entries(feature.constraints ?? {})));
  return { resolveTenant: () => Promise.resolve(tenant), authenticate, constraints };
}

async function bindAll(
  server: HttpServer,
  options: AppOptions,
  opened: OpenDatabase,
  hub: LiveHub | undefined,
  isReady: () => Promise<boolean>,
): Promise<void> {
  bindMetrics(server, { token: options.metricsToken, pool: () => opened.pool, openSockets: () => hub?.connectionCount ?? 0 });
  bindHealth(server, isReady);
  for (const feature of features) feature.bind(server);
  await bindDocumentation(server, options.version);
  await bindClientFiles(server, CLIENT_FOLDER);
}

function startLive(server: HttpServer, tenant: TenantContext, changes: NodeChannel): LiveHub | undefined {
  const source = features.find((feature) => feature.live)?.live;
  if (!source) return undefined;
  const onError = (error: unknown) => server.instance.log.warn({ err: error }, 'sockets wait for the database');
  const hub = new LiveHub({ tenant, source, onGap: (callback) => changes.onGap(callback), onError });
  bindSocket(server, hub);
  return hub;
}

async function isCurrent(tenant: TenantContext, migrations: readonly Migration[]): Promise<boolean> {
  try {
    return await isMigrated(tenant.database, migrations);
  } catch {
    return false;
  }
}
