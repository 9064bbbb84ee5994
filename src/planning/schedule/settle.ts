import type { MoveReason } from '../commands/command.ts';
import type { Refused } from '../commands/refused.ts';
import { setPhaseDays, type Transaction, write } from '../commands/transaction.ts';
import { isLeaf, type OrderPlace, type PhaseNode, type ProjectNode } from '../phase-node.ts';
import { clearQueue, dequeue, enqueue, type PlaceQueue } from './place-queue.ts';
import { findRepair, lengthCalendarOf } from './requirement.ts';

const SPANS_CHILDREN: MoveReason = { kind: 'spansChildren' };

/**
 * Lets the consequences of one command happen. Places are taken up in topological order, so each leaf is looked at once,
 * when all that it waits for stands; only what changed, and what hangs on it, is visited. A leaf that breaks a link is pushed
 * where its project schedules automatically, or is being resolved; parents and projects then span anew.
 * Refused only when something would be pushed out of the calendar.
 */
export function settle(tx: Transaction): Refused | undefined {
  const queue: PlaceQueue = [];
  for (const node of tx.changed) enqueue(queue, node.entry);
  for (const node of tx.examined) enqueue(queue, node.entry);
  for (const node of tx.refitted) enqueue(queue, node.exit);
  try {
    for (let place = dequeue(queue); place; place = dequeue(queue)) {
      const refusal = visit(tx, queue, place);
      if (refusal) return refusal;
    }
    for (const project of tx.refittedProjects) refitProject(tx, project);
    return undefined;
  } finally {
    // The places outlive the call, whatever ends it.
    clearQueue(queue);
    forgetCommand(tx);
  }
}

/** What one command left to settle is of no concern to the next. */
function forgetCommand(tx: Transaction): void {
  tx.changed.clear();
  tx.examined.clear();
  tx.refitted.clear();
  tx.refittedProjects.clear();
  tx.asked.clear();
  tx.resolved = undefined;
}

function visit(tx: Transaction, queue: PlaceQueue, place: OrderPlace): Refused | undefined {
  const { node } = place;
  if (isLeaf(node)) {
    const refusal = push(tx, node);
    if (tx.changed.has(node)) alarm(tx, queue, node);
    return refusal;
  }
  if (place === node.entry) {
    for (const child of node.children) enqueue(queue, child.entry);
    return undefined;
  }
  if (place.isAlarmed) alarm(tx, queue, node);
  else refitAbove(tx, queue, node);
  place.isAlarmed = false;
  return refit(tx, node);
}

/** Something changed in a phase: whatever hangs on it, or on what contains it, is looked at. */
function alarm(tx: Transaction, queue: PlaceQueue, node: PhaseNode): void {
  for (const edge of node.outgoing) enqueue(queue, edge.to.entry);
  if (node.parent?.exit) node.parent.exit.isAlarmed = true;
  refitAbove(tx, queue, node);
}

function refitAbove(tx: Transaction, queue: PlaceQueue, node: PhaseNode): void {
  if (node.parent) enqueue(queue, node.parent.exit);
  else tx.refittedProjects.add(node.project);
}

function push(tx: Transaction, leaf: PhaseNode): Refused | undefined {
  const { project } = leaf.project;
  if (!tx.isPushing || project.isArchived || (!project.autoSchedule && leaf.project !== tx.resolved)) return undefined;
  const repair = findRepair(leaf, lengthCalendarOf(tx.plan, leaf.project));
  if (!repair) return undefined;
  const { id, predecessorId, type, lagDays } = repair.edge.dependency;
  return setPhaseDays(tx, leaf, repair.startOn, repair.endOn, { kind: 'pushed', dependencyId: id, predecessorId, type, lagDays });
}

function refit(tx: Transaction, parent: PhaseNode): Refused | undefined {
  let [startOn, endOn] = [Infinity, -Infinity];
  for (const { phase } of parent.children) {
    if (phase.startOn < startOn) startOn = phase.startOn;
    if (phase.endOn > endOn) endOn = phase.endOn;
  }
  return setPhaseDays(tx, parent, startOn, endOn, reasonOf(tx, parent.phase.id));
}

function refitProject(tx: Transaction, node: ProjectNode): void {
  const { project } = node;
  if (node.roots.length === 0) return;
  let [startOn, endOn] = project.hasFixedDates ? [project.startOn, project.endOn] : [Infinity, -Infinity];
  for (const { phase } of node.roots) {
    if (phase.startOn < startOn) startOn = phase.startOn;
    if (phase.endOn > endOn) endOn = phase.endOn;
  }
  if (startOn === project.startOn && endOn === project.endOn) return;
  tx.reasons.set(project.id, reasonOf(tx, project.id));
  write(tx, 'project', project.id, { ...project, startOn, endOn });
}

/** A parent that was asked to move, or moved with one, did not move because of its children. */
function reasonOf(tx: Transaction, id: PhaseNode['phase']['id'] | ProjectNode['project']['id']): MoveReason {
  const known = tx.asked.has(id) ? tx.reasons.get(id) : undefined;
  return known ?? SPANS_CHILDREN;
}
