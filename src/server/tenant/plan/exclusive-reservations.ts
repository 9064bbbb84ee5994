/** Which reservations must not overlap: all, unless the tenant allows double bookings or the project is archived. */
import type { ProjectId, Reservation } from '../../../planning/model.ts';
import { reservationsOf, type Plan } from '../../../planning/plan.ts';
import type { Draft } from './draft.ts';
import type { ExtraColumns } from './patch-store.ts';
import type { PlanLookup } from './sight.ts';

/** The column for every reservation that is written, and those to be written because their project was archived or came back. */
export function exclusiveColumn(plan: Plan, draft: Draft, doubleBooking: 'refuse' | 'allow'): ExtraColumns {
  const projects = draft.touched.filter(
    ({ entity, patches }) => entity === 'project' && patches.some(({ field }) => field === 'isArchived'),
  );
  const phases = draft.touched.filter(({ entity, patches }) => entity === 'phase' && patches.some(({ field }) => field === 'projectId'));
  const affected = new Set<string>();
  for (const { id } of projects) for (const reservation of reservationsIn(plan, id)) affected.add(reservation.id);
  for (const { id } of phases) {
    const phase = draft.before('phase', id);
    if (phase) for (const reservation of reservationsOf(plan, phase.id)) affected.add(reservation.id);
  }
  return {
    entity: 'reservation',
    column: { name: 'is_exclusive', type: 'boolean' },
    valueOf: (id) => doubleBooking === 'refuse' && !isArchived(draft.after, draft.after('reservation', id)),
    alsoUpdate: [...affected].filter((id) => draft.after('reservation', id) !== undefined),
  };
}

/** Reservations of a project and of its phases, as stored. */
function reservationsIn(plan: Plan, projectId: string): readonly Reservation[] {
  const found: Reservation[] = [];
  for (const reservation of plan.reservations.values()) {
    const owner: ProjectId | null | undefined =
      reservation.phaseId === null ? reservation.projectId : plan.phases.get(reservation.phaseId)?.projectId;
    if (owner === projectId) found.push(reservation);
  }
  return found;
}

function isArchived(lookup: PlanLookup, reservation: Reservation | undefined): boolean {
  if (!reservation) return false;
  const { projectId, phaseId } = reservation;
  const owner = phaseId === null ? projectId : lookup('phase', phaseId)?.projectId;
  return owner !== null && owner !== undefined && lookup('project', owner)?.isArchived === true;
}
