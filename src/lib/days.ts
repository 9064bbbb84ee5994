/** A calendar day as the number of days since 1970-01-01 (which is day 0). No clock time, no zone. */
export type Day = number;

/** ISO 8601 weekday: 1 is Monday, 7 is Sunday. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

export type CalendarDate = { readonly year: number; readonly month: number; readonly day: number };

/** First and last day that the product accepts: years 1900 to 2199. */
export const FIRST_DAY: Day = dayOf(1900, 1, 1);
export const LAST_DAY: Day = dayOf(2199, 12, 31);

const ISO_DAY = /^(\d{4})-(\d{2})-(\d{2})$/;

/**
 * Day number of a proleptic Gregorian date; `month` is 1 to 12.
 * Formula: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", days_from_civil.
 */
export function dayOf(year: number, month: number, day: number): Day {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

/** The inverse of `dayOf` (civil_from_days of the same source). */
export function calendarDateOf(day: Day): CalendarDate {
  const shifted = day + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return { year, month, day: dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1 };
}

/** Parses `YYYY-MM-DD`; undefined when it is not a real date within the accepted years. */
export function parseDay(text: string): Day | undefined {
  const match = ISO_DAY.exec(text);
  if (!match) return undefined;
  const [year, month, dayOfMonth] = [Number(match[1]), Number(match[2]), Number(match[3])];
  const day = dayOf(year, month, dayOfMonth);
  const back = calendarDateOf(day);
  const isReal = back.year === year && back.month === month && back.day === dayOfMonth;
  return isReal && day >= FIRST_DAY && day <= LAST_DAY ? day : undefined;
}

/** `YYYY-MM-DD` of a day within the accepted years. */
export function formatDay(day: Day): string {
  const { year, month, day: dayOfMonth } = calendarDateOf(day);
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(dayOfMonth).padStart(2, '0')}`;
}

export function weekdayOf(day: Day): Weekday {
  // 1970-01-01 was a Thursday (4); the remainder is 0 to 6, so the sum is a Weekday.
  return (((((day + 3) % 7) + 7) % 7) + 1) as Weekday;
}

/** ISO 8601 week: the year it belongs to and its number, 1 to 53. */
export function isoWeekOf(day: Day): { readonly year: number; readonly week: number } {
  const thursday = day - weekdayOf(day) + 4;
  const { year } = calendarDateOf(thursday);
  return { year, week: Math.floor((thursday - dayOf(year, 1, 1)) / 7) + 1 };
}

/** Today at a place, by its IANA time zone: the only question that needs a clock and a zone. */
export function todayIn(timeZone: string, now: Date): Day {
  const parts = new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' }).format(now);
  const day = parseDay(parts);
  if (day === undefined) throw new RangeError(`no calendar day from "${parts}" in ${timeZone}`);
  return day;
}
