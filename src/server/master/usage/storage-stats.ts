import { sql } from 'kysely';
import type { Stats } from '../../../contract/admin/system.ts';
import type { Database } from '../../platform/database/database.ts';
import type { MasterTables } from '../master-tables.ts';

type Row = {
  /** null: all tenants together. */
  readonly tenantId: string | null;
  readonly name: string | null;
  readonly slug: string | null;
  readonly at: Date;
  readonly bytes: number;
};

const SHOWN_TENANTS = 20;
/** Storage is measured once an hour. */
const SHORTEST_HOURS = 24;
const POINTS = 60;

/**
 * The course of the largest tenants and of all together, at the moments at which anything was measured, at least an hour
 * apart. A tenant that a measurement left out has what it had before.
 */
export async function readStorage(database: Database<MasterTables>, hours: number): Promise<Pick<Stats, 'storage' | 'storageHistory'>> {
  const shownHours = Math.max(hours, SHORTEST_HOURS);
  const stepSeconds = Math.ceil(shownHours / POINTS) * 3600;
  const { rows } = await sql<Row>`
    with sample as (
      select distinct on (tenant_id, moment) tenant_id, moment, database_bytes as bytes
      from (select *, to_timestamp(floor(extract(epoch from at) / ${stepSeconds}::int) * ${stepSeconds}::int) as moment from storage_samples
        where at > now() - make_interval(hours => ${shownHours})) as recent
      order by tenant_id, moment, at desc),
    stretch as (
      select tenant_id, moment, bytes, count(bytes) over (partition by tenant_id order by moment) as number
      from (select distinct tenant_id from sample) as tenant cross join (select distinct moment from sample) as moments
      left join sample using (tenant_id, moment)),
    known as (
      select tenant_id, moment, max(bytes) over (partition by tenant_id, number) as bytes from stretch where number > 0),
    largest as (
      select tenant_id, bytes from known where moment = (select max(moment) from known) order by bytes desc, tenant_id limit ${SHOWN_TENANTS})
    select null as "tenantId", null as name, null as slug, moment as at, sum(bytes)::float8 as bytes, 0::float8 as size from known group by moment
    union all
    select tenants.id, tenants.name, tenants.slug, moment, known.bytes::float8, largest.bytes::float8
    from largest join known using (tenant_id) join tenants on tenants.id = tenant_id
    order by size desc, "tenantId", at`.execute(database);
  const [all, ofTenants] = [rows.filter(isOfAll), rows.filter((row) => !isOfAll(row))];
  return {
    storage: Array.from(Map.groupBy(ofTenants, ({ tenantId }) => tenantId ?? '').entries(), ([tenantId, course]) => ({
      tenantId,
      name: course[0]?.name ?? '',
      slug: course[0]?.slug ?? '',
      databaseBytes: course.at(-1)?.bytes ?? 0,
      points: course.map(({ bytes }) => bytes),
    })),
    storageHistory: all.map(({ at, bytes }) => ({ at: at.toISOString(), databaseBytes: bytes })),
  };
}

function isOfAll({ tenantId }: Row): boolean {
  return tenantId === null;
}
