/** The only SQL of baselines. A reader is told of the projects of their scope, and of a baseline that holds one of them. */
import { sql, type RawBuilder } from 'kysely';
import type { z } from 'zod';
import type { BaselineId, baselineSchema } from '../../../contract/baselines.ts';
import type { ProjectId } from '../../../planning/model.ts';
import type { Actor } from '../../platform/actor.ts';
import type { Database } from '../../platform/database/database.ts';
import { decodeCursor, pageOf, type Page, type PageQuery } from '../../platform/http/paging.ts';
import { inScope, type Reader } from '../plan/public.ts';

export type BaselineRow = z.output<typeof baselineSchema>;

/** Baselines as a reader sees them, with the columns of the contract. */
function baselinesSeenBy(reader: Reader, condition: RawBuilder<unknown>): RawBuilder<BaselineRow> {
  return sql<BaselineRow>`select b.id, b.name, b.revision::int as revision,
      to_char(b.taken_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "takenAt", b.taken_by_name as "takenByName",
      kept.seen as "projectIds", cardinality(kept.seen) = kept.present as "isWhole"
    from baselines b
    cross join lateral (
      select coalesce(array_agg(p.id order by p.rank, p.id) filter (where ${inScope(reader, sql`p.site_id`)}), '{}'::uuid[]) as seen,
        count(*)::int as present
      from baseline_items i join projects p on p.id = i.project_id
      where i.baseline_id = b.id and i.item_id = i.project_id
    ) as kept
    where (cardinality(kept.seen) > 0 or ${reader.siteIds === 'all' ? sql`true` : sql`b.taken_by = ${reader.userId} and kept.present = 0`})
      and ${condition}`;
}

export async function listBaselinePage(database: Database, reader: Reader, query: PageQuery): Promise<Page<BaselineRow>> {
  const after = decodeCursor(query.cursor);
  const { rows } = await sql<BaselineRow>`
    select * from (${baselinesSeenBy(reader, sql`true`)}) as seen
    where ${after ? sql`("takenAt" collate "C", id) < (${after.key}, ${after.id}::uuid)` : sql`true`}
    order by "takenAt" collate "C" desc, id desc limit ${query.limit + 1}`.execute(database);
  return pageOf(
    rows,
    query.limit,
    ({ takenAt, id }) => ({ key: takenAt, id }),
    (row) => row,
  );
}

export async function findBaseline(database: Database, reader: Reader, id: BaselineId): Promise<BaselineRow | undefined> {
  const { rows } = await baselinesSeenBy(reader, sql`b.id = ${id}`).execute(database);
  return rows[0];
}

/** A baseline with its items as JSON text: those of projects that the reader may look into. */
export async function findBaselineText(database: Database, reader: Reader, id: BaselineId): Promise<string | undefined> {
  const { rows } = await sql<{ text: string }>`
    select (to_jsonb(seen) || jsonb_build_object('items', (
      select coalesce(jsonb_agg(jsonb_build_object('id', i.item_id, 'projectId', i.project_id, 'name', i.name, 'startOn', i.start_on,
        'endOn', i.end_on, 'isMilestone', i.is_milestone, 'completionPercent', i.completion_percent)), '[]'::jsonb)
      from baseline_items i where i.baseline_id = seen.id and i.project_id = any(seen."projectIds"))))::text as text
    from (${baselinesSeenBy(reader, sql`b.id = ${id}`)}) as seen`.execute(database);
  return rows[0]?.text;
}

type NewBaseline = { readonly id: BaselineId; readonly name: string; readonly projectIds: readonly ProjectId[] };

/** One statement, so one moment of the plan; false, keeping nothing, where a project is not there or not in the actor's scope. */
export async function insertBaseline(database: Database, actor: Actor, { id, name, projectIds }: NewBaseline): Promise<boolean> {
  const { rows } = await sql`
    with known as (select * from projects where id = any(${[...projectIds]}::uuid[]) and ${inScope(actor, sql`site_id`)}),
      taken as (
        insert into baselines (id, name, revision, taken_by, taken_by_name)
        select ${id}, ${name}, revision, ${actor.userId}, ${actor.name} from plan_revision
        where (select count(*) from known) = ${projectIds.length}
        returning id),
      kept_projects as (
        insert into baseline_items (baseline_id, item_id, project_id, name, start_on, end_on)
        select taken.id, p.id, p.id, p.name, p.start_on, p.end_on from taken, known p),
      kept_phases as (
        insert into baseline_items (baseline_id, item_id, project_id, name, start_on, end_on, is_milestone, completion_percent)
        select taken.id, f.id, f.project_id, f.name, f.start_on, f.end_on, f.is_milestone, f.completion_percent
        from taken, phases f where f.project_id in (select id from known))
    select id from taken`.execute(database);
  return rows.length > 0;
}

export async function renameRow(database: Database, id: BaselineId, name: string): Promise<void> {
  await sql`update baselines set name = ${name} where id = ${id}`.execute(database);
}

export async function deleteRow(database: Database, id: BaselineId): Promise<void> {
  await sql`delete from baselines where id = ${id}`.execute(database);
}
