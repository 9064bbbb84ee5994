import { describe, expect, it } from 'vitest';
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
  it('stand in their order, with that of the tab stop', () => {
    const window = { first: 2, end: 8 };
    expect(windowIndexes(window, 100, 3)).toEqual([2, 3, 4, 5, 6, 7]);
    expect(windowIndexes(window, 100, 0)).toEqual([0, 2, 3, 4, 5, 6, 7]);
    expect(windowIndexes(window, 100, 50)).toEqual([2, 3, 4, 5, 6, 7, 50]);
    expect(windowIndexes(window, 7, 50)).toEqual([2, 3, 4, 5, 6]);
  });
});
