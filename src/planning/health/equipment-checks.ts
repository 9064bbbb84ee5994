/** Whether instruments are promised twice, where the tenant's settings let them be. */
import type { Day } from '../../lib/days.ts';
import { calendarOf } from '../calendar/calendar-of.ts';
import type { Reservation } from '../model.ts';
import { reservationsOfEquipment, type Plan } from '../plan-index.ts';
import type { Finding, Fix, HealthScope } from './finding.ts';

/** Each booking that overlaps an earlier reservation of the same item, from today on. */
export function checkEquipment(plan: Plan, { projects, todayAt }: HealthScope): Finding[] {
  const projectIds = new Set<string>(projects.map((project) => project.id));
  return Array.from(plan.equipment.values()).flatMap((item) => {
    const today = todayAt(item.siteId);
    const held = reservationsOfEquipment(plan, item.id)
      .filter((reservation) => reservation.endOn >= today && !isArchived(plan, reservation))
      .toSorted((a, b) => a.startOn - b.startOn || (a.id < b.id ? -1 : 1));
    let before: Reservation | undefined;
    const findings: Finding[] = [];
    for (const reservation of held) {
      if (before && before.endOn >= reservation.startOn) {
        const finding = describeClash(plan, before, reservation);
        if (finding && projectIds.has(finding.projectId)) findings.push(finding);
      }
      if (!before || reservation.endOn > before.endOn) before = reservation;
    }
    return findings;
  });
}

function isArchived(plan: Plan, reservation: Reservation): boolean {
  const id = ownerOf(plan, reservation)?.projectId;
  return id !== undefined && plan.projects.get(id)?.isArchived === true;
}

function ownerOf(plan: Plan, { phaseId, projectId }: Reservation) {
  const phase = phaseId === null ? undefined : plan.phases.get(phaseId);
  if (phase) return { projectId: phase.projectId, itemId: phase.id };
  return projectId === null ? undefined : { projectId, itemId: projectId };
}

/** Of the two, the booking that begins later gives way; a block never does. */
function describeClash(plan: Plan, first: Reservation, second: Reservation): Finding | undefined {
  const [stays, gives] = second.kind === 'block' ? [second, first] : [first, second];
  const owner = ownerOf(plan, gives);
  const other = ownerOf(plan, stays);
  if (!owner) return undefined;
  return {
    check: 'instrumentClash',
    ...owner,
    ...(other ? { otherId: other.itemId } : {}),
    equipmentId: gives.equipmentId,
    from: Math.max(first.startOn, second.startOn),
    to: Math.min(first.endOn, second.endOn),
    fixes: [moveBehind(plan, gives, stays.endOn + 1)],
  };
}

function moveBehind(plan: Plan, { id, phaseId, projectId, startOn, endOn }: Reservation, wishedOn: Day): Fix {
  const phase = phaseId === null ? undefined : plan.phases.get(phaseId);
  const owner = phase?.projectId ?? projectId;
  const project = owner === null ? undefined : plan.projects.get(owner);
  const on = project ? calendarOf(plan, project.siteId).nextWorkingDay(wishedOn) : wishedOn;
  const span = { startOn: on, endOn: on + endOn - startOn };
  return {
    kind: 'move',
    on,
    commands: [phase ? { kind: 'phase.reschedule', id: phase.id, ...span } : { kind: 'booking.set', id, fields: span }],
  };
}
