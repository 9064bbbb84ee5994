/** The commands, one by one, for the schedule oracle. */
import type { Command } from '../../src/planning/commands/command.ts';
import type { Dependency, Phase, Project, Reservation } from '../../src/planning/model.ts';
import { fitSpans, moveTo, settle } from './oracle-consequences.ts';
import {
  begunOn,
  countWorked,
  FIRST_DAY,
  isInside,
  isLeaf,
  type IsWorked,
  LAST_DAY,
  leavesOf,
  type Mutable,
  nextWorked,
  phaseOf,
  projectOf,
  Refused,
  subtreeOf,
  workedDaysOf,
  type World,
  worldHasCircle,
} from './oracle-world.ts';

function requirePhase(world: World, id: string): Mutable<Phase> {
  const phase = phaseOf(world, id);
  if (!phase) throw new Refused('not_found');
  requireOpen(world, phase.projectId);
  return phase;
}

function requireOpen(world: World, projectId: string): Mutable<Project> {
  const project = projectOf(world, projectId);
  if (!project) throw new Refused('not_found');
  if (project.isArchived) throw new Refused('project_archived');
  return project;
}

function requireDays(startOn: number, endOn: number): void {
  if (startOn < FIRST_DAY || endOn < FIRST_DAY || startOn > LAST_DAY || endOn > LAST_DAY) throw new Refused('out_of_range');
  if (endOn < startOn) throw new Refused('end_before_start');
}

export function runOne(world: World, command: Command): void {
  switch (command.kind) {
    case 'phase.create':
      createPhase(world, command);
      return;
    case 'phase.update':
      updatePhase(world, command);
      return;
    case 'phase.reschedule':
      reschedulePhase(world, command);
      return;
    case 'phase.move':
      movePhase(world, command);
      return;
    case 'phase.delete':
      deletePhase(world, command.id);
      return;
    case 'progress.set': {
      const phase = requirePhase(world, command.id);
      if (!isLeaf(world, phase.id)) throw new Refused('parent_progress');
      phase.completionPercent = command.completionPercent;
      return;
    }
    case 'dependency.link':
      link(world, command);
      return;
    case 'dependency.update': {
      const dependency = requireLink(world, command.id);
      const { type = dependency.type, lagDays = dependency.lagDays } = command;
      if (type === dependency.type && lagDays === dependency.lagDays) return;
      Object.assign(dependency, { type, lagDays });
      settle(world, { changed: new Set(), examined: idsOf(leavesOf(world, dependency.successorId)) });
      return;
    }
    case 'dependency.unlink': {
      const dependency = requireLink(world, command.id);
      world.dependencies = world.dependencies.filter((one) => one !== dependency);
      return;
    }
    case 'schedule.resolve': {
      const { id } = requireOpen(world, command.id);
      const own = world.phases.filter(({ projectId }) => projectId === id);
      settle(world, { changed: new Set(), examined: idsOf(own), resolved: id });
      return;
    }
    case 'project.update': {
      const project = projectOf(world, command.id);
      if (!project) throw new Refused('not_found');
      if (project.isArchived && command.fields.isArchived !== false) throw new Refused('project_archived');
      Object.assign(project, command.fields);
      fitSpans(world);
      return;
    }
    case 'project.reschedule':
      rescheduleProject(world, command);
      return;
    case 'project.delete':
      deleteProject(world, command.id);
      return;
    case 'booking.set':
      setBooking(world, command);
      return;
    case 'booking.remove':
      removeBooking(world, command.id);
      return;
    case 'holiday.set': {
      const { id } = command;
      const fields = command.fields;
      requireDays(fields.startOn ?? 0, fields.endOn ?? 0);
      world.holidays = world.holidays.filter((one) => one.id !== id);
      world.holidays.push({ id, ...fields } as World['holidays'][number]);
      return;
    }
    case 'assignment.remove':
    case 'assignment.set':
    case 'block.remove':
    case 'block.set':
    case 'customColumn.create':
    case 'customColumn.delete':
    case 'customColumn.move':
    case 'customColumn.update':
    case 'customValue.set':
    case 'equipment.remove':
    case 'equipment.set':
    case 'event.remove':
    case 'event.set':
    case 'holiday.remove':
    case 'project.move':
    case 'project.create':
    case 'site.remove':
    case 'site.set':
    case 'staff.remove':
    case 'staff.set':
    case 'timeOff.remove':
    case 'timeOff.set':
      throw new Error(`the oracle knows nothing of ${command.kind}`);
  }
}

type Of<Kind extends Command['kind']> = Extract<Command, { readonly kind: Kind }>;

function idsOf(items: readonly { readonly id: string }[]): Set<string> {
  return new Set(items.map(({ id }) => id));
}

