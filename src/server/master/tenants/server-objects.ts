import { sql, type RawBuilder } from 'kysely';
import { inTransaction, type Database } from '../../platform/database/database.ts';
import { identifier } from '../../platform/database/identifier.ts';
import { advanceMigrations, createSchema, type Migration } from '../../platform/database/migrations.ts';
import type { TenantTables } from '../../platform/database/tables.ts';
import { createScramVerifier } from '../../platform/database/scram.ts';
import { closeToPublic, ServerError, type ServerAdmin, type ServerCatalog, type Servers } from '../servers/public.ts';
import { findHoldings, markText, requireHoldings, type Mark } from './ownership.ts';
import { namesOf, rolesOf, type TenantNames } from './slug.ts';

/** What the product makes on a database server. Each function is one effect, and leads to the same end when it is repeated. */
type Admin = Database<ServerCatalog>;

/** All or none, in one round trip: several statements in one text are one transaction. */
async function executeBatch<Tables>(database: Database<Tables>, statements: readonly RawBuilder<unknown>[]): Promise<void> {
  await sql.join(statements, sql.raw(';\n')).execute(database);
}

const RIGHTS = sql`nosuperuser nocreatedb nocreaterole noreplication nobypassrls`;

/** The owner of a template's objects alone: nobody signs in to a template. */
export async function createOwnerRole(admin: Admin, names: TenantNames, mark: Mark): Promise<void> {
  if ((await requireHoldings(admin, names, mark)).roles.has(names.owner)) return;
  await inTransaction(admin, async (transaction) => {
    await sql`create role ${identifier(names.owner)} nologin ${RIGHTS}`.execute(transaction);
    await sql`comment on role ${identifier(names.owner)} is ${sql.lit(markText(mark))}`.execute(transaction);
    await sql`grant ${identifier(names.owner)} to current_user`.execute(transaction);
  });
}

/** Two group roles and two logins that nobody can use yet, marked, all or none. */
export async function createRoles(admin: Admin, names: TenantNames, mark: Mark, loginConnectionLimit: number): Promise<void> {
  const { roles } = await requireHoldings(admin, names, mark);
  const logins = [names.loginA, names.loginB];
  const missing = rolesOf(names).filter((role) => !roles.has(role));
  await executeBatch(admin, [
    ...missing.flatMap((name) => {
      const kind = logins.includes(name) ? sql`login inherit connection limit ${sql.lit(loginConnectionLimit)}` : sql`nologin`;
      return [
        sql`create role ${identifier(name)} ${kind} ${RIGHTS}`,
        sql`comment on role ${identifier(name)} is ${sql.lit(markText(mark))}`,
      ];
    }),
    sql`grant ${identifier(names.group)} to ${identifier(names.loginA)}, ${identifier(names.loginB)}`,
    sql`grant ${identifier(names.owner)}, ${identifier(names.loginA)}, ${identifier(names.loginB)} to current_user`,
  ]);
  await requirePlainRoles(admin, names);
}

async function requirePlainRoles(admin: Admin, names: TenantNames): Promise<void> {
  const { rows } = await sql<{ name: string }>`
    select rolname as name from pg_roles where rolname = any(${[...rolesOf(names)]})
    and (rolsuper or rolcreatedb or rolcreaterole or rolreplication or rolbypassrls)`.execute(admin);
  if (rows[0]) throw new ServerError(`The role "${rows[0].name}" has rights that no tenant may have. Take them away as a superuser.`);
}

/** Nobody can enter the new database yet. `template` is `template0` or a template of the product. */
export async function createTenantDatabase(admin: Admin, names: TenantNames, mark: Mark, template: string): Promise<void> {
  if ((await requireHoldings(admin, names, mark)).database === 'own') return;
  const encoding = template === 'template0' ? sql`encoding 'UTF8'` : sql``;
  await sql`create database ${identifier(names.database)} owner ${identifier(names.owner)} template ${identifier(template)}
    ${encoding} allow_connections false`.execute(admin);
}

/** Only the group may enter, and only after PUBLIC may not. */
export async function openToGroup(admin: Admin, names: TenantNames): Promise<void> {
  await inTransaction(admin, async (transaction) => {
    await closeToPublic(transaction, names.database);
    await sql`grant connect on database ${identifier(names.database)} to ${identifier(names.group)}`.execute(transaction);
    await sql`alter database ${identifier(names.database)} with allow_connections true`.execute(transaction);
  });
}

