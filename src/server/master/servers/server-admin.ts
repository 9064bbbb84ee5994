import { sql } from 'kysely';
import type { ConnectionConfig } from '../../platform/database/connection.ts';
import { openDatabase, type Database, type OpenDatabase } from '../../platform/database/database.ts';
import type { Keyring } from '../credentials/public.ts';
import type { DatabaseServersTable, MasterTables } from '../master-tables.ts';
import type { Selectable } from 'kysely';

/** The administrator has no tables of its own: it speaks to the catalogs. */
export type ServerCatalog = Record<never, never>;
export type DatabaseServer = Selectable<DatabaseServersTable>;
export type ServerAdmin = {
  readonly server: DatabaseServer;
  readonly connection: ConnectionConfig;
  readonly database: Database<ServerCatalog>;
};

/** Something on a database server is not as the product needs it; the message says what to do. */
export class ServerError extends Error {}

/** A database of a server, and as whom to work there; absent: as the administrator. */
export type Place = { readonly database: string; readonly role?: string; readonly lockTimeoutMs?: number };

export type ServersOptions = {
  readonly master: Database<MasterTables>;
  readonly keyring: Keyring;
  /** Of server 1. */
  readonly admin: { readonly user: string; readonly password: string };
  /** The database of server 1 that the administrator enters; on other servers it is `postgres`. */
  readonly masterDatabaseName: string;
  readonly maxConnections: number;
};

const WAIT_MS = 30_000;
/** Who works on servers that have no administrator of their own. */
const FIRST_ADMIN = 'PG_ADMIN_USER';

/** The administrator's connections to every database server, made when they are first needed. */
export class Servers {
  readonly #options: ServersOptions;
  readonly #pools = new Map<number, { readonly key: string; readonly opened: OpenDatabase<ServerCatalog> }>();

  constructor(options: ServersOptions) {
    this.#options = options;
  }

  async get(id: number): Promise<DatabaseServer> {
    return this.#options.master.selectFrom('database_servers').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
  }

  async list(): Promise<readonly DatabaseServer[]> {
    return this.#options.master.selectFrom('database_servers').selectAll().orderBy('id').execute();
  }

  async admin(id: number): Promise<ServerAdmin> {
    const server = await this.get(id);
    const connection = this.#connectionOf(server);
    const key = JSON.stringify(connection);
    const known = this.#pools.get(id);
    if (known?.key === key) return { server, connection, database: known.opened.database };
    void known?.opened.end();
    const opened = openAdmin<ServerCatalog>(connection, this.#options.maxConnections);
    this.#pools.set(id, { key, opened });
    return { server, connection, database: opened.database };
  }

  /** Works in one database of the server, as the administrator or in the role of an owner. */
  async within<Result>({ connection }: ServerAdmin, place: Place, work: (database: Database) => Promise<Result>): Promise<Result> {
    const opened = openAdmin({ ...connection, ...place }, 1);
    try {
      return await work(opened.database);
    } finally {
      await opened.end();
    }
  }

  async close(): Promise<void> {
    await Promise.all(Array.from(this.#pools.values(), ({ opened }) => opened.end()));
    this.#pools.clear();
  }

  #connectionOf(server: DatabaseServer): ConnectionConfig {
    const { admin, keyring, masterDatabaseName } = this.#options;
    const place = { host: server.host, port: server.port, ssl: server.ssl };
    if (server.admin_username === null || server.admin_password_ciphertext === null)
      return { ...place, database: server.id === 1 ? masterDatabaseName : 'postgres', ...admin };
    const password = keyring.decrypt(server.admin_password_ciphertext, { owner: `server-${server.id}`, purpose: 'server-admin' });
    return { ...place, database: 'postgres', user: server.admin_username, password };
  }
}

export function openAdmin<Tables>(connection: ConnectionConfig, maxConnections: number): OpenDatabase<Tables> {
  return openDatabase<Tables>({ connection, poolSize: 0, maxOverflow: maxConnections, poolTimeoutMs: WAIT_MS, namedStatements: false });
}

/** Names what the administrator lacks, who is `title` to the reader. Everything the product does needs CREATEDB and CREATEROLE, and no more. */
export async function requireAdminRights<Tables>(database: Database<Tables>, title = FIRST_ADMIN): Promise<void> {
  const fault = await findRightsFault(database, title);
  if (fault !== undefined) throw new ServerError(fault);
}

/** Why the administrator cannot work on a server that answers; undefined where nothing is in the way. */
export async function findAdminFault({ database, server }: ServerAdmin): Promise<string | undefined> {
  const isFirst = server.admin_username === null;
  try {
    return await findRightsFault(database, isFirst ? FIRST_ADMIN : `administrator of "${server.name}"`);
  } catch (error) {
    if (!isLoginRefusal(error)) throw error;
    const remedy = isFirst ? 'Correct PG_ADMIN_USER and PG_ADMIN_PASSWORD.' : 'Correct its administrator under System in the portal.';
    return `The administrator cannot enter the database server "${server.name}": ${error.message}. ${remedy}`;
  }
}

/** The server answers, and does not let this user in. */
export function isLoginRefusal(error: unknown): error is Error {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' && error.code.startsWith('28');
}

async function findRightsFault<Tables>(database: Database<Tables>, title: string): Promise<string | undefined> {
  const { rows } = await sql<{ name: string; super: boolean; createdb: boolean; createrole: boolean }>`
    select rolname as name, rolsuper as super, rolcreatedb as createdb, rolcreaterole as createrole
    from pg_roles where rolname = current_user`.execute(database);
  const [role] = rows;
  if (!role) return 'The administrator of the database server has no role there.';
  const lacking = role.super ? [] : [...(role.createdb ? [] : ['CREATEDB']), ...(role.createrole ? [] : ['CREATEROLE'])];
  if (lacking.length === 0) return undefined;
  const what = lacking.includes('CREATEDB') ? 'creating database' : 'creating roles';
  return (
    `Permission denied ${what}: the role "${role.name}" (${title}) lacks ${lacking.join(' and ')}. ` +
    `Run as a superuser: ALTER ROLE "${role.name.replaceAll('"', '""')}" ${lacking.join(' ')};`
  );
}
