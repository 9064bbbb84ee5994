import { BLANK_PHASE } from '../blank-plan.ts';
import type { Phase, PhaseId, ProjectId } from '../model.ts';
import { isLeaf, isWithin, leavesBelow, type PhaseNode, subtreeOf } from '../phase-node.ts';
import { customValuesOf, type Plan } from '../plan-index.ts';
import { findPath } from '../schedule/gate-order.ts';
import { lengthCalendarOf } from '../schedule/requirement.ts';
import { archived, findTreePlace, heightOf, type TreePlace } from '../tree/place-in-tree.ts';
import { movedStartOf, shiftLeaves } from '../tree/shift.ts';
import type { CommandOf } from './command.ts';
import { alreadyExists, checkDays, nameOf, notFound, refused, type Refused } from './refused.ts';
import { carryBookings, setPhaseDays, type Transaction, write } from './transaction.ts';
import { circle } from './circle.ts';

/** The node of a phase that may be changed, or the reason why not. */
function findEditable(plan: Plan, id: PhaseId): { readonly node: PhaseNode } | { readonly refusal: Refused } {
  const node = plan.index.nodes.get(id);
  if (!node) return { refusal: notFound('phase') };
  return node.project.project.isArchived ? { refusal: archived(node.project) } : { node };
}

export function createPhase(tx: Transaction, command: CommandOf<'phase.create'>): Refused | undefined {
  const { plan } = tx;
  const { id, projectId, parentId, name, startOn, endOn } = command;
  if (plan.phases.has(id)) return alreadyExists('phase');
  const found = findTreePlace(plan, command, undefined, 1);
  if (found.kind === 'refused') return found.refusal;
  const phase: Phase = {
    id,
    projectId,
    parentId,
    rank: found.place.rank,
    ...BLANK_PHASE,
    ...withoutUndefined(command.fields ?? {}),
    name,
    startOn,
    endOn,
    completionPercent: command.completionPercent ?? null,
  };
  const refusal = checkDays(startOn, endOn) ?? checkMilestoneDays(phase);
  if (refusal) return refusal;
  makeParent(tx, found.place.parent);
  if (!write(tx, 'phase', id, phase)) throw new Error(`a new phase ${id} cannot close a circle`);
  const node = plan.index.nodes.get(id);
  if (node) tx.changed.add(node);
  return undefined;
}

export function updatePhase(tx: Transaction, command: CommandOf<'phase.update'>): Refused | undefined {
  const found = findEditable(tx.plan, command.id);
  if ('refusal' in found) return found.refusal;
  const { node } = found;
  const before = node.phase;
  const changed = { ...before, ...withoutUndefined(command.fields) };
  if (changed.isMilestone && !isLeaf(node)) {
    return refused('milestone_with_children', `${nameOf(node)} contains phases and cannot be a milestone. Move them out of it first.`, {
      field: 'fields.isMilestone',
      ids: [before.id],
    });
  }
  const phase = changed.isMilestone ? { ...changed, endOn: changed.startOn } : changed;
  write(tx, 'phase', before.id, phase);
  if (phase.isMilestone === before.isMilestone && (!phase.isMilestone || phase.milestoneEdge === before.milestoneEdge)) return undefined;
  tx.changed.add(node);
  if (phase.endOn === before.endOn) return undefined;
  tx.reasons.set(before.id, { kind: 'asked' });
  carryBookings(tx, node);
  return undefined;
}

export function reschedulePhase(tx: Transaction, command: CommandOf<'phase.reschedule'>): Refused | undefined {
  const found = findEditable(tx.plan, command.id);
  if ('refusal' in found) return found.refusal;
  const { node } = found;
  const { startOn, endOn } = command;
  const refusal = checkDays(startOn, endOn);
  if (refusal) return refusal;
  if (!isLeaf(node)) return moveParent(tx, node, startOn);
  return checkMilestoneDays({ ...node.phase, startOn, endOn }) ?? setPhaseDays(tx, node, startOn, endOn, { kind: 'asked' });
}

function moveParent(tx: Transaction, node: PhaseNode, startOn: number): Refused | undefined {
  const from = node.phase.startOn;
  if (startOn === from) return undefined;
  const calendar = lengthCalendarOf(tx.plan, node.project);
  const { id } = node.phase;
  for (const { phase } of subtreeOf(node)) {
    tx.asked.add(phase.id);
    tx.reasons.set(phase.id, phase.id === id ? { kind: 'asked' } : { kind: 'withParent', parentId: id });
  }
  return shiftLeaves(tx, leavesBelow(node), { from, to: movedStartOf(startOn, calendar) }, calendar, { kind: 'withParent', parentId: id });
}

export function movePhase(tx: Transaction, command: CommandOf<'phase.move'>): Refused | undefined {
  const { plan } = tx;
  const found = findEditable(plan, command.id);
  if ('refusal' in found) return found.refusal;
  const { node } = found;
  const target = command.parentId === null ? undefined : plan.index.nodes.get(command.parentId);
  if (target && isWithin(target, node)) {
    return refused('tree_cycle', `${nameOf(node)} cannot be moved into itself or a phase below it. Choose another place.`, {
      field: 'parentId',
      ids: [node.phase.id, target.phase.id],
    });
  }
  const wanted = findTreePlace(plan, command, node, heightOf(node));
  if (wanted.kind === 'refused') return wanted.refusal;
  return placeInTree(tx, node, wanted.place);
}

