import { describe, expect, it } from 'vitest';
import { barRect, EDGE_REACH, markOf, zoneAt } from './bar-geometry.ts';
import { createScale } from './scale.ts';

const scale = createScale('month', 24, 100);

describe('bar geometry', () => {
  it('covers both its first and its last day', () => {
    expect(barRect(scale, { kind: 'task', startDay: 102, endDay: 104 }, 64, 32)).toEqual({ x: 48, y: 70, width: 72, height: 20 });
  });

  it('marks a bar where it is, and at the edge beyond which it lies', () => {
    const visible = { x: 500, y: 0, width: 400, height: 300 };
    const at = (x: number) => markOf({ x, y: 70, width: 72, height: 20 }, visible);
    expect(at(600)).toEqual({ rect: { x: 600, y: 70, width: 72, height: 20 }, beyond: undefined });
    expect(at(480).beyond).toBeUndefined();
    expect(at(100)).toMatchObject({ rect: { x: 504 }, beyond: 'start' });
    expect(at(2000).beyond).toBe('end');
    expect(at(2000).rect.x).toBeGreaterThan(700);
  });

  it('puts a milestone at the end of its day, or at the start', () => {
    const middleOf = (edge: 'start' | 'end') => {
      const { x, width } = barRect(scale, { kind: 'milestone', startDay: 102, endDay: 102, edge }, 0, 32);
      return x + width / 2;
    };
    expect(middleOf('end')).toBe(72);
    expect(middleOf('start')).toBe(48);
  });

  it('stays visible for a single day in the year mode', () => {
    expect(barRect(createScale('year', 12, 100), { kind: 'task', startDay: 200, endDay: 200 }, 0, 32).width).toBe(3);
  });

  it('has ends to pull and a body to move, and always some body', () => {
    const rect = { x: 100, y: 6, width: 60, height: 20 };
    const zone = (x: number, canResize = true) => zoneAt(rect, x, canResize, EDGE_REACH.mouse);
    expect([zone(97), zone(103), zone(130), zone(157), zone(163)]).toEqual(['start', 'start', 'body', 'end', 'end']);
    expect([zone(97, false), zone(103, false)]).toEqual([undefined, 'body']);
    expect(zoneAt({ ...rect, width: 6 }, 103, true, EDGE_REACH.mouse)).toBe('body');
  });
});
