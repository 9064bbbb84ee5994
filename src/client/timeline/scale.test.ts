import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  createScale,
  dayAt,
  instantAt,
  MAX_CELL_WIDTH,
  MIN_CELL_WIDTH,
  SCALE_MODES,
  xOfInstant,
  zoomedBy,
  zoomFor,
  zoomToFit,
} from './scale.ts';

describe('scale', () => {
  it('puts each day where it finds it again', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...SCALE_MODES),
        fc.double({ min: MIN_CELL_WIDTH, max: MAX_CELL_WIDTH, noNaN: true }),
        fc.integer({ min: -20_000, max: 80_000 }),
        fc.integer({ min: -20_000, max: 80_000 }),
        (mode, cellWidth, originDay, day) => {
          const scale = createScale(mode, cellWidth, originDay);
          expect(dayAt(scale, xOfInstant(scale, day) + scale.pxPerDay / 2)).toBe(day);
          expect(instantAt(scale, xOfInstant(scale, day))).toBeCloseTo(day, 6);
        },
      ),
    );
  });

  it('keeps cells between 12 and 120 pixels', () => {
    expect(createScale('week', 3, 0).cellWidth).toBe(12);
    expect(createScale('year', 999, 0).cellWidth).toBe(120);
  });

  it('runs through all modes when one zooms on and on', () => {
    const seen: string[] = [];
    let scale = createScale('week', 120, 0);
    for (let step = 0; step < 60; step += 1) {
      if (seen.at(-1) !== scale.mode) seen.push(scale.mode);
      const { mode, cellWidth } = zoomedBy(scale, 0.9);
      scale = createScale(mode, cellWidth, 0);
    }
    expect(seen).toEqual(['week', 'month', 'quarter', 'year']);
    for (let step = 0; step < 80; step += 1) {
      const { mode, cellWidth } = zoomedBy(scale, 1.1);
      scale = createScale(mode, cellWidth, 0);
    }
    expect(scale).toMatchObject({ mode: 'week', cellWidth: 120 });
  });

  it('does not change the width of a day where a mode changes', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.4, max: 120, noNaN: true }), (pxPerDay) => {
        const { mode, cellWidth } = zoomFor(pxPerDay);
        expect(createScale(mode, cellWidth, 0).pxPerDay).toBeCloseTo(pxPerDay, 6);
      }),
    );
  });

  it('fits any number of days into a width, as far as cells may shrink', () => {
    for (const days of [1, 10, 100, 1000, 2000]) {
      const { mode, cellWidth } = zoomToFit(days, 1000);
      expect(createScale(mode, cellWidth, 0).pxPerDay * days).toBeLessThanOrEqual(1000.001);
    }
  });
});
