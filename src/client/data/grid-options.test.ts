import { expect, it } from 'vitest';
import { gridOptionsOf, gridSearchOf, isPlain, parseGridSearch, usualGridOptions, type GridOptions } from './grid-options.ts';

const options: GridOptions = {
  columns: [{ id: 'name', width: 260 }, { id: 'start' }, { id: 'manager', width: 120 }],
  sort: [
    { column: 'start', isDescending: true },
    { column: 'name', isDescending: false },
  ],
  filters: [
    { column: 'name', kind: 'has', text: 'a:b;c,d %3A ü' },
    { column: 'status', kind: 'in', keys: ['todo', ''] },
    { column: 'end', kind: 'range', from: 'today', to: '2027-03-01' },
    { column: 'progress', kind: 'range', from: '', to: '50' },
  ],
  groups: ['site', 'manager'],
  density: 'compact',
  showsMap: true,
};

it('reads back what it wrote, whatever stands in the texts', () => {
  const written = gridSearchOf(options);
  const read = parseGridSearch(written);
  expect(read).toEqual(written);
  expect(gridOptionsOf(read)).toEqual(options);
});

it('answers the same object for the same address, so that nothing is arranged anew', () => {
  expect(gridOptionsOf({ sort: 'start' })).toBe(gridOptionsOf({ sort: 'start' }));
  expect(gridOptionsOf({})).toBe(usualGridOptions);
});

it('leaves out what is usual and what makes no sense', () => {
  expect(Object.values(gridSearchOf(usualGridOptions)).every((value) => value === undefined)).toBe(true);
  const nonsense = {
    cols: '../x,,name.9999',
    sort: '-,<b>',
    filter: 'status:like:x;end:range:,;a:b:c:d;:in:x',
    group: '1',
    density: 'huge',
    map: 'yes',
  };
  expect(parseGridSearch(nonsense)).toEqual({
    cols: 'name',
    sort: undefined,
    filter: undefined,
    group: undefined,
    density: undefined,
    map: undefined,
  });
  expect(parseGridSearch({ cols: 7, filter: 'x'.repeat(5000) }).filter).toBeUndefined();
});

it('knows when the rows stand in their own order', () => {
  expect(isPlain(usualGridOptions)).toBe(true);
  const compact = { ...usualGridOptions, density: 'compact' as const };
  expect(isPlain(compact)).toBe(true);
  expect(isPlain({ ...usualGridOptions, groups: ['site'] })).toBe(false);
});
