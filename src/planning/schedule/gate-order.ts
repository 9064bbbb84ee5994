import type { OrderPlace, PhaseNode } from '../phase-node.ts';
import {
  appendPlace,
  createOrderList,
  createPlace,
  insertPlaceAfter,
  insertPlaceBefore,
  type OrderList,
  removePlace,
} from './order-list.ts';

/**
 * The gate graph: a parent is two gates, its entry before and its exit after its children, so that a link on a parent, which
 * binds every pair of leaves, is one edge from exit to entry, and a circle through containment is a plain cycle.
 */
function forEachNext(place: OrderPlace, visit: (next: OrderPlace) => void): void {
  const { node } = place;
  if (place !== node.exit) {
    for (const child of node.children) if (child.entry) visit(child.entry);
    return;
  }
  for (const edge of node.outgoing) if (edge.to.entry) visit(edge.to.entry);
  if (node.parent?.exit) visit(node.parent.exit);
}

function forEachPrevious(place: OrderPlace, visit: (previous: OrderPlace) => void): void {
  const { node } = place;
  if (place !== node.entry) {
    for (const child of node.children) if (child.exit) visit(child.exit);
    return;
  }
  for (const edge of node.incoming) if (edge.from.exit) visit(edge.from.exit);
  if (node.parent?.entry) visit(node.parent.entry);
}

/** A topological order of everything at once (Kahn 1962): linear. Throws when the links form a circle. */
export function buildOrder(nodes: Iterable<PhaseNode>): OrderList {
  const list = findOrder(nodes);
  if (!list) throw new Error('the links of the plan form a circle');
  return list;
}

/** As `buildOrder`; undefined when the links form a circle, and then the places mean nothing. */
export function findOrder(nodes: Iterable<PhaseNode>): OrderList | undefined {
  const list = createOrderList();
  const ready: OrderPlace[] = [];
  let count = 0;
  for (const node of nodes) {
    // Until a place is in the list, its tag counts what has to come before it.
    node.entry ??= createPlace(node);
    node.entry.tag = node.incoming.length + (node.parent ? 1 : 0);
    if (node.entry.tag === 0) ready.push(node.entry);
    count += 1;
    if (node.children.length === 0) {
      node.exit = node.entry;
      continue;
    }
    if (!node.exit || node.exit === node.entry) node.exit = createPlace(node);
    node.exit.tag = node.children.length;
    count += 1;
  }
  const release = (place: OrderPlace | undefined): void => {
    if (!place) return;
    place.tag -= 1;
    if (place.tag === 0) ready.push(place);
  };
  // `ready` grows while it is walked.
  for (const place of ready) {
    const { node } = place;
    appendPlace(list, place);
    if (place === node.exit) {
      for (const edge of node.outgoing) release(edge.to.entry);
      release(node.parent?.exit);
    } else for (const child of node.children) release(child.entry);
  }
  return list.size === count ? list : undefined;
}

/** Takes every place away, so that the order is made anew when it is next needed. */
export function forgetPlaces(nodes: Iterable<PhaseNode>): void {
  for (const node of nodes) {
    node.entry = undefined;
    node.exit = undefined;
  }
}

/** A new leaf takes its place before its parent's exit, or last. */
export function placeNewLeaf(list: OrderList, node: PhaseNode): void {
  const place = createPlace(node);
  node.entry = place;
  node.exit = place;
  if (node.parent?.exit) insertPlaceBefore(list, node.parent.exit, place);
  else appendPlace(list, place);
}

/** The first child makes a leaf two gates. */
export function splitGates(list: OrderList, node: PhaseNode): void {
  if (!node.entry || node.exit !== node.entry) return;
  node.exit = createPlace(node);
  insertPlaceAfter(list, node.entry, node.exit);
}

/** The last child gone, two gates become one leaf. */
export function joinGates(list: OrderList, node: PhaseNode): void {
  if (!node.entry || !node.exit || node.exit === node.entry) return;
  removePlace(list, node.exit);
  node.exit = node.entry;
}

