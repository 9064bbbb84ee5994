import type { Entities, EntityName, PhaseId, ProjectId } from '../model.ts';
import { finishInstantOf, isLeaf, type PhaseNode, type ProjectNode, startInstantOf } from '../phase-node.ts';
import { findEntity, type Plan } from '../plan-index.ts';
import { buildOrder, removeFromOrder } from '../schedule/gate-order.ts';
import { storeEntity, storeOnTheWay } from '../store-entity.ts';
import type { MoveReason } from './command.ts';
import { isDay, movedOutOfRange, type Refused } from './refused.ts';

type LogEntry = {
  readonly entity: EntityName;
  readonly id: string;
  readonly before: Entities[EntityName] | undefined;
  readonly commandIndex: number;
};

/**
 * One batch under way: commands write to the plan itself, so that an edit costs what it touches, and everything is taken
 * back in reverse at the end. The sets tell the scheduler what the current command left to settle.
 */
export type Transaction = {
  readonly plan: Plan;
  readonly isDoubleBookingAllowed: boolean;
  commandIndex: number;
  readonly log: LogEntry[];
  /** By phase or project: why it last moved. */
  readonly reasons: Map<PhaseId | ProjectId, MoveReason>;
  /** Phases whose place the current command asked for, so that their reason outlives the refit of spans. */
  readonly asked: Set<PhaseId | ProjectId>;
  /** Leaves that start or finish at another instant than before the command, or stand at another place of the tree. */
  readonly changed: Set<PhaseNode>;
  /** Phases of which the incoming links are new or other than before. */
  readonly examined: Set<PhaseNode>;
  /** Parents that lost or won a child. */
  readonly refitted: Set<PhaseNode>;
  readonly refittedProjects: Set<ProjectNode>;
  /** The project whose violations the current command resolves, whether it schedules automatically or not. */
  resolved: ProjectNode | undefined;
  /** False while a change is taken back, which restores what was rather than what should be. */
  isPushing: boolean;
};

export function beginTransaction(plan: Plan, isDoubleBookingAllowed: boolean): Transaction {
  if (plan.index.graveyard) throw new Error('a transaction is under way on this plan');
  plan.index.order ??= buildOrder(plan.index.nodes.values());
  plan.index.graveyard = new Map();
  return {
    plan,
    isDoubleBookingAllowed,
    commandIndex: 0,
    log: [],
    reasons: new Map(),
    asked: new Set(),
    changed: new Set(),
    examined: new Set(),
    refitted: new Set(),
    refittedProjects: new Set(),
    resolved: undefined,
    isPushing: true,
  };
}

/** Puts an entity into the plan, or takes it out; false when links would form a circle. */
export function write<Name extends EntityName>(tx: Transaction, entity: Name, id: string, next: Entities[Name] | undefined): boolean {
  const before = findEntity(tx.plan, entity, id);
  if (!storeEntity(tx.plan, entity, id, next)) return false;
  tx.log.push({ entity, id, before, commandIndex: tx.commandIndex });
  return true;
}

/** Leaves the plan as it was before the transaction, but for the order of its links, which stays valid. */
export function rollBack(tx: Transaction): void {
  const { plan } = tx;
  for (let index = tx.log.length - 1; index >= 0; index -= 1) {
    const entry = tx.log[index];
    if (entry) storeOnTheWay(plan, entry.entity, entry.id, entry.before);
  }
  for (const node of plan.index.graveyard?.values() ?? []) if (plan.index.order) removeFromOrder(plan.index.order, node);
  plan.index.graveyard = undefined;
}

/**
 * Gives a phase other days, and its bookings with it. A leaf's change is left to settle; a parent's days follow from its
 * children and bind nothing by themselves.
 */
export function setPhaseDays(tx: Transaction, node: PhaseNode, startOn: number, endOn: number, reason: MoveReason): Refused | undefined {
  const { phase } = node;
  if (phase.startOn === startOn && phase.endOn === endOn) return undefined;
  if (!isDay(startOn) || !isDay(endOn)) return movedOutOfRange(phase.name, phase.id);
  const next = { ...phase, startOn, endOn };
  write(tx, 'phase', phase.id, next);
  tx.reasons.set(phase.id, reason);
  if (isLeaf(node) && isOtherInstant(phase, next)) tx.changed.add(node);
  carryBookings(tx, node);
  return undefined;
}

function isOtherInstant(before: PhaseNode['phase'], next: PhaseNode['phase']): boolean {
  return startInstantOf(before) !== startInstantOf(next) || finishInstantOf(before) !== finishInstantOf(next);
}

/** Bookings of a phase have its days. */
export function carryBookings(tx: Transaction, node: PhaseNode): void {
  const { id, startOn, endOn } = node.phase;
  for (const reservationId of tx.plan.index.reservationsByOwner.get(id) ?? []) {
    const reservation = findEntity(tx.plan, 'reservation', reservationId);
    if (!reservation || (reservation.startOn === startOn && reservation.endOn === endOn)) continue;
    write(tx, 'reservation', reservationId, { ...reservation, startOn, endOn });
  }
}
