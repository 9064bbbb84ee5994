import { sql } from 'kysely';
import type { StaffCandidate } from '../../../interchange/mapping/people.ts';
import type { SiteId } from '../../../planning/model.ts';
import type { Actor } from '../../platform/actor.ts';
import type { Database } from '../../platform/database/database.ts';

/** Who imports, as far as an import asks. */
export type Importer = Pick<Actor, 'userId' | 'name' | 'role' | 'siteIds'>;

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

export type SiteName = { readonly id: SiteId; readonly name: string };

export async function listSiteNames(database: Database): Promise<SiteName[]> {
  const { rows } = await sql<SiteName>`select id, name from sites order by id`.execute(database);
  return rows;
}

/** The active user of an e-mail, as somebody who imports; administrators work at all sites. */
export async function findImporter(database: Database, emailKey: string): Promise<Importer | undefined> {
  const { rows } = await sql<Omit<Importer, 'siteIds'> & { readonly siteIds: readonly SiteId[] }>`
    select users.id as "userId", staff.name, users.role,
      array(select site_id from user_sites where user_sites.user_id = users.id)::uuid[] as "siteIds"
    from users join staff on staff.id = users.id where users.email_key = ${emailKey} and staff.is_active`.execute(database);
  const [found] = rows;
  return found && { ...found, siteIds: found.role === 'admin' ? 'all' : found.siteIds };
}
