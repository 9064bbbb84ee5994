import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { layOutColumns } from '../column-layout.ts';
import { createUniformLayout } from '../row-layout.ts';
import { createScale } from '../scale.ts';
import type { Scene } from '../scene.ts';
import type { RowSource, TimelineColumn, TimelineRow } from '../timeline-model.ts';
import type { CellContent } from './cell-content.ts';
import { RowsView, type RowsContent } from './rows-view.ts';

const columns: readonly TimelineColumn[] = [
  { id: 'name', title: 'Name', width: 200, align: 'start' },
  { id: 'days', title: 'Days', width: 60, align: 'end' },
];

function rowOf(id: string): TimelineRow {
  const place = { level: 1, siblingCount: 9, siblingPosition: 1 };
  const days = { startDay: 2, endDay: 4, canMove: false, canResize: false };
  const look = { kind: 'task', color: '#336699', look: 'solid', progressPercent: null, isCritical: false, label: id } as const;
  const bars = [{ id: `bar of ${id}`, ...days, ...look, describe: () => `${id}, three days` }];
  return { id, ...place, isExpanded: undefined, calendarKey: '', isGroupStart: false, bars };
}

function sourceOf(ids: readonly string[]): RowSource {
  const rows = ids.map(rowOf);
  return {
    count: rows.length,
    rowAt(index) {
      const row = rows[index];
      if (!row) throw new RangeError(`no row ${index}`);
      return row;
    },
    indexOf: (id) => ids.indexOf(id),
  };
}

const ids = (count: number, from = 0) => Array.from({ length: count }, (_, index) => `r${from + index}`);

let host: HTMLElement;
let view: RowsView;
let content: RowsContent;

beforeEach(() => {
  host = document.body.appendChild(document.createElement('div'));
  // Days of 12 pixels; the painter of bars' cells asks for no more than this of a scene.
  const scene = { scale: createScale('month', 12, 0), layout: createUniformLayout(100, 32) } as Scene;
  view = new RowsView(host, () => scene);
  content = {
    rows: sourceOf(ids(100)),
    layout: layOutColumns(columns, 400),
    gridWidth: 400,
    rowHeight: 32,
    contentOf: (row) => (column) => `${row.id} ${column.id}`,
    stop: { rowId: 'r0', columnId: 'name' },
    stopIndex: 0,
    selectedRowIds: new Set(['r1']),
    editor: undefined,
  };
});

afterEach(() => {
  view.close();
  host.remove();
});

let settledCount = 0;
const show = (first: number, end: number, isMoving = false) => {
  if (!isMoving) settledCount += 1;
  view.show({ rows: { first, end }, isMoving, bars: { x: 0, y: first * 32, width: 600, height: (end - first) * 32 }, settledCount });
};
const update = (change: Partial<RowsContent>) => {
  content = { ...content, ...change };
  view.update(content);
};
const elementOf = (id: string) => host.querySelector<HTMLElement>(`[data-row="${id}"]`)!;
const cellOf = (id: string, column: string) => elementOf(id).querySelector<HTMLElement>(`[data-column="${column}"]`)!;
const shownIds = () => [...host.children].map((row) => row.getAttribute('data-row'));