export type SchemaSource = {
  readonly servers: Pick<Servers, 'within'>;
  readonly server: ServerAdmin;
  readonly migrations: readonly Migration[];
};

/** The schema with the group's rights: made whole in an empty database, or taken over in a clone. Answers with its version. */
export async function prepareSchema({ servers, server, migrations }: SchemaSource, names: TenantNames): Promise<number> {
  return servers.within(server, { database: names.database }, (database) =>
    inTransaction(database, async (transaction): Promise<number> => {
      const { rows } = await sql<{ owner: string | null }>`
        select (select tableowner from pg_tables where schemaname = 'public' and tablename = 'schema_migrations') as owner`.execute(
        transaction,
      );
      const owner = rows[0]?.owner ?? null;
      const version = owner === null ? (migrations.at(-1)?.version ?? 0) : await readVersion(transaction);
      if (owner === names.owner) return version;
      if (owner === null) await createExtensions(transaction, migrations);
      else await takeOver(transaction, names.owner);
      await sql`set local role ${identifier(names.owner)}`.execute(transaction);
      if (owner === null) await createSchema<TenantTables>(transaction, migrations);
      await grantData(transaction, names);
      return version;
    }),
  );
}

async function readVersion(database: Database): Promise<number> {
  const { rows } = await sql<{ version: number | null }>`select max(version) as version from schema_migrations`.execute(database);
  return rows[0]?.version ?? 0;
}

/** Brings a database that is believed to be at `fromVersion` to today's schema, as the owner of its objects. */
export async function advanceSchema(
  { servers, server, migrations }: SchemaSource,
  names: TenantNames,
  { fromVersion, lockTimeoutMs }: { readonly fromVersion: number; readonly lockTimeoutMs: number },
): Promise<readonly string[]> {
  const pending = migrations.slice(fromVersion);
  // Extensions belong to the administrator.
  if (listExtensions(pending).length > 0)
    await servers.within(server, { database: names.database }, (database) => createExtensions(database, pending));
  const place = { database: names.database, role: names.owner, lockTimeoutMs };
  const { applied } = await servers.within(server, place, (database) => advanceMigrations(database, migrations, fromVersion));
  return applied;
}

/** The schema in a template, owned and granted to nobody else, then shut: a template that somebody is in cannot be cloned. */
export async function fillTemplate({ servers, server, migrations }: SchemaSource, names: TenantNames): Promise<void> {
  const { database: admin } = server;
  await inTransaction(admin, async (transaction) => {
    await closeToPublic(transaction, names.database);
    await sql`alter database ${identifier(names.database)} with allow_connections true`.execute(transaction);
  });
  await servers.within(server, { database: names.database }, (database) =>
    inTransaction(database, async (transaction) => {
      await createExtensions(transaction, migrations);
      await sql`set local role ${identifier(names.owner)}`.execute(transaction);
      await createSchema<TenantTables>(transaction, migrations);
    }),
  );
  await sql`alter database ${identifier(names.database)} with is_template true allow_connections false`.execute(admin);
}

const EXTENSION = /^create\s+extension\s+(?:if\s+not\s+exists\s+)?([a-z_]+)/gim;

/**
 * Extensions belong to the administrator, in every database alike: nothing can change the owner of one afterwards, so in a
 * clone it would for ever be the template's. The migrations then find them there.
 */
export async function createExtensions(database: Database, migrations: readonly Migration[]): Promise<void> {
  for (const name of listExtensions(migrations)) await sql`create extension if not exists ${identifier(name)}`.execute(database);
}

function listExtensions(migrations: readonly Migration[]): readonly string[] {
  return migrations.flatMap(({ text }) => Array.from(text.matchAll(EXTENSION), ([, name = '']) => name));
}

/** The group's rights once more, in a database that is in use. */
export async function grantTenantData({ servers, server }: Pick<SchemaSource, 'servers' | 'server'>, names: TenantNames): Promise<void> {
  await servers.within(server, { database: names.database, role: names.owner }, (database) =>
    inTransaction(database, (transaction) => grantData(transaction, names)),
  );
}

