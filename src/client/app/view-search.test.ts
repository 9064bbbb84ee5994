import { expect, it } from 'vitest';
import { parseViewSearch, savedStateOf, viewSearchOf, viewStateOf, withSavedView } from './view-search.ts';

const id = '0190a000-0000-7000-8000-000000000001';

it('a view that a colleague is sent opens with the same state', () => {
  const search = { site: id, zoom: 'week', cell: 60, from: '2026-11-02', select: id, details: true, critical: true, q: 'syn' } as const;
  expect(viewSearchOf(viewStateOf(parseViewSearch(search)))).toEqual(search);
  const ofOne = { critical: id } as const;
  expect(viewStateOf(parseViewSearch(ofOne))).toMatchObject({ showsCriticalPath: true, criticalProjectId: id });
  expect(viewSearchOf(viewStateOf(parseViewSearch(ofOne)))).toEqual(ofOne);
});

it('what is usual does not clutter the address', () => {
  expect(viewSearchOf(viewStateOf({}))).toEqual({});
});

it('the usual scale is the workspace’s, and any other stands in the address', () => {
  expect(viewStateOf({}, 'quarter')).toMatchObject({ mode: 'quarter', cellPx: 48 });
  expect(viewSearchOf(viewStateOf({}, 'quarter'), 'quarter')).toEqual({});
  expect(viewSearchOf(viewStateOf({ zoom: 'month' }, 'quarter'), 'quarter')).toEqual({ zoom: 'month' });
});

it('nonsense in the address is as if it were absent', () => {
  const nonsense = { site: '../etc', zoom: 'decade', cell: 9999, from: '2026-02-31', select: 7, details: 'yes', critical: 1, q: { a: 1 } };
  expect(parseViewSearch(nonsense)).toEqual({});
});

it('a number that was typed into the search is a text', () => {
  expect(parseViewSearch({ q: 204 })).toEqual({ q: '204' });
});

it('a saved view keeps how one looks, and leaves where one is', () => {
  const state = viewStateOf(parseViewSearch({ site: id, zoom: 'week', from: '2026-11-02', select: id, sort: '-start', q: 'syn' }));
  const saved = savedStateOf(state);
  expect(saved).toEqual({ site: id, zoom: 'week', sort: '-start', q: 'syn' });
  const other = viewStateOf(parseViewSearch({ from: '2027-01-01', group: 'site', critical: true }));
  expect(viewSearchOf(withSavedView(other, { id, state: saved }))).toEqual({ ...saved, from: '2027-01-01', view: id });
  expect(viewSearchOf(withSavedView(other, undefined))).toEqual({ from: '2027-01-01' });
});
