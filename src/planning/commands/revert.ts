import type { Entities, EntityName, Patch, Phase, Project } from '../model.ts';
import { ENTITY_FIELDS, invertPatches, isEqualValue, runsOf } from '../patches.ts';
import { isLeaf, isWithin } from '../phase-node.ts';
import { findEntity, type Plan } from '../plan-index.ts';
import { findOrder, forgetPlaces } from '../schedule/gate-order.ts';
import { settle } from '../schedule/settle.ts';
import { dropOrder } from '../store-entity.ts';
import { collectMoves, collectPatches } from './collect-changes.ts';
import type { Move, Refusal } from './command.ts';
import { nameOf, quote, refused, type Refused } from './refused.ts';
import { findClashRefusal, type RunOptions } from './run-commands.ts';
import { beginTransaction, carryBookings, rollBack, type Transaction, write } from './transaction.ts';

/** Something to be undone that somebody has changed again since. */
export type RevertConflict = {
  readonly entity: EntityName;
  readonly id: string;
  readonly field: string;
  readonly expected: unknown;
  readonly actual: unknown;
};

export type RevertOutcome =
  | { readonly kind: 'accepted'; readonly patches: readonly Patch[]; readonly moves: readonly Move[] }
  | { readonly kind: 'conflicts'; readonly conflicts: readonly RevertConflict[] }
  | { readonly kind: 'refused'; readonly refusal: Refusal };

/**
 * Takes the patches of one revision back. Every field must still have the value that they gave it, except the spans of parents
 * and projects and the days of phase bookings, which follow from the rest and are derived anew. Nothing is pushed: where nobody
 * changed anything since, the plan is exactly as it was before, its violations included. Refused where something new
 * hangs on what would vanish, or where the links, the tree or bookings would not fit together any more. The plan is unchanged
 * afterwards.
 */
export function revertPatches(plan: Plan, patches: readonly Patch[], options: RunOptions): RevertOutcome {
  const conflicts = findRevertConflicts(plan, patches);
  if (conflicts.length > 0) return { kind: 'conflicts', conflicts };
  const tx = beginTransaction(plan, options.doubleBooking === 'allow');
  try {
    const refusal = takeBack(tx, invertPatches(patches));
    if (refusal) return { kind: 'refused', refusal: { ...refusal, commandIndex: 0 } };
    const clash = findClashRefusal(tx);
    if (clash) return { kind: 'refused', refusal: clash };
    return { kind: 'accepted', patches: collectPatches(tx), moves: collectMoves(tx) };
  } finally {
    rollBack(tx);
  }
}

function findRevertConflicts(plan: Plan, patches: readonly Patch[]): RevertConflict[] {
  return runsOf(patches).flatMap((run) => {
    const [first] = run;
    if (!first) return [];
    const { entity, id } = first;
    const now = findEntity(plan, entity, id) as Record<string, unknown> | undefined;
    const wasDeleted = first.field === 'id' && first.to === null;
    if (wasDeleted) return now ? [{ entity, id, field: 'id', expected: null, actual: id }] : [];
    if (!now) return [{ entity, id, field: 'id', expected: id, actual: null }];
    const given = new Map(run.map(({ field, to }) => [field, to]));
    // A creation stands for all fields: those without a patch were null.
    const fields: readonly string[] = first.field === 'id' ? ENTITY_FIELDS[entity] : run.map(({ field }) => field);
    return fields.flatMap((field) => {
      const [expected, actual] = [given.get(field) ?? null, now[field] ?? null];
      return isEqualValue(expected, actual) || isDerived(plan, entity, id, field) ? [] : [{ entity, id, field, expected, actual }];
    });
  });
}

