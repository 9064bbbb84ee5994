import type { Phase, PhaseId } from '../model.ts';
import { compareByRank, type Plan } from '../plan-index.ts';
import { finishInstantOf, isLeaf, NO_CHILDREN, NO_EDGES, type PhaseNode, siblingsOf, startInstantOf } from '../phase-node.ts';
import { ensureBefore, joinGates, placeNewLeaf, removeFromOrder, splitGates } from '../schedule/gate-order.ts';

/** A phase's node at its place in the tree and in the order; false when the links would form a circle there. */
export function addPhaseNode(plan: Plan, phase: Phase): boolean {
  const { index } = plan;
  const buried = index.graveyard?.get(phase.id);
  index.graveyard?.delete(phase.id);
  const node = buried ?? createNode(plan, phase);
  node.phase = phase;
  node.lastStart = startInstantOf(phase);
  node.lastFinish = finishInstantOf(phase);
  attachNode(plan, node);
  if (index.order && !node.entry) placeNewLeaf(index.order, node);
  index.nodes.set(phase.id, node);
  if (ensureTreeOrder(plan, node)) return true;
  detachNode(plan, node);
  removePhaseNode(plan, phase.id);
  return false;
}

export function removePhaseNode(plan: Plan, id: PhaseId): void {
  const node = plan.index.nodes.get(id);
  if (!node) throw new Error(`no phase ${id}`);
  if (!isLeaf(node)) throw new Error(`phase ${id} still has children`);
  if (node.incoming.length + node.outgoing.length > 0) throw new Error(`phase ${id} still has links`);
  detachNode(plan, node);
  plan.index.nodes.delete(id);
  if (plan.index.graveyard) plan.index.graveyard.set(id, node);
  else if (plan.index.order) removeFromOrder(plan.index.order, node);
}

/** Replaces a phase's entity, and its place where parent, project or rank changed; false, changing nothing, on a circle. */
export function changePhaseNode(plan: Plan, phase: Phase): boolean {
  const node = plan.index.nodes.get(phase.id);
  if (!node) throw new Error(`no phase ${phase.id}`);
  const before = node.phase;
  if (before.parentId === phase.parentId && before.projectId === phase.projectId && before.rank === phase.rank) {
    node.phase = phase;
    if (isLeaf(node)) refreshInstants(node);
    return true;
  }
  if (before.parentId === phase.parentId && before.projectId === phase.projectId) {
    removeFromSiblings(node);
    node.phase = phase;
    insertByRank(siblingsOf(node), node);
    if (isLeaf(node)) refreshInstants(node);
    return true;
  }
  detachNode(plan, node);
  node.phase = phase;
  attachNode(plan, node);
  if (isLeaf(node)) refreshInstants(node);
  if (ensureTreeOrder(plan, node)) return true;
  detachNode(plan, node);
  node.phase = before;
  attachNode(plan, node);
  if (isLeaf(node)) refreshInstants(node);
  if (!ensureTreeOrder(plan, node)) throw new Error('the links of the plan form a circle');
  return false;
}

/** A node that hangs nowhere yet. */
export function createNode(plan: Plan, phase: Phase): PhaseNode {
  const project = plan.index.projectNodes.get(phase.projectId);
  if (!project) throw new Error(`phase ${phase.id} has no project ${phase.projectId}`);
  return {
    phase,
    project,
    parent: undefined,
    children: NO_CHILDREN,
    incoming: NO_EDGES,
    outgoing: NO_EDGES,
    lastStart: startInstantOf(phase),
    lastFinish: finishInstantOf(phase),
    entry: undefined,
    exit: undefined,
    slot: -1,
  };
}

/** Hangs a node below the parent that its entity names. */
function attachNode(plan: Plan, node: PhaseNode): void {
  const { phase } = node;
  const project = plan.index.projectNodes.get(phase.projectId);
  const parent = phase.parentId === null ? undefined : plan.index.nodes.get(phase.parentId);
  if (!project) throw new Error(`phase ${phase.id} has no project ${phase.projectId}`);
  if (phase.parentId !== null && !parent) throw new Error(`phase ${phase.id} has no parent ${phase.parentId}`);
  node.project = project;
  node.parent = parent;
  if (parent && plan.index.order && isLeaf(parent)) splitGates(plan.index.order, parent);
  insertByRank(siblingsOf(node), node);
  if (parent) refreshInstants(parent);
}

function detachNode(plan: Plan, node: PhaseNode): void {
  const { parent } = node;
  removeFromSiblings(node);
  node.parent = undefined;
  if (!parent) return;
  if (isLeaf(parent) && plan.index.order) joinGates(plan.index.order, parent);
  refreshInstants(parent);
}

function removeFromSiblings(node: PhaseNode): void {
  const siblings = siblingsOf(node);
  const at = placeOf(siblings, node);
  if (siblings[at] !== node) throw new Error(`phase ${node.phase.id} is not among its siblings`);
  siblings.splice(at, 1);
}

function ensureTreeOrder(plan: Plan, node: PhaseNode): boolean {
  const { order } = plan.index;
  const { parent, entry, exit } = node;
  if (!order || !parent?.entry || !parent.exit || !entry || !exit) return true;
  return ensureBefore(order, parent.entry, entry) && ensureBefore(order, exit, parent.exit);
}

function insertByRank(siblings: PhaseNode[], node: PhaseNode): void {
  const last = siblings.at(-1);
  if (!last || compareByRank(last.phase, node.phase) < 0) siblings.push(node);
  else siblings.splice(placeOf(siblings, node), 0, node);
}

/** Where a node stands, or would stand, among siblings in order of rank. */
function placeOf(siblings: readonly PhaseNode[], node: PhaseNode): number {
  let [low, high] = [0, siblings.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    const sibling = siblings[middle];
    if (sibling && compareByRank(sibling.phase, node.phase) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Brings a node's last instants, and those of its ancestors, up to date with its own entity or its children. */
function refreshInstants(start: PhaseNode): void {
  for (let node: PhaseNode | undefined = start; node; node = node.parent) {
    const [start, finish] = [node.lastStart, node.lastFinish];
    if (isLeaf(node)) {
      node.lastStart = startInstantOf(node.phase);
      node.lastFinish = finishInstantOf(node.phase);
    } else gatherInstants(node);
    if (start === node.lastStart && finish === node.lastFinish) return;
    if (!node.parent || isSettledAbove(node, node.parent, start, finish)) return;
  }
}

/** Mostly a leaf moves later, or was not the last of its siblings: then nobody needs to look at all of them. */
function isSettledAbove(node: PhaseNode, parent: PhaseNode, start: number, finish: number): boolean {
  const needsSearch = (start === parent.lastStart && node.lastStart < start) || (finish === parent.lastFinish && node.lastFinish < finish);
  if (needsSearch) return false;
  return node.lastStart <= parent.lastStart && node.lastFinish <= parent.lastFinish;
}

/** A parent's last instants from its children's. */
export function gatherInstants(node: PhaseNode): void {
  let [lastStart, lastFinish] = [-Infinity, -Infinity];
  for (const child of node.children) {
    if (child.lastStart > lastStart) lastStart = child.lastStart;
    if (child.lastFinish > lastFinish) lastFinish = child.lastFinish;
  }
  node.lastStart = lastStart;
  node.lastFinish = lastFinish;
}
