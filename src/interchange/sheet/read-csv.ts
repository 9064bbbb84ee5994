/** Reads the rows of a text sheet (CSV of any kind) as a project. */
import { accept, refuse, type Result } from '../../lib/result.ts';
import type { TextEncoding } from '../decode-text.ts';
import { LIMITS, type FileRefusal, type ForeignProject } from '../foreign-project.ts';
import { createRemarkLog } from '../remarks.ts';
import { guessDateOrder, readDateCell, type DateCell, type DateOrder, type OrderGuess } from './cell-dates.ts';
import { parseRows, type Delimiter, type Rows } from './parse-rows.ts';
import { buildTasks, type SheetContext } from './sheet-tasks.ts';
import { fieldOfTitle, guessFields, SHEET_FIELDS, type SheetField, type SheetLanguage } from './titles.ts';

/** How to read a sheet where the guess is wrong; columns by position from 0, -1: not in the file. */
export type SheetOptions = {
  readonly delimiter?: Delimiter | undefined;
  readonly encoding?: TextEncoding | undefined;
  readonly dateOrder?: DateOrder | undefined;
  readonly hasHeader?: boolean | undefined;
  readonly columns?: Partial<Record<SheetField, number | undefined>> | undefined;
};

/** How a sheet was read, so that a person can correct it. */
export type SheetReading = {
  readonly delimiter: Delimiter;
  readonly encoding: TextEncoding;
  readonly dateOrder: DateOrder | null;
  readonly isDateOrderAmbiguous: boolean;
  readonly hasHeader: boolean;
  readonly columns: readonly { readonly title: string; readonly field: SheetField | null; readonly example: string }[];
};

const HEADER_SEARCH_ROWS = 20;
const MAX_TITLE_LENGTH = 100;

export function readCsv(
  bytes: Uint8Array,
  options: SheetOptions = {},
): Result<{ readonly project: ForeignProject; readonly reading: SheetReading }, FileRefusal> {
  const parsed = parseRows(bytes, options);
  if (!parsed.ok) return parsed;
  const header = findHeader(parsed.value.rows, options);
  const layout = layOut(parsed.value.rows, header, options);
  if (layout.columns.name === undefined)
    return refuse({ code: 'columns_unknown', message: describeUnknown(header >= 0 ? layout.titles : (parsed.value.rows[0] ?? [])) });
  const body = parsed.value.rows.slice(header + 1);
  const order = orderOf(body, layout, options);
  const log = createRemarkLog();
  const context: SheetContext = { columns: layout.columns, width: layout.titles.length, firstRow: header + 2, order: order.order, log };
  const built = buildTasks(body, context);
  if (built.tasks.length === 0 && built.summary === null)
    return refuse({ code: 'not_a_plan', message: 'The sheet has column titles but no row with a task name below them.' });
  if (order.isAmbiguous)
    log.add({
      code: 'date_order_ambiguous',
      kind: 'note',
      say: () =>
        `Nothing in the dates tells day and month apart; they were read as ${order.order === 'mdy' ? 'month/day/year' : 'day/month/year'}. Choose the other order if that is wrong.`,
    });
  return accept({
    project: {
      format: 'csv',
      program: null,
      name: built.summary?.name ?? null,
      start: null,
      finish: null,
      minutesPerDay: 480,
      dayStartMinute: 480,
      dayEndMinute: 1020,
      ...built,
      calendars: [],
      customFieldNames: new Map(),
      remarks: log.list(),
    },
    reading: readingOf(parsed.value, layout, order, header, options),
  });
}

type Layout = {
  readonly titles: readonly string[];
  readonly fields: readonly (SheetField | null)[];
  readonly columns: Partial<Record<SheetField, number>>;
  readonly language: SheetLanguage;
};

/** Index of the row of titles; -1 when there is none. */
function findHeader(rows: Rows['rows'], options: SheetOptions): number {
  if (options.hasHeader === false) return -1;
  let best = { index: -1, score: options.hasHeader === true ? -1 : 1 };
  for (const [index, row] of rows.slice(0, HEADER_SEARCH_ROWS).entries()) {
    const known = new Set(row.map(fieldOfTitle).filter((field) => field !== undefined));
    if (known.size > best.score && row.some((cell) => cell.trim() !== '')) best = { index, score: known.size };
  }
  if (best.index >= 0) return best.index;
  const first = rows.findIndex((row) => row.some((cell) => cell.trim() !== ''));
  const isSingleTitle = rows[first]?.length === 1 && fieldOfTitle(rows[first][0] ?? '') === 'name';
  const hasDate = (row: readonly string[]): boolean => row.some((cell) => readDateCell(cell) !== undefined);
  const isAboveDates = !hasDate(rows[first] ?? []) && rows.slice(first + 1, first + HEADER_SEARCH_ROWS).some(hasDate);
  return isSingleTitle || isAboveDates ? first : -1;
}

