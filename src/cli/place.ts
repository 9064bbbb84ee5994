import { openDataFolder } from '../server/platform/data-folder/data-folder.ts';
import { lockFolder } from '../server/platform/data-folder/folder-lock.ts';
import { readServerFile } from '../server/platform/data-folder/server-file.ts';
import { EmbeddedDatabase } from '../server/platform/database/embedded/embedded-database.ts';
import { CliError } from './cli-error.ts';

/** The embedded database of a data folder, running. */
export type EmbeddedPlace = {
  readonly folder: string;
  readonly port: number;
  /** Where the running server serves; undefined where the database was started for the command. */
  readonly serverUrl: string | undefined;
  release(): Promise<void>;
};

/** That of the running server; where none runs, it is started, and stopped by `release`. */
export async function findEmbedded(dataFolder: string | undefined, note: (line: string) => void): Promise<EmbeddedPlace> {
  const folder = openDataFolder(dataFolder);
  const outcome = await lockFolder(folder.path);
  if (outcome.kind === 'locked') {
    try {
      const database = await EmbeddedDatabase.start(folder, note);
      const release = async (): Promise<void> => {
        await database.stop();
        await outcome.lock.release();
      };
      return { folder: folder.path, port: database.connection.port, serverUrl: undefined, release };
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
  return { folder: folder.path, port: server.databasePort, serverUrl: server.url, release: () => Promise.resolve() };
}
