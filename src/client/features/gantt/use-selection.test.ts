import { describe, expect, it } from 'vitest';
import { chosenBy } from './use-selection.ts';

const names = ['a', 'b', 'c', 'd', 'e'];
// Only what choosing asks of rows: their order.
const rows = {
  indexOf: (id: string) => names.indexOf(id),
  itemAt: (index: number) => ({ item: { id: names[index] } }),
} as unknown as Parameters<typeof chosenBy>[2]['rows'];

function choose(how: Parameters<typeof chosenBy>[0], rowId: string, ids: readonly string[], anchorId?: string) {
  return chosenBy(how, rowId, { rows, ids: new Set(ids), anchorId, selectedId: ids.at(-1) });
}

describe('choosing rows', () => {
  it('a plain press chooses one row alone', () => {
    expect(choose('only', 'b', ['c', 'd'])).toEqual({ ids: ['b'], activeId: 'b' });
  });

  it('Ctrl adds a row, takes it out again, and never leaves nothing', () => {
    expect(choose('toggle', 'b', ['d'])).toEqual({ ids: ['d', 'b'], activeId: 'b' });
    expect(choose('toggle', 'b', ['d', 'b'])).toEqual({ ids: ['d'], activeId: 'd' });
    expect(choose('toggle', 'b', ['b', 'd'])).toEqual({ ids: ['d'], activeId: 'd' });
    expect(choose('toggle', 'b', ['b'])).toBeUndefined();
  });

  it('Shift chooses all rows from the first press to this one, in both directions', () => {
    expect(choose('range', 'd', ['b'], 'b')).toEqual({ ids: ['b', 'c', 'd'], activeId: 'd' });
    expect(choose('range', 'a', ['b', 'c', 'd'], 'b')).toEqual({ ids: ['a', 'b'], activeId: 'a' });
    expect(choose('range', 'c', [])).toEqual({ ids: ['c'], activeId: 'c' });
  });

  it('a focus that comes back changes the active row, not what is chosen', () => {
    expect(choose('keep', 'b', ['b', 'd'])).toEqual({ ids: ['b', 'd'], activeId: 'b' });
    expect(choose('keep', 'd', ['b', 'd'])).toBeUndefined();
    expect(choose('keep', 'e', ['b', 'd'])).toBeUndefined();
  });
});
