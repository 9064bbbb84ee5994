/** Rows of cells to tasks, once it is known which column is what. */
import {
  isSummaryRow,
  type ForeignAssignment,
  type ForeignLink,
  type ForeignProject,
  type ForeignResource,
  type ForeignTask,
  type LocalTime,
} from '../foreign-project.ts';
import { countOf, type RemarkLog } from '../remarks.ts';
import { localTimeOf, readDateCell, type DateOrder } from './cell-dates.ts';
import { parsePercent, parsePredecessors, parseResource, parseSheetDuration, parseYes, splitList } from './cell-values.ts';
import type { SheetField } from './titles.ts';

export type SheetContext = {
  readonly columns: Partial<Record<SheetField, number>>;
  /** Number of columns that have a title. */
  readonly width: number;
  /** Row number of the first body row, as a spreadsheet counts. */
  readonly firstRow: number;
  readonly order: DateOrder | null;
  readonly log: RemarkLog;
};

type Built = Pick<ForeignProject, 'summary' | 'tasks' | 'resources' | 'assignments' | 'blankRows'>;

/** One body row with a name. `cell` gives trimmed text, empty where there is none. */
type Row = { readonly number: number; readonly uid: number; readonly cell: (field: SheetField) => string; readonly raw: readonly string[] };

type Habits = {
  readonly hasTimes: boolean;
  /** 100 where percents are written as fractions of 1. */
  readonly percentFactor: number;
};

export function buildTasks(body: readonly (readonly string[])[], context: SheetContext): Built {
  const { log } = context;
  const rows: Row[] = [];
  let blankRows = 0;
  for (const [index, raw] of body.entries()) {
    const number = context.firstRow + index;
    const cell = (field: SheetField): string => (raw[context.columns[field] ?? -1] ?? '').trim();
    if (raw.length !== context.width && raw.some((text) => text.trim() !== '')) noteRagged(log, number, raw.length, context.width);
    if (cell('name') !== '') rows.push({ number, uid: rows.length + 1, cell, raw });
    else if (raw.every((text) => text.trim() === '')) blankRows += index === body.length - 1 ? 0 : 1;
    else
      log.add(
        { code: 'row_without_name', kind: 'ignored', say: (count) => `${countOf(count, 'row')} without a task name.` },
        `row ${number}`,
      );
  }
  const levels = levelsOf(rows, context);
  const habits = habitsOf(rows);
  const uidOf = indexReferences(rows);
  const tasks = rows.map((row, index) => taskOf(row, levels[index] ?? 1, habits, uidOf, context));
  const summary = isSummaryRow(tasks) ? (tasks[0] ?? null) : null;
  return { summary, tasks: summary ? tasks.slice(1) : tasks, blankRows, ...peopleOf(rows) };
}

function noteRagged(log: RemarkLog, row: number, cells: number, width: number): void {
  log.add(
    {
      code: 'ragged_row',
      kind: 'note',
      say: (count) => `${countOf(count, 'row')} with more or fewer cells than the titles; read as far as they go.`,
    },
    `row ${row}: ${cells} cells instead of ${width}`,
  );
}

/** Outline levels by their own column, else by the dots of the structure code, else by the indentation of the names. */
function levelsOf(rows: readonly Row[], { columns, log }: SheetContext): number[] {
  if (columns.level !== undefined)
    return rows.map((row) => {
      const text = row.cell('level');
      if (/^\d{1,5}$/.test(text)) return Number(text);
      log.add(
        {
          code: 'level_unreadable',
          kind: 'changed',
          say: (count) => `${countOf(count, 'row')} without a readable outline level; put on the top level.`,
        },
        `row ${row.number}: “${text}”`,
      );
      return 1;
    });
  if (columns.wbs !== undefined)
    return rows.map((row) =>
      row.cell('wbs') === '0'
        ? 0
        : row
            .cell('wbs')
            .replace(/[.\s]+$/, '')
            .split('.').length,
    );
  return levelsByIndent(rows.map((row) => indentOf(row.raw[columns.name ?? -1] ?? '')));
}

function indentOf(name: string): number {
  const lead = /^[\s\u00a0]*/.exec(name)?.[0] ?? '';
  return Array.from(lead).reduce((width, character) => width + (character === '\t' ? 4 : 1), 0);
}

function levelsByIndent(indents: readonly number[]): number[] {
  const open: number[] = [];
  return indents.map((indent) => {
    while (open.length > 0 && (open.at(-1) ?? 0) >= indent) open.pop();
    open.push(indent);
    return open.length;
  });
}

function habitsOf(rows: readonly Row[]): Habits {
  const minutes = rows.flatMap((row) => [row.cell('start'), row.cell('finish')]).map((text) => readDateCell(text)?.minute ?? 0);
  const percents = rows.map((row) => parsePercent(row.cell('percent'))).filter((percent) => percent !== undefined);
  const areFractions =
    percents.length > 0 &&
    percents.every(({ value, hasSign }) => value <= 1 && !hasSign) &&
    percents.some(({ value }) => value > 0 && value <= 1);
  return { hasTimes: minutes.some((minute) => minute !== 0), percentFactor: areFractions ? 100 : 1 };
}

