import type { Entities, EntityName, Patch, Phase, PhaseId, Project, ProjectId, ReservationId } from '../model.ts';
import { findEntity, reservationsOf } from '../plan-index.ts';
import { diffEntity } from '../patches.ts';
import type { Move } from './command.ts';
import type { Transaction } from './transaction.ts';

type Touched = {
  readonly entity: EntityName;
  readonly id: string;
  readonly before: Entities[EntityName] | undefined;
  readonly after: Entities[EntityName] | undefined;
  readonly commandIndex: number;
};

/** What refers to other things, and what is referred to, each in the order in which they can be created. */
const REFERRING: readonly EntityName[] = ['dependency', 'assignment', 'reservation', 'timeOff', 'holiday', 'companyEvent', 'customValue'];
const REFERRED: readonly EntityName[] = ['site', 'staff', 'equipment', 'customColumn', 'project', 'phase'];

/**
 * The patches of a batch, in an order in which they can be applied one by one, and taken back in reverse: what refers to others
 * goes first, then containers come (parents first), what stays changes (phases that move in the tree by their new depth, so
 * that no state between has a phase within itself), new referring things come, and emptied containers go, children first.
 */
export function collectPatches(tx: Transaction): Patch[] {
  const touched = listTouched(tx);
  const gone = touched.filter(({ before, after }) => before && !after);
  const created = touched.filter(({ before, after }) => !before && after);
  const kept = touched.filter(({ before, after }) => before && after);
  const oldDepthOf = depthBefore(tx, touched);
  const newDepthOf = (id: string) => depthOf(id, (phaseId) => tx.plan.phases.get(phaseId));
  const ordered = [
    ...inOrder(gone, REFERRING),
    ...inOrder(created, REFERRED, newDepthOf),
    ...kept.filter(isMoved).sort((a, b) => newDepthOf(a.id) - newDepthOf(b.id) || compareIds(a, b)),
    ...kept.filter((one) => !isMoved(one)).sort(compareIds),
    ...inOrder(created, REFERRING),
    ...inOrder(gone, REFERRED, oldDepthOf).reverse(),
  ];
  return ordered.flatMap(({ entity, id, before, after }) => diffEntity(entity, id, before, after));
}

function compareIds(a: { readonly id: string }, b: { readonly id: string }): number {
  return a.id < b.id ? -1 : Number(a.id > b.id);
}

function inOrder(touched: readonly Touched[], entities: readonly EntityName[], depthOfPhase?: (id: string) => number): Touched[] {
  return entities.flatMap((entity) => {
    const some = touched.filter((one) => one.entity === entity).sort(compareIds);
    if (entity !== 'phase' || !depthOfPhase) return some;
    const depths = new Map(some.map(({ id }) => [id, depthOfPhase(id)]));
    return some.sort((a, b) => (depths.get(a.id) ?? 0) - (depths.get(b.id) ?? 0));
  });
}

function isMoved({ entity, before, after }: Touched): boolean {
  if (entity !== 'phase') return false;
  // The entity's name says that these are phases.
  const [old, next] = [before as Phase, after as Phase];
  return old.parentId !== next.parentId || old.projectId !== next.projectId;
}

function depthBefore(tx: Transaction, touched: readonly Touched[]): (id: string) => number {
  const old = new Map(touched.flatMap(({ entity, id, before }) => (entity === 'phase' ? [[id, before as Phase | undefined]] : [])));
  return (id) => depthOf(id, (phaseId) => (old.has(phaseId) ? old.get(phaseId) : tx.plan.phases.get(phaseId)));
}

function depthOf(id: string, find: (id: PhaseId) => Phase | undefined): number {
  let depth = 0;
  // The id is one of a touched phase.
  for (let phase = find(id as PhaseId); phase && phase.parentId !== null; phase = find(phase.parentId)) depth += 1;
  return depth;
}

function listTouched({ log, plan }: Transaction): Touched[] {
  const seen = new Map<EntityName, Set<string>>();
  const touched: Touched[] = [];
  for (const { entity, id, before, commandIndex } of log) {
    let ids = seen.get(entity);
    if (!ids) seen.set(entity, (ids = new Set()));
    if (ids.has(id)) continue;
    ids.add(id);
    touched.push({ entity, id, before, after: findEntity(plan, entity, id), commandIndex });
  }
  return touched;
}

/** Which projects and phases stand on other days than before the batch, each with what put it there, by id. */
export function collectMoves(tx: Transaction): Move[] {
  const moves: Move[] = [];
  for (const { entity, id, before, after } of listTouched(tx)) {
    if ((entity !== 'phase' && entity !== 'project') || !before || !after) continue;
    // The entity's name says that these are projects or phases.
    const [from, to] = [before as Phase | Project, after as Phase | Project];
    if (from.startOn === to.startOn && from.endOn === to.endOn) continue;
    const reason = tx.reasons.get(id as PhaseId | ProjectId);
    if (!reason) throw new Error(`nobody knows why ${entity} ${id} moved`);
    moves.push({
      entity,
      id: from.id,
      from: { startOn: from.startOn, endOn: from.endOn },
      to: { startOn: to.startOn, endOn: to.endOn },
      reason,
    });
  }
  return moves.sort(compareIds);
}

/** Reservations that a batch made, moved, or made binding again by restoring their project, with the command that did. */
export function listTouchedReservations({ log, plan }: Transaction): Map<ReservationId, number> {
  const touched = new Map<ReservationId, number>();
  for (const { entity, id, before, commandIndex } of log) {
    if (entity === 'reservation') touched.set(id as ReservationId, commandIndex);
    const wasArchived = entity === 'project' && before !== undefined && (before as Project).isArchived;
    if (!wasArchived) continue;
    const project = plan.projects.get(id as ProjectId);
    if (!project || project.isArchived) continue;
    const owners = [project.id, ...Array.from(plan.phases.values()).flatMap((phase) => (phase.projectId === project.id ? [phase.id] : []))];
    for (const owner of owners) for (const reservation of reservationsOf(plan, owner)) touched.set(reservation.id, commandIndex);
  }
  return touched;
}
