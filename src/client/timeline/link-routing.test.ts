import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { distanceToRoute, routeLink, type LinkEnd } from './link-routing.ts';

function end(x: number, y: number, side: 'start' | 'end', width = 100): LinkEnd {
  return { x, y, side, halfHeight: 10, width, isPoint: false };
}

describe('link routing', () => {
  it('uses only horizontal and vertical parts and begins and ends at the bars', () => {
    const side = fc.constantFrom('start' as const, 'end' as const);
    const place = fc.tuple(fc.integer({ min: 0, max: 900 }), fc.integer({ min: 0, max: 40 }));
    fc.assert(
      fc.property(place, side, place, side, ([x1, row1], side1, [x2, row2], side2) => {
        const [from, to] = [end(x1, row1 * 32 + 16, side1), end(x2, row2 * 32 + 16, side2)];
        const { points, heading } = routeLink(from, to, 16);
        expect(points[0]).toEqual({ x: from.x, y: from.y });
        const last = points.at(-1);
        const isFlat = heading === 'left' || heading === 'right';
        const reached = isFlat ? last?.x === to.x && last.y === to.y : Math.abs((last?.y ?? 0) - to.y) === to.halfHeight;
        expect(reached).toBe(true);
        for (let index = 1; index < points.length; index += 1) {
          const [a, b] = [points.at(index - 1), points.at(index)];
          expect(a?.x === b?.x || a?.y === b?.y).toBe(true);
        }
      }),
    );
  });

  it('drops on to a successor that begins right after', () => {
    const route = routeLink(end(200, 16, 'end'), end(200, 48, 'start'), 16);
    expect(route.heading).toBe('down');
    expect(route.points.at(-1)).toEqual({ x: 207, y: 38 });
  });

  it('goes around between the rows when the successor begins before', () => {
    const route = routeLink(end(200, 16, 'end'), end(90, 80, 'start'), 16);
    expect(route.heading).toBe('right');
    expect(route.points.map((point) => point.y)).toContain(64);
  });

  it('leaves and enters on the outer sides for start-to-start and finish-to-finish', () => {
    const startToStart = routeLink(end(100, 16, 'start'), end(140, 48, 'start'), 16);
    expect(Math.min(...startToStart.points.map((point) => point.x))).toBeLessThan(100);
    const finishToFinish = routeLink(end(100, 16, 'end'), end(140, 48, 'end'), 16);
    expect(Math.max(...finishToFinish.points.map((point) => point.x))).toBeGreaterThan(140);
    expect(finishToFinish.heading).toBe('left');
  });

  it('is hit near its line and nowhere else', () => {
    const route = routeLink(end(100, 16, 'end'), end(300, 80, 'start'), 16);
    expect(distanceToRoute(route, 109, 50)).toBe(0);
    expect(distanceToRoute(route, 112, 50)).toBe(3);
    expect(distanceToRoute(route, 250, 20)).toBeGreaterThan(40);
  });
});
