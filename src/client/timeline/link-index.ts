/** Links by the rows that they cross, so that a frame looks only at those that touch it. */
import { createIntervalIndex } from './interval-index.ts';
import type { RowSource, TimelineLink } from './timeline-model.ts';

export type PlacedLink = { readonly link: TimelineLink; readonly fromIndex: number; readonly toIndex: number };

export type LinkIndex = {
  find(linkId: string): PlacedLink | undefined;
  /** Links whose rows include or enclose some row from `first` to `last`. */
  visit(first: number, last: number, visit: (placed: PlacedLink) => void): void;
};

/** Links to hidden rows are left out. */
export function createLinkIndex(links: readonly TimelineLink[], rows: RowSource): LinkIndex {
  const placed: PlacedLink[] = [];
  for (const link of links) {
    const fromIndex = rows.indexOf(link.fromRowId);
    const toIndex = fromIndex < 0 ? -1 : rows.indexOf(link.toRowId);
    if (toIndex >= 0) placed.push({ link, fromIndex, toIndex });
  }
  const at = (position: number): PlacedLink => {
    const found = placed[position];
    if (!found) throw new RangeError(`no link at ${position}`);
    return found;
  };
  const index = createIntervalIndex(
    placed.length,
    (position) => Math.min(at(position).fromIndex, at(position).toIndex),
    (position) => Math.max(at(position).fromIndex, at(position).toIndex),
  );
  let byId: Map<string, PlacedLink> | undefined;
  const find = (linkId: string): PlacedLink | undefined => {
    byId ??= new Map(placed.map((one) => [one.link.id, one]));
    return byId.get(linkId);
  };
  return { find, visit: (first, last, visit) => index.visit(first, last, (position) => visit(at(position))) };
}
