import { createHash, randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { copyForUser, provideBinaries, type Binaries } from '../../src/server/platform/database/embedded/binaries.ts';
import { CLUSTER_USER, initializeCluster, startCluster, stopProcess } from '../../src/server/platform/database/embedded/cluster.ts';
import { findFreePort } from '../../src/server/platform/database/embedded/free-port.ts';
import { isRoot, requireUnprivilegedUser, type SystemUser } from '../../src/server/platform/database/embedded/unprivileged-user.ts';
import type { ConnectionConfig } from '../../src/server/platform/database/connection.ts';
import { makeTestFolder } from './product-process.ts';

export type TestCluster = {
  readonly connection: ConnectionConfig;
  readonly url: string;
  /** Ends the server at once, as a crash does. */
  crash(): Promise<void>;
  shutDown(): Promise<void>;
  /** On the same port as before. */
  startAgain(): Promise<void>;
  remove(): Promise<void>;
};

/** A PostgreSQL server of one's own, in memory where there is some, to be stopped and started at will. */
export async function startTestCluster(settings: Readonly<Record<string, string>> = {}): Promise<TestCluster> {
  const folder = makeTestFolder();
  const user = isRoot() ? requireUnprivilegedUser() : undefined;
  const binaries = findBinaries(user);
  const config = {
    binaries,
    user,
    folder: path.join(folder, 'cluster'),
    logFile: path.join(folder, 'log'),
    settings,
    skipSync: true,
    isBeforeRelease17: RELEASE < 17,
  };
  const password = randomBytes(12).toString('hex');
  await initializeCluster(config, password);
  const port = await findFreePort();
  let pid: number | undefined;
  const start = async (): Promise<void> => {
    pid = (await startCluster(config, port)).pid;
  };
  const shutDown = async (): Promise<void> => {
    if (pid !== undefined) await stopProcess(pid);
    pid = undefined;
  };
  await start();
  return {
    connection: { host: '127.0.0.1', port, database: 'postgres', user: CLUSTER_USER, password, ssl: 'off' },
    url: `postgres://${CLUSTER_USER}:${password}@127.0.0.1:${port}/postgres`,
    crash: async () => {
      if (pid !== undefined) process.kill(pid, 'SIGQUIT');
      await shutDown();
    },
    shutDown,
    startAgain: start,
    remove: async () => {
      await shutDown();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const RELEASE = Number(process.env['TEST_POSTGRES_RELEASE'] ?? 18);

/** Those of the product, or of the release that `npm run test:postgres` names. */
function findBinaries(user: SystemUser | undefined): Binaries {
  const copies = path.join(tmpdir(), 'milestone-binaries');
  const folder = process.env['TEST_POSTGRES_BINARIES'];
  if (folder === undefined) return provideBinaries(user, copies);
  const name = createHash('sha256').update(folder).digest('hex').slice(0, 12);
  return copyForUser(folder, user, path.join(copies, `postgres-${name}`));
}
