import type { ChildProcess } from 'node:child_process';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { DataFolder } from '../../data-folder/data-folder.ts';
import { keepSecrets } from '../../secrets/secrets-file.ts';
import type { ConnectionConfig } from '../connection.ts';
import { provideBinaries } from './binaries.ts';
import { CLUSTER_USER, initializeCluster, isInitialized, startCluster, stopProcess, type ClusterConfig } from './cluster.ts';
import { ensureDatabase } from './ensure-database.ts';
import { findFreePort } from './free-port.ts';
import { hostAccessLines, writeHostAccess } from './host-access.ts';
import { settleOrphan } from './orphan.ts';

const NAME = 'milestone';
/** The registry of the multi-tenant mode. */
const MASTER_NAME = 'milestone_admin';
const FIRST_WAIT_MS = 50;
const LONGEST_WAIT_MS = 5000;
const START_ATTEMPTS = 5;

export type EmbeddedLog = (message: string) => void;

/** The product's own PostgreSQL in the data folder. The caller holds the folder's lock. */
export class EmbeddedDatabase {
  readonly connection: ConnectionConfig;
  readonly #config: ClusterConfig;
  readonly #log: EmbeddedLog;
  #server: ChildProcess;
  #isStopping = false;

  /** Makes the cluster if there is none, stops what a killed server left running, and starts. */
  static async start(folder: DataFolder, log: EmbeddedLog): Promise<EmbeddedDatabase> {
    const secrets = keepSecrets(folder.path);
    const config: ClusterConfig = {
      binaries: provideBinaries(folder.databaseUser, path.join(folder.path, 'binaries')),
      user: folder.databaseUser,
      folder: path.join(folder.path, 'postgres'),
      logFile: path.join(folder.path, 'postgres.log'),
    };
    if (!isInitialized(config.folder)) await initializeCluster(config, secrets.databaseAdminPassword);
    else if ((await settleOrphan(config.folder)) === 'stopped')
      log('The database of an earlier start was still running and has been stopped.');
    writeHostAccess(config.folder, config.user, hostAccessLines(NAME, [NAME, MASTER_NAME]));
    const { server, port } = await startSomewhere(config);
    const database = new EmbeddedDatabase(config, server, embeddedConnection(folder.path, port), log);
    await ensureDatabase(
      { ...database.connection, database: 'postgres', user: CLUSTER_USER, password: secrets.databaseAdminPassword },
      NAME,
      secrets.databasePassword,
    );
    return database;
  }

  private constructor(config: ClusterConfig, server: ChildProcess, connection: ConnectionConfig, log: EmbeddedLog) {
    this.#config = config;
    this.#server = server;
    this.#log = log;
    this.connection = connection;
    this.#watch();
  }

  get processId(): number | undefined {
    return this.#server.pid;
  }

  async stop(): Promise<void> {
    this.#isStopping = true;
    if (this.#server.pid !== undefined) await stopProcess(this.#server.pid);
  }

  /** A server that ends unasked is started again on the same port, for as long as it takes; PostgreSQL recovers by itself. */
  #watch(): void {
    this.#server.once('exit', () => {
      if (this.#isStopping) return;
      this.#log('The database ended unexpectedly and is being started again.');
      void this.#restart();
    });
  }

  async #restart(): Promise<void> {
    for (let waitMs = FIRST_WAIT_MS; !this.#isStopping; waitMs = Math.min(waitMs * 2, LONGEST_WAIT_MS)) {
      try {
        // Backends of a killed server may need a moment to notice; until then PostgreSQL refuses to start.
        this.#server = await startCluster(this.#config, this.connection.port);
        this.#log('The database runs again.');
        if (this.#isStopping) await this.stop();
        else this.#watch();
        return;
      } catch (error) {
        this.#log(error instanceof Error ? error.message : String(error));
        await sleep(waitMs);
      }
    }
  }
}

/** How the product's role enters the running database of a data folder. */
export function embeddedConnection(folder: string, port: number): ConnectionConfig {
  return { host: '127.0.0.1', port, database: NAME, user: NAME, password: keepSecrets(folder).databasePassword, ssl: 'off' };
}

export type EmbeddedMaster = {
  readonly connection: ConnectionConfig;
  readonly admin: { readonly user: string; readonly password: string };
  readonly encryptionKey: string;
};

/** How the control plane enters the running database of a data folder, with the key that the folder keeps for it. */
export function embeddedMaster(folder: string, port: number): EmbeddedMaster {
  const secrets = keepSecrets(folder);
  return {
    connection: { ...embeddedConnection(folder, port), database: MASTER_NAME },
    admin: { user: CLUSTER_USER, password: secrets.databaseAdminPassword },
    encryptionKey: secrets.tenantEncryptionKey,
  };
}

/** The port may be taken between finding and using it, and backends of a killed server may still be ending. */
async function startSomewhere(config: ClusterConfig): Promise<{ server: ChildProcess; port: number }> {
  for (let attempt = 1; ; attempt += 1) {
    const port = await findFreePort();
    try {
      return { server: await startCluster(config, port), port };
    } catch (error) {
      if (attempt === START_ATTEMPTS) throw error;
      await sleep(FIRST_WAIT_MS * 4 ** attempt);
    }
  }
}
