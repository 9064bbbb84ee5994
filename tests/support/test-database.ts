import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';
import { openDatabase, type Database } from '../../src/server/platform/database/database.ts';
import { clientOptionsOf, type ConnectionConfig } from '../../src/server/platform/database/connection.ts';

export type TestDatabase = {
  readonly connection: ConnectionConfig;
  readonly database: Database;
  /** Closes the pool and drops the database. */
  stop(): Promise<void>;
};

/** A migrated, empty database of one's own, cloned from the run's template. */
export async function createTestDatabase(options: { readonly template?: string } = {}): Promise<TestDatabase> {
  const server = inject('testDatabaseServer');
  const name = `test_${randomBytes(8).toString('hex')}`;
  await administer(server, `create database ${name} template ${options.template ?? server.database} strategy file_copy`);
  const connection = { ...server, database: name };
  const opened = openDatabase({ connection, poolSize: 0, maxOverflow: 8, poolTimeoutMs: 10_000, namedStatements: false });
  return {
    connection,
    database: opened.database,
    stop: async () => {
      await opened.end();
      await administer(server, `drop database if exists ${name} with (force)`);
    },
  };
}

async function administer(server: ConnectionConfig, statement: string): Promise<void> {
  const client = new pg.Client(clientOptionsOf({ ...server, database: 'postgres' }));
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