function requirePlace(world: World, place: Pick<Of<'phase.move'>, 'projectId' | 'parentId' | 'afterId'>, self?: string): number {
  if (!projectOf(world, place.projectId)) throw new Refused('not_found');
  const parent = phaseOf(world, place.parentId);
  if (place.parentId !== null && !parent) throw new Refused('not_found');
  requireOpen(world, place.projectId);
  if (parent && parent.projectId !== place.projectId) throw new Refused('invalid_field');
  if (parent?.isMilestone === true) throw new Refused('milestone_with_children');
  const siblings = (world.order.get(place.parentId ?? place.projectId) ?? []).filter((id) => id !== self);
  if (place.afterId === undefined) return siblings.length;
  if (place.afterId === null) return 0;
  const at = siblings.indexOf(place.afterId);
  if (at < 0) throw new Refused('not_found');
  return at + 1;
}

function insertAt(world: World, key: string, id: string, at: number): void {
  const siblings = (world.order.get(key) ?? []).filter((one) => one !== id);
  siblings.splice(at, 0, id);
  world.order.set(key, siblings);
}

function createPhase(world: World, command: Of<'phase.create'>): void {
  if (phaseOf(world, command.id)) throw new Refused('already_exists');
  const at = requirePlace(world, command);
  requireDays(command.startOn, command.endOn);
  if (command.fields?.isMilestone === true && command.startOn !== command.endOn) throw new Refused('invalid_field');
  const parent = phaseOf(world, command.parentId);
  if (parent) parent.completionPercent = null;
  const { id, projectId, parentId, name, startOn, endOn } = command;
  world.phases.push({
    id,
    projectId,
    parentId,
    rank: '',
    name,
    startOn,
    endOn,
    isMilestone: false,
    milestoneEdge: 'end',
    completionPercent: command.completionPercent ?? null,
    status: 'todo',
    color: null,
    notes: null,
    ...command.fields,
  });
  insertAt(world, parentId ?? projectId, id, at);
  settle(world, { changed: new Set([id]), examined: new Set() });
}

function updatePhase(world: World, command: Of<'phase.update'>): void {
  const phase = requirePhase(world, command.id);
  const { isMilestone, milestoneEdge } = { ...phase, ...command.fields };
  if (isMilestone && !isLeaf(world, phase.id)) throw new Refused('milestone_with_children');
  const isOther = isMilestone !== phase.isMilestone || (isMilestone && milestoneEdge !== phase.milestoneEdge);
  Object.assign(phase, command.fields);
  if (!isOther) return;
  if (isMilestone) phase.endOn = phase.startOn;
  settle(world, { changed: new Set([phase.id]), examined: new Set() });
}

function reschedulePhase(world: World, command: Of<'phase.reschedule'>): void {
  const phase = requirePhase(world, command.id);
  requireDays(command.startOn, command.endOn);
  const changed = new Set<string>();
  if (isLeaf(world, phase.id)) {
    if (phase.isMilestone && command.startOn !== command.endOn) throw new Refused('invalid_field');
    if (phase.startOn === command.startOn && phase.endOn === command.endOn) return;
    moveTo(world, phase, command);
    changed.add(phase.id);
  } else if (phase.startOn !== command.startOn) {
    const project = requireOpen(world, phase.projectId);
    shift(world, leavesOf(world, phase.id), phase.startOn, command.startOn, workedDaysOf(world, project), changed);
  }
  settle(world, { changed, examined: new Set() });
}

/** Moves leaves along with the start of what contains them; answers where that start came to lie. */
function shift(world: World, leaves: Mutable<Phase>[], from: number, to: number, isWorked: IsWorked, changed: Set<string>): number {
  const target = isWorked ? nextWorked(isWorked, to) : to;
  for (const leaf of leaves) {
    let startOn = leaf.startOn + target - from;
    if (isWorked) {
      startOn = target;
      for (let left = countWorked(isWorked, from, leaf.startOn); left > 0; left -= 1) startOn = nextWorked(isWorked, startOn + 1);
    }
    const moved = begunOn(leaf, startOn, isWorked);
    if (moved.startOn === leaf.startOn && moved.endOn === leaf.endOn) continue;
    moveTo(world, leaf, moved);
    changed.add(leaf.id);
  }
  return target;
}

function movePhase(world: World, command: Of<'phase.move'>): void {
  const phase = requirePhase(world, command.id);
  if (command.parentId !== null && isInside(world, command.parentId, phase.id)) throw new Refused('tree_cycle');
  const at = requirePlace(world, command, phase.id);
  const [oldParentId, oldKey] = [phase.parentId, phase.parentId ?? phase.projectId];
  const isElsewhere = phase.parentId !== command.parentId || phase.projectId !== command.projectId;
  world.order.set(
    oldKey,
    (world.order.get(oldKey) ?? []).filter((id) => id !== phase.id),
  );
  insertAt(world, command.parentId ?? command.projectId, phase.id, at);
  if (!isElsewhere) return;
  const parent = phaseOf(world, command.parentId);
  if (parent) parent.completionPercent = null;
  phase.parentId = command.parentId;
  for (const one of subtreeOf(world, phase.id)) one.projectId = command.projectId;
  if (worldHasCircle(world)) throw new Refused('dependency_cycle');
  const changed = idsOf(leavesOf(world, phase.id));
  if (oldParentId !== null && isLeaf(world, oldParentId)) changed.add(oldParentId);
  settle(world, { changed, examined: new Set() });
}

