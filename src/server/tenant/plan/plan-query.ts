/**
 * Reading the plan: one statement, one snapshot, built as JSON text by PostgreSQL in the shape of the contract's plan, masked
 * for its reader. The rules are those of `sight.ts`; a property test holds both equal.
 */
import { sql, type RawBuilder } from 'kysely';
import { fromWire } from '../../../contract/days-wire.ts';
import { roleHas } from '../../../contract/roles.ts';
import { formatDay, type Day } from '../../../lib/days.ts';
import type { EntityName, PlanSnapshot, SiteId } from '../../../planning/model.ts';
import type { Database } from '../../platform/database/database.ts';
import { MASKED_NAME } from './mask.ts';
import { planTables, type Column } from './plan-tables.ts';
import type { Reader } from './sight.ts';

/** What of the visible plan is asked for; all of it by default. */
export type PlanFilter = {
  readonly site?: SiteId | undefined;
  readonly from?: Day | undefined;
  readonly to?: Day | undefined;
  readonly archived: 'include' | 'exclude' | 'only';
};

type Fragment = RawBuilder<unknown>;

/** The plan at the revision that it names, as text. `reader` null sees everything. */
export async function readPlanText(
  database: Database,
  reader: Reader | null,
  filter: PlanFilter = { archived: 'include' },
): Promise<{ readonly revision: number; readonly text: string }> {
  const { rows } = await planQuery(reader, filter).execute(database);
  const [row] = rows;
  if (!row) throw new Error('plan_revision has lost its row');
  return row;
}

/** The unmasked plan for the engine. */
export async function readWholePlan(database: Database): Promise<PlanSnapshot> {
  const { text } = await readPlanText(database, null);
  // PostgreSQL built the text from constrained columns in the shape of the contract's plan; tests parse it by the schema.
  return fromWire(JSON.parse(text)) as PlanSnapshot;
}

/** The statement behind `GET /api/plan`. */
export function planQuery(reader: Reader | null, filter: PlanFilter): RawBuilder<{ revision: number; text: string }> {
  return sql`with ${readerTables(reader)}, chosen as (select id from projects where id in (select id from own_projects) and ${chosenIf(filter)}),
    chosen_phases as (select id from phases where project_id in (select id from chosen))
    select revision, json_build_object('revision', revision,
      'sites', ${listOf(sql`select ${columnsOf('site')} from sites`)},
      'holidays', ${listOf(sql`select ${columnsOf('holiday')} from holidays where ${inScope(reader, sql`site_id`)} and ${within(filter)}`)},
      'companyEvents', ${listOf(sql`select ${columnsOf('companyEvent')} from company_events where ${inScope(reader, sql`site_id`)} and ${within(filter)}`)},
      'staff', ${listOf(sql`select ${columnsOf('staff')} from staff where id in (select id from own_staff)`)},
      'projects', ${listOf(projectsSeenBy(reader, chosenIf(filter)))},
      'phases', ${listOf(sql`select ${columnsOf('phase')} from phases where id in (select id from chosen_phases)`)},
      'dependencies', ${listOf(sql`select ${columnsOf('dependency')} from dependencies
        where predecessor_id in (select id from chosen_phases) and successor_id in (select id from chosen_phases)`)},
      'assignments', ${listOf(sql`select ${columnsOf('assignment')} from assignments where staff_id in (select id from own_staff)
        and (project_id in (select id from chosen) or phase_id in (select id from chosen_phases))`)},
      'equipment', ${listOf(sql`select ${columnsOf('equipment')} from equipment where ${inScope(reader, sql`site_id`)}`)},
      'reservations', ${listOf(reservationsSeenBy(reader, filter))},
      'timeOff', ${listOf(timeOffSeenBy(reader, filter))},
      'customColumns', ${listOf(sql`select ${columnsOf('customColumn')} from custom_columns`)},
      'customValues', ${listOf(sql`select ${columnsOf('customValue')} from custom_values
        where project_id in (select id from chosen) or phase_id in (select id from chosen_phases)`)})::text as text
    from plan_revision`;
}

/** Common tables of whom and what the reader sees in full: `own_projects`, `own_staff`. */
export function readerTables(reader: Reader | null): Fragment {
  const isSelf = reader ? sql`id = ${reader.userId}` : sql`false`;
  return sql`own_projects as (select id from projects where ${inScope(reader, sql`site_id`)}),
    own_staff as (select id from staff where ${inScope(reader, sql`home_site_id`)} or ${isSelf})`;
}

