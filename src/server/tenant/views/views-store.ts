import { sql, type RawBuilder } from 'kysely';
import type { SavedView, SavedViewId } from '../../../contract/views.ts';
import { nameKeyOf } from '../../../lib/text-key.ts';
import type { Actor } from '../../platform/actor.ts';
import type { Database } from '../../platform/database/database.ts';
import { decodeCursor, pageOf, type Page, type PageQuery } from '../../platform/http/paging.ts';

export type ViewRow = Omit<SavedView, 'canEdit'>;
type KeyedRow = ViewRow & { readonly nameKey: string };

/** Views that an actor sees: the own ones, those of the own sites, shared ones. */
function viewsSeenBy(actor: Actor, condition: RawBuilder<unknown>): RawBuilder<KeyedRow> {
  const atOwnSites = actor.siteIds === 'all' ? sql`true` : sql`v.site_id = any(${[...actor.siteIds]}::uuid[])`;
  return sql<KeyedRow>`
    select v.id, v.view as screen, v.name, v.visibility, v.site_id as "siteId", v.state, v.owner_id as "ownerId",
      staff.name as "ownerName", v.name_key as "nameKey"
    from saved_views v join staff on staff.id = v.owner_id
    where (v.owner_id = ${actor.userId} or v.visibility = 'shared' or (v.visibility = 'site' and ${atOwnSites})) and ${condition}`;
}

export async function listViewPage(
  database: Database,
  actor: Actor,
  query: PageQuery & { readonly screen: SavedView['screen'] },
): Promise<Page<ViewRow>> {
  const after = decodeCursor(query.cursor);
  const condition = after ? sql`(v.name_key, v.id) > (${after.key}, ${after.id}::uuid)` : sql`true`;
  const { rows } = await sql<KeyedRow>`
    ${viewsSeenBy(actor, sql`v.view = ${query.screen} and ${condition}`)}
    order by v.name_key, v.id limit ${query.limit + 1}`.execute(database);
  return pageOf(rows, query.limit, ({ nameKey, id }) => ({ key: nameKey, id }), withoutKey);
}

export async function findView(database: Database, actor: Actor, id: SavedViewId): Promise<ViewRow | undefined> {
  const { rows } = await viewsSeenBy(actor, sql`v.id = ${id}`).execute(database);
  return rows[0] && withoutKey(rows[0]);
}

function withoutKey({ id, screen, name, visibility, siteId, state, ownerId, ownerName }: KeyedRow): ViewRow {
  return { id, screen, name, visibility, siteId, state, ownerId, ownerName };
}

export async function countOwnViews(database: Database, ownerId: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from saved_views where owner_id = ${ownerId}`.execute(
    database,
  );
  return rows[0]?.count ?? 0;
}

export type ViewContents = Pick<ViewRow, 'name' | 'visibility' | 'siteId' | 'state'>;

export async function insertView(transaction: Database, view: ViewContents & Pick<ViewRow, 'id' | 'screen' | 'ownerId'>): Promise<void> {
  await sql`insert into saved_views (id, owner_id, view, name, name_key, visibility, site_id, state)
    values (${view.id}, ${view.ownerId}, ${view.screen}, ${view.name}, ${nameKeyOf(view.name)}, ${view.visibility}, ${view.siteId},
      ${JSON.stringify(view.state)}::jsonb)`.execute(transaction);
}

export async function updateView(transaction: Database, id: SavedViewId, view: ViewContents): Promise<void> {
  await sql`update saved_views set name = ${view.name}, name_key = ${nameKeyOf(view.name)}, visibility = ${view.visibility},
      site_id = ${view.siteId}, state = ${JSON.stringify(view.state)}::jsonb
    where id = ${id}`.execute(transaction);
}

export async function deleteViewRow(transaction: Database, id: SavedViewId): Promise<void> {
  await sql`delete from saved_views where id = ${id}`.execute(transaction);
}
