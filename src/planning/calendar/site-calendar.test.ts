import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayOf, type Weekday, weekdayOf } from '../../lib/days.ts';
import { createSiteCalendar } from './site-calendar.ts';

const WEEKEND: readonly Weekday[] = [6, 7];
const WEEK: readonly Weekday[] = [1, 2, 3, 4, 5, 6, 7];
const FRIDAY = dayOf(2026, 1, 2);

describe('the calendar of a site', () => {
  it('counts working days without weekends and holidays', () => {
    const newYear = dayOf(2026, 1, 1);
    const calendar = createSiteCalendar(WEEKEND, [{ startOn: newYear, endOn: newYear }]);
    expect(calendar.isWorkingDay(newYear)).toBe(false);
    expect(calendar.workingDaysBetween(dayOf(2025, 12, 29), dayOf(2026, 1, 4))).toBe(4);
    expect(calendar.workingDaysBetween(FRIDAY + 1, FRIDAY + 2)).toBe(0);
  });

  it('goes from the end of Friday to the end of Monday in one working day', () => {
    const calendar = createSiteCalendar(WEEKEND, []);
    expect(calendar.addWorkingDays(FRIDAY + 1, 1)).toBe(FRIDAY + 4);
    expect(calendar.addWorkingDays(FRIDAY + 3, -1)).toBe(FRIDAY);
    expect(calendar.addWorkingDays(FRIDAY + 1, 0)).toBe(FRIDAY + 1);
  });

  it('moves on to the next working day from a day off only', () => {
    const calendar = createSiteCalendar(WEEKEND, [{ startOn: FRIDAY + 3, endOn: FRIDAY + 4 }]);
    expect(calendar.nextWorkingDay(FRIDAY)).toBe(FRIDAY);
    expect(calendar.nextWorkingDay(FRIDAY + 1)).toBe(FRIDAY + 5);
  });

  it('refuses a week without working days', () => {
    expect(() => createSiteCalendar(WEEK, [])).toThrow(RangeError);
  });

  it('agrees with counting day by day, within its tables and outside', () => {
    const holiday = fc.tuple(fc.nat({ max: 60 }), fc.nat({ max: 5 }));
    const near = fc.constantFrom(dayOf(1960, 1, 1), dayOf(2014, 12, 20), dayOf(2026, 3, 1), dayOf(2054, 12, 1), dayOf(2180, 1, 1));
    const weekend = fc.uniqueArray(fc.constantFrom(...WEEK), { maxLength: 6 });
    expect.hasAssertions();
    fc.assert(
      fc.property(near, weekend, fc.array(holiday, { maxLength: 6 }), fc.nat({ max: 60 }), fc.integer({ min: -9, max: 9 }), (...drawn) => {
        const [base, off, ranges, offset, count] = drawn;
        const holidays = ranges.map(([start, length]) => ({ startOn: base + start, endOn: base + start + length }));
        const calendar = createSiteCalendar(off, holidays);
        const isWorked = (day: number) =>
          !off.includes(weekdayOf(day)) && !holidays.some(({ startOn, endOn }) => startOn <= day && day <= endOn);
        const day = base + offset;
        let worked = 0;
        for (let other = day; other < day + 20; other += 1) if (isWorked(other)) worked += 1;
        expect(calendar.isWorkingDay(day)).toBe(isWorked(day));
        expect(calendar.workingDaysBetween(day, day + 19)).toBe(worked);
        const reached = calendar.addWorkingDays(day, count);
        expect(calendar.workingDaysBetween(Math.min(day, reached), Math.max(day, reached) - 1)).toBe(Math.abs(count));
        const isTight = count === 0 ? reached === day : isWorked(count > 0 ? reached - 1 : reached);
        expect(isTight).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });
});