/** Rows by what a predecessor list may call them: the number column, else the place in the list; and the structure code. */
function indexReferences(rows: readonly Row[]): ReadonlyMap<string, number> {
  const index = new Map<string, number>();
  const hasIds = rows.some((row) => row.cell('id') !== '');
  for (const row of rows) {
    const id = hasIds ? row.cell('id') : String(row.uid);
    if (id !== '' && !index.has(id)) index.set(id, row.uid);
  }
  for (const row of rows) {
    const code = row.cell('wbs');
    if (code !== '' && !index.has(code)) index.set(code, row.uid);
  }
  return index;
}

function taskOf(row: Row, outlineLevel: number, habits: Habits, uidOf: ReadonlyMap<string, number>, context: SheetContext): ForeignTask {
  const duration = parseSheetDuration(row.cell('duration'));
  if (!duration && row.cell('duration') !== '')
    context.log.add(
      { code: 'duration_unreadable', kind: 'ignored', say: (count) => `${countOf(count, 'duration')} could not be read.` },
      `row ${row.number}: “${row.cell('duration')}”`,
    );
  const id = Number(row.cell('id'));
  return {
    uid: row.uid,
    id: Number.isSafeInteger(id) && row.cell('id') !== '' ? id : row.number,
    name: row.cell('name'),
    outlineLevel,
    start: dateOf(row, 'start', habits, context),
    finish: dateOf(row, 'finish', habits, context),
    durationMinutes: duration?.minutes ?? null,
    isElapsedDuration: duration?.isElapsed ?? false,
    isMilestone: parseYes(row.cell('milestone')),
    isInactive: false,
    isExternal: false,
    percentComplete: percentOf(row, habits, context),
    notes: row.cell('notes') || null,
    links: linksOf(row, uidOf, context),
    hasConstraint: false,
    hasDeadline: false,
    hasCost: false,
    hasOwnCalendar: false,
    baselines: 0,
    customFieldIds: [],
  };
}

function dateOf(row: Row, field: 'start' | 'finish', habits: Habits, { order, log }: SheetContext): LocalTime | null {
  const text = row.cell(field);
  const cell = readDateCell(text);
  const time = cell && localTimeOf(cell, order ?? 'ymd', habits.hasTimes);
  if (!time && text !== '' && !/^(?:na|nv|n\/a|-|–)$/i.test(text))
    log.add(
      { code: 'date_unreadable', kind: 'ignored', say: (count) => `${countOf(count, 'date')} could not be read.` },
      `row ${row.number}: “${text}”`,
    );
  return time ?? null;
}

function percentOf(row: Row, habits: Habits, { log }: SheetContext): number {
  const text = row.cell('percent');
  const percent = parsePercent(text);
  if (!percent && text !== '')
    log.add(
      { code: 'percent_unreadable', kind: 'ignored', say: (count) => `${countOf(count, 'percentage')} could not be read.` },
      `row ${row.number}: “${text}”`,
    );
  return Math.min(100, (percent?.value ?? 0) * habits.percentFactor);
}

function linksOf(row: Row, uidOf: ReadonlyMap<string, number>, { log }: SheetContext): ForeignLink[] {
  const { links, unreadable } = parsePredecessors(row.cell('predecessors'), (reference) => uidOf.has(reference));
  for (const part of unreadable) noteUnreadableLink(log, row, part);
  return links.flatMap(({ reference, type, lag }) => {
    const predecessorUid = uidOf.get(reference) ?? uidOf.get(reference.replace(/\.0+$/, ''));
    if (predecessorUid === undefined) noteUnreadableLink(log, row, reference);
    return predecessorUid === undefined ? [] : [{ predecessorUid, type, lag, isExternal: false }];
  });
}

function noteUnreadableLink(log: RemarkLog, row: Row, part: string): void {
  log.add(
    {
      code: 'link_unreadable',
      kind: 'ignored',
      say: (count) => `${countOf(count, 'predecessor')} could not be read, or names no row of the sheet.`,
    },
    `row ${row.number}: “${part}”`,
  );
}

/** Resources are known by name alone; the first spelling counts. */
function peopleOf(rows: readonly Row[]): { resources: ForeignResource[]; assignments: ForeignAssignment[] } {
  const resources = new Map<string, ForeignResource>();
  const assignments: ForeignAssignment[] = [];
  for (const row of rows) {
    for (const part of splitList(row.cell('resources'))) {
      const { name, unitsPercent } = parseResource(part);
      const key = name.toLowerCase();
      const resource = resources.get(key) ?? { uid: resources.size + 1, name, email: name.includes('@') ? name : null, kind: 'work' };
      resources.set(key, resource);
      assignments.push({ taskUid: row.uid, resourceUid: resource.uid, unitsPercent });
    }
  }
  return { resources: [...resources.values()], assignments };
}
