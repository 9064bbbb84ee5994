import { dayOf } from '../../../lib/days.ts';
import { listCustomColumns, type Plan } from '../../../planning/plan.ts';
import type { ColumnChoice, GridOptions } from '../../data/grid-options.ts';
import type { DayFormat } from '../../timeline/day-format.ts';
import type { TimelineColumn } from '../../timeline/timeline-model.ts';
import type { ColumnShape, CustomFieldId, CustomGanttColumn } from './column-shape.ts';
import { customColumnOf, customField, isCustomField, lockOfCustom } from './custom-fields.ts';
import { isParent, type GanttItem } from './gantt-items.ts';

/** Every column that can be chosen, in the order in which they are offered. The name always comes first. */
const shapes = {
  name: { title: 'Name', kind: 'text', width: 270, align: 'start', isUsual: true },
  wbs: { title: 'Outline number', shortTitle: 'No.', kind: 'text', width: 64, align: 'start' },
  start: { title: 'Start', kind: 'date', width: 'date', align: 'end', isUsual: true, isGroupable: true },
  end: { title: 'End', kind: 'date', width: 'date', align: 'end', isUsual: true, isGroupable: true },
  duration: { title: 'Working days', shortTitle: 'Days', kind: 'number', width: 50, align: 'end', isUsual: true },
  progress: { title: 'Percent done', shortTitle: 'Done', kind: 'number', width: 70, align: 'end', isUsual: true },
  predecessors: { title: 'Predecessors', shortTitle: 'After', kind: 'text', width: 110, align: 'start' },
  status: { title: 'Status', kind: 'choice', width: 96, align: 'start', isGroupable: true },
  kind: { title: 'Type', kind: 'choice', width: 84, align: 'start', isGroupable: true },
  attention: { title: 'Attention', kind: 'choice', width: 120, align: 'start', isGroupable: true },
  people: { title: 'People', kind: 'choice', width: 140, align: 'start', isGroupable: true },
  equipment: { title: 'Equipment', kind: 'choice', width: 130, align: 'start', isGroupable: true },
  manager: { title: 'Project manager', shortTitle: 'PM', kind: 'choice', width: 120, align: 'start', isGroupable: true },
  site: { title: 'Site', kind: 'choice', width: 90, align: 'start', isGroupable: true },
  customer: { title: 'Customer', kind: 'text', width: 120, align: 'start', isGroupable: true },
  certainty: { title: 'Certainty', kind: 'choice', width: 90, align: 'start', isGroupable: true },
  project: { title: 'Project', kind: 'choice', width: 140, align: 'start', isGroupable: true },
  level: { title: 'Level', kind: 'number', width: 56, align: 'end', isGroupable: true },
  totalSlack: { title: 'Total slack', shortTitle: 'Slack', kind: 'number', width: 64, align: 'end' },
  freeSlack: { title: 'Free slack', shortTitle: 'Free', kind: 'number', width: 64, align: 'end' },
  baselineStart: { title: 'Start in the baseline', shortTitle: 'Start (bl.)', kind: 'date', width: 'date', align: 'end' },
  baselineEnd: { title: 'End in the baseline', shortTitle: 'End (bl.)', kind: 'date', width: 'date', align: 'end' },
  slip: { title: 'Slip against the baseline', shortTitle: 'Slip', kind: 'number', width: 64, align: 'end' },
} as const satisfies Record<string, ColumnShape>;

/** A column that holds something of an item. */
export type PlainFieldId = keyof typeof shapes;
export type FieldId = PlainFieldId | CustomFieldId;
/** `actions` holds the button of the row's menu. */
export type ColumnId = FieldId | 'actions';

/** The columns in whose cells one types. */
type PlainTypedId = 'name' | 'start' | 'end' | 'duration' | 'progress' | 'predecessors' | 'status' | 'manager' | 'customer';
export type TypedId = PlainTypedId | CustomFieldId;
const typedIds: readonly PlainTypedId[] = ['name', 'start', 'end', 'duration', 'progress', 'predecessors', 'status', 'manager', 'customer'];

export function isTyped(column: ColumnId): column is TypedId {
  return isCustomField(column) || typedIds.some((id) => id === column);
}

export type GanttColumn = (ColumnShape & { readonly id: PlainFieldId; readonly custom?: undefined }) | CustomGanttColumn;

const ganttColumns: readonly GanttColumn[] = Object.entries(shapes).map(([id, shape]) => ({
  ...shape,
  // Entries lose the names of their keys.
  id: id as PlainFieldId,
}));
const columnsById = new Map<string, GanttColumn>(ganttColumns.map((column) => [column.id, column]));

/** The same list for the same custom columns, for the plan stays the same object while they change. */
const allColumns = new WeakMap<object, readonly GanttColumn[]>();