function layOut(rows: Rows['rows'], header: number, options: SheetOptions): Layout {
  const width = rows.slice(0, 1000).reduce((max, row) => Math.max(max, row.length), 0);
  const titleRow = header >= 0 ? (rows[header] ?? []) : [];
  const titles = Array.from({ length: header >= 0 ? titleRow.length : width }, (_, column) =>
    header >= 0 ? (titleRow[column] ?? '').trim().slice(0, MAX_TITLE_LENGTH) : `Column ${column + 1}`,
  );
  const guess = guessFields(header >= 0 ? titles : []);
  const isKnown = guess.fields.some((field) => field !== null);
  const fields = isKnown ? [...guess.fields] : guessByContent(rows.slice(header + 1), titles.length);
  for (const field of SHEET_FIELDS) {
    const told = options.columns?.[field];
    if (told === undefined) continue;
    for (const [column, own] of fields.entries()) if (own === field) fields[column] = null;
    if (told >= 0 && told < fields.length) fields[told] = field;
  }
  const columns: Partial<Record<SheetField, number>> = {};
  for (const [column, field] of fields.entries()) if (field !== null) columns[field] = column;
  return { titles, fields, columns, language: guess.language };
}

/** Without titles that are known: the first column of texts is the name, the first two of dates are start and finish. */
function guessByContent(rows: Rows['rows'], width: number): (SheetField | null)[] {
  const fields = Array.from({ length: width }, (): SheetField | null => null);
  const sample = rows.slice(0, 200);
  const open: SheetField[] = ['start', 'finish'];
  for (let column = 0; column < width; column += 1) {
    const cells = sample.map((row) => (row[column] ?? '').trim()).filter((cell) => cell !== '');
    const dates = cells.filter((cell) => readDateCell(cell) !== undefined).length;
    const numbers = cells.filter((cell) => /^[\d.,%\s]+$/.test(cell)).length;
    if (cells.length > 0 && dates >= cells.length * 0.8) fields[column] = open.shift() ?? null;
    else if (cells.length > 0 && numbers < cells.length * 0.5 && !fields.includes('name')) fields[column] = 'name';
  }
  return fields.includes('start') ? fields : fields.map(() => null);
}

function orderOf(body: Rows['rows'], layout: Layout, options: SheetOptions): OrderGuess {
  if (options.dateOrder) return { order: options.dateOrder, isAmbiguous: false };
  const { start, finish } = layout.columns;
  const cells: DateCell[] = [];
  const pairs: (readonly [DateCell, DateCell])[] = [];
  for (const row of body) {
    const from = start === undefined ? undefined : readDateCell(row[start] ?? '');
    const to = finish === undefined ? undefined : readDateCell(row[finish] ?? '');
    if (from) cells.push(from);
    if (to) cells.push(to);
    if (from && to) pairs.push([from, to]);
  }
  return guessDateOrder(cells, pairs, layout.language);
}

function describeUnknown(titles: readonly string[]): string {
  const seen = titles.filter((title) => title !== '').slice(0, 8);
  const columns = seen.length === 0 ? '' : ` Its columns are: ${seen.map((title) => `“${title.slice(0, 40)}”`).join(', ')}.`;
  return `No column of this sheet looks like task names.${columns} Name one “Task name”, or say which column holds the names.`;
}

function readingOf(rows: Rows, layout: Layout, order: OrderGuess, header: number, options: SheetOptions): SheetReading {
  const body = rows.rows.slice(header + 1, header + 200);
  return {
    delimiter: rows.delimiter,
    encoding: rows.encoding,
    dateOrder: options.dateOrder ?? order.order,
    isDateOrderAmbiguous: order.isAmbiguous,
    hasHeader: header >= 0,
    columns: layout.titles.slice(0, LIMITS.columns).map((title, column) => ({
      title,
      field: layout.fields[column] ?? null,
      example: (body.find((row) => (row[column] ?? '').trim() !== '')?.[column] ?? '').trim().slice(0, MAX_TITLE_LENGTH),
    })),
  };
}
