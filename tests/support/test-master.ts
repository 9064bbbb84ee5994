import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';
import { clientOptionsOf, type ConnectionConfig } from '../../src/server/platform/database/connection.ts';
import { openMaster, type Master, type MasterOptions } from '../../src/server/master/master.ts';
import { OperationWorker, type WorkerOptions } from '../../src/server/master/tenants/public.ts';
import { masterOptionsOf } from './master-options.ts';

export type TestMaster = {
  readonly master: Master;
  readonly server: ConnectionConfig;
  /** A slug that no other test has: servers are shared. */
  slug(name: string): string;
  /** Rows of a statement run by the server's superuser. */
  query(text: string, database?: string): Promise<readonly Record<string, unknown>[]>;
  stop(): Promise<void>;
};

export type TestMasterOptions = Partial<MasterOptions> & {
  /** Another server than the run's. */
  readonly server?: ConnectionConfig;
  /** Who looks at that server and cleans up; else the user of `server`. */
  readonly superuser?: ConnectionConfig;
  readonly worker?: WorkerOptions | 'none';
};

/** A registry of one's own with a worker. Everything that it made is gone after `stop`. */
export async function startTestMaster({ server, superuser, worker, ...changes }: TestMasterOptions = {}): Promise<TestMaster> {
  const place = server ?? inject('testDatabaseServer');
  const tag = `x${randomBytes(4).toString('hex')}`;
  const connection = { ...place, database: `test_master_${tag}` };
  const master = await openMaster(await masterOptionsOf(connection, changes));
  const operationWorker = worker === 'none' ? undefined : new OperationWorker(master, worker);
  operationWorker?.start();
  const query = (text: string, database = 'postgres') => queryAs({ ...(superuser ?? place), database }, text);
  return {
    master,
    server: place,
    slug: (name) => `${tag}-${name}`,
    query,
    stop: async () => {
      await operationWorker?.stop();
      await master.close();
      await removeAll(query, tag, connection.database);
    },
  };
}

async function removeAll(query: TestMaster['query'], tag: string, masterDatabase: string): Promise<void> {
  const databases = await query(`select datname as name from pg_database where datname like 'milestone\\_${tag}%'`);
  for (const { name } of databases) await query(`drop database if exists "${String(name)}" with (force)`);
  const roles = await query(`select rolname as name from pg_roles where rolname like 'milestone\\_${tag}%'`);
  for (const { name } of roles) await query(`drop role if exists "${String(name)}"`);
  await query(`drop database if exists "${masterDatabase}" with (force)`);
}

export async function queryAs(connection: ConnectionConfig, text: string): Promise<readonly Record<string, unknown>[]> {
  const client = new pg.Client(clientOptionsOf(connection));
  client.on('error', () => undefined);
  await client.connect();
  try {
    const { rows } = await client.query<Record<string, unknown>>(text);
    return rows;
  } finally {
    await client.end();
  }
}
