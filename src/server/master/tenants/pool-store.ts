import { sql } from 'kysely';
import { createUuid } from '../../../lib/uuid.ts';
import type { Database } from '../../platform/database/database.ts';
import type { MasterTables } from '../master-tables.ts';

type MasterDatabase = Database<MasterTables>;
export type PoolDatabase = { readonly number: number; readonly id: string };

/** The pool database that the tenant has, else the oldest ready one of the current schema, which is the tenant's from then on. */
export async function claimPoolDatabase(
  database: MasterDatabase,
  { tenantId, serverId, schemaVersion }: { readonly tenantId: string; readonly serverId: number; readonly schemaVersion: number },
): Promise<PoolDatabase | undefined> {
  const { rows } = await sql<PoolDatabase>`
    with mine as (select number, id from pool_databases where tenant_id = ${tenantId} and state = 'claimed'),
    claimed as (
      update pool_databases set state = 'claimed', tenant_id = ${tenantId}
      where not exists (select from mine) and number = (
        select number from pool_databases
        where database_server_id = ${serverId} and state = 'ready' and schema_version = ${schemaVersion}
        order by number limit 1 for update skip locked)
      returning number, id)
    select number, id from mine union all select number, id from claimed`.execute(database);
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
  { serverId, schemaVersion, leaseMs }: { readonly serverId: number; readonly schemaVersion: number; readonly leaseMs: number },
): Promise<PoolDatabase> {
  const { rows } = await sql<PoolDatabase>`
    insert into pool_databases (number, id, database_server_id, schema_version, state, lease_until)
    values (nextval('pool_database_number'), ${createUuid()}, ${serverId}, ${schemaVersion}, 'making', now() + ${leaseMs} * interval '1 millisecond')
    returning number, id`.execute(database);
  const [row] = rows;
  if (!row) throw new Error('an inserted row was not returned');
  return row;
}

/** False when another node meanwhile took it for abandoned. */
export async function markPoolDatabaseReady(database: MasterDatabase, number: number): Promise<boolean> {
  const row = await database
    .updateTable('pool_databases')
    .set({ state: 'ready', lease_until: null })
    .where('number', '=', number)
    .where('state', '=', 'making')
    .returning('number')
    .executeTakeFirst();
  return row !== undefined;
}

export async function countPoolDatabases(database: MasterDatabase, serverId: number, schemaVersion: number): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from pool_databases
    where database_server_id = ${serverId} and schema_version = ${schemaVersion} and state in ('making', 'ready')`.execute(database);
  return rows[0]?.count ?? 0;
}

/** Takes what is to be dropped: released, of an older schema, more than wanted, or left half made by a dead node. */
export async function takePoolDatabaseToDrop(
  database: MasterDatabase,
  {
    serverId,
    schemaVersion,
    wanted,
    leaseMs,
  }: { readonly serverId: number; readonly schemaVersion: number; readonly wanted: number; readonly leaseMs: number },
): Promise<PoolDatabase | undefined> {
  const { rows } = await sql<PoolDatabase>`
    update pool_databases set state = 'dropping', lease_until = now() + ${leaseMs} * interval '1 millisecond'
    where number = (
      select number from pool_databases where database_server_id = ${serverId} and (
        (state = 'dropping' and coalesce(lease_until, now()) <= now())
        or (state = 'making' and lease_until < now())
        or (state = 'ready' and schema_version < ${schemaVersion})
        or (state = 'ready' and number in (
          select number from pool_databases where database_server_id = ${serverId} and state = 'ready' order by number offset ${wanted})))
      order by number limit 1 for update skip locked)
    returning number, id`.execute(database);
  return rows[0];
}

export async function deletePoolDatabase(database: MasterDatabase, number: number): Promise<void> {
  await database.deleteFrom('pool_databases').where('number', '=', number).execute();
}