function placeInTree(tx: Transaction, node: PhaseNode, place: TreePlace): Refused | undefined {
  const { phase, parent: oldParent, project: oldProject } = node;
  const [projectId, parentId] = [place.project.project.id, place.parent?.phase.id ?? null];
  const isElsewhere = phase.projectId !== projectId || phase.parentId !== parentId;
  if (isElsewhere) makeParent(tx, place.parent);
  if (!write(tx, 'phase', phase.id, { ...phase, projectId, parentId, rank: place.rank })) return circleOfMove(node, place.parent);
  if (!isElsewhere) return undefined;
  const subtree = subtreeOf(node);
  if (phase.projectId !== projectId) {
    for (const { phase: below } of subtree) if (below.id !== phase.id) write(tx, 'phase', below.id, { ...below, projectId });
  }
  for (const below of subtree) if (isLeaf(below)) tx.changed.add(below);
  leaveParent(tx, oldParent);
  if (!oldParent) tx.refittedProjects.add(oldProject);
  return undefined;
}

function circleOfMove(node: PhaseNode, parent: PhaseNode | undefined): Refused {
  const into = parent?.entry && node.entry ? findPath(node.entry, parent.entry, node) : undefined;
  const outOf = parent?.exit && node.exit ? findPath(parent.exit, node.exit, node) : undefined;
  return circle(
    `${nameOf(node)} cannot be moved into ${parent ? nameOf(parent) : 'this place'}`,
    into ?? outOf?.toReversed() ?? [node],
    'parentId',
  );
}

/** A phase that gets its first child has no progress of its own any more. */
function makeParent(tx: Transaction, parent: PhaseNode | undefined): void {
  if (parent && isLeaf(parent) && parent.phase.completionPercent !== null)
    write(tx, 'phase', parent.phase.id, { ...parent.phase, completionPercent: null });
}

/** What lost a child refits, or is a leaf with the days that it had. */
function leaveParent(tx: Transaction, parent: PhaseNode | undefined): void {
  if (!parent) return;
  if (isLeaf(parent)) tx.changed.add(parent);
  else tx.refitted.add(parent);
}

export function deletePhase(tx: Transaction, command: CommandOf<'phase.delete'>): Refused | undefined {
  const found = findEditable(tx.plan, command.id);
  if ('refusal' in found) return found.refusal;
  const { parent, project } = found.node;
  deleteSubtree(tx, found.node);
  leaveParent(tx, parent);
  if (!parent) tx.refittedProjects.add(project);
  return undefined;
}

/** Takes a phase out with everything below it and all that hangs on it: links, bookings, assignments. */
export function deleteSubtree(tx: Transaction, node: PhaseNode): void {
  const { index } = tx.plan;
  for (const below of subtreeOf(node).reverse()) {
    const { id } = below.phase;
    const links = [...below.incoming, ...below.outgoing].map(({ dependency }) => dependency.id);
    for (const linkId of links.sort()) write(tx, 'dependency', linkId, undefined);
    for (const dependency of Array.from(index.dangling.values()))
      if (dependency.predecessorId === id || dependency.successorId === id) write(tx, 'dependency', dependency.id, undefined);
    deleteOwned(tx, id);
    write(tx, 'phase', id, undefined);
  }
}

/** Bookings, assignments and custom values of a phase or project, in an order that does not depend on the plan's history. */
export function deleteOwned(tx: Transaction, ownerId: PhaseId | ProjectId): void {
  const { reservationsByOwner, assignmentsByOwner } = tx.plan.index;
  for (const id of Array.from(reservationsByOwner.get(ownerId) ?? []).sort()) write(tx, 'reservation', id, undefined);
  for (const id of Array.from(assignmentsByOwner.get(ownerId) ?? []).sort()) write(tx, 'assignment', id, undefined);
  for (const { id } of customValuesOf(tx.plan, ownerId)) write(tx, 'customValue', id, undefined);
}

export function setProgress(tx: Transaction, command: CommandOf<'progress.set'>): Refused | undefined {
  const found = findEditable(tx.plan, command.id);
  if ('refusal' in found) return found.refusal;
  const { node } = found;
  if (!isLeaf(node)) {
    return refused('parent_progress', `The progress of ${nameOf(node)} follows from the phases in it. Set it there.`, {
      field: 'completionPercent',
      ids: [node.phase.id],
    });
  }
  write(tx, 'phase', node.phase.id, { ...node.phase, completionPercent: command.completionPercent });
  return undefined;
}

function checkMilestoneDays(phase: Phase): Refused | undefined {
  if (!phase.isMilestone || phase.startOn === phase.endOn) return undefined;
  return refused('invalid_field', `A milestone such as “${phase.name}” stands on one day. Give it the same start and end.`, {
    field: 'endOn',
  });
}

/** Fields that a caller left undefined are not set. */
export function withoutUndefined<Fields extends object>(fields: Fields): Fields {
  const entries = Object.entries(fields).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as Fields;
}