/** Every project as the reader sees it, as columns named like the fields, with `name_key` left to the caller. */
export function projectsSeenBy(reader: Reader | null, condition: Fragment): Fragment {
  if (isUnlimited(reader)) return sql`select ${columnsOf('project')} from projects where ${condition}`;
  return sql`select ${columnsOf('project')}, false as "isMasked" from projects where ${inScope(reader, sql`site_id`)} and ${condition}
    union all select ${maskedProjectColumns}, true from projects
      where not ${inScope(reader, sql`site_id`)} and not is_archived and ${condition}`;
}

const openProjectFields = new Set(['id', 'siteId', 'rank', 'startOn', 'endOn']);
const maskedProjectValues: Readonly<Record<string, Fragment>> = {
  name: sql`${sql.lit(MASKED_NAME)}`,
  hasFixedDates: sql`false`,
  autoSchedule: sql`false`,
  workingDays: sql`false`,
  isConfirmed: sql`true`,
  isArchived: sql`false`,
};

const maskedProjectColumns: Fragment = sql.join(
  Object.entries<Column>(planTables.project.columns).map(([field, column]) => {
    if (openProjectFields.has(field)) return sql`${sql.ref(column.name)} as ${sql.id(field)}`;
    return sql`${maskedProjectValues[field] ?? sql`null`} as ${sql.id(field)}`;
  }),
);

function reservationsSeenBy(reader: Reader | null, filter: PlanFilter): Fragment {
  if (isUnlimited(reader)) return sql`select ${columnsOf('reservation')} from equipment_reservations where ${within(filter)}`;
  const isOpen = sql`(num_nonnulls(project_id, phase_id) = 0 or project_id in (select id from own_projects)
    or phase_id in (select id from phases where project_id in (select id from own_projects)))`;
  return sql`select id, equipment_id as "equipmentId", kind, start_on as "startOn", end_on as "endOn",
      case when is_open then project_id end as "projectId", case when is_open then phase_id end as "phaseId", case when is_open then note end as note
    from (select *, ${isOpen} as is_open from equipment_reservations
      where equipment_id in (select id from equipment where ${inScope(reader, sql`site_id`)}) and ${within(filter)}) r`;
}

function timeOffSeenBy(reader: Reader | null, filter: PlanFilter): Fragment {
  const seesAll = reader === null || roleHas(reader.role, 'staff.manage');
  const isOpen = seesAll ? sql`true` : sql`staff_id = ${reader.userId}`;
  return sql`select id, staff_id as "staffId", case when ${isOpen} then kind else 'absent' end as kind, start_on as "startOn", end_on as "endOn",
      day_part as "dayPart", recurrence, exceptions_on as "exceptionsOn", case when ${isOpen} then note end as note
    from time_off where staff_id in (select id from own_staff) and ${within(filter)}`;
}

/** All columns of a kind, named like the fields. */
export function columnsOf(entity: EntityName): Fragment {
  const columns = Object.entries<Column>(planTables[entity].columns);
  return sql.join(columns.map(([field, column]) => sql`${sql.ref(column.name)} as ${sql.id(field)}`));
}

export function inScope(reader: Reader | null, column: Fragment): Fragment {
  return isUnlimited(reader) ? sql`true` : sql`coalesce(${column} = any(${reader.siteIds}::uuid[]), false)`;
}

function isUnlimited(reader: Reader | null): reader is null | (Reader & { readonly siteIds: 'all' }) {
  return reader === null || reader.siteIds === 'all';
}

function chosenIf(filter: PlanFilter): Fragment {
  const conditions = [within(filter)];
  if (filter.site !== undefined) conditions.push(sql`site_id = ${filter.site}`);
  if (filter.archived !== 'include') conditions.push(sql`is_archived = ${sql.lit(filter.archived === 'only')}`);
  return sql.join(conditions, sql` and `);
}

/** Overlaps the days asked for; what has no end goes on. */
export function within(filter: { readonly from?: Day | undefined; readonly to?: Day | undefined }): Fragment {
  const conditions = [sql`true`];
  if (filter.from !== undefined) conditions.push(sql`(end_on is null or end_on >= ${formatDay(filter.from)}::date)`);
  if (filter.to !== undefined) conditions.push(sql`start_on <= ${formatDay(filter.to)}::date`);
  return sql.join(conditions, sql` and `);
}

function listOf(select: Fragment): Fragment {
  return sql`(select coalesce(json_agg(item), '[]'::json) from (${select}) item)`;
}
