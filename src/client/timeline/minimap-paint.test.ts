import { expect, it } from 'vitest';
import { minimapScale, sampledRows } from './minimap-paint.ts';

it('shows the whole plan and finds days and rows again', () => {
  const scale = minimapScale({ width: 1040, height: 66, extent: { startDay: 1000, endDay: 1999 }, count: 600 });
  expect(scale.xOf(1000)).toBeCloseTo(20);
  expect(scale.xOf(2000)).toBeCloseTo(1020);
  expect(scale.dayAt(scale.xOf(1234))).toBe(1234);
  expect([scale.yOf(0), scale.yOf(600)]).toEqual([3, 63]);
  expect(scale.rowAt(scale.yOf(300))).toBeCloseTo(300);
});

it('keeps what lies outside at its edges', () => {
  const scale = minimapScale({ width: 500, height: 66, extent: { startDay: 0, endDay: 99 }, count: 4 });
  expect([scale.xOf(-500), scale.xOf(900)]).toEqual([0, 500]);
  expect(scale.yOf(4)).toBe(3 + 4 * 5);
});

it('looks at as many rows as it has lines, spread over all of them', () => {
  expect(sampledRows(3, 60)).toEqual([0, 1, 2]);
  const sampled = sampledRows(100_000, 60);
  expect(sampled).toHaveLength(60);
  expect(sampled[0]).toBeLessThan(1000);
  expect(sampled.at(-1)).toBeGreaterThan(99_000);
});
