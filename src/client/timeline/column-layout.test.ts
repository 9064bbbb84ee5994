import { expect, it } from 'vitest';
import { layOutColumns, scrollToColumn } from './column-layout.ts';
import type { TimelineColumn } from './timeline-model.ts';

const column = (id: string, width: number, more: Partial<TimelineColumn> = {}): TimelineColumn => ({
  id,
  title: id,
  width,
  align: 'start',
  ...more,
});
const name = column('name', 240, { isFlexible: true });
const actions = column('actions', 30, { isFixed: true });

it('the first column takes what the others leave', () => {
  const layout = layOutColumns([name, actions, column('start', 80)], 400);
  expect(layout).toMatchObject({ widths: [290, 30, 80], frozenCount: 2, frozenWidth: 320, overflow: 0 });
});

it('columns without room can be scrolled to, while the first ones stay', () => {
  const layout = layOutColumns([name, actions, column('start', 80), column('end', 80)], 280);
  expect(layout).toMatchObject({ frozenWidth: 200, scrolledWidth: 160, overflow: 80 });
  expect(scrollToColumn(layout, 'start', 0, 280)).toBe(0);
  expect(scrollToColumn(layout, 'end', 0, 280)).toBe(80);
  expect(scrollToColumn(layout, 'start', 80, 280)).toBe(0);
  expect(scrollToColumn(layout, 'name', 80, 280)).toBe(80);
});

it('the first column keeps a good part of the table where the others scroll in any case, and leaves none of them cut in two', () => {
  expect(layOutColumns([name, actions, column('people', 400)], 420).widths[0]).toBe(240);
  expect(layOutColumns([name, actions, column('start', 98), column('end', 98), column('days', 124)], 453).widths[0]).toBe(227);
  expect(layOutColumns([name, actions, column('start', 80), column('end', 90)], 280).widths[0]).toBe(170);
});

it('names are not squeezed so that all others are seen at once', () => {
  const others = [column('start', 98), column('end', 98), column('days', 44), column('done', 64)];
  expect(layOutColumns([name, actions, ...others], 560)).toMatchObject({ frozenWidth: 256, overflow: 0 });
  expect(layOutColumns([name, actions, ...others], 535)).toMatchObject({ frozenWidth: 270, overflow: 39 });
});

it('a width that somebody gave to the first column holds, as far as the others keep some room', () => {
  expect(layOutColumns([column('name', 120), actions, column('start', 80)], 400).widths).toEqual([120, 30, 80]);
  expect(layOutColumns([column('name', 390), actions, column('start', 80)], 400).widths[0]).toBe(400 - 30 - 72);
});

it('one column alone has all the room', () => {
  expect(layOutColumns([name], 160)).toMatchObject({ widths: [160], overflow: 0, frozenCount: 1 });
});
