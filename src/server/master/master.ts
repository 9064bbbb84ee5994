import { sql } from 'kysely';
import type { ConnectionConfig } from '../platform/database/connection.ts';
import { openDatabase, type Database, type PoolConfig } from '../platform/database/database.ts';
import { identifier } from '../platform/database/identifier.ts';
import { listPending, loadMigrations, runMigrations } from '../platform/database/migrations.ts';
import { createScramVerifier } from '../platform/database/scram.ts';
import { createKeyring, type Keyring } from './credentials/public.ts';
import type { MasterTables } from './master-tables.ts';
import { createOperationNews, type OperationNews } from './operation-news.ts';
import type { TenantPorts } from './ports.ts';
import { closeToPublic, findAdminFault, requireAdminRights, ServerError, Servers } from './servers/public.ts';

export type MasterOptions = {
  /** The registry's own pool, as the master user. */
  readonly pool: PoolConfig;
  /** Who makes databases and roles: CREATEDB and CREATEROLE are enough. */
  readonly admin: { readonly user: string; readonly password: string };
  /** 64 hex characters each; the old ones only read. */
  readonly encryptionKey: string;
  readonly oldEncryptionKeys: readonly string[];
  /** Of each tenant login: nodes × (pool size + overflow) + 2. */
  readonly loginConnectionLimit: number;
  /** Databases made ahead per server; 0: none. */
  readonly warmPoolSize: number;
  readonly deleteGraceDays: number;
  readonly ports: TenantPorts;
};

/** The open control plane. */
export type Master = {
  readonly database: Database<MasterTables>;
  /** For listeners. */
  readonly connection: ConnectionConfig;
  readonly keyring: Keyring;
  readonly servers: Servers;
  readonly news: OperationNews;
  readonly options: MasterOptions;
  /** Names of the migrations that this start applied. */
  readonly applied: readonly string[];
  /** Why no tenant can be made or deleted on server 1, although the registry is open. */
  readonly adminFault: string | undefined;
  close(): Promise<void>;
};

const MIGRATIONS = new URL('./migrations/', import.meta.url);
/** Operations at once on one server, and what keeps their databases in stock. */
const ADMIN_CONNECTIONS = 6;

/**
 * Opens the registry: makes its database if there is none, brings it up to date, and notes where server 1 is. Throws a
 * ServerError that says what to do when the administrator may not make it.
 */