function removePhases(world: World, gone: Set<string>): void {
  world.phases = world.phases.filter(({ id }) => !gone.has(id));
  world.dependencies = world.dependencies.filter(({ predecessorId, successorId }) => !gone.has(predecessorId) && !gone.has(successorId));
  world.reservations = world.reservations.filter(({ phaseId }) => phaseId === null || !gone.has(phaseId));
  world.assignments = world.assignments.filter(({ phaseId }) => phaseId === null || !gone.has(phaseId));
  world.order = new Map(
    Array.from(world.order)
      .filter(([key]) => !gone.has(key))
      .map(([key, ids]) => [key, ids.filter((id) => !gone.has(id))]),
  );
}

function deletePhase(world: World, id: string): void {
  const { parentId } = requirePhase(world, id);
  removePhases(world, idsOf(subtreeOf(world, id)));
  settle(world, { changed: new Set(parentId !== null && isLeaf(world, parentId) ? [parentId] : []), examined: new Set() });
}

function deleteProject(world: World, id: string): void {
  if (!projectOf(world, id)) throw new Refused('not_found');
  removePhases(world, idsOf(world.phases.filter(({ projectId }) => projectId === id)));
  world.projects = world.projects.filter((project) => project.id !== id);
  world.reservations = world.reservations.filter(({ projectId }) => projectId !== id);
  world.assignments = world.assignments.filter(({ projectId }) => projectId !== id);
}

function requireLink(world: World, id: string): Mutable<Dependency> {
  const dependency = world.dependencies.find((one) => one.id === id);
  if (!dependency) throw new Refused('not_found');
  const successor = phaseOf(world, dependency.successorId);
  if (successor) requireOpen(world, successor.projectId);
  return dependency;
}

function link(world: World, { id, predecessorId, successorId, type, lagDays }: Of<'dependency.link'>): void {
  const dependency: Dependency = { id, predecessorId, successorId, type, lagDays };
  if (world.dependencies.some(({ id }) => id === dependency.id)) throw new Refused('already_exists');
  const [from, to] = [phaseOf(world, dependency.predecessorId), phaseOf(world, dependency.successorId)];
  if (!from || !to) throw new Refused('not_found');
  requireOpen(world, to.projectId);
  if (isInside(world, from.id, to.id) || isInside(world, to.id, from.id)) throw new Refused('dependency_containment');
  if (world.dependencies.some((one) => one.predecessorId === from.id && one.successorId === to.id))
    throw new Refused('dependency_duplicate');
  world.dependencies.push({ ...dependency });
  if (worldHasCircle(world)) throw new Refused('dependency_cycle');
  settle(world, { changed: new Set(), examined: idsOf(leavesOf(world, to.id)) });
}

function rescheduleProject(world: World, { id, startOn, endOn }: Of<'project.reschedule'>): void {
  const project = requireOpen(world, id);
  requireDays(startOn, endOn);
  const roots = world.phases.filter(({ projectId, parentId }) => projectId === id && parentId === null);
  const changed = new Set<string>();
  if (startOn === project.startOn) {
    if (endOn !== project.endOn && roots.length > 0 && !project.hasFixedDates) throw new Refused('fixed_by_children');
    project.endOn = endOn;
  } else {
    const from = project.startOn;
    const leaves = roots.flatMap((root) => leavesOf(world, root.id));
    const isWorked = roots.length > 0 ? workedDaysOf(world, project) : undefined;
    const to = shift(world, leaves, from, startOn, isWorked, changed);
    project.startOn = to;
    project.endOn = Math.max(to, endOn);
    for (const owned of [...world.reservations, ...world.assignments]) {
      if (owned.projectId !== id || owned.startOn === null || owned.endOn === null) continue;
      owned.startOn += to - from;
      owned.endOn += to - from;
    }
  }
  settle(world, { changed, examined: new Set() });
}

function setBooking(world: World, { id, fields }: Of<'booking.set'>): void {
  const before = world.reservations.find((one) => one.id === id);
  const phase = phaseOf(world, fields.phaseId ?? null);
  if (fields.phaseId === undefined || before) throw new Error('the oracle only knows new bookings of phases');
  if (!phase) throw new Refused('not_found');
  requireOpen(world, phase.projectId);
  const { equipmentId = '' as Reservation['equipmentId'] } = fields;
  const { startOn, endOn } = phase;
  world.reservations.push({ id, equipmentId, kind: 'booking', projectId: null, phaseId: phase.id, startOn, endOn, note: null });
}

function removeBooking(world: World, id: string): void {
  const booking = world.reservations.find((one) => one.id === id);
  if (!booking) throw new Refused('not_found');
  requireOpen(world, booking.projectId ?? phaseOf(world, booking.phaseId)?.projectId ?? '');
  world.reservations = world.reservations.filter((one) => one !== booking);
}
