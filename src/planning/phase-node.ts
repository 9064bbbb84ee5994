import type { Day } from '../lib/days.ts';
import type { Dependency, Phase, Project } from './model.ts';

/**
 * One place in the topological order of the gate graph (docs/decisions/planning-engine.md). A leaf has one place; a parent two:
 * its entry stands before all that it contains, its exit after. `tag` orders places and is meaningless otherwise.
 */
export type OrderPlace = {
  readonly node: PhaseNode;
  tag: number;
  previous: OrderPlace | undefined;
  next: OrderPlace | undefined;
  /** Scratch of one propagation: waiting in its queue; and there because a leaf below it changed, which its followers must know. */
  isQueued: boolean;
  isAlarmed: boolean;
};

/** A link between two phases that are both in the plan, with what every look at it needs to know ready at hand. */
export type LinkEdge = {
  dependency: Dependency;
  readonly from: PhaseNode;
  readonly to: PhaseNode;
  lagDays: number;
  /** It looks at the finish of its predecessor (FS, FF) rather than its start. */
  followsFinish: boolean;
  /** It holds back the finish of its successor (FF, SF) rather than its start. */
  bindsFinish: boolean;
  /** The list of itself, which nodes without another link share. */
  alone: readonly LinkEdge[];
};

export function createEdge(dependency: Dependency, from: PhaseNode, to: PhaseNode): LinkEdge {
  const edge: LinkEdge = { dependency, from, to, lagDays: 0, followsFinish: true, bindsFinish: false, alone: NO_EDGES };
  edge.alone = [edge];
  describeEdge(edge, dependency);
  return edge;
}

export const NO_EDGES: readonly LinkEdge[] = [];

/** Hangs an edge on its two nodes. */
export function hangEdge(edge: LinkEdge): void {
  edge.from.outgoing = joined(edge.from.outgoing, edge);
  edge.to.incoming = joined(edge.to.incoming, edge);
}

/** Of exactly the length that it needs: one that grows by itself keeps room for sixteen more. */
function joined(edges: readonly LinkEdge[], edge: LinkEdge): readonly LinkEdge[] {
  return edges.length === 0 ? edge.alone : edges.concat(edge);
}

/** Takes an edge off its two nodes. */
export function unhangEdge(edge: LinkEdge): void {
  edge.from.outgoing = without(edge.from.outgoing, edge);
  edge.to.incoming = without(edge.to.incoming, edge);
}

function without(edges: readonly LinkEdge[], edge: LinkEdge): readonly LinkEdge[] {
  const kept = edges.filter((one) => one !== edge);
  return kept.length === 0 ? NO_EDGES : kept;
}

/** The children of every leaf. */
export const NO_CHILDREN: readonly PhaseNode[] = [];

/** A phase's children, to be changed: one that had none gets a list of its own. */
function ownChildrenOf(parent: PhaseNode): PhaseNode[] {
  if (parent.children === NO_CHILDREN) parent.children = [];
  // Only the list that all leaves share is never written to.
  return parent.children as PhaseNode[];
}

/** The list that a node stands in, to be changed. */
export function siblingsOf({ parent, project }: PhaseNode): PhaseNode[] {
  return parent ? ownChildrenOf(parent) : project.roots;
}

/** Gives an edge another type or lag. */
export function describeEdge(edge: LinkEdge, dependency: Dependency): void {
  const { type, lagDays } = dependency;
  edge.dependency = dependency;
  edge.lagDays = lagDays;
  edge.followsFinish = type === 'FS' || type === 'FF';
  edge.bindsFinish = type === 'FF' || type === 'SF';
}

/** A project with its top phases, by rank. */
export type ProjectNode = { project: Project; readonly roots: PhaseNode[] };

/** A phase where it stands: tree, links, and what its links need to know about its leaves. */
export type PhaseNode = {
  phase: Phase;
  project: ProjectNode;
  parent: PhaseNode | undefined;
  /** By rank; changed through `ownChildrenOf`. */
  children: readonly PhaseNode[];
  /** Replaced, never written to: most nodes have one link or none, and share the empty list. */
  incoming: readonly LinkEdge[];
  outgoing: readonly LinkEdge[];
  /** The latest start and finish instants among its leaves (`instants.ts`); a leaf's own. */
  lastStart: number;
  lastFinish: number;
  /** Its places in the order, while there is one; on a leaf both are the same. */
  entry: OrderPlace | undefined;
  exit: OrderPlace | undefined;
  /** Scratch of one calculation over a project: where its figures are. */
  slot: number;
};

export type Span = { readonly startOn: Day; readonly endOn: Day };

/**
 * Instants are day boundaries: instant t is the start of day t. A phase lasts from the start of its first day to the end of
 * its last; a milestone is one instant, at the end or the start of its day.
 */
export function startInstantOf(phase: Phase): number {
  return phase.isMilestone && phase.milestoneEdge === 'end' ? phase.startOn + 1 : phase.startOn;
}

export function finishInstantOf(phase: Phase): number {
  return phase.isMilestone && phase.milestoneEdge === 'start' ? phase.startOn : phase.endOn + 1;
}

export function isLeaf(node: PhaseNode): boolean {
  return node.children.length === 0;
}

/** All leaves at or below a node, in tree order. */
export function leavesBelow(node: PhaseNode, into: PhaseNode[] = []): PhaseNode[] {
  if (node.children.length === 0) into.push(node);
  else for (const child of node.children) leavesBelow(child, into);
  return into;
}

/** A node and everything below it, parents first. */
export function subtreeOf(node: PhaseNode, into: PhaseNode[] = []): PhaseNode[] {
  into.push(node);
  for (const child of node.children) subtreeOf(child, into);
  return into;
}

export function isWithin(node: PhaseNode, ancestor: PhaseNode): boolean {
  for (let at: PhaseNode | undefined = node; at; at = at.parent) if (at === ancestor) return true;
  return false;
}
