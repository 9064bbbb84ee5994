import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createIntervalIndex } from './interval-index.ts';

describe('interval index', () => {
  it('finds exactly the intervals that touch a range', () => {
    const interval = fc.tuple(fc.integer({ min: 0, max: 500 }), fc.nat(120));
    fc.assert(
      fc.property(fc.array(interval, { maxLength: 120 }), interval, (intervals, [low, length]) => {
        const index = createIntervalIndex(
          intervals.length,
          (position) => intervals.at(position)?.[0] ?? 0,
          (position) => (intervals.at(position)?.[0] ?? 0) + (intervals.at(position)?.[1] ?? 0),
        );
        const found: number[] = [];
        index.visit(low, low + length, (position) => found.push(position));
        const expected = intervals.flatMap(([from, span], position) => (from <= low + length && from + span >= low ? [position] : []));
        expect(found.toSorted((a, b) => a - b)).toEqual(expected);
      }),
    );
  });
});
