import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calendarDateOf, dayOf, FIRST_DAY, formatDay, isoWeekOf, LAST_DAY, parseDay, todayIn, weekdayOf } from './days.ts';

const anyDay = fc.integer({ min: FIRST_DAY, max: LAST_DAY });

describe('days', () => {
  it('day 0 is 1 January 1970, a Thursday', () => {
    expect(formatDay(0)).toBe('1970-01-01');
    expect(weekdayOf(0)).toBe(4);
    expect(weekdayOf(-4)).toBe(7);
  });

  it('every accepted day survives its text, and agrees with the platform calendar', () => {
    fc.assert(
      fc.property(anyDay, (day) => {
        const text = formatDay(day);
        expect(parseDay(text)).toBe(day);
        const platform = new Date(day * 86_400_000);
        expect(text).toBe(platform.toISOString().slice(0, 10));
        expect(weekdayOf(day)).toBe(platform.getUTCDay() || 7);
        const { year, month, day: dayOfMonth } = calendarDateOf(day);
        expect(dayOf(year, month, dayOfMonth)).toBe(day);
      }),
      { numRuns: 2000 },
    );
  });

  it.each(['2026-02-29', '2026-13-01', '2026-00-10', '2026-1-1', '26-01-01', '1899-12-31', '2200-01-01', '2026-01-01T00:00', ''])(
    '%j is no day',
    (text) => {
      expect(parseDay(text)).toBeUndefined();
    },
  );

  it.each([
    ['2026-01-01', 2026, 1],
    ['2025-12-29', 2026, 1],
    ['2027-01-03', 2026, 53],
    ['2021-01-03', 2020, 53],
    ['2024-12-30', 2025, 1],
  ])('%s lies in ISO week %i-W%i', (text, year, week) => {
    expect(isoWeekOf(parseDay(text) ?? Number.NaN)).toEqual({ year, week });
  });

  it('today is the day of the place, not of the clock', () => {
    const justBeforeMidnightUtc = new Date('2026-03-31T23:30:00Z');
    expect(formatDay(todayIn('Europe/Zurich', justBeforeMidnightUtc))).toBe('2026-04-01');
    expect(formatDay(todayIn('America/New_York', justBeforeMidnightUtc))).toBe('2026-03-31');
  });
});
