import { existsSync } from 'node:fs';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { loadMigrations, runMigrations } from '../../src/server/platform/database/migrations.ts';
import { openDatabase } from '../../src/server/platform/database/database.ts';
import type { ConnectionConfig } from '../../src/server/platform/database/connection.ts';
import { startTestCluster } from './test-cluster.ts';

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
  const settings = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '300', shared_buffers: '64MB' };
  const cluster = await startTestCluster(settings);
  return { connection: cluster.connection, stop: () => cluster.remove() };
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
