import { formatDay } from '../../lib/days.ts';
import type { Project, Reservation, ReservationId } from '../model.ts';
import { type Plan, reservationsOfEquipment } from '../plan-index.ts';
import { quote, refused, type Refused } from './refused.ts';

/**
 * The first overlap between one of the given reservations and another of the same item; undefined when there is none.
 * Bookings of archived projects hold nothing.
 */
export function findClash(plan: Plan, ids: Iterable<ReservationId>): { readonly id: ReservationId; readonly refused: Refused } | undefined {
  for (const id of ids) {
    const reservation = plan.reservations.get(id);
    if (!reservation || isArchived(plan, reservation)) continue;
    const other = reservationsOfEquipment(plan, reservation.equipmentId).find(
      (candidate) =>
        candidate.id !== id &&
        candidate.startOn <= reservation.endOn &&
        candidate.endOn >= reservation.startOn &&
        !isArchived(plan, candidate),
    );
    if (other) return { id, refused: clash(plan, reservation, other) };
  }
  return undefined;
}

function clash(plan: Plan, reservation: Reservation, other: Reservation): Refused {
  const item = quote(plan.equipment.get(reservation.equipmentId)?.name ?? '');
  const days =
    other.startOn === other.endOn ? `on ${formatDay(other.startOn)}` : `from ${formatDay(other.startOn)} to ${formatDay(other.endOn)}`;
  return refused(
    'equipment_clash',
    `${item} is taken ${days} ${holderOf(plan, other)}, which overlaps ${formatDay(reservation.startOn)} to ${formatDay(reservation.endOn)} ${holderOf(plan, reservation)}. Choose other dates or another item.`,
    { ids: [reservation.id, other.id] },
  );
}

function holderOf(plan: Plan, reservation: Reservation): string {
  if (reservation.kind === 'block') return 'for maintenance';
  const phase = reservation.phaseId === null ? undefined : plan.phases.get(reservation.phaseId);
  return `for ${quote(phase?.name ?? projectOf(plan, reservation)?.name ?? '')}`;
}

function projectOf(plan: Plan, { phaseId, projectId }: Reservation): Project | undefined {
  const id = phaseId === null ? projectId : plan.phases.get(phaseId)?.projectId;
  return id === null || id === undefined ? undefined : plan.projects.get(id);
}

function isArchived(plan: Plan, reservation: Reservation): boolean {
  return projectOf(plan, reservation)?.isArchived === true;
}
