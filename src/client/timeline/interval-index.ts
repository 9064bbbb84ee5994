/**
 * A static index of closed integer intervals that answers "which of them touch this range" without looking at the others:
 * intervals sorted by their low end, with the largest high end of each subtree of the implicit balanced tree beside it.
 */
export type IntervalIndex = {
  /** Calls `visit` with the position (in the list that the index was made of) of each interval that touches `low` to `high`. */
  visit(low: number, high: number, visit: (position: number) => void): void;
};

export function createIntervalIndex(
  count: number,
  lowOf: (position: number) => number,
  highOf: (position: number) => number,
): IntervalIndex {
  const order = new Int32Array(count);
  for (let position = 0; position < count; position += 1) order[position] = position;
  order.sort((a, b) => lowOf(a) - lowOf(b));
  const lows = new Int32Array(count);
  const highs = new Int32Array(count);
  for (let index = 0; index < count; index += 1) {
    lows[index] = lowOf(order[index] ?? 0);
    highs[index] = highOf(order[index] ?? 0);
  }
  const maxima = new Int32Array(count);
  fillMaxima(maxima, highs, 0, count);

  const descend = (from: number, end: number, low: number, high: number, visit: (position: number) => void): void => {
    if (from >= end) return;
    const middle = (from + end) >> 1;
    if ((maxima[middle] ?? 0) < low) return;
    descend(from, middle, low, high, visit);
    if ((lows[middle] ?? 0) > high) return;
    if ((highs[middle] ?? 0) >= low) visit(order[middle] ?? 0);
    descend(middle + 1, end, low, high, visit);
  };
  return { visit: (low, high, visit) => descend(0, count, low, high, visit) };
}

/** The root of `from` to `end` is its middle; fills the maximum of each subtree and returns that of the whole. */
function fillMaxima(maxima: Int32Array, highs: Int32Array, from: number, end: number): number {
  if (from >= end) return Number.NEGATIVE_INFINITY;
  const middle = (from + end) >> 1;
  const maximum = Math.max(highs[middle] ?? 0, fillMaxima(maxima, highs, from, middle), fillMaxima(maxima, highs, middle + 1, end));
  maxima[middle] = maximum;
  return maximum;
}
