/** Dates as people and programs write them into sheets; which number is the day is decided over all cells together. */
import { dayOf, formatDay, parseDay, weekdayOf, type Day } from '../../lib/days.ts';
import type { LocalTime } from '../foreign-project.ts';
import type { SheetLanguage } from './titles.ts';

export type DateOrder = 'ymd' | 'dmy' | 'mdy';

/** A date cell before the order is known. `parts` are the numbers as they stand. */
export type DateCell = {
  readonly parts: readonly [number, number, number];
  /** What the cell itself settles: the month has a name, the year comes first, or dots separate. */
  readonly order: DateOrder | undefined;
  readonly minute: number | null;
  /** Weekdays (1 Monday to 7 Sunday) that a name before the date can mean. */
  readonly weekdays: readonly number[];
};

const MONTHS: readonly string[] = [
  'jan|january|januar|janner|janv|janvier',
  'feb|february|februar|fev|fevr|fevrier',
  'mar|march|marz|mrz|mars',
  'apr|april|avr|avril',
  'may|mai',
  'jun|june|juni|juin',
  'jul|july|juli|juil|juillet',
  'aug|august|aout',
  'sep|sept|september|septembre',
  'oct|october|okt|oktober|octobre',
  'nov|november|novembre',
  'dec|december|dez|dezember|decembre',
];
const MONTH_OF = new Map(MONTHS.flatMap((names, index) => names.split('|').map((name): [string, number] => [name, index + 1])));

const WEEKDAYS: readonly string[] = [
  'mon|montag|monday|mo|lun|lundi|lu',
  'tue|tues|tuesday|tu|die|dienstag|di|mar|mardi|ma',
  'wed|wednesday|we|mit|mittwoch|mi|mer|mercredi|me',
  'thu|thur|thurs|thursday|th|don|donnerstag|do|jeu|jeudi|je',
  'fri|friday|fr|fre|freitag|ven|vendredi|ve',
  'sat|saturday|sa|sam|samstag|samedi',
  'sun|sunday|su|son|sonntag|so|dim|dimanche|di',
];

const TIME = /(?:^|[\sT,])(\d{1,2}):(\d{2})(?::\d{2}(?:[.,]\d+)?)?\s*(am|pm|a\.m\.|p\.m\.)?(?:\s*uhr)?(?:z|[+-]\d{2}:?\d{2})?$/i;
const NUMERIC = /^(\d{1,4})([./-])\s*(\d{1,2})\2\s*(\d{2,4})$/;
const COMPACT = /^(\d{4})(\d{2})(\d{2})$/;
const SERIAL = /^\d{5}(?:[.,]\d+)?$/;
const DAY_FIRST_NAMED = /^(\d{1,2})[.\s-]*([a-z]+)[.\s,-]*(\d{2,4})$/;
const MONTH_FIRST_NAMED = /^([a-z]+)[.\s-]*(\d{1,2})(?:st|nd|rd|th)?[.,\s-]+(\d{2,4})$/;
/** Day 0 of a spreadsheet's date numbers, so that 36526 is 2000-01-01. */
const SERIAL_EPOCH: Day = dayOf(1899, 12, 30);

/** Undefined when the text is no date in any order. */
export function readDateCell(text: string): DateCell | undefined {
  let rest = text
    .slice(0, 60)
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[\u0300-\u036f]/g, '')
    .replaceAll(/\s+/g, ' ')
    .trim();
  const time = TIME.exec(rest);
  const minute = time ? minuteOf(time) : null;
  if (time) rest = rest.slice(0, time.index).trim();
  const weekday = /^([a-z]+)[.,]?\s+(?=[\d])/.exec(rest)?.[1];
  const weekdays = weekday === undefined ? [] : WEEKDAYS.flatMap((names, index) => (names.split('|').includes(weekday) ? [index + 1] : []));
  if (weekdays.length > 0) rest = rest.slice(rest.search(/\d/));
  const found = partsOf(rest);
  return found && { ...found, minute, weekdays };
}

function minuteOf(time: RegExpExecArray): number | null {
  const [hour, minute, half] = [Number(time[1]), Number(time[2]), time[3]?.charAt(0)];
  if (hour > 24 || minute > 59) return null;
  return ((half === undefined ? hour : (hour % 12) + (half === 'p' ? 12 : 0)) * 60 + minute) % 1440;
}

