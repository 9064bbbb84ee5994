import { type Day, dayOf, weekdayOf, type Weekday } from '../../lib/days.ts';

/**
 * The working days of a site. A day's ordinal is the number of working days before it, counted from a far Monday; all
 * arithmetic goes through ordinals, so that it costs the same however far apart the days are.
 */
export type SiteCalendar = {
  readonly isWorkingDay: (day: Day) => boolean;
  /** How many working days lie before a day; only differences mean something. */
  readonly ordinalOf: (day: Day) => number;
  /** The working day with that ordinal. */
  readonly dayAt: (ordinal: number) => Day;
  /** Working days from `startOn` to `endOn`, both included; 0 when there are none. */
  readonly workingDaysBetween: (startOn: Day, endOn: Day) => number;
  /** The day itself when it is worked, else the next that is. */
  readonly nextWorkingDay: (day: Day) => Day;
  /**
   * The instant n working days after (n ≥ 0: the earliest with n working days between) or before (n < 0: the latest) an
   * instant, where instant t is the start of day t.
   */
  readonly addWorkingDays: (instant: Day, count: number) => Day;
};

type DayRange = { readonly startOn: Day; readonly endOn: Day };

/** Where most plans lie is tabulated; elsewhere a day costs two divisions and a binary search over the holidays. */
const TABLE_START = dayOf(2015, 1, 1);
const TABLE_END = dayOf(2055, 1, 1);

/** A calendar from the days of the week that are off (not all seven) and the holidays. */
export function createSiteCalendar(weekendDays: readonly Weekday[], holidays: readonly DayRange[]): SiteCalendar {
  const isOff = Array.from({ length: 7 }, (_, index) => weekendDays.some((weekday) => weekday === index + 1));
  const workedWeekdays = isOff.flatMap((off, index) => (off ? [] : [index]));
  const perWeek = workedWeekdays.length;
  if (perWeek === 0) throw new RangeError('a site needs at least one working day a week');
  const workedBefore = isOff.map((_, index) => workedWeekdays.filter((weekday) => weekday < index).length);
  const off = listHolidaysOffWork(isOff, holidays);

  const weeklyOrdinalOf = (day: Day): number => {
    // Day 4 is Monday, 1970-01-05.
    const week = Math.floor((day - 4) / 7);
    return week * perWeek + (workedBefore[day - 4 - week * 7] ?? 0);
  };
  // For each holiday the number of days really worked before it: ascending, to find how many holidays precede an ordinal.
  const ordinalsOfHolidays = off.map((day, index) => weeklyOrdinalOf(day) - index);
  const findOrdinal = (day: Day): number => weeklyOrdinalOf(day) - countBelow(off, day);
  const findDay = (ordinal: number): Day => {
    const weekly = ordinal + countBelow(ordinalsOfHolidays, ordinal + 1);
    const week = Math.floor(weekly / perWeek);
    return 4 + week * 7 + (workedWeekdays[weekly - week * perWeek] ?? 0);
  };
  const isWorkingDay = (day: Day) => isOff[weekdayOf(day) - 1] === false && off[countBelow(off, day)] !== day;
  const firstOrdinal = findOrdinal(TABLE_START);
  const { days, ordinals } = tabulate(isOff, off, firstOrdinal);
  const ordinalOf = (day: Day): number => ordinals[day - TABLE_START] ?? findOrdinal(day);
  const dayAt = (ordinal: number): Day => days[ordinal - firstOrdinal] ?? findDay(ordinal);
  return {
    isWorkingDay,
    ordinalOf,
    dayAt,
    workingDaysBetween: (startOn, endOn) => Math.max(0, ordinalOf(endOn + 1) - ordinalOf(startOn)),
    nextWorkingDay: (day) => dayAt(ordinalOf(day)),
    addWorkingDays: (instant, count) => {
      if (count === 0) return instant;
      return count > 0 ? dayAt(ordinalOf(instant) + count - 1) + 1 : dayAt(ordinalOf(instant) + count);
    },
  };
}

/** The ordinal of each day of the table, and the day of each ordinal from the first on. */
function tabulate(isOff: readonly boolean[], off: readonly Day[], firstOrdinal: number): { days: Int32Array; ordinals: Int32Array } {
  const days = new Int32Array(TABLE_END - TABLE_START);
  const ordinals = new Int32Array(TABLE_END - TABLE_START);
  let holiday = countBelow(off, TABLE_START);
  let weekday = weekdayOf(TABLE_START) - 1;
  let count = 0;
  for (let day = TABLE_START; day < TABLE_END; day += 1) {
    ordinals[day - TABLE_START] = firstOrdinal + count;
    if (off[holiday] === day) holiday += 1;
    else if (isOff[weekday] === false) {
      days[count] = day;
      count += 1;
    }
    weekday = weekday === 6 ? 0 : weekday + 1;
  }
  return { days: days.subarray(0, count), ordinals };
}

/** Days that would be worked but for a holiday, ascending, without repeats. */
function listHolidaysOffWork(isOff: readonly boolean[], holidays: readonly DayRange[]): Day[] {
  const days = new Set<Day>();
  for (const { startOn, endOn } of holidays) {
    for (let day = startOn; day <= endOn; day += 1) if (isOff[weekdayOf(day) - 1] === false) days.add(day);
  }
  return Array.from(days).sort((a, b) => a - b);
}

/** How many values of an ascending list are less than the limit. */
function countBelow(ascending: readonly number[], limit: number): number {
  let [low, high] = [0, ascending.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ascending[middle] ?? Infinity) < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}
