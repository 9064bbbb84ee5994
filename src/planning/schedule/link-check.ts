import type { DependencyId, PhaseId } from '../model.ts';
import type { PhaseNode } from '../phase-node.ts';
import type { Plan } from '../plan-index.ts';

/** A place of the gate graph (see `gate-order.ts`): the entry of a parent or a leaf, or the exit of a parent. */
type Gates = { readonly entries: Set<PhaseNode>; readonly exits: Set<PhaseNode> };

/**
 * Which phases a link may join with one that is given, as its predecessor or successor: neither itself, nor what holds it or lies
 * in it, nor what would close a circle, nor what it is linked with already. One search over the links, after which each answer
 * is a look-up. `ignored`: a link that would be taken away.
 */
export function createLinkCheck(
  plan: Plan,
  id: PhaseId,
  as: 'predecessor' | 'successor',
  ignored?: DependencyId,
): (otherId: PhaseId) => boolean {
  const { nodes } = plan.index;
  const node = nodes.get(id);
  if (!node) return () => false;
  const isPredecessor = as === 'predecessor';
  const reached = isPredecessor ? reachBackward(node, ignored) : reachForward(node, ignored);
  const linked = new Set(
    (isPredecessor ? node.outgoing : node.incoming)
      .filter((edge) => edge.dependency.id !== ignored)
      .map((edge) => (isPredecessor ? edge.to : edge.from)),
  );
  return (otherId) => {
    const other = nodes.get(otherId);
    if (!other || linked.has(other) || (isPredecessor ? other : node).project.project.isArchived) return false;
    return isPredecessor || other.children.length === 0 ? !reached.entries.has(other) : !reached.exits.has(other);
  };
}

/** All from which a way leads to the exit of a phase. */
function reachBackward(start: PhaseNode, ignored: DependencyId | undefined): Gates {
  return reach(start, true, (node, isExit) =>
    isExit && node.children.length > 0
      ? node.children.map((child) => [child, true] as const)
      : [
          ...(node.parent ? [[node.parent, false] as const] : []),
          ...node.incoming.flatMap((edge) => (edge.dependency.id === ignored ? [] : [[edge.from, true] as const])),
        ],
  );
}

/** All to which a way leads from the entry of a phase. */
function reachForward(start: PhaseNode, ignored: DependencyId | undefined): Gates {
  return reach(start, false, (node, isExit) =>
    !isExit && node.children.length > 0
      ? node.children.map((child) => [child, false] as const)
      : [
          ...(node.parent ? [[node.parent, true] as const] : []),
          ...node.outgoing.flatMap((edge) => (edge.dependency.id === ignored ? [] : [[edge.to, false] as const])),
        ],
  );
}

function reach(
  start: PhaseNode,
  startsAtExit: boolean,
  nextOf: (node: PhaseNode, isExit: boolean) => readonly (readonly [PhaseNode, boolean])[],
): Gates {
  const gates: Gates = { entries: new Set(), exits: new Set() };
  const open: (readonly [PhaseNode, boolean])[] = [[start, startsAtExit]];
  for (let next = open.pop(); next; next = open.pop()) {
    const [node, isExit] = next;
    // A leaf is one place.
    const seen = isExit && node.children.length > 0 ? gates.exits : gates.entries;
    if (seen.has(node)) continue;
    seen.add(node);
    open.push(...nextOf(node, isExit));
  }
  return gates;
}
