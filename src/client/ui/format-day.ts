import { calendarDateOf, parseDay, type Day } from '../../lib/days.ts';

const MS_PER_DAY = 86_400_000;
/** Days are counted in UTC for formatting alone, so that no time zone can shift them. */
const utc = { timeZone: 'UTC' } as const;
const formats = {
  short: new Intl.DateTimeFormat(undefined, { ...utc, day: 'numeric', month: 'short', year: 'numeric' }),
  numeric: new Intl.DateTimeFormat(undefined, { ...utc, day: '2-digit', month: '2-digit', year: 'numeric' }),
  long: new Intl.DateTimeFormat(undefined, { ...utc, weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }),
  month: new Intl.DateTimeFormat(undefined, { ...utc, month: 'long', year: 'numeric' }),
  shortMonth: new Intl.DateTimeFormat(undefined, { ...utc, month: 'short', year: 'numeric' }),
};
export type DayFormat = keyof typeof formats;

/** A day in the reader's language: `short` "2 Nov 2026", `numeric` "02/11/2026", `long` with the weekday, `month` without the day. */
export function formatDayText(day: Day, format: DayFormat = 'short'): string {
  return formats[format].format(day * MS_PER_DAY);
}

/** A sentence of the planning rules, which write days as they travel, for a reader. */
export function withReadableDays(text: string): string {
  return text.replaceAll(/\b\d{4}-\d{2}-\d{2}\b/g, (written) => {
    const day = parseDay(written);
    return day === undefined ? written : formatDayText(day);
  });
}

/** What a timeline shows, as short as it can be said: "November 2026", "Nov 2026 – Feb 2027". */
export function formatRange(from: Day, to: Day): string {
  const [a, b] = [calendarDateOf(from), calendarDateOf(to)];
  if (a.year === b.year && a.month === b.month) return formatDayText(from, 'month');
  return formats.shortMonth.formatRange(from * MS_PER_DAY, to * MS_PER_DAY);
}