/** Every column, the custom ones last. */
export function listColumns(plan: Plan): readonly GanttColumn[] {
  if (plan.customColumns.size === 0) return ganttColumns;
  const customColumns = listCustomColumns(plan);
  const known = allColumns.get(customColumns);
  if (known) return known;
  const made = [...ganttColumns, ...customColumns.map(customField)];
  allColumns.set(customColumns, made);
  return made;
}

export function fieldOf(plan: Plan, id: string): GanttColumn | undefined {
  const custom = customColumnOf(plan, id);
  return custom ? customField(custom) : columnsById.get(id);
}

export function columnOf(id: string): ColumnId | undefined {
  return id === 'actions' || isCustomField(id) ? id : columnsById.get(id)?.id;
}

/** The chosen columns that there are, the name first; the usual ones where nothing was chosen. */
export function chosenColumns(all: readonly GanttColumn[], choices: readonly ColumnChoice[] | undefined): readonly ColumnChoice[] {
  if (!choices) return ganttColumns.filter((column) => column.isUsual).map(({ id }) => ({ id }));
  const known = choices.filter(({ id }) => all.some((column) => column.id === id));
  return [known.find(({ id }) => id === 'name') ?? { id: 'name' }, ...known.filter(({ id }) => id !== 'name')];
}

/** The chosen columns as the timeline takes them, with the button of the row's menu after the name. */
export function columnsFor(
  all: readonly GanttColumn[],
  format: DayFormat,
  { columns: choices, sort, filters }: GridOptions,
): readonly TimelineColumn[] {
  const columns = chosenColumns(all, choices).flatMap(({ id, width }): TimelineColumn[] => {
    const column = all.find((one) => one.id === id);
    if (!column) return [];
    const { title, shortTitle, align } = column;
    const order = sort.find((key) => key.column === id);
    return [
      {
        id,
        title: shortTitle ?? title,
        fullTitle: title,
        width: width ?? usualWidthOf(column, format),
        ...(isRoomy(column) ? { roomyFrom: usualWidthOf(column, format) } : {}),
        align,
        isFlexible: id === 'name' && width === undefined,
        isFiltered: filters.some((filter) => filter.column === id),
        ...(order ? { sorted: order.isDescending ? 'descending' : 'ascending' } : {}),
      },
    ];
  });
  return [...columns.slice(0, 1), actionsColumn, ...columns.slice(1)];
}

const actionsColumn: TimelineColumn = { id: 'actions', title: 'Actions', isTitleHidden: true, width: 30, align: 'start', isFixed: true };

function usualWidthOf({ width }: GanttColumn, format: DayFormat): number {
  return width === 'date' ? dateWidthOf(format) : width;
}

/** Its usual width has room for whatever it shows. Numbers that people type can be of any length. */
function isRoomy({ kind, custom }: GanttColumn): boolean {
  return kind === 'date' || (kind === 'number' && custom === undefined);
}

const CELL_PADDING = 16;
const CHARACTER_WIDTH = 6.8;

/** Wide enough for a day of any month with its year: the same for every plan, so that the columns never jump. */
function dateWidthOf(format: DayFormat): number {
  const lengths = Array.from({ length: 12 }, (_, month) => format.short(dayOf(1000, month + 1, 27)).length);
  return Math.ceil(CELL_PADDING + CHARACTER_WIDTH * Math.max(...lengths));
}

const derivedIds: readonly ColumnId[] = [
  'wbs',
  'kind',
  'attention',
  'project',
  'level',
  'totalSlack',
  'freeSlack',
  'baselineStart',
  'baselineEnd',
  'slip',
];

/** Why a cell cannot be edited; undefined when it can. */
export function lockOf(plan: Plan, item: GanttItem, column: ColumnId, canEdit: boolean): string | undefined {
  if (item.project.isMasked === true) return 'This project is confidential';
  if (!canEdit) return 'You may look at this project, not change it';
  if (column === 'actions') return undefined;
  if (!isTyped(column)) return derivedIds.includes(column) ? 'This follows from the plan' : 'Change this in the details: Enter on the bar';
  if (isCustomField(column)) return lockOfCustom(customColumnOf(plan, column), item);
  const holdsOthers = isParent(plan, item);
  switch (column) {
    case 'name':
    case 'start':
      return undefined;
    case 'end':
    case 'duration':
      if (item.kind === 'phase' && item.phase.isMilestone) return 'A milestone has no length';
      if (item.kind === 'project' ? holdsOthers && !item.project.hasFixedDates : holdsOthers)
        return 'The end follows from the phases in it';
      return undefined;
    case 'predecessors':
      return item.kind === 'project' ? 'A project has no predecessors, its phases have' : undefined;
    case 'status':
      return item.kind === 'project' || holdsOthers ? 'The status is that of the phases in it' : undefined;
    case 'manager':
    case 'customer':
      return item.kind === 'phase' ? `This belongs to the project ${item.project.name}` : undefined;
    case 'progress':
      return item.kind === 'project' || holdsOthers ? 'Progress follows from the phases in it' : undefined;
  }
}
