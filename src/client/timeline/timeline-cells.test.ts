import { describe, expect, it } from 'vitest';
import { assignSlots } from './row-layout.ts';
import { NO_WINDOW } from './timeline-contract.ts';
import { cellOf, windowIndexes } from './timeline-cells.ts';

describe('the cell of an element', () => {
  it('is found from a text and from an icon in it', () => {
    document.body.innerHTML = '<div data-row="r1"><div data-column="actions"><button><svg><path></path></svg></button></div></div><p></p>';
    const found = (selector: string) => cellOf(document.querySelector(selector) ?? document);
    expect(found('button')).toEqual({ rowId: 'r1', columnId: 'actions' });
    expect(found('path')).toEqual({ rowId: 'r1', columnId: 'actions' });
    expect(found('p')).toBeUndefined();
  });
});

describe('the rows in the document', () => {
  const first = { first: 0, end: 6 };
  const slots = assignSlots(assignSlots(new Map(), first), { first: 2, end: 8 });
  const rendered = { ...NO_WINDOW, rows: { first: 2, end: 8 }, slots };

  it('stand in their order, with that of the tab stop', () => {
    expect(windowIndexes(rendered, 100, 3)).toEqual([2, 3, 4, 5, 6, 7]);
    expect(windowIndexes(rendered, 100, 0)).toEqual([0, 2, 3, 4, 5, 6, 7]);
    expect(windowIndexes(rendered, 100, 50)).toEqual([2, 3, 4, 5, 6, 7, 50]);
    expect(windowIndexes(rendered, 7, 50)).toEqual([2, 3, 4, 5, 6]);
  });

  it('keep the places of their elements while one scrolls', () => {
    const moving = windowIndexes({ ...rendered, isMoving: true }, 100, 3);
    expect(moving).toEqual([6, 7, 2, 3, 4, 5]);
    expect(moving.map((index) => slots.get(index))).toEqual([0, 1, 2, 3, 4, 5]);
  });
});
