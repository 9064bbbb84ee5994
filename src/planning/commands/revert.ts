import type { Entities, EntityName, Patch, Phase, Project } from '../model.ts';
import { ENTITY_FIELDS, invertPatches, runsOf } from '../patches.ts';
import { isLeaf } from '../phase-node.ts';
import { findEntity, type Plan } from '../plan-index.ts';
import { findOrder, forgetPlaces } from '../schedule/gate-order.ts';
import { settle } from '../schedule/settle.ts';
import { dropOrder } from '../store-entity.ts';
import { collectMoves, collectPatches } from './collect-changes.ts';
import type { FieldRef, Move, Refusal } from './command.ts';
import type { Refused } from './refused.ts';
import { checkReferences, checkUnused, checkWhole, circleRefusal } from './revert-checks.ts';
import { findRevertConflicts, withoutConflicts, type OnConflict, type RevertConflict } from './revert-conflicts.ts';
import { findClashRefusal, type RunOptions } from './run-commands.ts';
import { beginTransaction, carryBookings, rollBack, type Transaction, write } from './transaction.ts';

export type { OnConflict, RevertConflict } from './revert-conflicts.ts';

export type RevertOutcome =
  | { readonly kind: 'accepted'; readonly patches: readonly Patch[]; readonly moves: readonly Move[] }
  | { readonly kind: 'conflicts'; readonly conflicts: readonly RevertConflict[] }
  | { readonly kind: 'refused'; readonly refusal: Refusal };

/**
 * Takes the patches of one revision back. Every field must still have the value that they gave it, except the spans of parents
 * and projects and the days of phase bookings, which follow from the rest and are derived anew; `onConflict` says what becomes of
 * the others. Nothing is pushed: where nobody changed anything since, the plan is exactly as it was before, its violations
 * included. Refused where something new hangs on what would vanish, or where the links, the tree or bookings would not fit
 * together any more. The plan is unchanged afterwards.
 */
export function revertPatches(
  plan: Plan,
  patches: readonly Patch[],
  options: RunOptions,
  onConflict: OnConflict = 'refuse',
): RevertOutcome {
  const conflicts = findRevertConflicts(plan, patches);
  if (conflicts.length > 0 && onConflict === 'refuse') return { kind: 'conflicts', conflicts };
  const rest = conflicts.length === 0 || onConflict === 'refuse' ? patches : withoutConflicts(patches, conflicts, onConflict);
  const tx = beginTransaction(plan, options.doubleBooking === 'allow');
  try {
    const refusal = takeBack(tx, invertPatches(rest));
    if (refusal) return { kind: 'refused', refusal: { ...refusal, commandIndex: 0 } };
    const clash = findClashRefusal(tx);
    if (clash) return { kind: 'refused', refusal: { ...clash, causes: reservationFields(clash.ids ?? []) } };
    return { kind: 'accepted', patches: collectPatches(tx), moves: collectMoves(tx) };
  } finally {
    rollBack(tx);
  }
}

function reservationFields(ids: readonly string[]): FieldRef[] {
  return ids.flatMap((id) => ['startOn', 'endOn', 'equipmentId'].map((field): FieldRef => ({ entity: 'reservation', id, field })));
}

function findNode(plan: Plan, id: string) {
  return plan.index.nodes.get(id as Phase['id']);
}

function takeBack(tx: Transaction, patches: readonly Patch[]): Refused | undefined {
  const touched: Patch[] = [];
  for (const run of runsOf(patches)) {
    const [first] = run;
    if (!first) continue;
    const refusal = takeBackRun(tx, first, run);
    if (refusal) return refusal;
    touched.push(first);
  }
  const refusal = renewOrder(tx.plan, touched);
  if (refusal) return refusal;
  for (const { entity, id } of touched) markForRefit(tx, entity, id);
  for (const { entity, id } of touched) if (entity === 'phase' || entity === 'project') markReason(tx, id);
  // Archived or not, automatic or not: only spans are derived anew, and nothing is pushed.
  tx.isPushing = false;
  return settle(tx) ?? touched.map(({ entity, id }) => checkWhole(tx.plan, entity, id)).find((found) => found !== undefined);
}

function takeBackRun(tx: Transaction, first: Patch, run: readonly Patch[]): Refused | undefined {
  const { plan } = tx;
  const { entity, id } = first;
  const before = findEntity(plan, entity, id);
  if (first.field === 'id' && first.to === null) {
    const refusal = checkUnused(plan, entity, id);
    if (refusal) return refusal;
    if (entity === 'phase') leave(tx, id);
    write(tx, entity, id, undefined);
    return undefined;
  }
  const base = before ?? Object.fromEntries(ENTITY_FIELDS[entity].map((field) => [field, null]));
  const next = { ...base, ...Object.fromEntries(run.map(({ field, to }) => [field, to])) };
  // The patches were made by the engine, so the fields have their types.
  const stored = next as Entities[typeof entity];
  const refusal = checkReferences(plan, entity, stored);
  if (refusal) return refusal;
  if (entity === 'phase' && before) leave(tx, id);
  if (write(tx, entity, id, stored)) return undefined;
  // Half of the way back may hold a circle that the whole does not: the order is made anew at its end.
  dropOrder(plan);
  write(tx, entity, id, stored);
  return undefined;
}

/** Where the way back went through a circle, whether there is one at its end too. */
function renewOrder(plan: Plan, touched: readonly Patch[]): Refused | undefined {
  const { index } = plan;
  if (index.order) return undefined;
  index.order = findOrder(index.nodes.values());
  if (index.order) return undefined;
  const refusal = circleRefusal(plan, touched);
  forgetPlaces(index.nodes.values());
  return refusal;
}

/** What a phase leaves behind, wherever it goes, has to span anew. */
function leave(tx: Transaction, id: string): void {
  const node = findNode(tx.plan, id);
  if (node?.parent) tx.refitted.add(node.parent);
  else if (node) tx.refittedProjects.add(node.project);
}

function markForRefit(tx: Transaction, entity: EntityName, id: string): void {
  if (entity === 'project') {
    const project = findEntity(tx.plan, 'project', id);
    const node = project && tx.plan.index.projectNodes.get(project.id);
    if (node) tx.refittedProjects.add(node);
  }
  if (entity === 'reservation') {
    const phaseId = findEntity(tx.plan, 'reservation', id)?.phaseId;
    const node = phaseId && findNode(tx.plan, phaseId);
    if (node) carryBookings(tx, node);
  }
  const node = entity === 'phase' ? findNode(tx.plan, id) : undefined;
  if (!node) return;
  if (isLeaf(node)) {
    tx.changed.add(node);
    carryBookings(tx, node);
  } else tx.refitted.add(node);
}

function markReason(tx: Transaction, id: string): void {
  tx.reasons.set(id as (Phase | Project)['id'], { kind: 'asked' });
  tx.asked.add(id as (Phase | Project)['id']);
}
