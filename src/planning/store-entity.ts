import { addToGroup, removeFromGroup } from './group-index.ts';
import type { CustomValue, Entities, EntityName, Phase, Project, Site, SiteId } from './model.ts';
import { COLLECTIONS, findEntity, type Plan, type PlanIndex } from './plan-index.ts';
import type { ProjectNode } from './phase-node.ts';
import { forgetPlaces } from './schedule/gate-order.ts';
import { addEdge, changeEdge, removeEdge, tieDangling } from './schedule/link-edges.ts';
import { addPhaseNode, changePhaseNode, removePhaseNode } from './tree/tree-nodes.ts';

/**
 * The only place that writes to a plan: puts an entity in (creating or replacing it) or takes it out (undefined), and keeps
 * every index. False, with the plan as it was, when the links would form a circle; throws where the change cannot apply at
 * all (a phase without its parent, the deletion of a parent before its children), which is a bug of the caller.
 */
export function storeEntity<Name extends EntityName>(plan: Plan, entity: Name, id: string, next: Entities[Name] | undefined): boolean {
  const before = findEntity(plan, entity, id);
  if (before === undefined && next === undefined) throw new Error(`there is no ${entity} ${id}`);
  // The name decides the type of both values; the compiler cannot follow that through the union.
  const change = { entity, id, before, next } as unknown as Change;
  if (!keepIndexes(plan, change)) return false;
  // Phases and links are where the index holds them.
  if (entity === 'phase' || entity === 'dependency') return true;
  const all = plan[COLLECTIONS[entity]] as unknown as Map<string, Entities[Name]>;
  if (next === undefined) all.delete(id);
  else all.set(id, next);
  return true;
}

/**
 * As `storeEntity`, on the way to a state that is known to hold no circle, through states that may: such a one costs the order
 * of links, which is made anew when it is next needed.
 */
export function storeOnTheWay<Name extends EntityName>(plan: Plan, entity: Name, id: string, next: Entities[Name] | undefined): void {
  if (storeEntity(plan, entity, id, next)) return;
  dropOrder(plan);
  storeEntity(plan, entity, id, next);
}

/** Without an order circles are not noticed. */
export function dropOrder({ index }: Plan): void {
  if (!index.order) return;
  index.order = undefined;
  forgetPlaces(index.nodes.values());
  forgetPlaces(index.graveyard?.values() ?? []);
}

type Change = {
  [Name in EntityName]: {
    readonly entity: Name;
    readonly id: Entities[Name]['id'];
    readonly before: Entities[Name] | undefined;
    readonly next: Entities[Name] | undefined;
  };
}[EntityName];

function keepIndexes(plan: Plan, change: Change): boolean {
  const { index } = plan;
  const { id } = change;
  switch (change.entity) {
    case 'phase':
      return storePhase(plan, change.before, change.next);
    case 'project':
      storeProject(plan, change.before, change.next);
      return true;
    case 'dependency':
      if (change.before && change.next) return changeEdge(plan, change.next);
      if (change.next) return addEdge(plan, change.next);
      removeEdge(plan, change.id);
      return true;
    case 'assignment':
      regroup(index.assignmentsByOwner, id, ownerOf(change.before), ownerOf(change.next));
      regroup(index.assignmentsByStaff, id, change.before?.staffId, change.next?.staffId);
      return true;
    case 'reservation':
      regroup(index.reservationsByOwner, id, ownerOf(change.before), ownerOf(change.next));
      regroup(index.reservationsByEquipment, id, change.before?.equipmentId, change.next?.equipmentId);
      return true;
    case 'timeOff':
      regroup(index.timeOffByStaff, id, change.before?.staffId, change.next?.staffId);
      return true;
    case 'holiday':
      regroup(index.holidaysBySite, id, change.before?.siteId, change.next?.siteId);
      forgetCalendars(plan, change.before?.siteId, change.next?.siteId);
      return true;
    case 'site':
      forgetSiteCalendar(plan, change.before, change.next);
      return true;
    case 'customColumn':
      index.columnsByRank = undefined;
      return true;
    case 'customValue':
      if (change.before) dropValue(index, change.before);
      if (change.next) indexValue(index, change.next);
      return true;
    case 'companyEvent':
    case 'staff':
    case 'equipment':
      return true;
  }
}

function ownerOf(owned: { readonly projectId: string | null; readonly phaseId: string | null } | undefined): string | null {
  return owned?.phaseId ?? owned?.projectId ?? null;
}

/** Enters a filled cell under its column and owner. */
export function indexValue(index: PlanIndex, value: CustomValue): void {
  const owner = ownerOf(value);
  if (owner === null) return;
  const values = index.valuesByColumn.get(value.columnId);
  if (values) values.set(owner, value);
  else index.valuesByColumn.set(value.columnId, new Map([[owner, value]]));
}

function dropValue({ valuesByColumn }: PlanIndex, value: CustomValue): void {
  const values = valuesByColumn.get(value.columnId);
  const owner = ownerOf(value);
  if (!values || owner === null) return;
  values.delete(owner);
  if (values.size === 0) valuesByColumn.delete(value.columnId);
}

function regroup(index: Map<string, Set<string>>, id: string, before: string | null | undefined, next: string | null | undefined): void {
  if (before === next) return;
  removeFromGroup(index, before ?? null, id);
  addToGroup(index, next ?? null, id);
}

function forgetCalendars(plan: Plan, ...siteIds: readonly (SiteId | undefined)[]): void {
  for (const siteId of siteIds) if (siteId !== undefined) plan.index.calendars.delete(siteId);
}

function forgetSiteCalendar(plan: Plan, before: Site | undefined, next: Site | undefined): void {
  if (before?.weekendDays !== next?.weekendDays) forgetCalendars(plan, before?.id, next?.id);
}

function storePhase(plan: Plan, before: Phase | undefined, next: Phase | undefined): boolean {
  if (before && next) return changePhaseNode(plan, next);
  if (next) {
    if (!addPhaseNode(plan, next)) return false;
    const node = plan.index.nodes.get(next.id);
    if (node && !tieDangling(plan, node)) throw new Error(`the links of phase ${next.id} form a circle`);
    return true;
  }
  if (before) removePhaseNode(plan, before.id);
  return true;
}

function storeProject(plan: Plan, before: Project | undefined, next: Project | undefined): void {
  const { index } = plan;
  index.projectsByRank = undefined;
  const node = before && index.projectNodes.get(before.id);
  if (next) {
    if (node) node.project = next;
    else index.projectNodes.set(next.id, createProjectNode(next));
  } else if (node) {
    if (node.roots.length > 0) throw new Error(`project ${node.project.id} still has phases`);
    index.projectNodes.delete(node.project.id);
  }
}

export function createProjectNode(project: Project): ProjectNode {
  return { project, roots: [] };
}
