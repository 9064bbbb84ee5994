import type { Dependency, DependencyId } from '../model.ts';
import { createEdge, describeEdge, hangEdge, unhangEdge, type PhaseNode } from '../phase-node.ts';
import type { Plan } from '../plan-index.ts';
import { ensureBefore } from './gate-order.ts';

/** Ties a link to its two phases; false, changing nothing, when it would close a circle. Waits for ends that are not here. */
export function addEdge(plan: Plan, dependency: Dependency): boolean {
  const { index } = plan;
  const from = index.nodes.get(dependency.predecessorId);
  const to = index.nodes.get(dependency.successorId);
  if (!from || !to) {
    index.dangling.set(dependency.id, dependency);
    return true;
  }
  if (!canLink(plan, from, to)) return false;
  const edge = createEdge(dependency, from, to);
  hangEdge(edge);
  index.edges.set(dependency.id, edge);
  return true;
}

/** Whether a link between the two leaves the plan without circles; makes room for it in the order. */
export function canLink(plan: Plan, from: PhaseNode, to: PhaseNode): boolean {
  const { order } = plan.index;
  if (!order || !from.exit || !to.entry) return true;
  return ensureBefore(order, from.exit, to.entry);
}

export function removeEdge(plan: Plan, id: DependencyId): void {
  const edge = plan.index.edges.get(id);
  plan.index.dangling.delete(id);
  if (!edge) return;
  plan.index.edges.delete(id);
  unhangEdge(edge);
}

/** Only type and lag of a link ever change; other ends would be another link. */
export function changeEdge(plan: Plan, dependency: Dependency): boolean {
  const edge = plan.index.edges.get(dependency.id);
  const isSame = edge?.from.phase.id === dependency.predecessorId && edge.to.phase.id === dependency.successorId;
  if (edge && isSame) {
    describeEdge(edge, dependency);
    return true;
  }
  const before = edge?.dependency;
  removeEdge(plan, dependency.id);
  if (addEdge(plan, dependency)) return true;
  if (before) addEdge(plan, before);
  return false;
}

/** Ties links that waited for a phase which is here now. */
export function tieDangling(plan: Plan, node: PhaseNode): boolean {
  if (plan.index.dangling.size === 0) return true;
  const { id } = node.phase;
  for (const dependency of Array.from(plan.index.dangling.values())) {
    if (dependency.predecessorId !== id && dependency.successorId !== id) continue;
    plan.index.dangling.delete(dependency.id);
    if (!addEdge(plan, dependency)) return false;
  }
  return true;
}
