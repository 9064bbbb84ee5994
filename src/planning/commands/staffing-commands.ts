import type { Day } from '../../lib/days.ts';
import type { Assignment, Phase, PhaseId, Project, ProjectId, Reservation, TimeOff } from '../model.ts';
import type { Plan } from '../plan-index.ts';
import { archived } from '../tree/place-in-tree.ts';
import type { CommandOf } from './command.ts';
import { withoutUndefined } from './phase-commands.ts';
import { alreadyExists, checkDays, notFound, refused, type Refused } from './refused.ts';
import { type Transaction, write } from './transaction.ts';

type Owned = { readonly projectId: ProjectId | null; readonly phaseId: PhaseId | null };
type Owner = { readonly kind: 'phase'; readonly phase: Phase } | { readonly kind: 'project'; readonly project: Project };

/** The one thing that an assignment or booking belongs to; refused when there are none or two, or it is archived. */
function findOwner(plan: Plan, { projectId, phaseId }: Owned): { readonly owner: Owner } | { readonly refusal: Refused } {
  if ((projectId === null) === (phaseId === null)) {
    return { refusal: refused('invalid_field', 'Choose either a project or a phase, not both.', { field: 'fields.phaseId' }) };
  }
  const node = phaseId === null ? undefined : plan.index.nodes.get(phaseId);
  if (phaseId !== null && !node) return { refusal: notFound('phase', 'fields.phaseId') };
  const project = node ? node.project : projectId === null ? undefined : plan.index.projectNodes.get(projectId);
  if (!project) return { refusal: notFound('project', 'fields.projectId') };
  if (project.project.isArchived) return { refusal: archived(project) };
  return { owner: node ? { kind: 'phase', phase: node.phase } : { kind: 'project', project: project.project } };
}

export function setAssignment(tx: Transaction, command: CommandOf<'assignment.set'>): Refused | undefined {
  const { plan } = tx;
  const before = plan.assignments.get(command.id);
  const fields = withoutUndefined(command.fields);
  const owned = { ...ownedBy(before), ...chosenOwner(fields) };
  const found = findOwner(plan, owned);
  if ('refusal' in found) return found.refusal;
  const staffId = fields.staffId ?? before?.staffId;
  if (staffId === undefined || !plan.staff.has(staffId)) return notFound('person', 'fields.staffId');
  const allocationPercent = fields.allocationPercent ?? before?.allocationPercent ?? 100;
  if (allocationPercent < 1 || allocationPercent > 100)
    return refused('invalid_field', 'An assignment takes 1 to 100 percent of a person.', { field: 'fields.allocationPercent' });
  const days = ownDaysOf(found.owner, before, fields);
  const refusal = days && checkDays(days.startOn, days.endOn, 'fields.');
  if (refusal) return refusal;
  const assignment: Assignment = {
    id: command.id,
    staffId,
    ...owned,
    allocationPercent,
    startOn: days?.startOn ?? null,
    endOn: days?.endOn ?? null,
  };
  write(tx, 'assignment', command.id, assignment);
  return undefined;
}

/** The days of what belongs to a project; undefined for a phase's, which are the phase's. */
function ownDaysOf(
  owner: Owner,
  before: { readonly startOn: Day | null; readonly endOn: Day | null } | undefined,
  fields: { readonly startOn?: Day | null; readonly endOn?: Day | null },
): { readonly startOn: Day; readonly endOn: Day } | undefined {
  if (owner.kind === 'phase') return undefined;
  return {
    startOn: fields.startOn ?? before?.startOn ?? owner.project.startOn,
    endOn: fields.endOn ?? before?.endOn ?? owner.project.endOn,
  };
}

function ownedBy(before: Owned | undefined): Owned {
  return { projectId: before?.projectId ?? null, phaseId: before?.phaseId ?? null };
}

/** Naming a phase alone lets go of the project, and the other way round. */
function chosenOwner({ projectId, phaseId }: Partial<Owned>): Partial<Owned> {
  return {
    ...(phaseId !== undefined && phaseId !== null ? { phaseId, projectId: projectId ?? null } : {}),
    ...(projectId !== undefined && projectId !== null ? { projectId, phaseId: phaseId ?? null } : {}),
  };
}

export function removeAssignment(tx: Transaction, command: CommandOf<'assignment.remove'>): Refused | undefined {
  const before = tx.plan.assignments.get(command.id);
  if (!before) return notFound('assignment');
  const found = findOwner(tx.plan, before);
  if ('refusal' in found) return found.refusal;
  write(tx, 'assignment', command.id, undefined);
  return undefined;
}

