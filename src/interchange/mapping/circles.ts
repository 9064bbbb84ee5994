/**
 * Which links close a circle, through containment too: a link on a parent binds everything in it. Each parent is two points, one
 * before all its children and one after, so that a circle through containment is a plain circle of points.
 */
import type { TaskNode } from './tree.ts';

/** As much of a link as matters here. */
export type NodeLink = { readonly predecessor: TaskNode; readonly successor: TaskNode };

type Edge<Link> = { readonly to: number; readonly link: Link | undefined };

/** After this many circles, all links that still take part in one are dropped together. */
const MAX_SINGLE_CIRCLES = 10;

export function findCircularLinks<Link extends NodeLink>(nodes: readonly TaskNode[], links: readonly Link[]): ReadonlySet<Link> {
  const dropped = new Set<Link>();
  const edges = buildEdges(nodes, links);
  for (let round = 0; ; round += 1) {
    const inCircle = pointsInCircles(edges, dropped);
    if (inCircle.size === 0) return dropped;
    const found = round < MAX_SINGLE_CIRCLES ? [lastLinkOf(findCircle(edges, dropped, inCircle))] : linksWithin(edges, dropped, inCircle);
    for (const link of found) dropped.add(link);
  }
}

function entryOf(node: TaskNode): number {
  return node.index * 2;
}

function exitOf(node: TaskNode): number {
  return node.hasChildren ? node.index * 2 + 1 : node.index * 2;
}

function buildEdges<Link extends NodeLink>(nodes: readonly TaskNode[], links: readonly Link[]): Edge<Link>[][] {
  const edges = Array.from({ length: nodes.length * 2 }, (): Edge<Link>[] => []);
  for (const node of nodes) {
    if (!node.parent) continue;
    edges[entryOf(node.parent)]?.push({ to: entryOf(node), link: undefined });
    edges[exitOf(node)]?.push({ to: exitOf(node.parent), link: undefined });
  }
  for (const link of links) edges[exitOf(link.predecessor)]?.push({ to: entryOf(link.successor), link });
  return edges;
}

/** Takes away points without incoming, then without outgoing edges; circles and what lies between them remain. */
function pointsInCircles<Link extends NodeLink>(edges: readonly (readonly Edge<Link>[])[], dropped: ReadonlySet<Link>): Set<number> {
  const live = edges.map((list) => list.filter((edge) => !edge.link || !dropped.has(edge.link)).map((edge) => edge.to));
  const reversed = live.map((): number[] => []);
  for (const [from, list] of live.entries()) for (const to of list) reversed[to]?.push(from);
  const all = new Set(live.keys());
  return peel(peel(all, live), reversed);
}

function peel(points: Set<number>, edges: readonly (readonly number[])[]): Set<number> {
  const incoming = new Map<number, number>();
  for (const point of points) for (const to of edges[point] ?? []) if (points.has(to)) incoming.set(to, (incoming.get(to) ?? 0) + 1);
  const rest = new Set(points);
  const free = [...points].filter((point) => !incoming.has(point));
  for (let point = free.pop(); point !== undefined; point = free.pop()) {
    rest.delete(point);
    for (const to of edges[point] ?? []) {
      if (!rest.has(to)) continue;
      const count = (incoming.get(to) ?? 1) - 1;
      incoming.set(to, count);
      if (count === 0) free.push(to);
    }
  }
  return rest;
}

/** Follows edges within the remaining points until one comes twice. */
function findCircle<Link extends NodeLink>(
  edges: readonly (readonly Edge<Link>[])[],
  dropped: ReadonlySet<Link>,
  points: ReadonlySet<number>,
): Edge<Link>[] {
  const path: Edge<Link>[] = [];
  const placeOf = new Map<number, number>();
  let [point] = points;
  while (point !== undefined && !placeOf.has(point)) {
    placeOf.set(point, path.length);
    const next: Edge<Link> | undefined = edges[point]?.find((edge) => points.has(edge.to) && !(edge.link && dropped.has(edge.link)));
    if (!next) throw new Error('a point of a circle has no way on');
    path.push(next);
    point = next.to;
  }
  return path.slice(placeOf.get(point ?? -1) ?? 0);
}

/** The link of a circle that comes last in the file. Containment alone has no circle, so there is one. */
function lastLinkOf<Link extends NodeLink>(circle: readonly Edge<Link>[]): Link {
  const links = circle.flatMap((edge) => edge.link ?? []);
  const [first] = links;
  if (!first) throw new Error('a circle without links');
  return links.reduce((last, link) => (link.successor.index > last.successor.index ? link : last), first);
}

function linksWithin<Link extends NodeLink>(
  edges: readonly (readonly Edge<Link>[])[],
  dropped: ReadonlySet<Link>,
  points: ReadonlySet<number>,
): Link[] {
  return [...points].flatMap((point) =>
    (edges[point] ?? []).flatMap((edge) => (edge.link && points.has(edge.to) && !dropped.has(edge.link) ? [edge.link] : [])),
  );
}
