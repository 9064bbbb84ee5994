import { sql } from 'kysely';
import { createUuid } from '../../../lib/uuid.ts';
import type { Database } from '../../platform/database/database.ts';
import type { MasterTables } from '../master-tables.ts';

type MasterDatabase = Database<MasterTables>;
export type PoolDatabase = { readonly number: number; readonly id: string };
/** What a tenant claimed, with the schema that it was made with. */
export type PoolClaim = PoolDatabase & { readonly schemaVersion: number };

/** The pool database that the tenant has claimed. */
export async function findPoolClaim(database: MasterDatabase, tenantId: string): Promise<PoolClaim | undefined> {
  return database
    .selectFrom('pool_databases')
    .select(['number', 'id', 'schema_version as schemaVersion'])
    .where('tenant_id', '=', tenantId)
    .where('state', '=', 'claimed')
    .executeTakeFirst();
}

/** The pool database that the tenant has, else the oldest ready one of the current schema, which is the tenant's from then on. */
export async function claimPoolDatabase(
  database: MasterDatabase,
  { tenantId, serverId, schemaVersion }: { readonly tenantId: string; readonly serverId: number; readonly schemaVersion: number },
): Promise<PoolClaim | undefined> {
  const { rows } = await sql<PoolClaim>`
    with mine as (select number, id, schema_version from pool_databases where tenant_id = ${tenantId} and state = 'claimed'),
    claimed as (
      update pool_databases set state = 'claimed', tenant_id = ${tenantId}
      where not exists (select from mine) and number = (
        select number from pool_databases
        where database_server_id = ${serverId} and state = 'ready' and schema_version = ${schemaVersion}
        order by number limit 1 for update skip locked)
      returning number, id, schema_version)
    select number, id, schema_version as "schemaVersion" from (select * from mine union all select * from claimed) as had`.execute(
    database,
  );
  return rows[0];
}

/** The tenant has no more use for its claim: what is left of it under the pool's name is to be dropped. */
export async function releasePoolDatabase(database: MasterDatabase, tenantId: string): Promise<void> {
  await database.updateTable('pool_databases').set({ state: 'dropping', tenant_id: null }).where('tenant_id', '=', tenantId).execute();
}

export async function forgetPoolClaim(transaction: MasterDatabase, tenantId: string): Promise<void> {
  await transaction.deleteFrom('pool_databases').where('tenant_id', '=', tenantId).where('state', '=', 'claimed').execute();
}

/** Notes a pool database before it is made, so that what a dead node leaves is known. */
export async function insertPoolDatabase(
  database: MasterDatabase,
  { serverId, schemaVersion }: { readonly serverId: number; readonly schemaVersion: number },
): Promise<PoolDatabase> {
  const { rows } = await sql<PoolDatabase>`
    insert into pool_databases (number, id, database_server_id, schema_version, state)
    values (nextval('pool_database_number'), ${createUuid()}, ${serverId}, ${schemaVersion}, 'making')
    returning number, id`.execute(database);
  const [row] = rows;
  if (!row) throw new Error('an inserted row was not returned');
  return row;
}

export async function markPoolDatabaseReady(database: MasterDatabase, number: number): Promise<void> {
  await database.updateTable('pool_databases').set({ state: 'ready' }).where('number', '=', number).where('state', '=', 'making').execute();
}

export async function countReadyPoolDatabases(database: MasterDatabase, serverId: number): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from pool_databases where database_server_id = ${serverId} and state = 'ready'`.execute(database);
  return rows[0]?.count ?? 0;
}

/**
 * Takes what is to be dropped: released, of an older schema, more than wanted, or half made. Only for who holds the lock of
 * the server's stock: nobody else is making one then.
 */
export async function takePoolDatabasesToDrop(
  database: MasterDatabase,
  { serverId, schemaVersion, wanted }: { readonly serverId: number; readonly schemaVersion: number; readonly wanted: number },
): Promise<readonly PoolDatabase[]> {
  const { rows } = await sql<PoolDatabase>`
    update pool_databases set state = 'dropping'
    where database_server_id = ${serverId} and number in (
      select number from pool_databases where database_server_id = ${serverId} and state in ('making', 'dropping')
      union all
      select number from (
        select number, schema_version, row_number() over (order by schema_version desc, number) as position
        from pool_databases where database_server_id = ${serverId} and state = 'ready') as ready
      where position > ${wanted} or schema_version < ${schemaVersion})
    and state <> 'claimed'
    returning number, id`.execute(database);
  return rows;
}

export async function deletePoolDatabase(database: MasterDatabase, number: number): Promise<void> {
  await database.deleteFrom('pool_databases').where('number', '=', number).execute();
}
