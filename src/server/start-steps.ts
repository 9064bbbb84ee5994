import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { App } from './app.ts';
import type { Config } from './platform/config/config.ts';
import type { DataFolder } from './platform/data-folder/data-folder.ts';
import { lockFolder, type FolderLock } from './platform/data-folder/folder-lock.ts';
import { removeServerFile, writeServerFile } from './platform/data-folder/server-file.ts';
import type { ConnectionConfig } from './platform/database/connection.ts';
import { failureOf } from './platform/database/database-errors.ts';
import { EmbeddedDatabase } from './platform/database/embedded/embedded-database.ts';

/** The product cannot start for a reason that somebody can do something about; the message is all there is to say. */
export class StartError extends Error {}

export type Print = (line: string) => void;
export type ServingApp = Pick<App, 'server' | 'isReady' | 'listen' | 'close'>;
export type RunningProduct = { readonly url: string; readonly app: ServingApp; stop(): Promise<void> };
/** What is to be undone at the end, the last first. */
export type Steps = (() => Promise<void> | void)[];
export type EmbeddedPlace = { readonly lock: FolderLock; readonly database: EmbeddedDatabase };

const DATABASE_WAIT_MS = 60_000;
const STOP_TIMEOUT_MS = 10_000;

/** The embedded database of a data folder that nobody else holds. */
export async function startEmbedded(folder: DataFolder, print: Print, undo: Steps): Promise<EmbeddedPlace> {
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

/** A database that is configured may still be starting, as in a group of containers. */
export async function waitForDatabase<Result>(work: () => Promise<Result>, connection: ConnectionConfig, print: Print): Promise<Result> {
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

export async function listen(app: ServingApp, config: Config): Promise<number> {
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

export function addressOf(config: Config, port: number): string {
  const host = config.host === '0.0.0.0' || config.host === '::' ? 'localhost' : config.host;
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}

/** Tells whoever looks into the data folder where this process serves. */
export function announce({ lock, database }: EmbeddedPlace, folder: DataFolder, url: string, undo: Steps): void {
  lock.setUrl(url);
  writeServerFile(folder.path, { pid: process.pid, url, databasePort: database.connection.port });
  undo.push(() => {
    lock.setStopping();
    removeServerFile(folder.path);
  });
}

/** Ends the app before what it stands on, however long its last requests take. */
export function closeAtEnd(app: ServingApp, undo: Steps): void {
  undo.push(() => Promise.race([app.close(), sleep(STOP_TIMEOUT_MS, undefined, { ref: false })]));
}

export function readVersion(): string {
  const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as { version: string };
  return version;
}
