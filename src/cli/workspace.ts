import { loadConfig, type Config } from '../server/platform/config/config.ts';
import { readEnvironment } from '../server/platform/config/environment.ts';
import { openDataFolder } from '../server/platform/data-folder/data-folder.ts';
import { lockFolder } from '../server/platform/data-folder/folder-lock.ts';
import { readServerFile } from '../server/platform/data-folder/server-file.ts';
import type { ConnectionConfig } from '../server/platform/database/connection.ts';
import { EmbeddedDatabase, embeddedConnection } from '../server/platform/database/embedded/embedded-database.ts';
import { openTenant, type TenantRuntime } from '../server/tenant-runtime.ts';
import { CliError } from './cli-error.ts';

export type Workspace = {
  readonly runtime: TenantRuntime;
  /** Where the running server serves, if there is one here. */
  readonly serverUrl: string | undefined;
  readonly connection: ConnectionConfig;
};

type Place = { readonly connection: ConnectionConfig; readonly serverUrl: string | undefined; release(): Promise<void> };

/**
 * Runs `work` on the configured workspace. With the embedded database, that of a running server is used; where none runs, it
 * is started for the command and stopped after it.
 */
export async function withWorkspace<Result>(
  note: (line: string) => void,
  work: (workspace: Workspace) => Promise<Result>,
): Promise<Result> {
  const config = loadConfig(readEnvironment());
  const place = await findDatabase(config, note);
  try {
    const runtime = await openTenant({
      database: { ...config.pool, connection: place.connection },
      title: 'Milestone',
      settings: { sessionMaxAgeMs: config.sessionMaxAgeMs },
      hooks: { firstPasswordReplaced: () => Promise.resolve() },
    });
    try {
      return await work({ runtime, serverUrl: place.serverUrl, connection: place.connection });
    } finally {
      await runtime.close();
    }
  } finally {
    await place.release();
  }
}

/** As `withWorkspace`, on a database that is current: a new one is made current, an older one of a running server is refused. */
export async function withCurrentWorkspace<Result>(
  note: (line: string) => void,
  work: (workspace: Workspace) => Promise<Result>,
): Promise<Result> {
  return withWorkspace(note, async (workspace) => {
    if (!(await workspace.runtime.isReady())) {
      if (workspace.serverUrl !== undefined)
        throw new CliError('not_current', 'The database is not current. Restart the server, or run: milestone migrate');
      await workspace.runtime.migrate();
    }
    return work(workspace);
  });
}

async function findDatabase(config: Config, note: (line: string) => void): Promise<Place> {
  if (config.database.kind === 'configured')
    return { connection: config.database.connection, serverUrl: undefined, release: () => Promise.resolve() };
  const folder = openDataFolder(config.dataFolder);
  const outcome = await lockFolder(folder.path);
  if (outcome.kind === 'locked') {
    try {
      const database = await EmbeddedDatabase.start(folder, note);
      const release = async (): Promise<void> => {
        await database.stop();
        await outcome.lock.release();
      };
      return { connection: database.connection, serverUrl: undefined, release };
    } catch (error) {
      await outcome.lock.release();
      throw error;
    }
  }
  const server = readServerFile(folder.path);
  if (!server || server.databasePort === null || server.pid !== outcome.holder?.pid)
    throw new CliError(
      'busy',
      `The data folder ${folder.path} is in use by another command, or its server is still starting. Try again in a moment.`,
    );
  return { connection: embeddedConnection(folder.path, server.databasePort), serverUrl: server.url, release: () => Promise.resolve() };
}
