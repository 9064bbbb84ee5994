/** Days as people type them: `12 mar`, `w23`, `next tue`, `+5d`. */
import { calendarDateOf, dayOf, FIRST_DAY, isoWeekOf, LAST_DAY, parseDay, weekdayOf, type Day } from '../../../../lib/days.ts';
import type { SiteCalendar } from '../../../../planning/calendar/site-calendar.ts';
import { monthOf, weekdayNamed } from './day-names.ts';

export type DayTextContext = {
  readonly today: Day;
  /** What `+5d` counts from, and the year and month that are meant where none is typed. */
  readonly base: Day;
  /** A week or month means its first day, or its last. */
  readonly side: 'start' | 'end';
  readonly calendar: SiteCalendar;
  /** `d` counts working days; `cd` counts calendar days anyway. */
  readonly countsWorkingDays: boolean;
  /** BCP 47: the names of months and days, and whether 3/4 is in March. */
  readonly locale: string;
};

type Reader = (text: string, context: DayTextContext) => Day | undefined;

/** The day that a text means; undefined when it means none. */
export function dayOfText(typed: string, context: DayTextContext): Day | undefined {
  const text = typed.trim().toLocaleLowerCase().replaceAll(/\s+/g, ' ');
  for (const read of readers) {
    const day = read(text, context);
    if (day !== undefined) return Number.isInteger(day) && day >= FIRST_DAY && day <= LAST_DAY ? day : undefined;
  }
  return undefined;
}

const wordsForDays: Readonly<Record<string, number>> = {
  today: 0,
  heute: 0,
  "aujourd'hui": 0,
  tomorrow: 1,
  tom: 1,
  morgen: 1,
  demain: 1,
  yesterday: -1,
  gestern: -1,
  hier: -1,
};

const readWord: Reader = (text, { today }) => {
  const by = wordsForDays[text];
  return by === undefined ? undefined : today + by;
};

const RELATIVE = /^([+-]|in )\s?(\d{1,4})\s?([a-z]*)$/;

/** `+5d`, `-1w` from the day that stands there; `in 2 weeks` from today. */
const readRelative: Reader = (text, context) => {
  const [, sign, digits, unit = ''] = RELATIVE.exec(text) ?? [];
  if (sign === undefined) return undefined;
  const count = sign === '-' ? -Number(digits) : Number(digits);
  const from = sign === 'in ' ? context.today : context.base;
  switch (unit) {
    case '':
    case 'd':
    case 'day':
    case 'days':
      return context.countsWorkingDays ? addWorkingDays(context.calendar, from, count) : from + count;
    case 'wd':
      return addWorkingDays(context.calendar, from, count);
    case 'cd':
      return from + count;
    case 'w':
    case 'wk':
    case 'week':
    case 'weeks':
      return from + 7 * count;
    case 'm':
    case 'mo':
    case 'month':
    case 'months':
      return addMonths(from, count);
    case 'y':
    case 'year':
    case 'years':
      return addMonths(from, 12 * count);
    default:
      return undefined;
  }
};

/** The day that many working days on; it is a working day itself. */
function addWorkingDays(calendar: SiteCalendar, day: Day, count: number): Day {
  return count >= 0 ? calendar.nextWorkingDay(calendar.addWorkingDays(day, count)) : calendar.addWorkingDays(day, count);
}

function addMonths(day: Day, count: number): Day {
  const date = calendarDateOf(day);
  const months = date.year * 12 + date.month - 1 + count;
  const [year, month] = [Math.floor(months / 12), (months % 12) + 1];
  return dayOf(year, month, Math.min(date.day, daysInMonth(year, month)));
}

const WEEK = /^(?:([a-zäéû]{2,10})\.?,? )?(?:w|wk|week|kw|sem|semaine)\.?\s?(\d{1,2})(?:[\s/-]+(\d{4}|\d{2}))?$/;

/** `w23`, `fri w23`, `w23 2028`: the week's first day, at an end its last working one. */
const readWeek: Reader = (text, context) => {
  const [, weekdayName, digits, year] = WEEK.exec(text) ?? [];
  if (digits === undefined) return undefined;
  const week = Number(digits);
  const monday = mondayOf(year === undefined ? isoWeekOf(context.base).year : fullYear(year), week);
  if (monday === undefined) return undefined;
  if (weekdayName !== undefined) {
    const weekday = weekdayNamed(weekdayName, context.locale);
    return weekday === undefined ? undefined : monday + weekday - 1;
  }
  return context.side === 'start' ? monday : lastWorkingDay(context.calendar, monday, monday + 6);
};

function mondayOf(year: number, week: number): Day | undefined {
  const fourth = dayOf(year, 1, 4);
  const monday = fourth - weekdayOf(fourth) + 1 + 7 * (week - 1);
  return week >= 1 && isoWeekOf(monday).year === year ? monday : undefined;
}

function lastWorkingDay(calendar: SiteCalendar, first: Day, last: Day): Day {
  for (let day = last; day > first; day -= 1) if (calendar.isWorkingDay(day)) return day;
  return last;
}

