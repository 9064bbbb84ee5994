/** A block of cells from a spreadsheet: as new phases, or into the cells that are there. */
import { createUuid } from '../../../../lib/uuid.ts';
import type { Day } from '../../../../lib/days.ts';
import { calendarOf } from '../../../../planning/calendar/calendar-of.ts';
import { nameKeyOf } from '../../../../lib/text-key.ts';
import type { Command, CommandOf } from '../../../../planning/commands/command.ts';
import type { CustomColumn, PhaseId, Project } from '../../../../planning/model.ts';
import { listCustomColumns, type Plan } from '../../../../planning/plan.ts';
import { countText } from '../describe.ts';
import type { Action } from '../gantt-actions.ts';
import { fieldOf, isTyped, lockOf, type FieldId, type TypedId } from '../gantt-columns.ts';
import { spanOf, type GanttItem } from '../gantt-items.ts';
import type { ValueContext } from '../gantt-values.ts';
import { readLength, readPercent } from './amount-text.ts';
import { readCell } from '../custom-cells.ts';
import { customColumnOf, customFieldId } from '../custom-fields.ts';
import { targetAt } from './copy-actions.ts';
import { dayOfText } from './day-text.ts';
import { editMany, type Edit } from './edit-many.ts';

export type Table = readonly (readonly string[])[];

/** What a paste would do, with the reason for each cell that it leaves out, by `row:column` of the table. */
export type PastePlan = {
  readonly action: Action | undefined;
  readonly refused: ReadonlyMap<string, string>;
  /** "3 phases will be added" */
  readonly summary: string;
  /** What the table's columns were taken for; undefined: left out. */
  readonly columns: readonly (FieldId | undefined)[];
  readonly hasHead: boolean;
};