/** Object by object: REASSIGN OWNED would take the template itself, which is a shared object, as well. */
async function takeOver(transaction: Database, owner: string): Promise<void> {
  const { rows } = await sql<{ statement: string }>`
    select format('alter %s %s owner to %I', case relkind when 'v' then 'view' when 'S' then 'sequence' else 'table' end, oid::regclass, ${owner}::text) as statement
    from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'v', 'm', 'S')
    and not exists (select from pg_depend where classid = 'pg_class'::regclass and objid = pg_class.oid and deptype in ('a', 'i') and relkind = 'S')
    union all
    select format('alter routine %s owner to %I', oid::regprocedure, ${owner}::text) from pg_proc where pronamespace = 'public'::regnamespace
    and not exists (select from pg_depend where classid = 'pg_proc'::regclass and objid = pg_proc.oid and deptype = 'e')
    union all
    select format('alter type %s owner to %I', oid::regtype, ${owner}::text) from pg_type where typnamespace = 'public'::regnamespace
    and typtype in ('d', 'e')`.execute(transaction);
  // PostgreSQL itself quoted the names.
  if (rows.length > 0) await sql.raw(rows.map(({ statement }) => statement).join(';\n')).execute(transaction);
}

async function grantData(transaction: Database, { group }: TenantNames): Promise<void> {
  const [to, on] = [identifier(group), sql`in schema public`];
  await executeBatch(transaction, [
    sql`grant usage on schema public to ${to}`,
    sql`grant select, insert, update, delete on all tables ${on} to ${to}`,
    sql`revoke insert, update, delete on schema_migrations from ${to}`,
    sql`grant usage, select, update on all sequences ${on} to ${to}`,
    // Routines of extensions are the administrator's, and everybody may call them.
    sql`do $$ declare routine regprocedure; begin
      for routine in select oid from pg_proc where pronamespace = 'public'::regnamespace and pg_get_userbyid(proowner) = current_user
      loop execute format('grant execute on routine %s to %I', routine, ${sql.lit(group)}); end loop; end $$`,
    sql`alter default privileges ${on} grant select, insert, update, delete on tables to ${to}`,
    sql`alter default privileges ${on} grant usage, select, update on sequences to ${to}`,
    sql`alter default privileges ${on} grant execute on routines to ${to}`,
  ]);
}

/** From here on a login can enter with its password, and with nothing else. */
export async function setLoginPasswords(
  admin: Admin,
  logins: readonly { readonly username: string; readonly password: string }[],
): Promise<void> {
  const verifiers = await Promise.all(
    logins.map(async ({ username, password }) => ({ username, verifier: await createScramVerifier(password) })),
  );
  await executeBatch(
    admin,
    verifiers.map(({ username, verifier }) => sql`alter role ${identifier(username)} password ${sql.lit(verifier)}`),
  );
}

/** What was made ahead becomes the tenant's: one transaction, so that there is never half of it under each name. */
export async function claimPrepared(admin: Admin, from: TenantNames, names: TenantNames, mark: Mark): Promise<void> {
  if ((await requireHoldings(admin, names, mark)).database === 'own') return;
  const pairs = rolesOf(from).map((role, index) => ({ role, target: rolesOf(names)[index] ?? '' }));
  await executeBatch(admin, [
    ...pairs.flatMap(({ role, target }) => [
      sql`alter role ${identifier(role)} rename to ${identifier(target)}`,
      sql`comment on role ${identifier(target)} is ${sql.lit(markText(mark))}`,
    ]),
    sql`alter database ${identifier(from.database)} rename to ${identifier(names.database)}`,
  ]);
}

/** Ends every session and drops the database; afterwards the roles own nothing. */
export async function dropTenantDatabase(admin: Admin, names: TenantNames, mark: Mark): Promise<void> {
  if ((await findHoldings(admin, names, mark)).database !== 'own') return;
  // A DROP that the server did not survive leaves the database invalid: it can be dropped again, and nothing else.
  const { rows } = await sql`select from pg_database where datname = ${names.database} and datconnlimit = -2`.execute(admin);
  if (rows.length === 0)
    await sql`alter database ${identifier(names.database)} with is_template false allow_connections false`.execute(admin);
  await sql`drop database if exists ${identifier(names.database)} with (force)`.execute(admin);
}

export async function dropRoles(admin: Admin, names: TenantNames, mark: Mark): Promise<void> {
  const { roles } = await findHoldings(admin, names, mark);
  if (roles.size === 0) return;
  await sql`drop role ${sql.join([...roles].map(identifier))}`.execute(admin);
}

/** Drops what stands under a name of the product's own, if it is marked so. */
export async function dropMarked(admin: Admin, name: string, mark: Mark): Promise<void> {
  await dropTenantDatabase(admin, namesOf(name), mark);
  await dropRoles(admin, namesOf(name), mark);
}
