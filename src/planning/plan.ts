import { addToGroup } from './group-index.ts';
import type { Dependency, Phase, PhaseId, PlanSnapshot } from './model.ts';
import { createEdge, hangEdge, type PhaseNode, siblingsOf } from './phase-node.ts';
import { compareByRank, type Plan, type PlanIndex } from './plan-index.ts';
import { viewOf } from './map-view.ts';
import { createProjectNode, indexValue } from './store-entity.ts';
import { createNode, gatherInstants } from './tree/tree-nodes.ts';

export * from './plan-index.ts';

/**
 * A plan from what the database or the wire holds, in any order: linear but for sorting siblings. Throws when a phase lacks
 * its project or parent; links with an end that is not here are kept and bind nothing.
 */
export function createPlan(snapshot: PlanSnapshot): Plan {
  const index = createIndex();
  const plan: Plan = {
    revision: snapshot.revision,
    sites: mapById(snapshot.sites),
    holidays: mapById(snapshot.holidays),
    companyEvents: mapById(snapshot.companyEvents),
    staff: mapById(snapshot.staff),
    projects: mapById(snapshot.projects),
    phases: viewOf(index.nodes, (node) => node.phase),
    dependencies: viewOf(index.edges, (edge) => edge.dependency, index.dangling),
    assignments: mapById(snapshot.assignments),
    equipment: mapById(snapshot.equipment),
    reservations: mapById(snapshot.reservations),
    timeOff: mapById(snapshot.timeOff),
    customColumns: mapById(snapshot.customColumns),
    customValues: mapById(snapshot.customValues),
    index,
  };
  for (const project of plan.projects.values()) index.projectNodes.set(project.id, createProjectNode(project));
  plantTree(plan, snapshot.phases);
  tieLinks(plan, snapshot.dependencies);
  for (const { id, phaseId, projectId, staffId } of plan.assignments.values()) {
    addToGroup(index.assignmentsByOwner, phaseId ?? projectId, id);
    addToGroup(index.assignmentsByStaff, staffId, id);
  }
  for (const { id, phaseId, projectId, equipmentId } of plan.reservations.values()) {
    addToGroup(index.reservationsByOwner, phaseId ?? projectId, id);
    addToGroup(index.reservationsByEquipment, equipmentId, id);
  }
  for (const { id, staffId } of plan.timeOff.values()) addToGroup(index.timeOffByStaff, staffId, id);
  for (const { id, siteId } of plan.holidays.values()) addToGroup(index.holidaysBySite, siteId, id);
  for (const value of plan.customValues.values()) indexValue(index, value);
  return plan;
}

function mapById<Id extends string, Entity extends { readonly id: Id }>(entities: readonly Entity[]): Map<Id, Entity> {
  const map = new Map<Id, Entity>();
  for (const entity of entities) map.set(entity.id, entity);
  return map;
}

function createIndex(): PlanIndex {
  return {
    nodes: new Map(),
    projectNodes: new Map(),
    edges: new Map(),
    dangling: new Map(),
    assignmentsByOwner: new Map(),
    assignmentsByStaff: new Map(),
    reservationsByOwner: new Map(),
    reservationsByEquipment: new Map(),
    timeOffByStaff: new Map(),
    holidaysBySite: new Map(),
    valuesByColumn: new Map(),
    order: undefined,
    projectsByRank: undefined,
    columnsByRank: undefined,
    calendars: new Map(),
    graveyard: undefined,
  };
}

function plantTree(plan: Plan, phases: readonly Phase[]): void {
  const { nodes, projectNodes } = plan.index;
  for (const phase of phases) nodes.set(phase.id, createNode(plan, phase));
  for (const node of nodes.values()) {
    const { parentId } = node.phase;
    const parent = parentId === null ? undefined : nodes.get(parentId);
    if (parentId !== null && !parent) throw new Error(`phase ${node.phase.id} has no parent ${parentId}`);
    node.parent = parent;
    siblingsOf(node).push(node);
  }
  // A new list has the length that it needs; one that grew by itself keeps room for more.
  for (const node of nodes.values()) if (node.children.length > 0) node.children = node.children.toSorted(compareNodes);
  for (const project of projectNodes.values()) {
    project.roots.sort(compareNodes);
    for (const root of project.roots) gatherBelow(root);
  }
}

function compareNodes(a: PhaseNode, b: PhaseNode): number {
  return compareByRank(a.phase, b.phase);
}

function gatherBelow(node: PhaseNode): void {
  if (node.children.length === 0) return;
  for (const child of node.children) gatherBelow(child);
  gatherInstants(node);
}

function tieLinks(plan: Plan, dependencies: readonly Dependency[]): void {
  const find = (id: PhaseId) => plan.index.nodes.get(id);
  for (const dependency of dependencies) {
    const [from, to] = [find(dependency.predecessorId), find(dependency.successorId)];
    if (!from || !to) {
      plan.index.dangling.set(dependency.id, dependency);
      continue;
    }
    const edge = createEdge(dependency, from, to);
    hangEdge(edge);
    plan.index.edges.set(dependency.id, edge);
  }
}
