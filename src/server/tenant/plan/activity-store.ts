/** The change log read by item. */
import { sql, type RawBuilder } from 'kysely';
import type { Database } from '../../platform/database/database.ts';
import type { ChangeRecord, WireMove } from './change-record.ts';
import { recordColumns } from './change-store.ts';

export type ActivityRecord = ChangeRecord & {
  readonly moves: readonly WireMove[];
  readonly isRevertible: boolean;
  readonly isUndone: boolean;
};

export type ActivityQuery = {
  readonly itemId: string;
  /** Revisions after the one and before the other. */
  readonly since: number;
  readonly before: number | undefined;
  readonly limit: number;
  /** Also the phases in it. */
  readonly contents: boolean;
};

/**
 * Ids of an item and of what belongs, or once belonged, to it: links, assignments, bookings and values; on request phases. What is gone is found by
 * the changes that made or removed it.
 */
export async function listIdsAbout(database: Database, { itemId, since, contents }: ActivityQuery): Promise<readonly string[]> {
  const fields = ['predecessorId', 'successorId', 'phaseId', ...(contents ? ['parentId'] : [])];
  const { rows } = await sql<{ id: string }>`
    select ${itemId} as id
    union select id::text from dependencies where ${itemId}::uuid in (predecessor_id, successor_id)
    union select id::text from assignments where ${itemId}::uuid in (project_id, phase_id)
    union select id::text from equipment_reservations where ${itemId}::uuid in (project_id, phase_id)
    union select id::text from custom_values where ${itemId}::uuid in (project_id, phase_id)
    ${contents ? phasesIn(itemId) : sql``}
    union select distinct patch ->> 'id' from changes, jsonb_array_elements(patches) as p (patch)
      where revision > ${since} and ${itemId} in (patch ->> 'from', patch ->> 'to')
        and (patch ->> 'field' = any(${fields}) or (patch ->> 'field' = 'projectId' and (${contents} or patch ->> 'entity' <> 'phase')))`.execute(
    database,
  );
  return rows.map(({ id }) => id);
}

/** Phases at any depth below a project or a phase. */
function phasesIn(itemId: string): RawBuilder<unknown> {
  return sql`union select id::text from phases where project_id = ${itemId}::uuid
    union (with recursive below as (
      select id from phases where parent_id = ${itemId}::uuid
      union all select phases.id from phases join below on phases.parent_id = below.id)
      select id::text from below)`;
}

/** The last changes with a patch of one of these, the latest first. */
export async function listRecordsAbout(
  database: Database,
  ids: readonly string[],
  { since, before, limit }: ActivityQuery,
): Promise<readonly ActivityRecord[]> {
  const { rows } = await sql<ActivityRecord>`
    select ${recordColumns}, moves, is_revertible as "isRevertible", exists (
        select from changes undo where undo.reverts_revision = changes.revision
          and not exists (select from changes redo where redo.reverts_revision = undo.revision)) as "isUndone"
    from changes
    where revision > ${since} and ${before === undefined ? sql`true` : sql`revision < ${before}`} and exists (
      select from jsonb_array_elements(patches) as p (patch) where patch ->> 'id' = any(${[...ids]}))
    order by revision desc limit ${limit}`.execute(database);
  return rows;
}
