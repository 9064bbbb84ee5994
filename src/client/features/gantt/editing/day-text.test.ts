import { describe, expect, it } from 'vitest';
import { dayOf, formatDay } from '../../../../lib/days.ts';
import { createSiteCalendar } from '../../../../planning/calendar/site-calendar.ts';
import { dayOfText, type DayTextContext } from './day-text.ts';

// A Wednesday; the value in the cell is a Monday of the same month.
const today = dayOf(2027, 3, 17);
const base = dayOf(2027, 3, 8);
const calendar = createSiteCalendar([6, 7], [{ startOn: dayOf(2027, 3, 26), endOn: dayOf(2027, 3, 29) }]);
const usual: DayTextContext = { today, base, side: 'start', calendar, countsWorkingDays: false, locale: 'en-GB' };

function read(text: string, context: Partial<DayTextContext> = {}): string | undefined {
  const day = dayOfText(text, { ...usual, ...context });
  return day === undefined ? undefined : formatDay(day);
}

describe('a typed day', () => {
  it.each([
    ['2027-04-01', '2027-04-01'],
    ['12 mar', '2027-03-12'],
    ['Mar 12', '2027-03-12'],
    ['12. März 2028', '2028-03-12'],
    ['12 Mar 2028', '2028-03-12'],
    ['5 avril', '2027-04-05'],
    ['1st april', '2027-04-01'],
    ['12.4.', '2027-04-12'],
    ['12.4.28', '2028-04-12'],
    ['12/4/2027', '2027-04-12'],
    ['15', '2027-03-15'],
  ])('%s is the date %s', (text, expected) => expect(read(text)).toBe(expected));

  it('with slashes follows the language', () => expect(read('4/12', { locale: 'en-US' })).toBe('2027-04-12'));

  it('without a year is the nearest', () => {
    expect(read('5 jan', { base: dayOf(2027, 12, 20) })).toBe('2028-01-05');
    expect(read('20 dec', { base: dayOf(2027, 1, 4) })).toBe('2026-12-20');
  });

  it.each([
    ['today', '2027-03-17'],
    ['tomorrow', '2027-03-18'],
    ['wed', '2027-03-17'],
    ['next wed', '2027-03-24'],
    ['next tue', '2027-03-23'],
    ['last tue', '2027-03-16'],
    ['Dienstag', '2027-03-23'],
    ['next week', '2027-03-22'],
    ['next month', '2027-04-01'],
    ['in 2 weeks', '2027-03-31'],
  ])('%s counts from today: %s', (text, expected) => expect(read(text)).toBe(expected));

  it('counts on from the value in the cell', () => {
    expect(read('+5d')).toBe('2027-03-13');
    expect(read('+5d', { countsWorkingDays: true })).toBe('2027-03-15');
    expect(read('+5cd', { countsWorkingDays: true })).toBe('2027-03-13');
    expect(read('-1w')).toBe('2027-03-01');
    expect(read('-2wd')).toBe('2027-03-04');
    expect(read('+14wd'), 'over a holiday').toBe('2027-03-30');
    expect(read('+1m', { base: dayOf(2027, 1, 31) })).toBe('2027-02-28');
  });

  it('a week or a month is its first day at a start and its last at an end', () => {
    expect(read('w23')).toBe('2027-06-07');
    expect(read('W23', { side: 'end' })).toBe('2027-06-11');
    expect(read('fri w23')).toBe('2027-06-11');
    expect(read('w53 2026')).toBe('2026-12-28');
    expect(read('mar')).toBe('2027-03-01');
    expect(read('april')).toBe('2027-04-01');
    expect(read('april', { side: 'end' })).toBe('2027-04-30');
  });

  it.each(['', 'soon', 'w60', 'w53 2027', '31 feb', '12.13.', '+5x', '0', 'xx', '1/1/99999'])('“%s” is none', (text) =>
    expect(read(text)).toBeUndefined(),
  );
});
