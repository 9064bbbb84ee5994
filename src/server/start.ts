import type { Config } from './platform/config/config.ts';
import { openDataFolder, type DataFolder } from './platform/data-folder/data-folder.ts';
import { removeFirstAdminFile } from './platform/data-folder/first-admin-file.ts';
import { firstAdminLines, makeFirstAdmin } from './start-first-admin.ts';
import { createKeyring } from './platform/secrets/keyring.ts';
import { keepSecrets } from './platform/secrets/secrets-file.ts';
import type { ConnectionConfig } from './platform/database/connection.ts';
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

/** Everything from the configuration to an open port. What was begun is undone when a later step fails. */
export async function startProduct(config: Config, print: Print): Promise<RunningProduct> {
  const undo: (() => Promise<void> | void)[] = [];
  const stop = async (): Promise<void> => {
    for (let step = undo.pop(); step; step = undo.pop()) await step();
  };
  try {
    if (config.master === undefined) return await start(config, print, undo, stop);
    const { startMultiTenant } = await import('./start-multi-tenant.ts');
    return await startMultiTenant(config, config.master, { print, undo, stop });
  } catch (error) {
    await stop();
    throw error;
  }
}

async function start(config: Config, print: Print, undo: Steps, stop: () => Promise<void>): Promise<RunningProduct> {
  // The program loads while the database starts.
  const program = import('./app.ts');
  const folder = openDataFolder(config.dataFolder);
  const place = config.database.kind === 'embedded' ? await startEmbedded(folder, print, undo) : undefined;
  const connection = place?.database.connection ?? connectionOf(config);
  const { createApp } = await program;
  const app = await createApp({
    ...config,
    database: { ...config.pool, connection },
    title: 'Milestone',
    version: readVersion(),
    settings: { sessionMaxAgeMs: config.sessionMaxAgeMs, openid: config.openid, allowsAnyProvider: true },
    keyring: createKeyring(config.encryptionKey ?? keepSecrets(folder.path).tenantEncryptionKey, config.oldEncryptionKeys),
    hooks: { firstPasswordReplaced: async (email) => removeFirstAdminFile(folder.path, email) },
    logger: { level: config.logLevel },
  });
  closeAtEnd(app, undo);
  await waitForDatabase(() => app.migrate(), connection, print);
  const admin = await makeFirstAdmin((wanted) => app.ensureFirstAdmin(wanted), config, folder);
  const url = addressOf(config, await listen(app, config));
  if (place) announce(place, folder, url, undo);
  const lines = [...welcomeLines({ url, folder, connection, isEmbedded: place !== undefined }), ...firstAdminLines(admin, config, folder)];
  print(lines.join('\n'));
  return { url, app, stop };
}

function connectionOf(config: Config): ConnectionConfig {
  if (config.database.kind === 'embedded') throw new Error('the embedded database was not started');
  return config.database.connection;
}

type Place = { readonly url: string; readonly folder: DataFolder; readonly connection: ConnectionConfig; readonly isEmbedded: boolean };

function welcomeLines({ url, folder, connection, isEmbedded }: Place): string[] {
  const user = folder.databaseUser ? `, run by the user "${folder.databaseUser.name}"` : '';
  const database = isEmbedded
    ? `embedded PostgreSQL in ${folder.path}${user}; its passwords are kept there in secrets.json`
    : `${connection.host}:${connection.port}/${connection.database}`;
  return [`Milestone is ready at ${url}`, `Database: ${database}`];
}