function isDerived(plan: Plan, entity: EntityName, id: string, field: string): boolean {
  if (field !== 'startOn' && field !== 'endOn') return false;
  if (entity === 'reservation') return findEntity(plan, 'reservation', id)?.phaseId !== null;
  if (entity === 'phase') return (findNode(plan, id)?.children.length ?? 0) > 0;
  if (entity !== 'project') return false;
  const project = findEntity(plan, 'project', id);
  return project !== undefined && !project.hasFixedDates && (plan.index.projectNodes.get(project.id)?.roots.length ?? 0) > 0;
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
  const refusal = renewOrder(tx.plan) ?? findMilestoneWithChildren(tx.plan, touched);
  if (refusal) return refusal;
  for (const { entity, id } of touched) markForRefit(tx, entity, id);
  for (const { entity, id } of touched) if (entity === 'phase' || entity === 'project') markReason(tx, id);
  // Archived or not, automatic or not: only spans are derived anew, and nothing is pushed.
  tx.isPushing = false;
  return settle(tx);
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
function renewOrder({ index }: Plan): Refused | undefined {
  if (index.order) return undefined;
  index.order = findOrder(index.nodes.values());
  if (index.order) return undefined;
  forgetPlaces(index.nodes.values());
  return refused(
    'dependency_cycle',
    'Taking this back would make links form a circle with links that were made since. Remove those first.',
  );
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

/** Whether anything new hangs on a thing whose creation is taken back. */
function checkUnused(plan: Plan, entity: EntityName, id: string): Refused | undefined {
  const node = entity === 'phase' ? findNode(plan, id) : undefined;
  const project = entity === 'project' ? findEntity(plan, 'project', id) : undefined;
  const hasOwned = plan.index.reservationsByOwner.has(id) || plan.index.assignmentsByOwner.has(id);
  const isLinked = node !== undefined && node.children.length + node.incoming.length + node.outgoing.length > 0;
  const hasPhases = project !== undefined && (plan.index.projectNodes.get(project.id)?.roots.length ?? 0) > 0;
  if (node && (hasOwned || isLinked)) return inUse(nameOf(node), id);
  if (project && (hasOwned || hasPhases)) return inUse(quote(project.name), id);
  const named = findEntity(plan, entity, id) as { readonly name?: string } | undefined;
  return isReferred(plan, entity, id) ? inUse(quote(named?.name ?? ''), id) : undefined;
}

function isReferred(plan: Plan, entity: EntityName, id: string): boolean {
  const some = <Item>(items: Iterable<Item>, isMatch: (item: Item) => boolean) => Array.from(items).some(isMatch);
  switch (entity) {
    case 'site':
      return (
        some(plan.projects.values(), ({ siteId }) => siteId === id) ||
        some(plan.equipment.values(), ({ siteId }) => siteId === id) ||
        some(plan.staff.values(), ({ homeSiteId }) => homeSiteId === id) ||
        some(plan.holidays.values(), ({ siteId }) => siteId === id) ||
        some(plan.companyEvents.values(), ({ siteId }) => siteId === id)
      );
    case 'staff':
      return (
        plan.index.assignmentsByStaff.has(id) ||
        plan.index.timeOffByStaff.has(id) ||
        some(plan.projects.values(), ({ managerId, salesManagerId }) => managerId === id || salesManagerId === id)
      );
    case 'equipment':
      return plan.index.reservationsByEquipment.has(id);
    case 'holiday':
    case 'companyEvent':
    case 'project':
    case 'phase':
    case 'dependency':
    case 'assignment':
    case 'reservation':
    case 'timeOff':
      return false;
  }
}

function inUse(name: string, id: string): Refused {
  return refused('in_use', `${name} has been built upon since: other things depend on it now. Remove those first, or delete it.`, {
    ids: [id],
  });
}

const REFERENCES: readonly { readonly field: string; readonly entity: EntityName; readonly what: string }[] = [
  { field: 'siteId', entity: 'site', what: 'site' },
  { field: 'homeSiteId', entity: 'site', what: 'site' },
  { field: 'projectId', entity: 'project', what: 'project' },
  { field: 'parentId', entity: 'phase', what: 'phase' },
  { field: 'phaseId', entity: 'phase', what: 'phase' },
  { field: 'predecessorId', entity: 'phase', what: 'phase' },
  { field: 'successorId', entity: 'phase', what: 'phase' },
  { field: 'staffId', entity: 'staff', what: 'person' },
  { field: 'managerId', entity: 'staff', what: 'person' },
  { field: 'salesManagerId', entity: 'staff', what: 'person' },
  { field: 'equipmentId', entity: 'equipment', what: 'equipment' },
];

/** Everything that the restored thing names must still be there, and its place in the tree not within itself. */
function checkReferences(plan: Plan, entity: EntityName, restored: object): Refused | undefined {
  const record = restored as Record<string, unknown>;
  for (const { field, entity: target, what } of REFERENCES) {
    const id = record[field];
    if (typeof id === 'string' && findEntity(plan, target, id) === undefined)
      return refused('not_found', `A ${what} that this change belongs to has been deleted since, so it cannot be taken back.`, {
        ids: [id],
      });
  }
  return entity === 'phase' ? checkTreePlace(plan, restored as Phase) : undefined;
}

function checkTreePlace(plan: Plan, phase: Phase): Refused | undefined {
  const node = plan.index.nodes.get(phase.id);
  const parent = phase.parentId === null ? undefined : plan.index.nodes.get(phase.parentId);
  if (!node || !parent || !isWithin(parent, node)) return undefined;
  return refused('tree_cycle', `${quote(phase.name)} contains its former parent now, so it cannot go back there.`, { ids: [phase.id] });
}

/** No milestone may contain anything, neither one that is one again nor one that a phase goes back to. */
function findMilestoneWithChildren(plan: Plan, patches: readonly Patch[]): Refused | undefined {
  for (const { entity, id } of patches) {
    const node = entity === 'phase' ? findNode(plan, id) : undefined;
    const wrong = [node, node?.parent].find((one) => one && one.phase.isMilestone && !isLeaf(one));
    if (!wrong) continue;
    return refused('milestone_with_children', `${nameOf(wrong)} would be a milestone that contains phases. Move them out of it first.`, {
      ids: [wrong.phase.id],
    });
  }
  return undefined;
}
