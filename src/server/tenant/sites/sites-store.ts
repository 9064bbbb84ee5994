import { sql } from 'kysely';
import { formatDay, parseDay, type Day } from '../../../lib/days.ts';
import type { CompanyEvent, Holiday, Site, SiteId } from '../../../planning/model.ts';
import type { Actor } from '../../platform/actor.ts';
import type { Database } from '../../platform/database/database.ts';

/** The sites in which somebody works: a list, or all. */
export type Scope = Actor['siteIds'];

const SITE = sql`id, name, country_code as "countryCode", region_code as "regionCode", time_zone as "timeZone", weekend_days as "weekendDays"`;

export async function listSites(database: Database, scope: Scope): Promise<readonly Site[]> {
  const { rows } = await sql<Site>`select ${SITE} from sites where ${inScope(sql`id`, scope)}`.execute(database);
  return rows;
}

export async function findSite(database: Database, scope: Scope, id: SiteId): Promise<Site | undefined> {
  const { rows } = await sql<Site>`select ${SITE} from sites where id = ${id} and ${inScope(sql`id`, scope)}`.execute(database);
  return rows[0];
}

/** A site that goes away leaves the scope of every user. */
export async function removeSiteFromScopes(transaction: Database, id: SiteId): Promise<void> {
  await sql`delete from user_sites where site_id = ${id}`.execute(transaction);
}

export type DaysQuery = { readonly from?: Day | undefined; readonly to?: Day | undefined };
type WithDayText<Item> = Omit<Item, 'startOn' | 'endOn'> & { readonly startOn: string; readonly endOn: string };

const HOLIDAY = sql`id, site_id as "siteId", name, kind, start_on as "startOn", end_on as "endOn"`;

export async function listHolidays(
  database: Database,
  siteId: SiteId,
  query: DaysQuery & { readonly kind?: Holiday['kind'] | undefined },
): Promise<readonly Holiday[]> {
  const { rows } = await sql<WithDayText<Holiday>>`
    select ${HOLIDAY} from holidays
    where site_id = ${siteId} and ${within(query)} and (${query.kind ?? null}::text is null or kind = ${query.kind ?? null})`.execute(
    database,
  );
  return rows.map(withDays);
}

const EVENT = sql`id, site_id as "siteId", name, color, start_on as "startOn", end_on as "endOn"`;

export async function listEvents(database: Database, siteId: SiteId, query: DaysQuery): Promise<readonly CompanyEvent[]> {
  const { rows } = await sql<WithDayText<CompanyEvent>>`
    select ${EVENT} from company_events where site_id = ${siteId} and ${within(query)}`.execute(database);
  return rows.map(withDays);
}

function inScope(column: ReturnType<typeof sql>, scope: Scope) {
  return scope === 'all' ? sql`true` : sql`${column} = any(${[...scope]}::uuid[])`;
}

function within({ from, to }: DaysQuery) {
  const [first, last] = [from === undefined ? null : formatDay(from), to === undefined ? null : formatDay(to)];
  return sql`(${first}::date is null or end_on >= ${first}::date) and (${last}::date is null or start_on <= ${last}::date)`;
}

function withDays<Item>(row: WithDayText<Item>): Item {
  // Only the two days change their form; the column is a date of the accepted years, by a check.
  return { ...row, startOn: parseDay(row.startOn) ?? 0, endOn: parseDay(row.endOn) ?? 0 } as Item;
}
