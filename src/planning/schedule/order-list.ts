import type { OrderPlace, PhaseNode } from '../phase-node.ts';

/**
 * A total order under insertion: a linked list whose places carry ascending integer tags. When two neighbours leave no
 * room the whole list is tagged anew, which the wide gaps make rare (a run of insertions at one place costs one renewal in
 * some hundreds).
 */
export type OrderList = { first: OrderPlace | undefined; last: OrderPlace | undefined; size: number };

const GAP = 2 ** 32;

export function createOrderList(): OrderList {
  return { first: undefined, last: undefined, size: 0 };
}

export function createPlace(node: PhaseNode): OrderPlace {
  return { node, tag: 0, previous: undefined, next: undefined, isQueued: false, isAlarmed: false };
}

export function appendPlace(list: OrderList, place: OrderPlace): void {
  place.previous = list.last;
  place.next = undefined;
  place.tag = list.last ? list.last.tag + GAP : 0;
  if (list.last) list.last.next = place;
  else list.first = place;
  list.last = place;
  list.size += 1;
}

export function insertPlaceAfter(list: OrderList, anchor: OrderPlace, place: OrderPlace): void {
  const next = anchor.next;
  if (!next) {
    appendPlace(list, place);
    return;
  }
  if (next.tag - anchor.tag < 2) renewTags(list);
  // Close behind the anchor, because the next insertion mostly follows this one.
  place.tag = anchor.tag + Math.max(1, Math.floor((next.tag - anchor.tag) / 16));
  place.previous = anchor;
  place.next = next;
  anchor.next = place;
  next.previous = place;
  list.size += 1;
}

export function insertPlaceBefore(list: OrderList, anchor: OrderPlace, place: OrderPlace): void {
  if (anchor.previous) {
    insertPlaceAfter(list, anchor.previous, place);
    return;
  }
  place.tag = anchor.tag - GAP;
  place.previous = undefined;
  place.next = anchor;
  anchor.previous = place;
  list.first = place;
  list.size += 1;
}

export function removePlace(list: OrderList, place: OrderPlace): void {
  if (place.previous) place.previous.next = place.next;
  else list.first = place.next;
  if (place.next) place.next.previous = place.previous;
  else list.last = place.previous;
  place.previous = undefined;
  place.next = undefined;
  list.size -= 1;
}

function renewTags(list: OrderList): void {
  let tag = 0;
  for (let place = list.first; place; place = place.next) {
    place.tag = tag;
    tag += GAP;
  }
}