export async function openMaster(options: MasterOptions): Promise<Master> {
  const { connection } = options.pool;
  const keyring = createKeyring(options.encryptionKey, options.oldEncryptionKeys);
  const opened = openDatabase<MasterTables>(options.pool);
  const { database } = opened;
  const servers = new Servers({
    master: database,
    keyring,
    admin: options.admin,
    masterDatabaseName: connection.database,
    maxConnections: ADMIN_CONNECTIONS,
  });
  const close = async (): Promise<void> => {
    await servers.close();
    await opened.end();
  };
  try {
    if (!(await exists(database))) await createMasterDatabase(options);
    const { applied } = await runMigrations(database, await loadMigrations(MIGRATIONS));
    await guardMasterDatabase(database, options);
    await noteFirstServer(database, connection);
    // Tenants are served without the administrator, so what it lacks is told and stops nobody.
    const adminFault = await findAdminFault(await servers.admin(1));
    return { database, connection, keyring, servers, news: createOperationNews(), options, applied, adminFault, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Names of the registry's migrations that `openMaster` would apply; undefined: it would make the database first. Changes nothing. */
export async function listMasterPending(options: Pick<MasterOptions, 'pool'>): Promise<readonly string[] | undefined> {
  const opened = openDatabase<MasterTables>(options.pool);
  try {
    return (await exists(opened.database)) ? await listPending(opened.database, await loadMigrations(MIGRATIONS)) : undefined;
  } finally {
    await opened.end();
  }
}

async function exists(database: Database<MasterTables>): Promise<boolean> {
  try {
    await sql`select 1`.execute(database);
    return true;
  } catch (error) {
    // No such database; no such user or no password yet. Both are made by the administrator.
    if (stateOf(error) === '3D000' || stateOf(error) === '28P01' || stateOf(error) === '28000') return false;
    throw error;
  }
}

function stateOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

async function createMasterDatabase({ pool, admin }: MasterOptions): Promise<void> {
  const { connection } = pool;
  const opened = openDatabase<MasterTables>({
    connection: { ...connection, ...admin, database: 'postgres' },
    poolSize: 0,
    maxOverflow: 1,
    poolTimeoutMs: 10_000,
    namedStatements: false,
  });
  try {
    await requireAdminRights(opened.database);
    await createMasterUser(opened.database, connection);
    const { rows } = await sql`select from pg_database where datname = ${connection.database}`.execute(opened.database);
    if (rows.length > 0)
      throw new ServerError(`MASTER_DB_USER "${connection.user}" may not enter "${connection.database}": check MASTER_DB_PASSWORD.`);
    await sql`create database ${identifier(connection.database)} owner ${identifier(connection.user)} template template0 encoding 'UTF8'`.execute(
      opened.database,
    );
  } catch (error) {
    if (stateOf(error) === '42501')
      throw new ServerError(
        `Permission denied creating database "${connection.database}" owned by "${connection.user}". ` +
          `Run as a superuser: GRANT "${connection.user}" TO "${admin.user}"; or create the database yourself.`,
        { cause: error },
      );
    // Another node was faster.
    if (stateOf(error) !== '42P04' && stateOf(error) !== '23505') throw error;
  } finally {
    await opened.end();
  }
}

async function createMasterUser(database: Database<MasterTables>, { user, password }: ConnectionConfig): Promise<void> {
  const { rows } = await sql<{ name: string }>`select rolname as name from pg_roles where rolname = ${user}`.execute(database);
  if (rows.length === 0)
    await sql`create role ${identifier(user)} login nosuperuser nocreatedb nocreaterole password ${sql.lit(await createScramVerifier(password))}`.execute(
      database,
    );
  const { rows: self } = await sql<{ isSelf: boolean; isMember: boolean }>`
    select current_user = ${user} as "isSelf", pg_has_role(current_user, ${user}, 'usage') as "isMember"`.execute(database);
  if (self[0]?.isSelf !== true && self[0]?.isMember !== true) await sql`grant ${identifier(user)} to current_user`.execute(database);
}

/** Nobody but the master user and the administrator enters the registry. */
async function guardMasterDatabase(database: Database<MasterTables>, { pool, admin }: MasterOptions): Promise<void> {
  const name = pool.connection.database;
  const { rows } = await sql<{ isOwner: boolean }>`
    select pg_has_role(current_user, datdba, 'usage') as "isOwner" from pg_database where datname = ${name}`.execute(database);
  if (rows[0]?.isOwner !== true) return;
  await closeToPublic(database, name);
  if (admin.user !== pool.connection.user)
    await sql`grant connect on database ${identifier(name)} to ${identifier(admin.user)}`.execute(database);
}

async function noteFirstServer(database: Database<MasterTables>, { host, port, ssl }: ConnectionConfig): Promise<void> {
  await database
    .insertInto('database_servers')
    .values({
      id: 1,
      name: 'server-1',
      host,
      port,
      ssl,
      pooler_host: null,
      pooler_port: null,
      admin_username: null,
      admin_password_ciphertext: null,
      max_tenants: null,
      clone_ms: null,
      batch_ms: null,
    })
    .onConflict((conflict) =>
      conflict
        .column('id')
        .doUpdateSet({ host, port, ssl })
        .where((row) =>
          row.or([
            row('database_servers.host', '!=', host),
            row('database_servers.port', '!=', port),
            row('database_servers.ssl', '!=', ssl),
          ]),
        ),
    )
    .execute();
}
