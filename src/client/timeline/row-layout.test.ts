import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  asManyAs,
  createUniformLayout,
  createVariableLayout,
  EMPTY_WINDOW,
  visibleRows,
  windowAround,
  type RowWindow,
} from './row-layout.ts';

describe('row layout', () => {
  it('finds the row under each height, for rows of any heights', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 90 }), { minLength: 1, maxLength: 200 }), fc.nat(20_000), (heights, y) => {
        const layout = createVariableLayout(heights);
        let [index, top] = [0, 0];
        while (index < heights.length - 1 && top + (heights[index] ?? 0) <= y) {
          top += heights[index] ?? 0;
          index += 1;
        }
        expect(layout.indexAt(y)).toBe(index);
        expect(layout.topOf(index)).toBe(top);
      }),
    );
  });

  it('is the same for equal heights with and without a table', () => {
    const [table, uniform] = [createVariableLayout(Array.from({ length: 50 }, () => 32)), createUniformLayout(50, 32)];
    for (const y of [0, 31, 32, 33, 700, 1599, 5000]) expect(uniform.indexAt(y)).toBe(table.indexAt(y));
    expect(uniform.totalHeight).toBe(table.totalHeight);
  });

  it('shows rows that are only partly in view, and none beyond the ends', () => {
    const layout = createUniformLayout(10, 32);
    expect(visibleRows(layout, 16, 80)).toEqual({ first: 0, end: 3 });
    expect(visibleRows(layout, 0, 64)).toEqual({ first: 0, end: 2 });
    expect(visibleRows(layout, 320, 400)).toEqual(EMPTY_WINDOW);
    expect(visibleRows(createUniformLayout(0, 32), 0, 400)).toEqual(EMPTY_WINDOW);
  });

  it('always covers what is visible, and changes rarely while one scrolls', () => {
    const layout = createUniformLayout(10_000, 32);
    let window: RowWindow | undefined;
    let changes = 0;
    for (let top = 0; top < 32 * 800; top += 16) {
      const visible = visibleRows(layout, top, top + 800);
      const next = windowAround(visible, layout.count, window, 8);
      expect(next.first).toBeLessThanOrEqual(visible.first);
      expect(next.end).toBeGreaterThanOrEqual(visible.end);
      expect(next.end - next.first).toBeLessThanOrEqual(80);
      if (next !== window) changes += 1;
      window = next;
    }
    expect(changes).toBeLessThan(120);
  });

  it('keeps as many rows as before where one more or less is seen, and never rows that are not there', () => {
    const before = { first: 0, end: 28 };
    expect(asManyAs(before, { first: 10, end: 37 }, 1000)).toEqual({ first: 10, end: 38 });
    expect(asManyAs(before, { first: 973, end: 1000 }, 1000)).toEqual({ first: 972, end: 1000 });
    expect(asManyAs({ first: 0, end: 48 }, { first: 10, end: 37 }, 1000)).toEqual({ first: 10, end: 37 });
    expect(asManyAs({ first: 0, end: 27 }, { first: 10, end: 38 }, 1000)).toEqual({ first: 10, end: 38 });
  });
});