export function removeFromOrder(list: OrderList, node: PhaseNode): void {
  joinGates(list, node);
  if (node.entry) removePlace(list, node.entry);
  node.entry = undefined;
  node.exit = undefined;
}

/**
 * Makes `before` stand before `after` by moving only what has to (two-way search between the two places, after Bender,
 * Fineman, Gilbert, Tarjan 2016, and Pearce, Kelly 2006). False, with the order as valid as it was, when `after` leads to
 * `before`, so that an edge from one to the other would close a circle.
 */
export function ensureBefore(list: OrderList, before: OrderPlace, after: OrderPlace): boolean {
  if (before === after) return false;
  if (before.tag < after.tag) return true;
  const forward = createSearch(after);
  const backward = createSearch(before);
  // The smaller of the two regions is moved: both searches advance step by step until one is exhausted.
  while (true) {
    const foundForward = advance(forward, forEachNext, (next) => next.tag <= before.tag, before);
    if (foundForward) return false;
    if (forward.isDone) break;
    const foundBackward = advance(backward, forEachPrevious, (previous) => previous.tag >= after.tag, after);
    if (foundBackward) return false;
    if (backward.isDone) break;
  }
  if (forward.isDone) {
    let anchor = before;
    for (const place of sortByTag(forward.seen)) {
      removePlace(list, place);
      insertPlaceAfter(list, anchor, place);
      anchor = place;
    }
  } else {
    for (const place of sortByTag(backward.seen)) {
      removePlace(list, place);
      insertPlaceBefore(list, after, place);
    }
  }
  return true;
}

type Search = { readonly seen: Set<OrderPlace>; readonly stack: OrderPlace[]; isDone: boolean };

function createSearch(start: OrderPlace): Search {
  return { seen: new Set([start]), stack: [start], isDone: false };
}

function advance(
  search: Search,
  forEachNeighbour: (place: OrderPlace, visit: (neighbour: OrderPlace) => void) => void,
  isInRegion: (place: OrderPlace) => boolean,
  goal: OrderPlace,
): boolean {
  const place = search.stack.pop();
  if (!place) {
    search.isDone = true;
    return false;
  }
  let isFound = false;
  forEachNeighbour(place, (neighbour) => {
    if (neighbour === goal) isFound = true;
    if (search.seen.has(neighbour) || !isInRegion(neighbour)) return;
    search.seen.add(neighbour);
    search.stack.push(neighbour);
  });
  if (search.stack.length === 0) search.isDone = true;
  return isFound;
}

function sortByTag(places: Set<OrderPlace>): OrderPlace[] {
  return Array.from(places).sort((a, b) => a.tag - b.tag);
}

/**
 * The phases on a way between two places, both included; undefined when there is none. `moved`: as if that phase did not
 * stand in its parent any more.
 */
export function findPath(start: OrderPlace, goal: OrderPlace, moved?: PhaseNode): PhaseNode[] | undefined {
  const cameFrom = new Map<OrderPlace, OrderPlace | undefined>([[start, undefined]]);
  const queue: OrderPlace[] = [start];
  for (let index = 0; index < queue.length; index += 1) {
    const place = queue[index];
    if (!place) break;
    if (place === goal) return nodesOnTrail(place, cameFrom);
    forEachNext(place, (next) => {
      if (cameFrom.has(next) || (moved && isContainment(place, next, moved))) return;
      cameFrom.set(next, place);
      queue.push(next);
    });
  }
  return undefined;
}

function isContainment(place: OrderPlace, next: OrderPlace, moved: PhaseNode): boolean {
  if (!moved.parent) return false;
  return (place === moved.exit && next === moved.parent.exit) || (place === moved.parent.entry && next === moved.entry);
}

function nodesOnTrail(end: OrderPlace, cameFrom: ReadonlyMap<OrderPlace, OrderPlace | undefined>): PhaseNode[] {
  const nodes: PhaseNode[] = [];
  for (let place: OrderPlace | undefined = end; place; place = cameFrom.get(place)) {
    if (nodes.at(-1) !== place.node) nodes.push(place.node);
  }
  return nodes.reverse();
}
