import { expect, it } from 'vitest';
import { dayOf } from '../../../lib/days.ts';
import { dayOfBound } from './day-bounds.ts';

// A Wednesday.
const today = dayOf(2027, 12, 15);

it('counts days, weeks and months from the day at hand', () => {
  expect(dayOfBound('today-1', 'to', today)).toBe(today - 1);
  expect([dayOfBound('week', 'from', today), dayOfBound('week', 'to', today)]).toEqual([dayOf(2027, 12, 13), dayOf(2027, 12, 19)]);
  expect([dayOfBound('month', 'from', today), dayOfBound('month', 'to', today)]).toEqual([dayOf(2027, 12, 1), dayOf(2027, 12, 31)]);
  expect([dayOfBound('month+1', 'from', today), dayOfBound('month+1', 'to', today)]).toEqual([dayOf(2028, 1, 1), dayOf(2028, 1, 31)]);
  expect(dayOfBound('month-12', 'from', today)).toBe(dayOf(2026, 12, 1));
});

it('takes a day as it is, and nothing for what is none', () => {
  expect(dayOfBound('2027-02-28', 'from', today)).toBe(dayOf(2027, 2, 28));
  expect(dayOfBound('2027-02-30', 'from', today)).toBeUndefined();
  expect(dayOfBound('', 'to', today)).toBeUndefined();
  expect(dayOfBound('tomorrow', 'to', today)).toBeUndefined();
});
