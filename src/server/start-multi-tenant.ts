import { createUuid } from '../lib/uuid.ts';
import { bindAdminFeature } from './admin-feature.ts';
import { ensureFirstSuperadmin } from './master/operators/public.ts';
import { startBackground, type Finding } from './master/tenants/public.ts';
import { createMultiTenantApp } from './multi-tenant-app.ts';
import { openControlPlane } from './open-control-plane.ts';
import type { Config } from './platform/config/config.ts';
import { firstAdminLines, makeFirstAdmin } from './start-first-admin.ts';
import { removeFirstAdminFile } from './platform/data-folder/first-admin-file.ts';
import { openDataFolder } from './platform/data-folder/data-folder.ts';
import { embeddedMaster } from './platform/database/embedded/embedded-database.ts';
import {
  addressOf,
  announce,
  closeAtEnd,
  listen,
  readVersion,
  startEmbedded,
  waitForDatabase,
  type Print,
  type RunningProduct,
  type Steps,
} from './start-steps.ts';

type Course = { readonly print: Print; readonly undo: Steps; readonly stop: () => Promise<void> };

/** A node of the multi-tenant platform: the registry, the background work on it, and every tenant under `/t/{slug}`. */
export async function startMultiTenant(
  config: Config,
  masterConfig: NonNullable<Config['master']>,
  { print, undo, stop }: Course,
): Promise<RunningProduct> {
  const folder = openDataFolder(config.dataFolder);
  const place = masterConfig.kind === 'embedded' ? await startEmbedded(folder, print, undo) : undefined;
  const embedded = place && embeddedMaster(folder.path, place.database.connection.port);
  const connection = masterConfig.kind === 'configured' ? masterConfig.connection : (embedded?.connection ?? place?.database.connection);
  if (!connection) throw new Error('there is no master database');
  const master = await waitForDatabase(() => openControlPlane(config, masterConfig, embedded), connection, print);
  undo.push(() => master.close());
  const admin = await makeFirstAdmin((wanted) => ensureFirstSuperadmin(master.database, wanted), config, folder);
  const nodeId = createUuid();
  const app = await createMultiTenantApp({
    ...config,
    master,
    budget: { ...config.pool, maxConnections: config.maxConnectionsPerServer },
    version: readVersion(),
    settings: { sessionMaxAgeMs: config.sessionMaxAgeMs, openid: config.openid },
    logger: { level: config.logLevel },
    bindMore: (server, parts) => {
      bindAdminFeature(server, parts, {
        master,
        nodeId,
        version: readVersion(),
        sessionMaxAgeMs: config.sessionMaxAgeMs,
        openid: config.openid,
        onPasswordChanged: (email) => removeFirstAdminFile(folder.path, email),
      });
    },
  });
  const onError = (error: unknown) => app.server.instance.log.warn({ err: error }, 'background work failed');
  const onFindings = (findings: readonly Finding[]): void => {
    for (const { repair, ...finding } of findings)
      app.server.instance.log[repair === 'done' ? 'info' : 'warn']({ event: 'drift', repair, ...finding }, finding.message);
  };
  const background = startBackground(master, { nodeId, onError, onFindings });
  undo.push(() => background.stop());
  closeAtEnd(app, undo);
  const url = addressOf(config, await listen(app, config));
  if (place) announce(place, folder, url, undo);
  const user = folder.databaseUser ? `, run by the user "${folder.databaseUser.name}"` : '';
  const database = place
    ? `embedded PostgreSQL in ${folder.path}${user}; its passwords and the key of the tenants' credentials are kept there in secrets.json`
    : `${connection.host}:${connection.port}/${connection.database}`;
  const tenants = app.registry.list().length;
  const lines = [
    `Milestone is ready at ${url}`,
    `Master database: ${database}`,
    `Tenants: ${tenants}, each at ${url}/t/{slug}/`,
    `Administration: ${url}/admin/`,
    ...(master.adminFault === undefined ? [] : [`No tenant can be made or deleted. ${master.adminFault}`]),
  ];
  print([...lines, ...firstAdminLines(admin, config, folder)].join('\n'));
  return { url, app, stop };
}
