import { existsSync } from 'node:fs';
import { createSampleLab } from '../../seeds/sample-lab.ts';
import type { FastifyServerOptions } from 'fastify';
import type { PoolConfig } from './platform/database/database.ts';
import { openDatabase } from './platform/database/database.ts';
import { isMigrated, loadMigrations, runMigrations, type Migration } from './platform/database/migrations.ts';
import type { TenantFeature } from './platform/feature.ts';
import { createHttpServer } from './platform/http/create-http-server.ts';
import type { HttpServer } from './platform/http/http-server.ts';
import { createAccessNews } from './platform/live/access-news.ts';
import { bindSocket } from './platform/live/bind-socket.ts';
import { createChangeChannel, type NodeChannel } from './platform/live/change-channel.ts';
import { LiveHub } from './platform/live/live-hub.ts';
import { accessFeature } from './tenant/access/public.ts';
import { equipmentFeature } from './tenant/equipment/public.ts';
import { planFeature } from './tenant/plan/public.ts';
import { createSettingsFeature } from './tenant/settings/public.ts';
import { sitesFeature } from './tenant/sites/public.ts';
import type { TenantContext, TenantHooks, TenantSettings } from './platform/tenant-context.ts';

/** Every feature of a tenant, in the order of the documentation. */
const features: readonly TenantFeature[] = [
  accessFeature,
  planFeature,
  sitesFeature,
  equipmentFeature,
  createSettingsFeature(createSampleLab),
];

const MIGRATIONS = new URL('./tenant/migrations/', import.meta.url);

export type AppOptions = {
  readonly database: PoolConfig;
  readonly title: string;
  readonly settings: TenantSettings;
  readonly hooks: TenantHooks;
  readonly logger: NonNullable<FastifyServerOptions['logger']>;
  readonly trustProxy: boolean | string | string[];
  readonly secureCookies: boolean | undefined;
  readonly publicOrigin: string | undefined;
  readonly maxRequestsPerMinute: number | undefined;
};

export type App = {
  readonly server: HttpServer;
  readonly tenant: TenantContext;
  migrate(): Promise<void>;
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
  const authenticate = features.find((feature) => feature.authenticate)?.authenticate ?? (() => Promise.resolve(undefined));
  const constraints = Object.assign({}, ...features.map((feature) => feature.constraints ?? {})) as Record<string, never>;
  const server = await createHttpServer({
    ...options,
    environment: { resolveTenant: () => Promise.resolve(tenant), authenticate, constraints },
  });
  for (const feature of features) feature.bind(server);
  const hub = startLive(server, tenant, changes);
  return {
    server,
    tenant,
    migrate: async () => void (await runMigrations(opened.database, migrations)),
    isReady: () => isCurrent(tenant, migrations),
    listen: async (host, port) => {
      const address = await server.instance.listen({ host, port });
      return Number(new URL(address).port);
    },
    close: async () => {
      hub?.close();
      await server.instance.close();
      await changes.close();
      await opened.end();
    },
  };
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
