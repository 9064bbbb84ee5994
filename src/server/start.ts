import { readFileSync } from 'node:fs';
import type { App } from './app.ts';
import type { Config } from './platform/config/config.ts';
import { openDataFolder, type DataFolder } from './platform/data-folder/data-folder.ts';
import { findFirstAdminFile, removeFirstAdminFile, writeFirstAdminFile, type FirstAdmin } from './platform/data-folder/first-admin-file.ts';
import { lockFolder, type FolderLock } from './platform/data-folder/folder-lock.ts';
import { removeServerFile, writeServerFile } from './platform/data-folder/server-file.ts';
import type { ConnectionConfig } from './platform/database/connection.ts';
import { failureOf } from './platform/database/database-errors.ts';
import { EmbeddedDatabase } from './platform/database/embedded/embedded-database.ts';
import { setTimeout as sleep } from 'node:timers/promises';

/** The product cannot start for a reason that somebody can do something about; the message is all there is to say. */
export class StartError extends Error {}

export type Print = (line: string) => void;
export type RunningProduct = { readonly url: string; readonly app: App; stop(): Promise<void> };

const DATABASE_WAIT_MS = 60_000;
const STOP_TIMEOUT_MS = 10_000;

/** Everything from the configuration to an open port. What was begun is undone when a later step fails. */
export async function startProduct(config: Config, print: Print): Promise<RunningProduct> {
  const undo: (() => Promise<void> | void)[] = [];
  const stop = async (): Promise<void> => {
    for (let step = undo.pop(); step; step = undo.pop()) await step();
  };
  try {
    return await start(config, print, undo, stop);
  } catch (error) {
    await stop();
    throw error;
  }
}

type Steps = (() => Promise<void> | void)[];

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
    settings: { sessionMaxAgeMs: config.sessionMaxAgeMs },
    hooks: { firstPasswordReplaced: async (email) => removeFirstAdminFile(folder.path, email) },
    logger: { level: config.logLevel },
  });
  undo.push(() => Promise.race([app.close(), sleep(STOP_TIMEOUT_MS, undefined, { ref: false })]));
  await waitForDatabase(() => app.migrate(), connection, print);
  const admin = await makeFirstAdmin(app, config, folder);
  const url = addressOf(config, await listen(app, config));
  if (place) {
    place.lock.setUrl(url);
    writeServerFile(folder.path, { pid: process.pid, url, databasePort: connection.port });
    undo.push(() => {
      place.lock.setStopping();
      removeServerFile(folder.path);
    });
  }
  const shownPassword = config.firstAdmin.password === undefined ? admin?.oneTimePassword : undefined;
  const lines = [
    ...welcomeLines({ url, folder, connection, isEmbedded: place !== undefined }),
    ...(admin ? firstAdminLines(admin.email, shownPassword, folder) : unusedPasswordLines(folder)),
  ];
  print(lines.join('\n'));
  return { url, app, stop };
}

/** A password that was made up is in its file before the account is in the database, and gone again if another node was faster. */
async function makeFirstAdmin(app: App, config: Config, folder: DataFolder): Promise<FirstAdmin | undefined> {
  if (config.firstAdmin.password !== undefined) return app.ensureFirstAdmin(config.firstAdmin);
  let kept: FirstAdmin | undefined;
  const keep = (admin: FirstAdmin): void => {
    kept = admin;
    writeFirstAdminFile(folder.path, admin);
  };
  const made = await app.ensureFirstAdmin({ ...config.firstAdmin, keep });
  if (!made && kept) removeFirstAdminFile(folder.path, kept.email);
  return made;
}

async function startEmbedded(folder: DataFolder, print: Print, undo: Steps): Promise<{ lock: FolderLock; database: EmbeddedDatabase }> {
  const outcome = await lockFolder(folder.path);
  if (outcome.kind === 'held') {
    const { pid, url } = outcome.holder ?? {};
    const who = pid === undefined ? '' : ` (process ${pid}${url ? `, ${url}` : ', still starting'})`;
    throw new StartError(`Milestone is already running on the data folder ${folder.path}${who}. Stop it first, or set another DATA_DIR.`);
  }
  undo.push(() => outcome.lock.release());
  const database = await EmbeddedDatabase.start(folder, print);
  undo.push(() => database.stop());
  return { lock: outcome.lock, database };
}

function connectionOf(config: Config): ConnectionConfig {
  if (config.database.kind === 'embedded') throw new Error('the embedded database was not started');
  return config.database.connection;
}

/** A database that is configured may still be starting, as in a group of containers. */
async function waitForDatabase<Result>(work: () => Promise<Result>, connection: ConnectionConfig, print: Print): Promise<Result> {
  const deadline = Date.now() + DATABASE_WAIT_MS;
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      const place = `${connection.host}:${connection.port}/${connection.database}`;
      const reason = error instanceof Error ? error.message : String(error);
      if (failureOf(error) === undefined || Date.now() > deadline)
        throw new StartError(`The database ${place} cannot be used: ${reason}`, { cause: error });
      if (attempt === 1) print(`The database ${place} does not answer yet (${reason}); waiting for it.`);
      await sleep(1000);
    }
  }
}

async function listen(app: App, config: Config): Promise<number> {
  try {
    return await app.listen(config.host, config.port);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'EADDRINUSE')
      throw new StartError(`Port ${config.port} is in use by another program. Stop that one, or set PORT to a free port.`);
    if (code === 'EACCES') throw new StartError(`Port ${config.port} may not be opened by this user. Set PORT to a number above 1023.`);
    throw error;
  }
}

function addressOf(config: Config, port: number): string {
  const host = config.host === '0.0.0.0' || config.host === '::' ? 'localhost' : config.host;
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}

type Place = { readonly url: string; readonly folder: DataFolder; readonly connection: ConnectionConfig; readonly isEmbedded: boolean };

function welcomeLines({ url, folder, connection, isEmbedded }: Place): string[] {
  const user = folder.databaseUser ? `, run by the user "${folder.databaseUser.name}"` : '';
  const database = isEmbedded
    ? `embedded PostgreSQL in ${folder.path}${user}; its passwords are kept there in secrets.json`
    : `${connection.host}:${connection.port}/${connection.database}`;
  return [`Milestone is ready at ${url}`, `Database: ${database}`];
}

function firstAdminLines(email: string, password: string | undefined, folder: DataFolder): string[] {
  if (password === undefined)
    return [
      '',
      `First administrator:  ${email}`,
      'Password:             as set by ADMIN_PASSWORD; it must be changed at the first sign-in',
    ];
  const file = findFirstAdminFile(folder.path) ?? folder.path;
  return [
    '',
    `First administrator:  ${email}`,
    `One-time password:    ${password}`,
    `(also kept in ${file} until it is changed at the first sign-in)`,
  ];
}

function unusedPasswordLines(folder: DataFolder): string[] {
  const file = findFirstAdminFile(folder.path);
  return file === undefined ? [] : [`The first administrator's one-time password is in ${file}`];
}

function readVersion(): string {
  const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as { version: string };
  return version;
}
