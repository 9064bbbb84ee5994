import { describe, expect, it } from 'vitest';
import { hitTest } from './hit-test.ts';
import { createLinkIndex } from './link-index.ts';
import type { Palette } from './palette.ts';
import { createUniformLayout } from './row-layout.ts';
import { createScale } from './scale.ts';
import type { Scene } from './scene.ts';
import type { RowSource, TimelineBar, TimelineRow } from './timeline-model.ts';

function bar(id: string, startDay: number, endDay: number): TimelineBar {
  const looks = { kind: 'task', color: '#3b6fd9', look: 'solid', progressPercent: 0, isCritical: false } as const;
  return {
    id,
    startDay,
    endDay,
    ...looks,
    label: id,
    describe: () => id,
    canMove: true,
    canResize: true,
    canLink: true,
    canProgress: true,
  };
}

function row(id: string, startDay: number, endDay: number): TimelineRow {
  const tree = { level: 1, siblingCount: 1, siblingPosition: 1, isExpanded: undefined, calendarKey: '', isGroupStart: false };
  return { id, ...tree, bars: [bar(id, startDay, endDay)] };
}

function sceneOf(list: readonly TimelineRow[]): Scene {
  const rows: RowSource = {
    count: list.length,
    rowAt(index) {
      const found = list.at(index);
      if (!found) throw new RangeError(`no row ${index}`);
      return found;
    },
    indexOf: (id) => list.findIndex((one) => one.id === id),
  };
  const links = [{ id: 'link', fromRowId: 'a', fromSide: 'end', toRowId: 'c', toSide: 'start', tone: 'normal' }] as const;
  return {
    scale: createScale('month', 24, 0),
    layout: createUniformLayout(list.length, 32),
    rows,
    links: createLinkIndex(links, rows),
    // Nothing is painted here.
    palette: {} as Palette,
    shadingOf: () => ({ todayDay: 0, shadeOf: () => undefined }),
    draft: undefined,
    selectedRowId: undefined,
    selectedRowIds: new Set(),
    hoveredRowId: undefined,
    activeLinkId: undefined,
    selectedLinkId: undefined,
    tracedLinkIds: new Set(),
    stickyLeft: 0,
    visibleWidth: 1000,
  };
}

describe('hit test', () => {
  const scene = sceneOf([row('a', 0, 4), row('b', 20, 24), row('c', 12, 16)]);

  it('finds bars with the part that was hit', () => {
    expect(hitTest(scene, 60, 16)).toMatchObject({ kind: 'bar', row: { id: 'a' }, zone: 'body' });
    expect(hitTest(scene, 118, 16)).toMatchObject({ kind: 'bar', row: { id: 'a' }, zone: 'end' });
  });

  it('finds links between their rows, but bars first', () => {
    expect(hitTest(scene, 129, 48)).toEqual({ kind: 'link', linkId: 'link' });
    expect(hitTest(scene, 500, 48)).toMatchObject({ kind: 'bar', row: { id: 'b' } });
  });

  it('finds the row where there is nothing else, and nothing below the last row', () => {
    expect(hitTest(scene, 300, 48)).toMatchObject({ kind: 'row', row: { id: 'b' } });
    expect(hitTest(scene, 300, 97)).toEqual({ kind: 'nothing' });
  });

  it('gives fingers more reach at the ends', () => {
    expect(hitTest(scene, 130, 16, 'mouse')).toMatchObject({ kind: 'connector', side: 'end' });
    expect(hitTest(scene, 610, 48, 'touch')).toMatchObject({ kind: 'bar', zone: 'end' });
  });

  it('finds the dots beside a bar, which arrows are drawn from', () => {
    expect(hitTest(scene, 470, 48)).toMatchObject({ kind: 'connector', row: { id: 'b' }, side: 'start' });
    expect(hitTest(scene, 612, 48)).toMatchObject({ kind: 'connector', row: { id: 'b' }, side: 'end' });
    expect(hitTest(scene, 640, 48)).toMatchObject({ kind: 'row' });
  });

  it('finds the handle of the progress at the foot of the bar', () => {
    expect(hitTest(scene, 3, 25)).toMatchObject({ kind: 'progress', row: { id: 'a' } });
    expect(hitTest(scene, 3, 30)).toMatchObject({ kind: 'progress' });
    expect(hitTest(scene, 3, 20)).toMatchObject({ kind: 'bar', zone: 'start' });
  });

  it('finds the ends of the arrow that is chosen', () => {
    const chosen = { ...scene, selectedLinkId: 'link' };
    expect(hitTest(chosen, 131, 16)).toEqual({ kind: 'linkEnd', linkId: 'link', end: 'from' });
    expect(hitTest(chosen, 279, 80)).toEqual({ kind: 'linkEnd', linkId: 'link', end: 'to' });
  });

  it('lets a finger press an arrow beside a bar that is not chosen', () => {
    expect(hitTest(scene, 129, 26, 'touch')).toEqual({ kind: 'link', linkId: 'link' });
    expect(hitTest({ ...scene, selectedRowId: 'a' }, 129, 26, 'touch')).toMatchObject({ kind: 'bar', zone: 'end' });
  });
});
