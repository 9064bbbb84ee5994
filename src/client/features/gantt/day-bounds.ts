import { calendarDateOf, dayOf, parseDay, weekdayOf, type Day } from '../../../lib/days.ts';

const RELATIVE = /^(today|week|month)([+-]\d{1,3})?$/;

/**
 * The day that an end of a range means: `2027-03-01`; `today+30`, `week`, `month-1` count from the day at hand, weeks and months
 * from their first day to their last. undefined when it means nothing.
 */
export function dayOfBound(bound: string, side: 'from' | 'to', today: Day): Day | undefined {
  const [, unit, count = '0'] = RELATIVE.exec(bound) ?? [];
  const by = Number(count);
  if (unit === undefined) return parseDay(bound);
  if (unit === 'today') return today + by;
  if (unit === 'week') return today - weekdayOf(today) + 1 + 7 * by + (side === 'to' ? 6 : 0);
  return side === 'from' ? firstOfMonth(today, by) : firstOfMonth(today, by + 1) - 1;
}

function firstOfMonth(today: Day, by: number): Day {
  const { year, month } = calendarDateOf(today);
  const months = year * 12 + month - 1 + by;
  return dayOf(Math.floor(months / 12), (months % 12) + 1, 1);
}