const heads: readonly (readonly [FieldId, RegExp])[] = [
  ['name', /^(?:task |phase )?name$|^(?:task|phase|vorgang|vorgangsname|nom(?: de la tâche)?)$/],
  ['start', /^(?:start|start date|begin|anfang|beginn|début)$/],
  ['end', /^(?:end|end date|finish|due|ende|fin)$/],
  ['duration', /^(?:duration|days|working days|dauer|durée)$/],
  ['progress', /^(?:done|progress|percent done|% ?(?:complete|done|abgeschlossen|achevé))$/],
  ['predecessors', /^(?:predecessors?|after|vorgänger|prédécesseurs?)$/],
  ['status', /^status$/],
  ['wbs', /^(?:no\.?|nr\.?|wbs|psp(?:-code)?|outline number|id|#)$/],
];
const WITHOUT_HEAD: readonly FieldId[] = ['name', 'start', 'end', 'duration', 'progress'];

function headOf(plan: Plan, cell: string): FieldId | undefined {
  const text = cell.trim();
  const known = heads.find(([, pattern]) => pattern.test(text.toLocaleLowerCase()))?.[0];
  const custom = known ? undefined : listCustomColumns(plan).find(({ name }) => nameKeyOf(name) === nameKeyOf(text));
  return known ?? (custom && customFieldId(custom));
}

function columnsOfTable(plan: Plan, table: Table): Pick<PastePlan, 'columns' | 'hasHead'> {
  const first = (table[0] ?? []).map((cell) => headOf(plan, cell));
  if (first.includes('name')) return { columns: first, hasHead: true };
  const width = Math.max(...table.map((row) => row.length));
  return { columns: Array.from({ length: width }, (_, index) => WITHOUT_HEAD[index]), hasHead: false };
}

const NEW_PHASE_WORKING_DAYS = 5;

/** New phases after a row, one per line; spaces before a name make it a part of the line above. */
export function planPhases(context: ValueContext, table: Table, at: GanttItem): PastePlan {
  const head = columnsOfTable(context.plan, table);
  const refused = new Map<string, string>();
  const commands: CommandOf<'phase.create'>[] = [];
  const values: Command[] = [];
  const target = targetAt(context.plan, at);
  const levels: { readonly indent: number; readonly id: PhaseId }[] = [];
  let [afterId, cursor] = [target.afterId, cursorAt(context, at)];
  table.forEach((cells, row) => {
    if (head.hasHead && row === 0) return;
    const typed = cells[head.columns.indexOf('name')] ?? '';
    if (typed.trim() === '') {
      refused.set(`${row}:${Math.max(0, head.columns.indexOf('name'))}`, 'A phase needs a name');
      return;
    }
    const indent = typed.length - typed.trimStart().length;
    while (levels.length > 0 && (levels.at(-1)?.indent ?? 0) >= indent) levels.pop();
    const parent = levels.at(-1);
    const id = createUuid() as PhaseId; // Born here: a command carries the final id.
    const fields = readPhase(context, { cells, columns: head.columns, at, cursor }, (column, reason) =>
      refused.set(`${row}:${column}`, reason),
    );
    const place = parent ? { parentId: parent.id } : { parentId: target.parentId, afterId };
    commands.push({ kind: 'phase.create', id, projectId: target.projectId, ...place, name: typed.trim().slice(0, 200), ...fields });
    values.push(
      ...readValues(context, { cells, columns: head.columns, at, cursor }, id, (column, reason) => refused.set(`${row}:${column}`, reason)),
    );
    if (!parent) afterId = id;
    cursor = fields.endOn + 1;
    levels.push({ indent, id });
  });
  withoutProgressOfParents(commands);
  const what = countText(commands.length, 'phase', 'phases');
  const action = {
    commands: [...commands, ...values],
    label: `Paste ${what}`,
    announcement: `${what} added`,
    focusId: commands[0]?.id ?? '',
  };
  return { ...head, refused, summary: `${what} will be added`, action: commands.length === 0 ? undefined : action };
}

function cursorAt(context: ValueContext, at: GanttItem): Day {
  return at.kind === 'project' ? at.project.startOn : spanOf(at).endOn + 1;
}

type Line = {
  readonly cells: readonly string[];
  readonly columns: readonly (FieldId | undefined)[];
  readonly at: GanttItem;
  /** Where the phase begins when nothing says so. */
  readonly cursor: Day;
};

type NewPhase = Pick<CommandOf<'phase.create'>, 'startOn' | 'endOn' | 'completionPercent' | 'fields'>;

function readPhase(
  context: ValueContext,
  { cells, columns, at, cursor }: Line,
  refuseCell: (column: number, reason: string) => void,
): NewPhase {
  const calendar = calendarOf(context.plan, at.project.siteId);
  const textAt = (field: FieldId): string => cells[columns.indexOf(field)]?.trim() ?? '';
  const dayAt = (field: 'start' | 'end', base: Day): Day | undefined => {
    const text = textAt(field);
    const { today, format } = context;
    const day = dayOfText(text, { today, base, side: field, calendar, countsWorkingDays: at.project.workingDays, locale: format.locale });
    if (text !== '' && day === undefined) refuseCell(columns.indexOf(field), 'This is not a date');
    return day;
  };
  const lengthText = textAt('duration').replace(/^[–-]$/, '0');
  const isMilestone = /^0\s*\D*$/.test(lengthText);
  const length = lengthText === '' || isMilestone ? undefined : readLength(lengthText, 1, 5);
  if (length?.ok === false) refuseCell(columns.indexOf('duration'), length.refusal);
  const startOn = dayAt('start', cursor) ?? calendar.nextWorkingDay(cursor);
  const typedEnd = dayAt('end', startOn);
  if (typedEnd !== undefined && typedEnd < startOn) refuseCell(columns.indexOf('end'), 'The end is before the start');
  const byLength = calendar.addWorkingDays(startOn, length?.ok ? length.value : NEW_PHASE_WORKING_DAYS) - 1;
  const endOn = isMilestone ? startOn : typedEnd !== undefined && typedEnd >= startOn ? typedEnd : Math.max(startOn, byLength);
  const percent = textAt('progress') === '' ? undefined : readPercent(textAt('progress').replace(/[.,]0+(?=%?$)/, ''), 0);
  if (percent?.ok === false) refuseCell(columns.indexOf('progress'), percent.refusal);
  for (const field of ['predecessors', 'status'] as const)
    if (textAt(field) !== '') refuseCell(columns.indexOf(field), 'Not taken for new phases');
  cells.forEach((cell, column) => {
    if (columns[column] === undefined && cell.trim() !== '') refuseCell(column, 'It is not known what this column holds');
  });
  return {
    startOn,
    endOn,
    ...(percent?.ok ? { completionPercent: percent.value } : {}),
    ...(isMilestone ? { fields: { isMilestone } } : {}),
  };
}

/** What the line says in custom columns. */
function readValues(
  context: ValueContext,
  { cells, columns, at }: Line,
  phaseId: PhaseId,
  refuseCell: (column: number, reason: string) => void,
): Command[] {
  return columns.flatMap((field, index): Command[] => {
    const column: CustomColumn | undefined = field === undefined ? undefined : customColumnOf(context.plan, field);
    const text = cells[index]?.trim() ?? '';
    if (!column || text === '') return [];
    if (column.appliesTo === 'projects') {
      refuseCell(index, 'This is a column of projects');
      return [];
    }
    const read = readCell(context, at, column, text);
    if (!read.ok) refuseCell(index, read.refusal);
    return read.ok && read.value !== null ? [{ kind: 'customValue.set', id: column.id, phaseId, value: read.value }] : [];
  });
}

/** The engine works out the progress of what holds others. */
function withoutProgressOfParents(commands: CommandOf<'phase.create'>[]): void {
  const parents = new Set(commands.map(({ parentId }) => parentId));
  commands.forEach((command, index) => {
    if (!parents.has(command.id)) return;
    const { completionPercent: _, fields: __, ...rest } = command;
    commands[index] = rest;
  });
}

/** Where a block begins: rows and columns as they are shown from there on. */
export type CellsFrom = { readonly items: readonly GanttItem[]; readonly columns: readonly FieldId[] };

/** Each cell of the block into the cell that is there. */
export function planCells(context: ValueContext, table: Table, from: CellsFrom, canEdit: (project: Project) => boolean): PastePlan {
  const refused = new Map<string, string>();
  const edits: (Edit & { readonly place: string })[] = [];
  table.forEach((cells, row) => {
    const item = from.items[row];
    cells.forEach((text, index) => {
      const [place, column] = [`${row}:${index}`, from.columns[index]];
      if (!item) refused.set(place, 'There is no row for this');
      else if (column === undefined) refused.set(place, 'There is no column for this');
      else if (!isTyped(column))
        refused.set(place, lockOf(context.plan, item, column, canEdit(item.project)) ?? 'This follows from the plan');
      else edits.push({ item, column: column satisfies TypedId, text: text.trim(), place });
    });
  });
  const label = `Paste into ${countText(Math.min(table.length, from.items.length), 'row', 'rows')}`;
  const { action, changedCount, refusals } = editMany(context, edits, canEdit, label);
  for (const { edit, reason } of refusals) {
    const { place } = edits.find((known) => known === edit) ?? {};
    if (place !== undefined) refused.set(place, reason);
  }
  const summary = `${countText(changedCount, 'row', 'rows')} will change`;
  return { action, refused, summary, columns: from.columns.slice(0, Math.max(...table.map((row) => row.length))), hasHead: false };
}

/** "Row 2, Start “soon”: This is not a date" */
export function refusalWords(of: Plan, plan: PastePlan, table: Table): readonly string[] {
  return Array.from(plan.refused, ([place, reason]) => {
    const [row = 0, column = 0] = place.split(':').map(Number);
    const field = plan.columns[column];
    const title = field === undefined ? `Column ${column + 1}` : (fieldOf(of, field)?.title ?? field);
    return `Row ${row + 1}, ${title} “${table[row]?.[column]?.trim() ?? ''}”: ${reason}`;
  });
}
