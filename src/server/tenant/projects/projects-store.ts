/** The lists behind the plain resources: filtered, ordered and masked by PostgreSQL, items as JSON text. */
import { sql, type RawBuilder } from 'kysely';
import { nameKeyOf } from '../../../lib/text-key.ts';
import type { Day } from '../../../lib/days.ts';
import type { PhaseId, ProjectId, SiteId, StaffId } from '../../../planning/model.ts';
import type { Database } from '../../platform/database/database.ts';
import { decodeCursor, pageOf, type PageQuery } from '../../platform/http/paging.ts';
import { columnsOf, inScope, projectsSeenBy, readerTables, within, type Reader } from '../plan/public.ts';

type Fragment = RawBuilder<unknown>;
type Days = { readonly from?: Day | undefined; readonly to?: Day | undefined };

type List = {
  /** A query with the columns `item`, `key` (text) and `id`. */
  readonly rows: Fragment;
  readonly page: PageQuery;
  readonly isDescending: boolean;
};

/** One page as JSON text. */
async function readPage(database: Database, { rows, page, isDescending }: List): Promise<string> {
  const after = decodeCursor(page.cursor);
  const [comparison, direction] = isDescending ? [sql`<`, sql`desc`] : [sql`>`, sql`asc`];
  const condition = after ? sql`(key collate "C", id) ${comparison} (${after.key}, ${after.id}::uuid)` : sql`true`;
  const found = await sql<{ item: string; key: string; id: string }>`
    select item::text as item, key, id from (${rows}) as listed where ${condition}
    order by key collate "C" ${direction}, id ${direction} limit ${page.limit + 1}`.execute(database);
  const { items, nextCursor } = pageOf(
    found.rows,
    page.limit,
    ({ key, id }) => ({ key, id }),
    ({ item }) => item,
  );
  return `{"items":[${items.join()}],"nextCursor":${JSON.stringify(nextCursor)}}`;
}

export type ProjectQuery = PageQuery &
  Days & {
    readonly search?: string | undefined;
    readonly siteId?: SiteId | undefined;
    readonly managerId?: StaffId | undefined;
    readonly isArchived?: boolean | undefined;
    readonly isConfirmed?: boolean | undefined;
    readonly sort: string;
  };

/** Filters and order see what the reader sees: nothing hidden in a masked project can be found out by asking. */
export function listProjectPage(database: Database, reader: Reader, query: ProjectQuery): Promise<string> {
  const { field, isDescending } = orderOf(query.sort);
  const isOpen = inScope(reader, sql`t.site_id`);
  const nameKey = sql`case when ${isOpen} then t.name_key else 'confidential' end`;
  const keys: Readonly<Record<string, Fragment>> = {
    rank: sql`t.rank`,
    name: nameKey,
    startOn: sql`t.start_on::text`,
    endOn: sql`t.end_on::text`,
  };
  const conditions = [
    ...(query.search === undefined ? [] : [sql`strpos(${nameKey}, ${nameKeyOf(query.search)}) > 0`]),
    ...(query.siteId === undefined ? [] : [sql`t.site_id = ${query.siteId}`]),
    ...(query.managerId === undefined ? [] : [sql`seen."managerId" = ${query.managerId}`]),
    ...(query.isArchived === undefined ? [] : [sql`seen."isArchived" = ${query.isArchived}`]),
    ...(query.isConfirmed === undefined ? [] : [sql`seen."isConfirmed" = ${query.isConfirmed}`]),
  ];
  const rows = sql`select row_to_json(seen) as item, ${keys[field] ?? sql`t.rank`} as key, t.id
    from (${withValues(reader, within(query))}) as seen join projects t on t.id = seen.id where ${allOf(conditions)}`;
  return readPage(database, { rows, page: query, isDescending });
}

export async function findProjectText(database: Database, reader: Reader, id: ProjectId): Promise<string | undefined> {
  return findText(database, sql`select row_to_json(seen)::text as item from (${withValues(reader, sql`id = ${id}`)}) as seen`);
}

/** Projects as the reader sees them, with their values by custom column; a masked one shows none. */
function withValues(reader: Reader, condition: Fragment): Fragment {
  const isOpen = sql`owner.id in (select id from projects where ${inScope(reader, sql`site_id`)})`;
  return sql`select owner.*, ${valuesWhere(sql`project_id = owner.id and ${isOpen}`)} from (${projectsSeenBy(reader, condition)}) as owner`;
}