const WEEKDAY = /^(?:(next|last|this|on) )?([a-zäéû]{2,10})\.?$/;

/** `tue`: the coming one, today counts; `next tue`: after today; `last tue`; `next week`, `next month`. */
const readWeekday: Reader = (text, context) => {
  const [, which, name = ''] = WEEKDAY.exec(text) ?? [];
  const { today, side, calendar } = context;
  if ((name === 'week' || name === 'month') && which !== undefined) {
    const by = which === 'next' ? 1 : which === 'last' ? -1 : 0;
    if (name === 'month') return edgeOfMonth(addMonths(today, by), side);
    const monday = today - weekdayOf(today) + 1 + 7 * by;
    return side === 'start' ? monday : lastWorkingDay(calendar, monday, monday + 6);
  }
  const weekday = name === '' ? undefined : weekdayNamed(name, context.locale);
  if (weekday === undefined) return undefined;
  const ahead = (weekday - weekdayOf(today) + 7) % 7;
  if (which === 'last') return today + ahead - 7;
  return today + (which === 'next' && ahead === 0 ? 7 : ahead);
};

const DAY_MONTH = /^(\d{1,2})(?:st|nd|rd|th|er)?\.?\s?([\p{L}]{3,12})\.?,?(?:\s?'?(\d{4}|\d{2}))?$/u;
const MONTH_DAY = /^([\p{L}]{3,12})\.?\s?(\d{1,2})(?:st|nd|rd|th)?(?:,?\s'?(\d{4}|\d{2}))?$/u;
const MONTH = /^([\p{L}]{3,12})\.?(?:\s(\d{4}))?$/u;

/** `12 mar`, `12. März 2028`, `mar 12`; a month alone is its first day, at an end its last. */
const readNamedMonth: Reader = (text, { base, side, locale }) => {
  const dayFirst = DAY_MONTH.exec(text);
  const monthFirst = dayFirst ? undefined : MONTH_DAY.exec(text);
  const [dayText, name, year] = dayFirst ? [dayFirst[1], dayFirst[2], dayFirst[3]] : [monthFirst?.[2], monthFirst?.[1], monthFirst?.[3]];
  if (name !== undefined) {
    const month = monthOf(name, locale);
    return month === undefined ? undefined : dateNear(base, Number(dayText), month, year);
  }
  const [, monthName = '', monthYear] = MONTH.exec(text) ?? [];
  const month = monthName === '' ? undefined : monthOf(monthName, locale);
  const first = month === undefined ? undefined : dateNear(base, 1, month, monthYear);
  return first === undefined ? undefined : edgeOfMonth(first, side);
};

function edgeOfMonth(day: Day, side: 'start' | 'end'): Day {
  const { year, month } = calendarDateOf(day);
  return dayOf(year, month, side === 'start' ? 1 : daysInMonth(year, month));
}

const NUMERIC = /^(\d{1,2})([./-])(\d{1,2})(?:\2(\d{4}|\d{2})?)?$/;

/** `12.3.`, `12/3/27`: the day first, but with slashes as the language has it. */
const readNumeric: Reader = (text, { base, locale }) => {
  const [, first, separator, second, year] = NUMERIC.exec(text) ?? [];
  if (first === undefined) return undefined;
  const isMonthFirst = separator === '/' && /^en-(?:US|CA|PH)$/.test(locale);
  const [day, month] = isMonthFirst ? [Number(second), Number(first)] : [Number(first), Number(second)];
  return dateNear(base, day, month, year);
};

/** A number alone is a day of the month at hand. */
const readDayOfMonth: Reader = (text, { base }) => {
  if (!/^\d{1,2}\.?$/.test(text)) return undefined;
  const { year, month } = calendarDateOf(base);
  return realDay(year, month, Number.parseInt(text, 10));
};

const readers: readonly Reader[] = [parseDay, readWord, readRelative, readWeek, readWeekday, readNumeric, readNamedMonth, readDayOfMonth];

/** A date of the year that is typed, else of the one that brings it nearest. */
function dateNear(base: Day, day: number, month: number, typedYear: string | undefined): Day | undefined {
  if (typedYear !== undefined) return realDay(fullYear(typedYear), month, day);
  const { year } = calendarDateOf(base);
  const candidates = [year - 1, year, year + 1].flatMap((candidate) => realDay(candidate, month, day) ?? []);
  return candidates.sort((a, b) => Math.abs(a - base) - Math.abs(b - base))[0];
}

function realDay(year: number, month: number, day: number): Day | undefined {
  return month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month) ? dayOf(year, month, day) : undefined;
}

function fullYear(text: string): number {
  return text.length === 2 ? 2000 + Number(text) : Number(text);
}

function daysInMonth(year: number, month: number): number {
  return (month === 12 ? dayOf(year + 1, 1, 1) : dayOf(year, month + 1, 1)) - dayOf(year, month, 1);
}
