import { randomBytes } from 'node:crypto';
import { accessSync, chmodSync, constants, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { loadMigrations, runMigrations } from '../../src/server/platform/database/migrations.ts';
import { openDatabase } from '../../src/server/platform/database/database.ts';
import { provideBinaries } from '../../src/server/platform/database/embedded/binaries.ts';
import { CLUSTER_USER, initializeCluster, startCluster, stopProcess } from '../../src/server/platform/database/embedded/cluster.ts';
import { findFreePort } from '../../src/server/platform/database/embedded/free-port.ts';
import { isRoot, requireUnprivilegedUser } from '../../src/server/platform/database/embedded/unprivileged-user.ts';
import type { ConnectionConfig } from '../../src/server/platform/database/connection.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The server of this run; databases are cloned from `database`, its migrated template. */
    testDatabaseServer: ConnectionConfig;
  }
}

const TEMPLATE = 'milestone_template';

/** One PostgreSQL for the run, in shared memory where there is some: cloning a database there takes 20 to 40 ms. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = process.env['TEST_DATABASE_URL'] === undefined ? await startServer() : configuredServer(process.env['TEST_DATABASE_URL']);
  await makeTemplate(server.connection);
  project.provide('testDatabaseServer', { ...server.connection, database: TEMPLATE });
  return server.stop;
}

type TestServer = { readonly connection: ConnectionConfig; readonly stop: () => Promise<void> };

async function startServer(): Promise<TestServer> {
  const folder = mkdtempSync(path.join(memoryFolder(), 'milestone-test-'));
  chmodSync(folder, 0o755);
  const user = isRoot() ? requireUnprivilegedUser() : undefined;
  const binaries = provideBinaries(user, path.join(tmpdir(), 'milestone-binaries'));
  const settings = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '300', shared_buffers: '64MB' };
  const config = { binaries, user, folder: path.join(folder, 'cluster'), logFile: path.join(folder, 'log'), settings, skipSync: true };
  const password = randomBytes(12).toString('hex');
  await initializeCluster(config, password);
  const port = await findFreePort();
  const child = await startCluster(config, port);
  return {
    connection: { host: '127.0.0.1', port, database: 'postgres', user: CLUSTER_USER, password, ssl: 'off' },
    stop: async () => {
      if (child.pid !== undefined) await stopProcess(child.pid);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A server of another version, given by an administrator's URL. */
function configuredServer(url: string): TestServer {
  const { hostname, port, username, password } = new URL(url);
  const connection = { host: hostname, port: Number(port || 5432), database: 'postgres', user: username, password, ssl: 'off' } as const;
  return { connection, stop: () => Promise.resolve() };
}

async function makeTemplate(connection: ConnectionConfig): Promise<void> {
  const client = new pg.Client(connection.ssl === 'off' ? { ...connection, ssl: false } : connection.host);
  await client.connect();
  await client.query(`drop database if exists ${TEMPLATE} with (force)`);
  await client.query(`create database ${TEMPLATE} template template0 encoding 'UTF8'`);
  await client.end();
  const opened = openDatabase({
    connection: { ...connection, database: TEMPLATE },
    poolSize: 0,
    maxOverflow: 1,
    poolTimeoutMs: 5000,
    namedStatements: false,
  });
  await runMigrations(opened.database, await loadTenantMigrations());
  await opened.end();
}

async function loadTenantMigrations() {
  const folder = new URL('../../src/server/tenant/migrations/', import.meta.url);
  return existsSync(folder) ? loadMigrations(folder) : [];
}

function memoryFolder(): string {
  try {
    accessSync('/dev/shm', constants.W_OK);
    return '/dev/shm';
  } catch {
    return tmpdir();
  }
}
