import { expect, it } from 'vitest';
import { parseViewSearch, viewSearchOf, viewStateOf } from './view-search.ts';

const id = '0190a000-0000-7000-8000-000000000001';

it('a view that a colleague is sent opens with the same state', () => {
  const search = { site: id, zoom: 'week', cell: 60, from: '2026-11-02', select: id, details: true, critical: true, q: 'syn' } as const;
  expect(viewSearchOf(viewStateOf(parseViewSearch(search)))).toEqual(search);
});

it('what is usual does not clutter the address', () => {
  expect(viewSearchOf(viewStateOf({}))).toEqual({});
});

it('nonsense in the address is as if it were absent', () => {
  const nonsense = { site: '../etc', zoom: 'decade', cell: 9999, from: '2026-02-31', select: 7, details: 'yes', critical: 1, q: { a: 1 } };
  expect(parseViewSearch(nonsense)).toEqual({});
});

it('a number that was typed into the search is a text', () => {
  expect(parseViewSearch({ q: 204 })).toEqual({ q: '204' });
});
