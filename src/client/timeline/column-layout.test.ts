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
  const layout = layOutColumns([name, actions, column('start', 80), column('end', 90)], 280);
  expect(layout).toMatchObject({ widths: [150, 30, 80, 90], frozenWidth: 180, scrolledWidth: 170, overflow: 70 });
  expect(scrollToColumn(layout, 'start', 0, 280)).toBe(0);
  expect(scrollToColumn(layout, 'end', 0, 280)).toBe(70);
  expect(scrollToColumn(layout, 'start', 70, 280)).toBe(0);
  expect(scrollToColumn(layout, 'name', 70, 280)).toBe(70);
});

it('the first column keeps a good part of the table where the others scroll in any case', () => {
  expect(layOutColumns([name, actions, column('start', 80), column('people', 400)], 550).widths[0]).toBe(231);
});

it('a width that somebody gave to the first column holds, as far as the others keep some room', () => {
  expect(layOutColumns([column('name', 120), actions, column('start', 80)], 400).widths).toEqual([120, 30, 80]);
  expect(layOutColumns([column('name', 390), actions, column('start', 80)], 400).widths[0]).toBe(400 - 30 - 72);
});

it('one column alone has all the room', () => {
  expect(layOutColumns([name], 160)).toMatchObject({ widths: [160], overflow: 0, frozenCount: 1 });
});
