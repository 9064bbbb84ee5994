import { Kysely, PostgresDialect, type IsolationLevel, type Transaction } from 'kysely';
import pg from 'pg';
import { ConnectionError, isRetryable } from './database-errors.ts';
import { clientOptionsOf, type ConnectionConfig } from './connection.ts';
import { namingClient } from './named-statements.ts';
import type { TenantTables } from './tables.ts';

/** A pooled handle, or a transaction: whatever takes a `Database` works in both. */
export type Database<Tables = TenantTables> = Kysely<Tables>;
export type DatabaseTransaction<Tables = TenantTables> = Transaction<Tables>;

export type PoolConfig = {
  readonly connection: ConnectionConfig;
  /** Connections that stay open, and how many more may be opened under load. */
  readonly poolSize: number;
  readonly maxOverflow: number;
  /** How long a caller waits for a connection before the answer is 503. */
  readonly poolTimeoutMs: number;
  readonly namedStatements: boolean;
};

export type OpenDatabase<Tables = TenantTables> = {
  readonly database: Database<Tables>;
  readonly pool: PoolFigures;
  end(): Promise<void>;
};
export type PoolFigures = { readonly total: number; readonly idle: number; readonly waiting: number };

/** A pool with Kysely over it. Opens no connection yet. Lost connections are replaced at the next query and never end the process. */
export function openDatabase<Tables = TenantTables>(config: PoolConfig): OpenDatabase<Tables> {
  const pool = new pg.Pool({
    ...clientOptionsOf(config.connection),
    min: config.poolSize,
    max: config.poolSize + config.maxOverflow,
    connectionTimeoutMillis: config.poolTimeoutMs,
    idleTimeoutMillis: 30_000,
    allowExitOnIdle: true,
    ...(config.namedStatements ? { Client: namingClient } : {}),
  });
  // An idle connection that the server closes is reported on the pool and on the client; unheard, either would end the process.
  pool.on('error', ignoreLostConnection);
  pool.on('connect', (client) => client.on('error', ignoreLostConnection));
  const leases = leasesOf(pool);
  const database = new Kysely<Tables>({ dialect: new PostgresDialect({ pool: leases }) });
  return {
    database,
    get pool() {
      return { total: pool.totalCount, idle: pool.idleCount, waiting: pool.waitingCount };
    },
    end: async () => {
      await leases.stop();
      await database.destroy();
    },
  };
}

/**
 * Kysely forgets its pool when it is told to end, and never gives back a connection that arrives after that: the pool would
 * wait for it for ever. So none is asked for any more, and those on their way are waited for, before it is told.
 */
function leasesOf(pool: pg.Pool) {
  const underWay = new Set<Promise<pg.PoolClient>>();
  let isEnding = false;
  const connect = (): Promise<pg.PoolClient> => {
    if (isEnding) return Promise.reject(new ConnectionError('closed'));
    const lease = pool.connect();
    underWay.add(lease);
    const forget = (): void => void underWay.delete(lease);
    lease.then(forget, forget);
    return lease;
  };
  const stop = async (): Promise<void> => {
    isEnding = true;
    await Promise.allSettled(underWay);
  };
  return { options: pool.options, connect, end: () => pool.end(), stop };
}

function ignoreLostConnection(): void {
  // The query that used the connection fails by itself; the pool drops the connection.
}

const MAX_ATTEMPTS = 3;

/**
 * Runs `work` in one transaction and commits; anything thrown rolls back. A deadlock or serialization failure is tried
 * again up to three times, so `work` must do nothing outside the database.
 */
export async function inTransaction<Tables, Result>(
  database: Database<Tables>,
  work: (transaction: DatabaseTransaction<Tables>) => Promise<Result>,
  options: { readonly isolation?: IsolationLevel } = {},
): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      const builder = database.transaction();
      return await (options.isolation ? builder.setIsolationLevel(options.isolation) : builder).execute(work);
    } catch (error) {
      if (attempt === MAX_ATTEMPTS || !isRetryable(error)) throw error;
    }
  }
}
