import { type Day, weekdayOf } from '../../lib/days.ts';
import type { TimeOff } from '../model.ts';

/** Which part of a day somebody is away: nothing, half of it, or all. */
const PARTS = { full: 1, morning: 0.5, afternoon: 0.5 } as const;

/**
 * Adds up, for each of `away.length` days from `from` on, the part of the day that the person is away (1: all of it; never more).
 * A recurrence counts its weeks from the ISO week of its start.
 */
export function addTimeOff(timeOff: TimeOff, from: Day, away: Float64Array): void {
  const { startOn, endOn, recurrence, exceptionsOn } = timeOff;
  const first = Math.max(startOn, from);
  const last = Math.min(endOn ?? Infinity, from + away.length - 1);
  const part = PARTS[timeOff.dayPart];
  for (let day = first; day <= last; day += 1) {
    if (recurrence && !recurs(timeOff, day)) continue;
    if (exceptionsOn.length > 0 && exceptionsOn.includes(day)) continue;
    away[day - from] = Math.min(1, (away[day - from] ?? 0) + part);
  }
}

function recurs({ startOn, recurrence }: TimeOff, day: Day): boolean {
  if (!recurrence?.weekdays.includes(weekdayOf(day))) return false;
  const weeks = (mondayOf(day) - mondayOf(startOn)) / 7;
  return weeks % recurrence.everyWeeks === 0;
}

function mondayOf(day: Day): Day {
  return day - weekdayOf(day) + 1;
}
