import { describe, expect, it } from 'vitest';
import { edgeSpeed, gestureOf, snap } from './gesture-math.ts';
import type { TimelineBar } from './timeline-model.ts';

const bar: TimelineBar = {
  id: 'bar',
  kind: 'task',
  startDay: 10,
  endDay: 14,
  color: '#3b6fd9',
  look: 'solid',
  progressPercent: 0,
  isCritical: false,
  label: '',
  describe: () => '',
  canMove: true,
  canResize: true,
};

describe('gestures', () => {
  it('move both days, resize one, and never turn a bar around', () => {
    expect(gestureOf('move', 'row', bar, -3).to).toEqual({ startDay: 7, endDay: 11 });
    expect(gestureOf('resizeEnd', 'row', bar, 2).to).toEqual({ startDay: 10, endDay: 16 });
    expect(gestureOf('resizeStart', 'row', bar, 2).to).toEqual({ startDay: 12, endDay: 14 });
    expect(gestureOf('resizeEnd', 'row', bar, -9)).toMatchObject({ deltaDays: -4, to: { startDay: 10, endDay: 10 } });
    expect(gestureOf('resizeStart', 'row', bar, 9)).toMatchObject({ deltaDays: 4, to: { startDay: 14, endDay: 14 } });
  });

  it('scroll at the edges alone, faster further out, with a limit', () => {
    expect(edgeSpeed(400, 800)).toBe(0);
    expect(edgeSpeed(30, 800)).toBeLessThan(0);
    expect(edgeSpeed(5, 800)).toBeLessThan(edgeSpeed(30, 800));
    expect(edgeSpeed(-500, 800)).toBe(-24);
    expect(edgeSpeed(799, 800)).toBeGreaterThan(0);
  });

  it('are drawn to the nearest magnet within reach by any edge that moves, else to whole days', () => {
    const magnets = [
      { instant: 20, label: 'Today' },
      { instant: 13, side: 'start', label: 'End of Scouting' },
    ] as const;
    // The end stands at 15: four and a half days on it is near today.
    expect(snap('move', bar, 4.5, magnets, 1)).toEqual({ days: 5, magnet: magnets[0] });
    expect(snap('move', bar, 2.2, magnets, 1)).toEqual({ days: 3, magnet: magnets[1] });
    expect(snap('move', bar, 1.4, magnets, 1)).toEqual({ days: 1, magnet: undefined });
    expect(snap('resizeEnd', bar, -2.2, magnets, 1)).toEqual({ days: -2, magnet: undefined });
    expect(snap('resizeStart', bar, 3.4, magnets, 1).days).toBe(3);
    expect(snap('move', bar, 4.5, [], 1).days).toBe(5);
  });

  it('take a milestone by its one instant', () => {
    const milestone: TimelineBar = { ...bar, kind: 'milestone', edge: 'end', startDay: 10, endDay: 10 };
    expect(snap('move', milestone, 2.6, [{ instant: 14, label: 'Today' }], 1).days).toBe(3);
  });
});
