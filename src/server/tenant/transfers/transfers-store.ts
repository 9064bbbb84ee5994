import { sql } from 'kysely';
import type { StaffCandidate } from '../../../interchange/mapping/people.ts';
import type { SiteId } from '../../../planning/model.ts';
import type { Actor } from '../../platform/actor.ts';
import type { Database } from '../../platform/database/database.ts';

/** The site's time zone; undefined when there is no such site. */
export async function findSiteTimeZone(database: Database, siteId: SiteId): Promise<string | undefined> {
  const { rows } = await sql<{ time_zone: string }>`select time_zone from sites where id = ${siteId}`.execute(database);
  return rows[0]?.time_zone;
}

/** Active staff that the actor may plan: those of the sites in scope. */
export async function listStaffCandidates(database: Database, siteIds: Actor['siteIds']): Promise<StaffCandidate[]> {
  const inScope = siteIds === 'all' ? sql`true` : sql`staff.home_site_id = any(${[...siteIds]}::uuid[])`;
  const { rows } = await sql<StaffCandidate>`
    select staff.id, staff.name, users.email from staff left join users on users.id = staff.id
    where staff.is_active and ${inScope} order by staff.id`.execute(database);
  return rows;
}
