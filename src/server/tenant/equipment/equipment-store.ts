import { sql } from 'kysely';
import type { Equipment, SiteId } from '../../../planning/model.ts';
import type { Actor } from '../../platform/actor.ts';
import type { Database } from '../../platform/database/database.ts';

type Scope = Actor['siteIds'];

const EQUIPMENT = sql`id, site_id as "siteId", name, type_name as "typeName", color, is_active as "isActive", notes`;

export async function listEquipment(
  database: Database,
  scope: Scope,
  query: { readonly siteId?: SiteId | undefined; readonly isActive?: boolean | undefined },
): Promise<readonly Equipment[]> {
  const conditions = [inScope(scope)];
  if (query.siteId) conditions.push(sql`site_id = ${query.siteId}`);
  if (query.isActive !== undefined) conditions.push(sql`is_active = ${query.isActive}`);
  const { rows } = await sql<Equipment>`select ${EQUIPMENT} from equipment where ${sql.join(conditions, sql` and `)}`.execute(database);
  return rows;
}

function inScope(scope: Scope) {
  return scope === 'all' ? sql`true` : sql`site_id = any(${[...scope]}::uuid[])`;
}
