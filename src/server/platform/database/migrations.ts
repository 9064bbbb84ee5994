import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { sql, type RawBuilder } from 'kysely';
import { inTransaction, type Database } from './database.ts';
import type { MigrationsTable } from './tables.ts';

export type Migration = { readonly version: number; readonly name: string; readonly checksum: string; readonly text: string };
export type MigrationState = { readonly version: number; readonly applied: readonly string[] };

/** The database and the program do not fit together; the message says how. */
export class MigrationError extends Error {}

const FILE_NAME = /^(\d{4})_([a-z0-9_]+)\.sql$/;
/** Any constant does: it keeps two nodes from migrating one database at the same time. */
const LOCK_KEY = 8_485_001;

const CREATE_TABLE = `create table if not exists schema_migrations (
  version integer primary key, name text not null, checksum text not null, applied_at timestamptz not null default now())`;

/** Reads `NNNN_name.sql` files, numbered without gaps from 0001. */
export async function loadMigrations(folder: URL): Promise<readonly Migration[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort();
  return Promise.all(
    names.map(async (name, index) => {
      const version = Number(FILE_NAME.exec(name)?.[1]);
      if (version !== index + 1) throw new MigrationError(`migration ${name}: expected NNNN_name.sql with number ${index + 1}`);
      const text = (await readFile(new URL(name, folder), 'utf8')).replaceAll('\r\n', '\n');
      return { version, name: name.slice(0, -4), checksum: createHash('sha256').update(text).digest('hex'), text };
    }),
  );
}

/**
 * Brings a database up to date: each file in a transaction of its own, under a lock that other nodes wait for. Refuses when
 * an applied file was edited or the database is ahead of the program. One query when there is nothing to do.
 */
export async function runMigrations<Tables>(database: Database<Tables>, migrations: readonly Migration[]): Promise<MigrationState> {
  const applied: string[] = [];
  for (const migration of pendingOf(migrations, await readApplied(database))) {
    if (await applyMigration(database, migrations, migration)) applied.push(migration.name);
  }
  return { version: migrations.at(-1)?.version ?? 0, applied };
}

/** A migration of `advanceMigrations` found another state than it was told: a division by zero, for want of a plainer way in SQL. */
const NOT_AS_TOLD = '22012';

/**
 * As `runMigrations` for a database that is believed to be at `fromVersion`: everything in one round trip, where that is true.
 * Where it is not, nothing has happened yet and `runMigrations` looks for itself.
 */
export async function advanceMigrations<Tables>(
  database: Database<Tables>,
  migrations: readonly Migration[],
  fromVersion: number,
): Promise<MigrationState> {
  const pending = migrations.slice(fromVersion);
  if (fromVersion === 0 || pending.length === 0) return runMigrations(database, migrations);
  const isAsTold = await database.connection().execute(async (connection) => {
    try {
      await sql
        .join(
          pending.map((migration) => guarded(migrations, migration)),
          sql.raw(''),
        )
        .execute(connection);
      return true;
    } catch (error) {
      await sql`rollback`.execute(connection);
      if (error instanceof Error && 'code' in error && error.code === NOT_AS_TOLD) return false;
      throw error;
    }
  });
  if (!isAsTold) return runMigrations(database, migrations);
  return { version: migrations.at(-1)?.version ?? 0, applied: pending.map(({ name }) => name) };
}

function guarded(all: readonly Migration[], { version, name, checksum, text }: Migration): RawBuilder<unknown> {
  const before = sql.join(all.slice(0, version - 1).map((migration) => sql.lit(migration.checksum)));
  return sql`begin;
select pg_advisory_xact_lock(${sql.lit(LOCK_KEY)});
select 1 / (array(select checksum from schema_migrations order by version) = array[${before}])::integer;
${sql.raw(text)}
;
insert into schema_migrations (version, name, checksum) values (${sql.lit(version)}, ${sql.lit(name)}, ${sql.lit(checksum)});
commit;
`;
}

/** The whole schema of an empty database in one batch and one transaction; the same outcome as `runMigrations`, in fewer steps. */
export async function createSchema<Tables>(transaction: Database<Tables>, migrations: readonly Migration[]): Promise<void> {
  await sql.raw([CREATE_TABLE, ...migrations.map(({ text }) => text)].join(';\n')).execute(transaction);
  await sql`
    insert into schema_migrations (version, name, checksum)
    select * from unnest(${migrations.map(({ version }) => version)}::integer[], ${migrations.map(({ name }) => name)}::text[],
      ${migrations.map(({ checksum }) => checksum)}::text[])`.execute(transaction);
}

/** True when every migration is applied and unchanged. */
export async function isMigrated<Tables>(database: Database<Tables>, migrations: readonly Migration[]): Promise<boolean> {
  return pendingOf(migrations, await readApplied(database)).length === 0;
}

/** Names of what `runMigrations` would apply. */
export async function listPending<Tables>(database: Database<Tables>, migrations: readonly Migration[]): Promise<readonly string[]> {
  return pendingOf(migrations, await readApplied(database)).map(({ name }) => name);
}

type Applied = Pick<MigrationsTable, 'version' | 'name' | 'checksum'>;

async function readApplied<Tables>(database: Database<Tables>): Promise<readonly Applied[]> {
  const { rows } = await sql<Applied & { exists: boolean }>`select to_regclass('schema_migrations') is not null as exists`.execute(
    database,
  );
  if (!rows[0]?.exists) return [];
  return (await sql<Applied>`select version, name, checksum from schema_migrations order by version`.execute(database)).rows;
}

function pendingOf(migrations: readonly Migration[], applied: readonly Applied[]): readonly Migration[] {
  for (const row of applied) {
    const migration = migrations[row.version - 1];
    if (!migration)
      throw new MigrationError(
        `The database has migration ${row.name}, which this version of Milestone does not know. Start the newer version.`,
      );
    if (migration.checksum !== row.checksum)
      throw new MigrationError(
        `Migration ${migration.name} was edited after it had been applied. Restore the file and add a new migration instead.`,
      );
  }
  return migrations.slice(applied.length);
}

async function applyMigration<Tables>(database: Database<Tables>, all: readonly Migration[], migration: Migration): Promise<boolean> {
  return inTransaction(database, async (transaction) => {
    await sql`select pg_advisory_xact_lock(${LOCK_KEY})`.execute(transaction);
    await sql.raw(CREATE_TABLE).execute(transaction);
    const stillPending = pendingOf(all, await readApplied(transaction));
    if (stillPending[0]?.version !== migration.version) return false;
    await sql.raw(migration.text).execute(transaction);
    await sql`insert into schema_migrations (version, name, checksum) values (${migration.version}, ${migration.name}, ${migration.checksum})`.execute(
      transaction,
    );
    return true;
  });
}
