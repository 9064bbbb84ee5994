import { describe, expect, it } from 'vitest';
import { cellOf } from './timeline-cells.ts';

describe('the cell of an element', () => {
  it('is found from a text and from an icon in it', () => {
    document.body.innerHTML = '<div data-row="r1"><div data-column="actions"><button><svg><path></path></svg></button></div></div><p></p>';
    const found = (selector: string) => cellOf(document.querySelector(selector) ?? document);
    expect(found('button')).toEqual({ rowId: 'r1', columnId: 'actions' });
    expect(found('path')).toEqual({ rowId: 'r1', columnId: 'actions' });
    expect(found('p')).toBeUndefined();
  });
});
