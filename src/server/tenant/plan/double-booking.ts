import { sql } from 'kysely';
import type { EquipmentId, ReservationId } from '../../../planning/model.ts';
import type { Database } from '../../platform/database/database.ts';
import { lockPlan } from './change-store.ts';

export type Overlap = { readonly equipmentId: EquipmentId; readonly ids: readonly [ReservationId, ReservationId] };

const MAX_OVERLAPS = 100;

/** Per reservation, whether it belongs to an archived project: then it binds nobody. */
const owners = sql`(
  select r.id, coalesce(p.is_archived, false) as is_archived from equipment_reservations r
  left join phases f on f.id = r.phase_id left join projects p on p.id = coalesce(r.project_id, f.project_id))`;

/**
 * Makes reservations exclusive or not, as the tenant's setting says, within the transaction that changes the setting. Going back
 * to exclusive answers with the overlaps that stand against it (the first hundred); nothing is changed then, and the caller refuses.
 */
export async function applyDoubleBooking(transaction: Database, policy: 'refuse' | 'allow'): Promise<readonly Overlap[]> {
  await lockPlan(transaction);
  const overlaps = policy === 'refuse' ? await listOverlaps(transaction) : [];
  if (overlaps.length > 0) return overlaps;
  const isExclusive = policy === 'refuse' ? sql`not is_archived` : sql`false`;
  await sql`update equipment_reservations as r set is_exclusive = ${isExclusive}
    from ${owners} as o where o.id = r.id and r.is_exclusive is distinct from (${isExclusive})`.execute(transaction);
  return [];
}

async function listOverlaps(transaction: Database): Promise<readonly Overlap[]> {
  const { rows } = await sql<Overlap>`
    with binding as (
      select r.id, r.equipment_id, r.start_on, r.end_on from equipment_reservations r join ${owners} o on o.id = r.id
      where not o.is_archived)
    select a.equipment_id as "equipmentId", array[a.id, b.id] as ids from binding a join binding b
      on a.equipment_id = b.equipment_id and a.id < b.id and a.start_on <= b.end_on and b.start_on <= a.end_on
    limit ${MAX_OVERLAPS}`.execute(transaction);
  return rows;
}
