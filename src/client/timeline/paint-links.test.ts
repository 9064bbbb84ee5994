import { describe, expect, it } from 'vitest';
import type { Frame } from './canvas-frame.ts';
import { createLinkIndex } from './link-index.ts';
import { paintLinks } from './paint-links.ts';
import { createUniformLayout } from './row-layout.ts';
import { createScale } from './scale.ts';
import type { Scene } from './scene.ts';
import type { Span, TimelineRow } from './timeline-model.ts';

const PX_PER_DAY = 24;
const scale = createScale('month', PX_PER_DAY, 0);
/** Two pixels inside of day 42. */
const LEFT = 1010;
const WIDTH = 800;

/** How many lines are stroked where 800 pixels are seen, for an arrow from one bar to another. */
function linesOf(from: Span, to: Span, moved?: Span): number {
  let count = 0;
  const context = new Proxy(
    { stroke: () => (count += 1) },
    { get: (target, name) => Reflect.get(target, name) ?? (() => undefined), set: () => true },
  );
  const rowOf = (id: string, span: Span): TimelineRow => {
    const look = { kind: 'task', color: '', look: 'solid', progressPercent: 0, isCritical: false, label: id, describe: () => '' } as const;
    const bars = [{ id, ...span, ...look, canMove: true, canResize: true }];
    return { id, level: 1, siblingCount: 2, siblingPosition: 1, isExpanded: undefined, calendarKey: '', isGroupStart: false, bars };
  };
  const made = [rowOf('from', from), rowOf('to', to)];
  const rows = {
    count: 2,
    rowAt: (index: number) => made[index] ?? rowOf('none', from),
    indexOf: (id: string) => made.findIndex((row) => row.id === id),
  };
  const link = { id: 'link', fromRowId: 'from', toRowId: 'to', fromSide: 'end', toSide: 'start', tone: 'normal', label: '' } as const;
  paintLinks(
    {
      // All that painting an arrow asks of a canvas.
      context: context as unknown as CanvasRenderingContext2D,
      region: { x: LEFT, y: 0, width: WIDTH, height: 400 },
      hairline: 1,
      x: (x) => x - LEFT,
      y: (y) => y,
      font: () => undefined,
      widthOf: () => 0,
    } satisfies Frame,
    {
      scale,
      layout: createUniformLayout(2, 32),
      rows,
      links: createLinkIndex([link], rows),
      palette: { link: '' },
      tracedLinkIds: new Set(),
      draft: moved ? { spans: new Map([['to', moved]]) } : undefined,
      // All that painting an arrow asks of a scene.
    } as unknown as Scene,
  );
  return count;
}

const daysAt = (x: number, days = 3): Span => ({ startDay: Math.floor(x / PX_PER_DAY), endDay: Math.floor(x / PX_PER_DAY) + days - 1 });

describe('an arrow', () => {
  it('is painted where any of it is seen, and where it only passes', () => {
    expect(linesOf(daysAt(1200), daysAt(1500))).toBe(1);
    expect(linesOf(daysAt(200), daysAt(1500))).toBe(1);
    expect(linesOf(daysAt(200), daysAt(4000))).toBe(1);
    // Its bend stands just inside the edge, though both bars end before it.
    expect(linesOf({ startDay: 39, endDay: 41 }, { startDay: 38, endDay: 40 })).toBe(1);
    expect(linesOf({ startDay: 39, endDay: 40 }, { startDay: 38, endDay: 40 })).toBe(0);
  });

  it('is left out where both its bars lie on the same side of what is seen', () => {
    expect(linesOf(daysAt(200), daysAt(500))).toBe(0);
    expect(linesOf(daysAt(2500), daysAt(2300))).toBe(0);
  });

  it('follows a bar that a hand holds in sight', () => {
    expect(linesOf(daysAt(200), daysAt(500), daysAt(1500))).toBe(1);
  });
});
