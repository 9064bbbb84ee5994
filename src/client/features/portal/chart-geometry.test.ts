import { describe, expect, it } from 'vitest';
import { nearestTo, pathsOf, shareOf } from './chart-geometry.ts';

const span = { fromMs: 0, toMs: 100, stepMs: 10 };
const size = { width: 600, height: 104 };

describe('the geometry of a chart', () => {
  it('puts points where their time is, not where their turn is', () => {
    expect(
      pathsOf(
        [
          { atMs: 90, value: 1 },
          { atMs: 100, value: 2 },
        ],
        span,
        size,
      ).line,
    ).toBe('M540.0 54.0 L600.0 4.0');
    expect([shareOf(-5, span), shareOf(25, span), shareOf(200, span)]).toEqual([0, 0.25, 1]);
    expect(shareOf(7, { ...span, toMs: 0 })).toBe(1);
  });

  it('joins nothing over a time in which nothing was recorded', () => {
    const { line, area } = pathsOf(
      [
        { atMs: 0, value: 2 },
        { atMs: 10, value: 2 },
        { atMs: 50, value: 2 },
      ],
      span,
      size,
    );
    expect(line).toBe('M0.0 4.0 L60.0 4.0 M300.0 4.0 h0.01');
    expect(area.trim()).toBe('M0.0 4.0 L60.0 4.0 L60.0 104 L0.0 104 Z');
  });

  it('lies on the ground where every value is nothing', () => {
    expect(
      pathsOf(
        [
          { atMs: 0, value: 0 },
          { atMs: 10, value: 0 },
        ],
        span,
        size,
      ).line,
    ).toBe('M0.0 104.0 L60.0 104.0');
  });

  it('finds the point that a pointer means', () => {
    const points = [
      { atMs: 0, value: 1 },
      { atMs: 40, value: 1 },
      { atMs: 100, value: 1 },
    ];
    expect([0.1, 0.3, 0.69, 0.71].map((share) => nearestTo(points, share, span))).toEqual([0, 1, 1, 2]);
  });
});
