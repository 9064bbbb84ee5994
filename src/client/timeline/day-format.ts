/** Days as people write them in a language. Everything is formatted in UTC: a day has no zone. */
import type { Day } from '../../lib/days.ts';

const DAY_MS = 86_400_000;

export type DayFormat = {
  readonly locale: string;
  /** "14 Mar" */
  short(day: Day): string;
  /** "14 March 2026" */
  long(day: Day): string;
  /** "3 to 14 March 2026" in the language's own way ("3 – 14 March 2026"). */
  range(startDay: Day, endDay: Day): string;
  /** "Mon" */
  weekday(day: Day): string;
  /** "M" */
  weekdayLetter(day: Day): string;
  /** "March 2026" */
  month(day: Day): string;
  /** "Mar 2026" */
  monthShort(day: Day): string;
  /** "Mar" */
  monthName(day: Day): string;
  /** "M" */
  monthLetter(day: Day): string;
};

const formats = new Map<string, DayFormat>();

/** The day formats of a BCP 47 language, made once: making a formatter costs more than using it a thousand times. */
export function dayFormatOf(locale: string): DayFormat {
  const known = formats.get(locale);
  if (known) return known;
  const made = createDayFormat(locale);
  formats.set(locale, made);
  return made;
}

function createDayFormat(locale: string): DayFormat {
  const of = (options: Intl.DateTimeFormatOptions) => {
    const format = new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' });
    const made = new Map<Day, string>();
    return (day: Day) => {
      const known = made.get(day);
      if (known !== undefined) return known;
      const text = format.format(day * DAY_MS);
      if (made.size > 4000) made.clear();
      made.set(day, text);
      return text;
    };
  };
  const range = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });
  return {
    locale,
    short: of({ day: 'numeric', month: 'short' }),
    long: of({ day: 'numeric', month: 'long', year: 'numeric' }),
    range: (startDay, endDay) => range.formatRange(startDay * DAY_MS, endDay * DAY_MS),
    weekday: of({ weekday: 'short' }),
    weekdayLetter: of({ weekday: 'narrow' }),
    month: of({ month: 'long', year: 'numeric' }),
    monthShort: of({ month: 'short', year: 'numeric' }),
    monthName: of({ month: 'short' }),
    monthLetter: of({ month: 'narrow' }),
  };
}