export function setBooking(tx: Transaction, command: CommandOf<'booking.set'>): Refused | undefined {
  const { plan } = tx;
  const before = plan.reservations.get(command.id);
  if (before && before.kind !== 'booking') return alreadyExists('maintenance block');
  const fields = withoutUndefined(command.fields);
  const owned = { ...ownedBy(before), ...chosenOwner(fields) };
  const found = findOwner(plan, owned);
  if ('refusal' in found) return found.refusal;
  const equipmentId = fields.equipmentId ?? before?.equipmentId;
  if (equipmentId === undefined || !plan.equipment.has(equipmentId)) return notFound('equipment', 'fields.equipmentId');
  const days = found.owner.kind === 'phase' ? found.owner.phase : ownDaysOf(found.owner, before, fields);
  if (!days) throw new Error('a booking has the days of its phase or of its own');
  const { startOn, endOn } = days;
  const refusal = checkDays(startOn, endOn, 'fields.');
  if (refusal) return refusal;
  const note = fields.note === undefined ? (before?.note ?? null) : fields.note;
  write(tx, 'reservation', command.id, { id: command.id, equipmentId, kind: 'booking', ...owned, startOn, endOn, note });
  return undefined;
}

export function removeBooking(tx: Transaction, command: CommandOf<'booking.remove'>): Refused | undefined {
  const before = tx.plan.reservations.get(command.id);
  if (before?.kind !== 'booking') return notFound('booking');
  const found = findOwner(tx.plan, before);
  if ('refusal' in found) return found.refusal;
  write(tx, 'reservation', command.id, undefined);
  return undefined;
}

export function setBlock(tx: Transaction, command: CommandOf<'block.set'>): Refused | undefined {
  const before = tx.plan.reservations.get(command.id);
  if (before && before.kind !== 'block') return alreadyExists('booking');
  const fields = { ...before, ...withoutUndefined(command.fields) };
  const { equipmentId, startOn, endOn, note = null } = fields;
  if (equipmentId === undefined || !tx.plan.equipment.has(equipmentId)) return notFound('equipment', 'fields.equipmentId');
  if (startOn === undefined || endOn === undefined) return missing('start and end', 'fields.startOn');
  const refusal = checkDays(startOn, endOn, 'fields.');
  if (refusal) return refusal;
  const block: Reservation = { id: command.id, equipmentId, kind: 'block', projectId: null, phaseId: null, startOn, endOn, note };
  write(tx, 'reservation', command.id, block);
  return undefined;
}

export function removeBlock(tx: Transaction, command: CommandOf<'block.remove'>): Refused | undefined {
  if (tx.plan.reservations.get(command.id)?.kind !== 'block') return notFound('maintenance block');
  write(tx, 'reservation', command.id, undefined);
  return undefined;
}

export function setTimeOff(tx: Transaction, command: CommandOf<'timeOff.set'>): Refused | undefined {
  const before = tx.plan.timeOff.get(command.id);
  const fields = { ...before, ...withoutUndefined(command.fields) };
  const { staffId, kind = 'vacation', startOn, dayPart = 'full', recurrence = null, exceptionsOn = [], note = null } = fields;
  if (staffId === undefined || !tx.plan.staff.has(staffId)) return notFound('person', 'fields.staffId');
  if (startOn === undefined) return missing('a start', 'fields.startOn');
  const endOn = fields.endOn === undefined && recurrence === null ? startOn : (fields.endOn ?? null);
  if (endOn === null && recurrence === null) {
    return refused('invalid_field', 'Time off without an end must recur. Give it an end or a recurrence.', { field: 'fields.endOn' });
  }
  if (recurrence && (recurrence.weekdays.length === 0 || recurrence.everyWeeks < 1)) {
    return refused('invalid_field', 'Recurring time off needs at least one weekday, every week or less often.', {
      field: 'fields.recurrence',
    });
  }
  const refusal = checkDays(startOn, endOn ?? startOn, 'fields.');
  if (refusal) return refusal;
  const timeOff: TimeOff = { id: command.id, staffId, kind, startOn, endOn, dayPart, recurrence, exceptionsOn, note };
  write(tx, 'timeOff', command.id, timeOff);
  return undefined;
}

export function removeTimeOff(tx: Transaction, command: CommandOf<'timeOff.remove'>): Refused | undefined {
  if (!tx.plan.timeOff.has(command.id)) return notFound('time off');
  write(tx, 'timeOff', command.id, undefined);
  return undefined;
}

function missing(what: string, field: string): Refused {
  return refused('invalid_field', `This needs ${what}.`, { field });
}