describe('the rows in the document', () => {
  it('are those of the window, with the tab stop on one cell alone', () => {
    update({});
    expect(shownIds()).toEqual([]);
    show(0, 4);
    expect(shownIds()).toEqual(['r0', 'r1', 'r2', 'r3']);
    expect(cellOf('r2', 'days').textContent).toBe('r2 days');
    expect(elementOf('r3').style.top).toBe('96px');
    expect(elementOf('r3').getAttribute('aria-rowindex')).toBe('5');
    expect(elementOf('r1').getAttribute('aria-selected')).toBe('true');
    expect(elementOf('r2').getAttribute('aria-selected')).toBe('false');
    expect([...host.querySelectorAll('[tabindex="0"]')]).toEqual([cellOf('r0', 'name')]);
  });

  it('take the elements of rows that went out of sight, and keep their own', () => {
    update({ stop: { rowId: 'r8', columnId: 'name' }, stopIndex: 8 });
    show(0, 40);
    const before = new Map(shownIds().map((id) => [id, elementOf(id!)]));
    show(8, 48);
    const after = [...host.children];
    for (const id of ids(32, 8)) expect(elementOf(id)).toBe(before.get(id));
    expect(new Set(after)).toEqual(new Set(before.values()));
    expect(shownIds()).toEqual(ids(40, 8));
    expect(cellOf('r47', 'name').textContent).toBe('r47 name');
  });

  it('stay where they are in the document while one scrolls, and come into order when it rests', () => {
    update({ stop: { rowId: 'r4', columnId: 'name' }, stopIndex: 4 });
    show(4, 10);
    const order = [...host.children];
    show(2, 8, true);
    expect([...host.children]).toEqual(order);
    expect(shownIds()).not.toEqual(ids(6, 2));
    show(2, 8);
    expect(shownIds()).toEqual(ids(6, 2));
  });

  it('are found by who they are when others come before them', () => {
    update({});
    show(0, 4);
    const element = elementOf('r2');
    cellOf('r2', 'name').focus();
    update({ rows: sourceOf(['new', ...ids(100)]), stop: { rowId: 'r2', columnId: 'name' }, stopIndex: 3 });
    expect(elementOf('r2')).toBe(element);
    expect(document.activeElement).toBe(cellOf('r2', 'name'));
    expect(shownIds()).toEqual(['new', 'r0', 'r1', 'r2']);
  });
});

describe('the focus in the rows', () => {
  it('stays with its row far out of sight and in any order of the others', () => {
    update({ stop: { rowId: 'r5', columnId: 'days' }, stopIndex: 5 });
    show(4, 10);
    cellOf('r5', 'days').focus();
    for (const [first, end] of [
      [50, 56],
      [0, 6],
      [2, 8],
      [90, 100],
    ] as const) {
      show(first, end, true);
      show(first, end);
      expect(document.activeElement).toBe(cellOf('r5', 'days'));
      const shown = shownIds().map((id) => Number(id!.slice(1)));
      expect(shown).toEqual(shown.toSorted((a, b) => a - b));
    }
  });

  it('never passes to another row: it goes with the row that is gone', () => {
    update({ stop: { rowId: 'r1', columnId: 'name' }, stopIndex: 1 });
    show(0, 4);
    const focused = elementOf('r1');
    cellOf('r1', 'name').focus();
    update({ rows: sourceOf(['r0', ...ids(90, 2)]), stop: { rowId: 'r0', columnId: 'name' }, stopIndex: 0 });
    expect(focused.isConnected).toBe(false);
    expect(shownIds()).toEqual(['r0', 'r2', 'r3', 'r4']);
    expect(host.contains(document.activeElement)).toBe(false);
  });
});

describe('the cells over bars', () => {
  const barOf = (id: string) => elementOf(id).querySelector<HTMLElement>('[data-column="bar"]');

  beforeEach(() => {
    update({});
    show(0, 4);
  });

  it('lie where the bars are seen, and say what they are', () => {
    const { style } = barOf('r2')!;
    expect([style.left, style.width]).toEqual(['424px', '36px']);
    expect(barOf('r2')!.getAttribute('aria-label')).toBe('r2, three days');
    expect(barOf('r1')!.dataset['chosen']).toBe('true');
    expect(barOf('r2')!.dataset['chosen']).toBeUndefined();
  });

  it('are made when scrolling rests, and none is left of a row that was there before', () => {
    show(50, 54, true);
    expect(barOf('r51')).toBeNull();
    expect(barOf('r0')).not.toBeNull();
    show(50, 54);
    expect(barOf('r51')!.dataset['bar']).toBe('bar of r51');
  });

  it('are not there out of sight, but for that of the tab stop', () => {
    update({ stop: { rowId: 'r0', columnId: 'bar' } });
    const seen = { x: 900, y: 0, width: 600, height: 128 };
    view.show({ rows: { first: 0, end: 4 }, isMoving: false, bars: seen, settledCount: (settledCount += 1) });
    expect(barOf('r2')).toBeNull();
    expect(barOf('r0')!.tabIndex).toBe(0);
  });
});

