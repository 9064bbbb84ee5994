/** Names of months and weekdays in the language of the page, and in English, German and French besides. */
import { dayOf, type Weekday } from '../../../../lib/days.ts';

const DAY_MS = 86_400_000;
/** A Monday. */
const MONDAY = dayOf(2024, 1, 1);
const ALWAYS_KNOWN = ['en', 'de', 'fr'] as const;

type Names = { readonly months: readonly string[]; readonly weekdays: readonly string[] };
const made = new Map<string, readonly Names[]>();

/** 1 to 12; the first letters are enough where they name only one month. The language of the page comes before the others. */
export function monthOf(text: string, locale: string): number | undefined {
  return firstOf(namesOf(locale), (names) => placeIn(names.months, text, 3));
}

/** A text that is a month in a language before it is a weekday in another (`mar`) is the month. */
export function weekdayNamed(text: string, locale: string): Weekday | undefined {
  const weekday = firstOf(namesOf(locale), (names) =>
    placeIn(names.months, text, 3) === undefined ? placeIn(names.weekdays, text, 2) : Number.NaN,
  );
  // Seven names give 1 to 7.
  return Number.isNaN(weekday) ? undefined : (weekday as Weekday | undefined);
}

function firstOf(all: readonly Names[], find: (names: Names) => number | undefined): number | undefined {
  for (const names of all) {
    const found = find(names);
    if (found !== undefined) return found;
  }
  return undefined;
}

function placeIn(names: readonly string[], text: string, minLength: number): number | undefined {
  const typed = bare(text);
  if (typed.length < minLength) return undefined;
  const found = names.flatMap((name, index) => (name.startsWith(typed) ? [index + 1] : []));
  return found.length === 1 ? found[0] : undefined;
}

function namesOf(locale: string): readonly Names[] {
  const known = made.get(locale);
  if (known) return known;
  const all = [...new Set([locale, ...ALWAYS_KNOWN])].map((language): Names => {
    const month = new Intl.DateTimeFormat(language, { month: 'long', timeZone: 'UTC' });
    const weekday = new Intl.DateTimeFormat(language, { weekday: 'long', timeZone: 'UTC' });
    return {
      months: Array.from({ length: 12 }, (_, index) => bare(month.format(dayOf(2024, index + 1, 1) * DAY_MS))),
      weekdays: Array.from({ length: 7 }, (_, index) => bare(weekday.format((MONDAY + index) * DAY_MS))),
    };
  });
  made.set(locale, all);
  return all;
}

/** Without case, accents and the dot of an abbreviation. */
function bare(name: string): string {
  return name
    .normalize('NFD')
    .replaceAll(/\p{M}|\./gu, '')
    .toLocaleLowerCase();
}
