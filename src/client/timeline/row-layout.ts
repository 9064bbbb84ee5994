/** Vertical places of rows: where each begins, which lies at a height, and which part of them is worth having in the document. */
export type RowLayout = {
  readonly count: number;
  readonly totalHeight: number;
  topOf(index: number): number;
  heightOf(index: number): number;
  /** Row at a height, clamped to the rows that exist; -1 when there are none. */
  indexAt(y: number): number;
};

/** Half-open range of row indexes. */
export type RowWindow = { readonly first: number; readonly end: number };

export const EMPTY_WINDOW: RowWindow = { first: 0, end: 0 };

/** Rows of one height need no table at all, whatever their number. */
export function createUniformLayout(count: number, height: number): RowLayout {
  return {
    count,
    totalHeight: count * height,
    topOf: (index) => index * height,
    heightOf: () => height,
    indexAt: (y) => (count === 0 ? -1 : clamp(Math.floor(y / height), 0, count - 1)),
  };
}

/** Rows of different heights: one table of offsets, one binary search. */
export function createVariableLayout(heights: ArrayLike<number>): RowLayout {
  const count = heights.length;
  const offsets = new Float64Array(count + 1);
  for (let index = 0; index < count; index += 1) offsets[index + 1] = (offsets[index] ?? 0) + (heights[index] ?? 0);
  const offsetOf = (index: number) => offsets[index] ?? 0;
  return {
    count,
    totalHeight: offsetOf(count),
    topOf: offsetOf,
    heightOf: (index) => heights[index] ?? 0,
    indexAt: (y) => (count === 0 ? -1 : clamp(lastAtOrBefore(offsets, y), 0, count - 1)),
  };
}

/** Rows that touch the heights from `top` to `bottom`. */
export function visibleRows(layout: RowLayout, top: number, bottom: number): RowWindow {
  if (layout.count === 0 || bottom <= 0 || top >= layout.totalHeight) return EMPTY_WINDOW;
  return { first: layout.indexAt(Math.max(0, top)), end: layout.indexAt(Math.max(0, bottom - 0.01)) + 1 };
}

/**
 * The rows to keep in the document: the visible ones and some more, in whole steps, so that the window changes once per
 * `step` rows of scrolling. The old window stays while it still covers what is visible with half a margin left.
 */
export function windowAround(visible: RowWindow, count: number, before: RowWindow | undefined, step: number): RowWindow {
  const margin = Math.ceil(step / 2);
  const isCovered =
    before !== undefined &&
    before.end <= count &&
    before.first <= Math.max(0, visible.first - margin) &&
    before.end >= Math.min(count, visible.end + margin) &&
    before.end - before.first <= visible.end - visible.first + 4 * step;
  if (isCovered) return before;
  return {
    first: Math.max(0, (Math.floor(visible.first / step) - 1) * step),
    end: Math.min(count, (Math.ceil(visible.end / step) + 1) * step),
  };
}

/** Visible rows that are as many as before, if they can be: elements are neither made nor taken away then. */
export function asManyAs(before: RowWindow, visible: RowWindow, count: number): RowWindow {
  const spare = before.end - before.first - (visible.end - visible.first);
  if (spare !== 1) return visible;
  return visible.end < count ? { first: visible.first, end: visible.end + 1 } : { first: Math.max(0, visible.first - 1), end: visible.end };
}

function lastAtOrBefore(offsets: Float64Array, y: number): number {
  let low = 0;
  let high = offsets.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((offsets[middle] ?? 0) <= y) low = middle;
    else high = middle - 1;
  }
  return low;
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}