describe('a cell', () => {
  const press = { className: 'opener', label: 'Collapse r1' };
  const shown = (content: CellContent) => {
    update({ contentOf: () => () => content });
    return cellOf('r1', 'name');
  };

  beforeEach(() => {
    update({});
    show(0, 4);
  });

  it('shows a text, buttons before it and what follows, and nothing of them afterwards', () => {
    const cell = shown({
      text: 'Synthesis',
      className: 'parent',
      style: { 'padding-left': '9px' },
      before: [press],
      after: [{ className: 'path', text: ' Lab' }],
    });
    expect(cell.textContent).toBe('Synthesis Lab');
    expect(cell.classList.contains('parent')).toBe(true);
    expect(cell.style.paddingLeft).toBe('9px');
    const button = cell.querySelector('button')!;
    expect([button.getAttribute('aria-label'), button.tabIndex, button.nextSibling?.textContent]).toEqual(['Collapse r1', -1, 'Synthesis']);
    shown({ text: 'Analysis', before: [{ ...press, label: 'Expand r1' }] });
    expect(cell.querySelector('button')).toBe(button);
    expect(button.getAttribute('aria-label')).toBe('Expand r1');
    expect(shown('12').childNodes).toHaveLength(1);
    expect(cell.textContent).toBe('12');
    expect(cell.style.paddingLeft).toBe('');
    expect(cell.classList.contains('parent')).toBe(false);
    expect(cell.style.flex).toContain('px');
  });

  it('is cut where it has no room when it is a line of text, and its parts when they stand alone', () => {
    expect(shown('a long text').hasAttribute('data-cut')).toBe(true);
    const cell = shown({
      text: '',
      before: [{ className: 'option', text: 'Urgent', isCut: true, style: { '--option-color': 'red' } }],
      isBox: true,
    });
    expect(cell.hasAttribute('data-cut')).toBe(false);
    const option = cell.querySelector('span')!;
    expect(option.hasAttribute('data-cut')).toBe(true);
    expect(option.style.getPropertyValue('--option-color')).toBe('red');
    expect(shown('').hasAttribute('data-cut')).toBe(true);
  });

  it('need not be cut where its column is as wide as all its texts', () => {
    const isRoomy = (width: number) => {
      const [name, days] = columns;
      if (!name || !days) throw new Error('two columns');
      update({ layout: layOutColumns([name, { ...days, width, roomyFrom: 60 }], 400) });
      return cellOf('r1', 'days').hasAttribute('data-roomy');
    };
    expect([60, 59, 61].map(isRoomy)).toEqual([true, false, true]);
    expect(cellOf('r1', 'name').hasAttribute('data-roomy')).toBe(false);
  });

  it('is a box to check, a button of a menu, or a piece that is neither', () => {
    const box = shown({ text: '', before: [{ className: 'box', label: 'Done', isChecked: false }], isBox: true }).querySelector('button')!;
    expect([box.getAttribute('role'), box.getAttribute('aria-checked'), box.getAttribute('aria-haspopup')]).toEqual([
      'checkbox',
      'false',
      null,
    ]);
    shown({ text: '', before: [{ className: 'menu', label: 'Actions', hasMenu: true }], isBox: true });
    expect([box.getAttribute('role'), box.getAttribute('aria-checked'), box.getAttribute('aria-haspopup')]).toEqual([null, null, 'menu']);
    const cell = shown({ text: '', before: [{ className: 'label', text: 'Group' }], isBox: true });
    expect(cell.querySelector('button')).toBeNull();
    expect(cell.textContent).toBe('Group');
  });

  it('gives its place to the field that one types in, wherever one scrolls', () => {
    const element = document.createElement('span');
    const field = element.appendChild(document.createElement('input'));
    const editor = { rowId: 'r1', columnId: 'name', element };
    update({ contentOf: () => () => ({ text: '', before: [press], isBox: true }), editor, stop: editor, stopIndex: 1 });
    expect(element.parentElement).toBe(cellOf('r1', 'name'));
    expect(element.previousElementSibling?.tagName).toBe('BUTTON');
    field.focus();
    field.value = 'half typ';
    show(60, 64, true);
    show(60, 64);
    expect(document.activeElement).toBe(field);
    expect(cellOf('r1', 'name').contains(field)).toBe(true);
    update({ contentOf: () => () => 'done', editor: undefined });
    expect(element.isConnected).toBe(false);
    expect(cellOf('r1', 'name').textContent).toBe('done');
  });

  it('keeps the field in its place when what is before it changes, and wherever its row is painted', () => {
    const element = document.createElement('span');
    const editor = { rowId: 'r1', columnId: 'name', element };
    update({ contentOf: () => () => ({ text: '', isBox: true }), editor });
    update({ contentOf: () => () => ({ text: '', before: [press], isBox: true }) });
    expect(element.previousElementSibling?.tagName).toBe('BUTTON');
    update({ stop: { rowId: 'r50', columnId: 'name' }, stopIndex: 50 });
    show(50, 52);
    show(1, 2);
    show(0, 40);
    expect(cellOf('r1', 'name').contains(element)).toBe(true);
  });

  it('keeps what one types while other columns come and go, and while they get less room', () => {
    const element = document.createElement('span');
    const field = element.appendChild(document.createElement('input'));
    update({ editor: { rowId: 'r1', columnId: 'days', element } });
    field.focus();
    const [name, days] = [columns[0]!, columns[1]!];
    for (const shown of [
      [name, { ...days, id: 'end' }, days],
      [name, days, { ...days, id: 'end' }],
      [name, days],
    ])
      update({ layout: layOutColumns(shown, 400) });
    expect(document.activeElement).toBe(field);
    expect([...elementOf('r1').querySelectorAll('[role="gridcell"]')].map((one) => one.getAttribute('data-column'))).toEqual([
      'name',
      'days',
      'bar',
    ]);
    update({ editor: { rowId: 'r1', columnId: 'name', element } });
    field.focus();
    for (const width of [700, 60]) update({ layout: layOutColumns([name, { ...days, width }], 400) });
    expect(document.activeElement).toBe(field);
    expect(elementOf('r1').querySelector('[data-over]')).toBeNull();
  });

  it('keeps its element while its column grows, and has the columns of the table', () => {
    const cell = cellOf('r1', 'days');
    update({ layout: layOutColumns([columns[0]!, { ...columns[1]!, width: 90 }], 400) });
    expect(cellOf('r1', 'days')).toBe(cell);
    expect(cell.style.flex).toContain('90px');
    update({ layout: layOutColumns([columns[0]!, { ...columns[1]!, id: 'end' }, columns[1]!], 400) });
    expect([...elementOf('r1').querySelectorAll('[role="gridcell"]')].map((one) => one.getAttribute('data-column'))).toEqual([
      'name',
      'end',
      'days',
      'bar',
    ]);
    expect(cellOf('r1', 'days').getAttribute('aria-colindex')).toBe('3');
  });

  it('is in a box that scrolls where its column has no room', () => {
    update({ layout: layOutColumns([columns[0]!, { ...columns[1]!, width: 700 }], 400) });
    expect(elementOf('r1').querySelector('[data-over]')?.contains(cellOf('r1', 'days'))).toBe(true);
    expect(elementOf('r1').querySelector('[data-over]')?.contains(cellOf('r1', 'name'))).toBe(false);
    expect(cellOf('r1', 'days').textContent).toBe('r1 days');
  });
});
