import { dayOf, type Day } from '../../../lib/days.ts';

export type CalendarHoliday = { readonly name: string; readonly startOn: Day; readonly endOn: Day };
export type CalendarRegion = { readonly code: string; readonly name: string };
export type CalendarCountry = CalendarRegion & { readonly regions: CalendarRegion[] };

/** Loaded when first asked for: the calendars of all countries take 35 MB. */
async function loadCalendar() {
  const { default: Holidays } = await import('date-holidays');
  return Holidays;
}

/**
 * Public holidays of a country and region in the country's language, years inclusive, by date. Data: date-holidays, CC-BY-3.0.
 * Undefined when the calendar does not know the country or region.
 */
export async function listPublicHolidays(
  place: { readonly countryCode: string; readonly regionCode: string | null },
  years: { readonly fromYear: number; readonly toYear: number },
): Promise<readonly CalendarHoliday[] | undefined> {
  const Holidays = await loadCalendar();
  const { countryCode, regionCode } = place;
  const countries = new Holidays().getCountries('en');
  if (countries[countryCode] === undefined) return undefined;
  if (regionCode !== null && regionsOf(new Holidays(), countryCode)[regionCode] === undefined) return undefined;
  const calendar = regionCode === null ? new Holidays(countryCode) : new Holidays(countryCode, regionCode);
  const found: CalendarHoliday[] = [];
  for (let year = years.fromYear; year <= years.toYear; year += 1) {
    for (const holiday of calendar.getHolidays(year)) if (holiday.type === 'public') found.push(...daysOf(holiday));
  }
  return mergeSameDays(found);
}

/** Countries with their regions, by name. */
export async function listCalendarCountries(): Promise<CalendarCountry[]> {
  const Holidays = await loadCalendar();
  const calendar = new Holidays();
  return byName(calendar.getCountries('en')).map((country) => ({ ...country, regions: byName(regionsOf(calendar, country.code)) }));
}

type Calendar = { getStates(country: string, language?: string): Record<string, string> | undefined };

function regionsOf(calendar: Calendar, countryCode: string): Record<string, string> {
  return calendar.getStates(countryCode, 'en') ?? {};
}

function byName(names: Record<string, string>): CalendarRegion[] {
  return Object.entries(names)
    .map(([code, name]) => ({ code, name }))
    .filter(({ code }) => /^[A-Z0-9]{1,6}$/.test(code))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** `date` is the local date and time at the place; an Islamic holiday may begin in the evening before, which is no day off. */
function daysOf(holiday: { readonly date: string; readonly start: Date; readonly end: Date; readonly name: string }): CalendarHoliday[] {
  const match = /^(\d{4})-(\d{2})-(\d{2}) (\d{2})/.exec(holiday.date);
  if (!match) return [];
  const [year = 0, month = 0, dayOfMonth = 0, hour = 0] = match.slice(1).map(Number);
  const lengthHours = (holiday.end.getTime() - holiday.start.getTime()) / 3_600_000;
  const startOn = dayOf(year, month, dayOfMonth) + (hour >= 12 ? 1 : 0);
  const days = Math.max(1, Math.round((lengthHours - (hour >= 12 ? 24 - hour : 0)) / 24));
  return lengthHours < 12 ? [] : [{ name: holiday.name.slice(0, 200), startOn, endOn: startOn + days - 1 }];
}

/** Two holidays may fall on one day; the first name stands. */
function mergeSameDays(holidays: readonly CalendarHoliday[]): CalendarHoliday[] {
  const byDays = new Map(holidays.toReversed().map((holiday) => [`${holiday.startOn} ${holiday.endOn}`, holiday]));
  return [...byDays.values()].sort((a, b) => a.startOn - b.startOn || a.endOn - b.endOn);
}
