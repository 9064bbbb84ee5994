import type { OrderPlace } from '../phase-node.ts';

/** Places waiting for their turn in topological order: a binary heap by tag, in which a place waits at most once. */
export type PlaceQueue = OrderPlace[];

export function enqueue(queue: PlaceQueue, place: OrderPlace | undefined): void {
  if (!place || place.isQueued) return;
  place.isQueued = true;
  let at = queue.length;
  queue.push(place);
  while (at > 0) {
    const above = (at - 1) >> 1;
    const parent = queue[above];
    if (!parent || parent.tag <= place.tag) break;
    queue[at] = parent;
    at = above;
  }
  queue[at] = place;
}

/** The first of the waiting. */
export function dequeue(queue: PlaceQueue): OrderPlace | undefined {
  const first = queue[0];
  const last = queue.pop();
  if (!first || !last) return undefined;
  first.isQueued = false;
  if (first === last) return first;
  sink(queue, last);
  return first;
}

function sink(queue: PlaceQueue, place: OrderPlace): void {
  let at = 0;
  while (true) {
    let below = 2 * at + 1;
    let child = queue[below];
    if (!child) break;
    const right = queue[below + 1];
    if (right && right.tag < child.tag) {
      child = right;
      below += 1;
    }
    if (child.tag >= place.tag) break;
    queue[at] = child;
    at = below;
  }
  queue[at] = place;
}

/** Forgets who waits. */
export function clearQueue(queue: PlaceQueue): void {
  for (const place of queue) {
    place.isQueued = false;
    place.isAlarmed = false;
  }
  queue.length = 0;
}
