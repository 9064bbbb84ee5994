/** The two rows of the time header: which cells there are between two days, and what is written in them. */
import { calendarDateOf, dayOf, isoWeekOf, weekdayOf } from '../../lib/days.ts';
import type { Day } from '../../lib/days.ts';
import type { DayFormat } from './day-format.ts';
import type { Scale } from './scale.ts';

/** A header cell from the start of `startDay` to the start of `endDay` (exclusive). */
export type Tick = {
  readonly startDay: Day;
  readonly endDay: Day;
  readonly label: string;
  /** A smaller second text: the weekday's letter, the week number. */
  readonly hint?: string;
};

export type HeaderTicks = {
  readonly upper: readonly Tick[];
  /** Weeks that stand among the labels of the upper row, where it holds months over days. */
  readonly weeks: readonly Tick[];
  readonly lower: readonly Tick[];
};

const NO_TICKS: readonly Tick[] = [];

export type HeaderWords = { readonly week: (week: number) => string };

type Unit = { readonly startOf: (day: Day) => Day; readonly nextOf: (start: Day) => Day };

const DAYS: Unit = { startOf: (day) => day, nextOf: (day) => day + 1 };
const WEEKS: Unit = { startOf: (day) => day - weekdayOf(day) + 1, nextOf: (start) => start + 7 };
const MONTHS: Unit = { startOf: (day) => monthStart(day, 0), nextOf: (start) => monthStart(start, 1) };
const YEARS: Unit = {
  startOf: (day) => dayOf(calendarDateOf(day).year, 1, 1),
  nextOf: (start) => dayOf(calendarDateOf(start).year + 1, 1, 1),
};

/** Cells that touch the days from `fromDay` to `toDay` (inclusive). */
export function headerTicks(scale: Scale, fromDay: Day, toDay: Day, format: DayFormat, words: HeaderWords): HeaderTicks {
  const list = (unit: Unit, describe: (day: Day) => { label: string; hint?: string }) => listTicks(unit, fromDay, toDay, describe);
  const week = (day: Day) => words.week(isoWeekOf(day).week);
  switch (scale.mode) {
    case 'week':
      return {
        upper: list(WEEKS, (day) => ({ label: format.month(day + 3), hint: week(day) })),
        weeks: NO_TICKS,
        lower: list(DAYS, (day) => ({ label: String(calendarDateOf(day).day), hint: format.weekday(day) })),
      };
    case 'month':
      return {
        upper: list(MONTHS, (day) => ({ label: format.month(day) })),
        weeks: hasDayCells(scale) ? list(WEEKS, (day) => ({ label: week(day) })) : NO_TICKS,
        lower: hasDayCells(scale)
          ? list(DAYS, (day) => ({ label: String(calendarDateOf(day).day), hint: format.weekdayLetter(day) }))
          : list(WEEKS, (day) => ({ label: String(calendarDateOf(day).day), hint: week(day) })),
      };
    case 'quarter':
      return {
        upper: list(MONTHS, (day) => ({ label: format.monthShort(day) })),
        weeks: NO_TICKS,
        lower: list(WEEKS, (day) => ({ label: scale.cellWidth < 34 ? String(isoWeekOf(day).week) : week(day) })),
      };
    case 'year':
      return {
        upper: list(YEARS, (day) => ({ label: String(calendarDateOf(day).year) })),
        weeks: NO_TICKS,
        lower: list(MONTHS, (day) => ({ label: scale.cellWidth < 34 ? format.monthLetter(day) : format.monthName(day) })),
      };
  }
}

/** Narrower days have no room for their number: the month mode then shows weeks. */
function hasDayCells(scale: Scale): boolean {
  return scale.cellWidth >= 20;
}

/** First days of the columns that get a vertical line, and whether the line is a strong one (start of a larger unit). */
export function gridUnits(scale: Scale): { readonly fine: Unit; readonly strong: Unit } {
  switch (scale.mode) {
    case 'week':
      return { fine: DAYS, strong: WEEKS };
    case 'month':
      return { fine: hasDayCells(scale) ? DAYS : WEEKS, strong: MONTHS };
    case 'quarter':
      return { fine: WEEKS, strong: MONTHS };
    case 'year':
      return { fine: MONTHS, strong: YEARS };
  }
}

/** Starts of a unit from the one that contains `fromDay` until `toDay`. */
export function listStarts(unit: Unit, fromDay: Day, toDay: Day): Day[] {
  const starts: Day[] = [];
  for (let start = unit.startOf(fromDay); start <= toDay; start = unit.nextOf(start)) starts.push(start);
  return starts;
}

function listTicks(unit: Unit, fromDay: Day, toDay: Day, describe: (day: Day) => { label: string; hint?: string }): Tick[] {
  return listStarts(unit, fromDay, toDay).map((startDay) => ({ startDay, endDay: unit.nextOf(startDay), ...describe(startDay) }));
}

function monthStart(day: Day, ahead: 0 | 1): Day {
  const { year, month } = calendarDateOf(day);
  return ahead === 1 && month === 12 ? dayOf(year + 1, 1, 1) : dayOf(year, month + ahead, 1);
}
