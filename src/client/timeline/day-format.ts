/** Days as people write them in a language. Everything is formatted in UTC: a day has no zone. */
import { calendarDateOf, type Day } from '../../lib/days.ts';

const DAY_MS = 86_400_000;

export type DayFormat = {
  readonly locale: string;
  /** "14 Mar" in the year at hand, "14 Mar 2000" in any other. */
  short(day: Day): string;
  /** "14 Mar 2026" */
  medium(day: Day): string;
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

/**
 * The day formats of a BCP 47 language. A formatter is made once, when it is first asked: making one costs more than using it a
 * thousand times. Short days of the year at hand go without it; where none is at hand, all do.
 */
export function dayFormatOf(locale: string, yearAtHand?: number): DayFormat {
  const key = `${locale}/${yearAtHand ?? ''}`;
  const known = formats.get(key);
  if (known) return known;
  const made = createDayFormat(locale, yearAtHand);
  formats.set(key, made);
  return made;
}

function createDayFormat(locale: string, yearAtHand: number | undefined): DayFormat {
  const formatter = (options: Intl.DateTimeFormatOptions) => {
    let made: Intl.DateTimeFormat | undefined;
    return () => (made ??= new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' }));
  };
  const of = (options: Intl.DateTimeFormatOptions) => {
    const format = formatter(options);
    const made = new Map<Day, string>();
    return (day: Day) => {
      const known = made.get(day);
      if (known !== undefined) return known;
      const text = format().format(day * DAY_MS);
      if (made.size > 4000) made.clear();
      made.set(day, text);
      return text;
    };
  };
  const [shortBare, shortDated] = [of({ day: 'numeric', month: 'short' }), of({ day: 'numeric', month: 'short', year: 'numeric' })];
  const isAtHand = (day: Day) => yearAtHand === undefined || calendarDateOf(day).year === yearAtHand;
  const range = formatter({ day: 'numeric', month: 'long', year: 'numeric' });
  return {
    locale,
    short: (day) => (isAtHand(day) ? shortBare(day) : shortDated(day)),
    medium: shortDated,
    long: of({ day: 'numeric', month: 'long', year: 'numeric' }),
    range: (startDay, endDay) => range().formatRange(startDay * DAY_MS, endDay * DAY_MS),
    weekday: of({ weekday: 'short' }),
    weekdayLetter: of({ weekday: 'narrow' }),
    month: of({ month: 'long', year: 'numeric' }),
    monthShort: of({ month: 'short', year: 'numeric' }),
    monthName: of({ month: 'short' }),
    monthLetter: of({ month: 'narrow' }),
  };
}