function valuesWhere(condition: Fragment): Fragment {
  return sql`coalesce((select json_object_agg(column_id, value) from custom_values where ${condition}), '{}'::json) as "customValues"`;
}

export type PhaseQuery = PageQuery &
  Days & {
    readonly search?: string | undefined;
    readonly parentId?: PhaseId | undefined;
    readonly status?: string | undefined;
    readonly isMilestone?: boolean | undefined;
    readonly sort: string;
  };

/** undefined where the project is not there or not seen in full. */
export async function listPhasePage(
  database: Database,
  reader: Reader,
  projectId: ProjectId,
  query: PhaseQuery,
): Promise<string | undefined> {
  const project = await sql`select 1 from projects where id = ${projectId} and ${inScope(reader, sql`site_id`)}`.execute(database);
  if (project.rows.length === 0) return undefined;
  const { field, isDescending } = orderOf(query.sort);
  const keys: Readonly<Record<string, Fragment>> = {
    rank: sql`rank`,
    name: sql`name_key`,
    startOn: sql`start_on::text`,
    endOn: sql`end_on::text`,
  };
  const conditions = [
    sql`project_id = ${projectId}`,
    within(query),
    ...(query.search === undefined ? [] : [sql`strpos(name_key, ${nameKeyOf(query.search)}) > 0`]),
    ...(query.parentId === undefined ? [] : [sql`parent_id = ${query.parentId}`]),
    ...(query.status === undefined ? [] : [sql`status = ${query.status}`]),
    ...(query.isMilestone === undefined ? [] : [sql`is_milestone = ${query.isMilestone}`]),
  ];
  const item = sql`(select row_to_json(item) from (select ${columnsOf('phase')}, ${valuesWhere(sql`phase_id = phases.id`)}) as item)`;
  const rows = sql`select ${item} as item, ${keys[field] ?? sql`rank`} as key, id from phases where ${allOf(conditions)}`;
  return readPage(database, { rows, page: query, isDescending });
}

export async function findPhaseText(database: Database, reader: Reader, id: PhaseId): Promise<string | undefined> {
  return findText(
    database,
    sql`with ${readerTables(reader)} select row_to_json(seen)::text as item
      from (select ${columnsOf('phase')}, ${valuesWhere(sql`phase_id = phases.id`)} from phases where id = ${id} and project_id in (select id from own_projects)) as seen`,
  );
}

export type DependencyQuery = PageQuery & {
  readonly projectId?: ProjectId | undefined;
  readonly phaseId?: PhaseId | undefined;
  readonly type?: string | undefined;
  readonly sort: string;
};

/** A link is seen where both its ends are. */
export function listDependencyPage(database: Database, reader: Reader, query: DependencyQuery): Promise<string> {
  const { field, isDescending } = orderOf(query.sort);
  // Shifted to a positive number of fixed length, so that text compares like the number.
  const key = field === 'lagDays' ? sql`to_char(lag_days + 100000, 'FM000000')` : sql`id::text`;
  const ends = (condition: (column: Fragment) => Fragment) => sql`(${condition(sql`predecessor_id`)} or ${condition(sql`successor_id`)})`;
  const ownPhases = sql`(select id from phases where project_id in (select id from projects where ${inScope(reader, sql`site_id`)}))`;
  const { projectId, phaseId, type } = query;
  const conditions = [
    sql`predecessor_id in ${ownPhases} and successor_id in ${ownPhases}`,
    ...(projectId === undefined ? [] : [ends((end) => sql`${end} in (select id from phases where project_id = ${projectId})`)]),
    ...(phaseId === undefined ? [] : [ends((end) => sql`${end} = ${phaseId}`)]),
    ...(type === undefined ? [] : [sql`type = ${type}`]),
  ];
  const item = sql`(select row_to_json(item) from (select ${columnsOf('dependency')}) as item)`;
  const rows = sql`select ${item} as item, ${key} as key, id from dependencies where ${allOf(conditions)}`;
  return readPage(database, { rows, page: query, isDescending });
}

async function findText(database: Database, query: Fragment): Promise<string | undefined> {
  const { rows } = await (query as RawBuilder<{ item: string }>).execute(database);
  return rows[0]?.item;
}

function orderOf(sort: string): { readonly field: string; readonly isDescending: boolean } {
  return sort.startsWith('-') ? { field: sort.slice(1), isDescending: true } : { field: sort, isDescending: false };
}

function allOf(conditions: readonly Fragment[]): Fragment {
  return conditions.length === 0 ? sql`true` : sql.join(conditions, sql` and `);
}
