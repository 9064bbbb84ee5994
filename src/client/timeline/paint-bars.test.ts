import { expect, it } from 'vitest';
import type { Frame } from './canvas-frame.ts';
import { paintBars } from './paint-bars.ts';
import type { Palette } from './palette.ts';
import { createUniformLayout } from './row-layout.ts';
import { createScale } from './scale.ts';
import type { Scene } from './scene.ts';
import type { TimelineBar, TimelineRow } from './timeline-model.ts';

type Painted = { readonly kind: 'rect' | 'text'; readonly top: number; readonly bottom: number };
/** Half of what a line of text of 12 px takes from its highest letters to its lowest. */
const HALF_LINE = 7;

/** A frame that notes rectangles in the colour of slack, and the texts. */
function noteFrame(notes: Painted[]): Frame {
  let fillStyle = '';
  const context = new Proxy(
    {
      fillRect: (_x: number, top: number, _width: number, height: number) =>
        fillStyle === 'slack' ? notes.push({ kind: 'rect', top, bottom: top + height }) : undefined,
      fillText: (_text: string, _x: number, y: number) => notes.push({ kind: 'text', top: y - HALF_LINE, bottom: y + HALF_LINE }),
    },
    {
      get: (target, name) => Reflect.get(target, name) ?? (() => undefined),
      set(_target, name, value: string) {
        if (name === 'fillStyle') fillStyle = value;
        return true;
      },
    },
  );
  return {
    // All that painting a bar asks of a canvas.
    context: context as unknown as CanvasRenderingContext2D,
    region: { x: 0, y: 0, width: 1000, height: 400 },
    hairline: 1,
    x: (x) => x,
    y: (y) => y,
    font: () => undefined,
    widthOf: (text) => text.length * 7,
  };
}

function paint(bar: Partial<TimelineBar>, rowHeight: number): Painted[] {
  const looks = {
    kind: 'task',
    color: '#3b6fd9',
    look: 'solid',
    progressPercent: 0,
    isCritical: false,
    canMove: true,
    canResize: true,
  } as const;
  const shown: TimelineBar = {
    id: 'a',
    startDay: 2,
    endDay: 2,
    slackUntilDay: 30,
    ...looks,
    label: 'Shipping papers',
    describe: () => '',
    ...bar,
  };
  const tree = { level: 1, siblingCount: 1, siblingPosition: 1, isExpanded: undefined, calendarKey: '', isGroupStart: false };
  const row: TimelineRow = { id: 'a', ...tree, bars: [shown] };
  const notes: Painted[] = [];
  const colors = { fill: '', progress: '', border: '', strong: '' };
  paintBars(noteFrame(notes), {
    scale: createScale('month', 24, 0),
    layout: createUniformLayout(1, rowHeight),
    rows: { count: 1, rowAt: () => row, indexOf: () => 0 },
    palette: { slack: 'slack', barColors: () => colors } as unknown as Palette,
    draft: undefined,
    stickyLeft: 0,
  } as unknown as Scene);
  return notes;
}

it.each([
  ['a bar', {}, 32],
  ['a bar in a low row', {}, 26],
  ['a milestone', { kind: 'milestone', endDay: 2 }, 32],
  ['a bar that is compared', { compared: { startDay: 1, endDay: 1 } }, 32],
] as const)('the slack of %s keeps clear of the label beside it, and stays in the row', (_what, bar, rowHeight) => {
  const notes = paint(bar, rowHeight);
  const text = notes.find(({ kind }) => kind === 'text');
  const slack = notes.filter(({ kind }) => kind === 'rect');
  expect(slack[0]?.top).toBeGreaterThanOrEqual((text?.bottom ?? Infinity) + 2);
  expect(Math.max(...slack.map(({ bottom }) => bottom))).toBeLessThanOrEqual(rowHeight);
});
