import { expect, it } from 'vitest';
import { makePlan, MONDAY } from '../../../../tests/support/small-plans.ts';
import { dayItems } from './day-items.ts';

const goTo = (days: number[]) => (day: number) => void days.push(day);

it('a text that means a day leads there, in the words of the language', () => {
  const days: number[] = [];
  const context = { plan: makePlan({ phases: [] }), siteId: null, locale: 'en-GB', goTo: goTo(days) };
  const [item] = dayItems('2026-01-05', context);
  expect(item).toMatchObject({ kind: 'day', label: 'Go to 5 January 2026', note: 'Mon, week 2' });
  item?.run();
  expect(days).toEqual([MONDAY]);
  expect(dayItems('12 mar 2027', context)).toMatchObject([{ label: 'Go to 12 March 2027' }]);
  expect(dayItems('w23 2027', context)).toMatchObject([{ label: 'Go to 7 June 2027' }]);
  expect(dayItems('next tue', context)).toHaveLength(1);
  expect([...dayItems('12', context), ...dayItems('assay', context)], 'numbers and words are searched for').toEqual([]);
});
