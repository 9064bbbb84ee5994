import { chmodSync, mkdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { canEnter, isRoot, requireUnprivilegedUser, type SystemUser } from '../database/embedded/unprivileged-user.ts';

const DEFAULT_FOLDER = 'data';
const SYSTEM_FOLDER = '/var/lib/milestone';

export type DataFolder = {
  readonly path: string;
  /** Who the embedded database runs as; undefined: the user that runs this process. */
  readonly databaseUser: SystemUser | undefined;
};

/** The folder cannot be used; the message says what to do. */
export class DataFolderError extends Error {}

/**
 * Chooses and makes the data folder. As root the database runs as another user, who must be able to enter: where that user
 * cannot enter the default, `/var/lib/milestone` is taken; a folder asked for by name is never replaced.
 */
export function openDataFolder(configured: string | undefined): DataFolder {
  if (!isRoot()) return { path: makeFolder(path.resolve(configured ?? DEFAULT_FOLDER)), databaseUser: undefined };
  const user = requireUnprivilegedUser();
  const wanted = path.resolve(configured ?? DEFAULT_FOLDER);
  if (canEnter(user, path.dirname(wanted))) return { path: makeFolder(wanted, 0o711), databaseUser: user };
  if (configured === undefined) return { path: makeFolder(SYSTEM_FOLDER, 0o711), databaseUser: user };
  throw new DataFolderError(
    `The database runs as the user "${user.name}", who cannot enter ${path.dirname(wanted)}. ` +
      'Choose another DATA_DIR, allow passage (chmod o+x) to the folders above it, or start Milestone as an ordinary user.',
  );
}

function makeFolder(folder: string, mode = 0o700): string {
  try {
    mkdirSync(folder, { recursive: true, mode });
    // Others may pass through, where the database's user must, but never list; every file inside has a mode of its own.
    if ((statSync(folder).mode & mode) !== mode) chmodSync(folder, mode);
    return folder;
  } catch (error) {
    throw new DataFolderError(`The data folder ${folder} cannot be made: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    });
  }
}
