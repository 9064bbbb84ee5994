/** Custom columns as columns of the table: what they look like, and what they hold of an item. */
import { parseDay } from '../../../lib/days.ts';
import type { CellValue, CustomColumn, CustomColumnKind } from '../../../planning/model.ts';
import { findCustomValue, type Plan } from '../../../planning/plan.ts';
import type { ColumnShape, CustomFieldId, CustomGanttColumn } from './column-shape.ts';
import type { GanttItem } from './gantt-items.ts';
import type { ChoiceReader, PlainReader } from './value-reader.ts';

const PREFIX = 'c-';

export function isCustomField(id: string): id is CustomFieldId {
  return id.startsWith(PREFIX);
}

export function customFieldId({ id }: Pick<CustomColumn, 'id'>): CustomFieldId {
  return `${PREFIX}${id}`;
}

/** undefined: the column is none of these, or is not there any more. */
export function customColumnOf(plan: Plan, id: string): CustomColumn | undefined {
  // Ids in addresses are looked up, not trusted.
  return isCustomField(id) ? plan.customColumns.get(id.slice(PREFIX.length) as CustomColumn['id']) : undefined;
}

/** A column of boxes to check. */
export function isBox(plan: Plan, id: string): boolean {
  return customColumnOf(plan, id)?.kind === 'checkbox';
}

const looks: Readonly<Record<CustomColumnKind, Pick<ColumnShape, 'kind' | 'width' | 'align'>>> = {
  text: { kind: 'text', width: 140, align: 'start' },
  number: { kind: 'number', width: 90, align: 'end' },
  date: { kind: 'date', width: 'date', align: 'end' },
  checkbox: { kind: 'choice', width: 90, align: 'start' },
  list: { kind: 'choice', width: 130, align: 'start' },
};

const fields = new WeakMap<CustomColumn, CustomGanttColumn>();

/** The same object for the same column. */
export function customField(column: CustomColumn): CustomGanttColumn {
  const known = fields.get(column);
  if (known) return known;
  const { name, kind } = column;
  const made = { id: customFieldId(column), title: name, ...looks[kind], isGroupable: kind !== 'number', custom: column };
  fields.set(column, made);
  return made;
}

/** The value that an item shows: phases show that of their project in a column of projects, as they do its customer. */
export function cellValueOf(plan: Plan, item: GanttItem, { id, appliesTo }: CustomColumn): CellValue | undefined {
  if (appliesTo === 'projects') return findCustomValue(plan, id, item.project.id)?.value;
  if (appliesTo === 'phases' && item.kind === 'project') return undefined;
  return findCustomValue(plan, id, item.id)?.value;
}

/** Why an item has no cell of its own in the column. */
export function lockOfCustom(column: CustomColumn | undefined, item: GanttItem): string | undefined {
  if (!column) return 'This column is not there any more';
  if (column.appliesTo === 'projects' && item.kind === 'phase') return `This belongs to the project ${item.project.name}`;
  return column.appliesTo === 'phases' && item.kind === 'project' ? 'This is a column of phases' : undefined;
}

const readers = new WeakMap<CustomColumn, PlainReader | ChoiceReader>();
const nothing: PlainReader = { read: () => null };

/** How the values of a column are read; of one that is gone there is nothing to read. */
export function customReaderOf(plan: Plan, id: CustomFieldId): PlainReader | ChoiceReader {
  const column = customColumnOf(plan, id);
  if (!column) return nothing;
  const known = readers.get(column);
  if (known) return known;
  const made = createReader(column);
  readers.set(column, made);
  return made;
}

const answers = [
  { key: 'yes', label: 'Yes' },
  { key: 'no', label: 'No' },
];

function createReader(column: CustomColumn): PlainReader | ChoiceReader {
  switch (column.kind) {
    case 'text':
    case 'number':
      return {
        read: ({ plan }, item) => {
          const value = cellValueOf(plan, item, column);
          return value === undefined || value === true ? null : value;
        },
      };
    case 'date':
      return {
        read: ({ plan }, item) => {
          const value = cellValueOf(plan, item, column);
          return typeof value === 'string' ? (parseDay(value) ?? null) : null;
        },
      };
    case 'checkbox':
      return {
        isRanked: true,
        keysOf: ({ plan }, item) => {
          if (item.project.isMasked === true || (column.appliesTo === 'phases' && item.kind === 'project')) return [];
          return [cellValueOf(plan, item, column) === true ? 'yes' : 'no'];
        },
        labelOf: (_plan, key) => answers.find((answer) => answer.key === key)?.label ?? key,
        listChoices: () => answers,
      };
    case 'list':
      return createListReader(column);
  }
}

function createListReader(column: CustomColumn): ChoiceReader {
  const labels = new Map<CellValue, string>(column.options.map(({ id, label }) => [id, label]));
  const choices = column.options.map(({ id, label }) => ({ key: id, label }));
  return {
    isRanked: true,
    keysOf: ({ plan }, item) => {
      const value = cellValueOf(plan, item, column);
      return typeof value === 'string' && labels.has(value) ? [value] : [];
    },
    labelOf: (_plan, key) => labels.get(key) ?? 'Unknown',
    listChoices: () => choices,
  };
}
