import type { OrderPlace, ProjectNode } from '../phase-node.ts';
import { subtreeOf } from '../phase-node.ts';
import type { Plan } from '../plan-index.ts';
import { buildOrder } from './gate-order.ts';

/** The places of every project's phases in topological order, in one walk. */
export function listPlacesByProject(plan: Plan): ReadonlyMap<ProjectNode, OrderPlace[]> {
  plan.index.order ??= buildOrder(plan.index.nodes.values());
  const byProject = new Map<ProjectNode, OrderPlace[]>();
  for (const node of plan.index.projectNodes.values()) byProject.set(node, []);
  for (let place = plan.index.order.first; place; place = place.next) byProject.get(place.node.project)?.push(place);
  return byProject;
}

/** All places of a project's phases in topological order. */
export function listPlaces(plan: Plan, project: ProjectNode): OrderPlace[] {
  plan.index.order ??= buildOrder(plan.index.nodes.values());
  const places: OrderPlace[] = [];
  for (const root of project.roots) {
    for (const { entry, exit } of subtreeOf(root)) {
      if (!entry || !exit) throw new Error('a phase without its place in the order');
      places.push(entry);
      if (exit !== entry) places.push(exit);
    }
  }
  // Walking everything beats sorting when the project is most of it.
  if (places.length * 8 < plan.index.order.size) return places.sort((a, b) => a.tag - b.tag);
  places.length = 0;
  for (let place = plan.index.order.first; place; place = place.next) if (place.node.project === project) places.push(place);
  return places;
}
