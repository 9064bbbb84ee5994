import { sql } from 'kysely';
import type { z } from 'zod';
import type { createServerBodySchema, databaseServerSchema, updateServerBodySchema } from '../../../contract/admin/system.ts';
import { inTransaction, openDatabase, type Database } from '../../platform/database/database.ts';
import { ProblemError } from '../../platform/http/problem-error.ts';
import { auditBy, type By } from '../audit/public.ts';
import type { Master } from '../master.ts';
import type { MasterTables } from '../master-tables.ts';
import { requireAdminRights, ServerError, type ServerCatalog } from '../servers/public.ts';
import { refusingDuplicates } from '../refusing-duplicates.ts';

const UNIQUE = 'database_servers_name_unique';
const TAKEN = { field: 'name', message: 'belongs to another server' };

type ServerAnswer = z.output<typeof databaseServerSchema>;
type Login = {
  readonly host: string;
  readonly port: number;
  readonly ssl: 'off' | 'require' | 'verify';
  readonly user: string;
  readonly password: string;
};

const ANSWER_WITHIN_MS = 5000;
const LOCK = 'milestone servers';

export async function listServers(database: Database<MasterTables>): Promise<ServerAnswer[]> {
  const { rows } = await sql<ServerAnswer>`
    select id, name, host, port, ssl, state, max_tenants as "maxTenants",
      pooler_host as "poolerHost", pooler_port as "poolerPort", admin_username as "adminUsername",
      (select count(*)::int from tenants where database_server_id = server.id) as "tenantCount"
    from database_servers server order by id`.execute(database);
  return rows;
}

async function getServer(database: Database<MasterTables>, id: number): Promise<ServerAnswer> {
  const server = (await listServers(database)).find((row) => row.id === id);
  if (!server) throw new ProblemError('not_found');
  return server;
}

/** Notes a server whose administrator was let in and has the rights that provisioning needs. */
export async function createServer(master: Master, body: z.output<typeof createServerBodySchema>, by: By): Promise<ServerAnswer> {
  const { name, host, port, ssl = 'verify', state = 'accepting', maxTenants = null, adminUsername, adminPassword } = body;
  const { poolerHost = null, poolerPort = null } = body;
  requireWholePooler(poolerHost, poolerPort);
  await requireLogin({ host, port, ssl, user: adminUsername, password: adminPassword });
  return refusingDuplicates(UNIQUE, TAKEN, () =>
    inTransaction(master.database, async (transaction) => {
      await sql`select pg_advisory_xact_lock(hashtextextended(${LOCK}, 0))`.execute(transaction);
      const { rows } = await sql<{ next: number }>`select max(id) + 1 as next from database_servers`.execute(transaction);
      const next = rows[0]?.next ?? 1;
      await transaction
        .insertInto('database_servers')
        .values({
          id: next,
          name,
          host,
          port,
          ssl,
          state,
          max_tenants: maxTenants,
          pooler_host: poolerHost,
          pooler_port: poolerPort,
          admin_username: adminUsername,
          admin_password_ciphertext: encrypted(master, next, adminPassword),
          clone_ms: null,
          batch_ms: null,
        })
        .execute();
      const server = await getServer(transaction, next);
      await auditBy(transaction, by, { action: 'server.created', details: server });
      return server;
    }),
  );
}

/** Where server 1 is and who administers it is configured, so that alone cannot change here. */
export async function updateServer(
  master: Master,
  id: number,
  body: z.output<typeof updateServerBodySchema>,
  by: By,
): Promise<ServerAnswer> {
  const { name, state, maxTenants, host, port, ssl, adminUsername, adminPassword } = body;
  const before = await master.database.selectFrom('database_servers').selectAll().where('id', '=', id).executeTakeFirst();
  if (!before) throw new ProblemError('not_found');
  const poolerHost = body.poolerHost === undefined ? before.pooler_host : body.poolerHost;
  const poolerPort = body.poolerPort === undefined ? before.pooler_port : body.poolerPort;
  requireWholePooler(poolerHost, poolerPort);
  const isMoved = [host, port, ssl, adminUsername, adminPassword].some((value) => value !== undefined);
  if (isMoved && id === 1)
    throw new ProblemError('not_available', { detail: 'Address and login of server 1 come from the configuration of the program.' });
  const { admin_username: knownUser, admin_password_ciphertext: ciphertext } = before;
  const password = adminPassword ?? (ciphertext === null ? '' : master.keyring.decrypt(ciphertext, secretOf(id)));
  const place = { host: host ?? before.host, port: port ?? before.port, ssl: ssl ?? before.ssl };
  const user = adminUsername ?? knownUser;
  if (isMoved) await requireLogin({ ...place, user: user ?? '', password });
  return refusingDuplicates(UNIQUE, TAKEN, () =>
    inTransaction(master.database, async (transaction) => {
      await transaction
        .updateTable('database_servers')
        .set({
          ...place,
          name: name ?? before.name,
          state: state ?? before.state,
          pooler_host: poolerHost,
          pooler_port: poolerPort,
          max_tenants: maxTenants === undefined ? before.max_tenants : maxTenants,
          admin_username: user,
          admin_password_ciphertext: adminPassword === undefined ? ciphertext : encrypted(master, id, adminPassword),
        })
        .where('id', '=', id)
        .execute();
      const server = await getServer(transaction, id);
      await auditBy(transaction, by, { action: 'server.changed', details: server });
      return server;
    }),
  );
}

/** Host and port of a pooler go together. */
function requireWholePooler(host: string | null, port: number | null): void {
  if ((host === null) === (port === null)) return;
  const field = host === null ? 'poolerHost' : 'poolerPort';
  throw new ProblemError('invalid_input', { errors: [{ field, message: 'belongs to the other part of the address of the pooler' }] });
}

function secretOf(id: number) {
  return { owner: `server-${id}`, purpose: 'server-admin' } as const;
}

function encrypted(master: Master, id: number, password: string): string {
  return master.keyring.encrypt(password, secretOf(id));
}

async function requireLogin(login: Login): Promise<void> {
  const opened = openDatabase<ServerCatalog>({
    connection: { ...login, database: 'postgres' },
    poolSize: 0,
    maxOverflow: 1,
    poolTimeoutMs: ANSWER_WITHIN_MS,
    namedStatements: false,
  });
  try {
    await requireAdminRights(opened.database, 'the administrator given here');
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const place = error instanceof ServerError ? '' : `The server ${login.host}:${login.port} cannot be entered: `;
    throw new ProblemError('not_available', { detail: `${place}${message}` });
  } finally {
    await opened.end();
  }
}