function partsOf(text: string): Pick<DateCell, 'parts' | 'order'> | undefined {
  const numeric = NUMERIC.exec(text);
  if (numeric) {
    const parts = [Number(numeric[1]), Number(numeric[3]), Number(numeric[4])] as const;
    if ((numeric[1] ?? '').length === 4) return { parts, order: 'ymd' };
    if ((numeric[1] ?? '').length === 3 || (numeric[4] ?? '').length === 3) return undefined;
    return { parts, order: numeric[2] === '.' ? 'dmy' : undefined };
  }
  const compact = COMPACT.exec(text);
  if (compact) return { parts: [Number(compact[1]), Number(compact[2]), Number(compact[3])], order: 'ymd' };
  if (SERIAL.test(text)) return { parts: fromSerial(Math.floor(Number(text.replace(',', '.')))), order: 'ymd' };
  return namedPartsOf(text);
}

function fromSerial(serial: number): readonly [number, number, number] {
  const [year, month, day] = formatDay(SERIAL_EPOCH + serial)
    .split('-')
    .map(Number);
  return [year ?? 0, month ?? 0, day ?? 0];
}

function namedPartsOf(text: string): Pick<DateCell, 'parts' | 'order'> | undefined {
  const dayFirst = DAY_FIRST_NAMED.exec(text);
  const monthFirst = dayFirst ? null : MONTH_FIRST_NAMED.exec(text);
  const month = MONTH_OF.get(dayFirst?.[2] ?? monthFirst?.[1] ?? '');
  if (month === undefined) return undefined;
  const [day, year] = [Number(dayFirst?.[1] ?? monthFirst?.[2]), Number(dayFirst?.[3] ?? monthFirst?.[3])];
  return { parts: [year < 100 ? expandYear(year) : year, month, day], order: 'ymd' };
}

/** Two-digit years: 00 to 69 are of this century, 70 to 99 of the last. */
function expandYear(year: number): number {
  if (year >= 100) return year;
  return year < 70 ? 2000 + year : 1900 + year;
}

/** The day that a cell means in an order; undefined when there is no such day. */
function dayOfCell(cell: DateCell, order: DateOrder): Day | undefined {
  const [a, b, c] = cell.parts;
  const effective = cell.order ?? order;
  const [year, month, day] = effective === 'ymd' ? [a, b, c] : effective === 'dmy' ? [c, b, a] : [c, a, b];
  const text = `${String(expandYear(year)).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
  return parseDay(text);
}

/** The cell as local time; `withTime` false drops the time of day. */
export function localTimeOf(cell: DateCell, order: DateOrder, withTime: boolean): LocalTime | null {
  const day = dayOfCell(cell, order);
  if (day === undefined) return null;
  if (!withTime || cell.minute === null) return formatDay(day);
  const clock = `${String(Math.floor(cell.minute / 60)).padStart(2, '0')}:${String(cell.minute % 60).padStart(2, '0')}:00`;
  return `${formatDay(day)}T${clock}`;
}

export type OrderGuess = { readonly order: DateOrder | null; readonly isAmbiguous: boolean };

/**
 * The order that most cells fit: numbers above 12 and weekday names are evidence, then starts that would lie after their
 * finishes; where nothing decides, the habit of the titles' language is taken and the guess is marked as ambiguous.
 */
export function guessDateOrder(
  cells: readonly DateCell[],
  pairs: readonly (readonly [DateCell, DateCell])[],
  language: SheetLanguage,
): OrderGuess {
  const open = cells.filter((cell) => cell.order === undefined);
  if (open.length === 0) return { order: cells[0]?.order ?? null, isAmbiguous: false };
  const candidates: DateOrder[] = language === 'en' ? ['mdy', 'dmy', 'ymd'] : ['dmy', 'mdy', 'ymd'];
  const scored = candidates.map((order) => ({ order, faults: faultsOf(open, pairs, order) }));
  const best = scored.reduce((a, b) => (b.faults < a.faults ? b : a));
  const rivals = scored.filter((one) => one.faults === best.faults && one.order !== best.order && one.order !== 'ymd');
  const differs = rivals.some((rival) => open.some((cell) => dayOfCell(cell, rival.order) !== dayOfCell(cell, best.order)));
  return { order: best.order, isAmbiguous: differs };
}

function faultsOf(cells: readonly DateCell[], pairs: readonly (readonly [DateCell, DateCell])[], order: DateOrder): number {
  let faults = order === 'ymd' ? 0.5 : 0;
  for (const cell of cells) {
    const day = dayOfCell(cell, order);
    if (day === undefined) faults += 1;
    else if (cell.weekdays.length > 0 && !cell.weekdays.includes(weekdayOf(day))) faults += 1;
  }
  for (const [start, finish] of pairs) {
    const [from, to] = [dayOfCell(start, order), dayOfCell(finish, order)];
    if (from !== undefined && to !== undefined && to < from) faults += 1;
  }
  return faults;
}
