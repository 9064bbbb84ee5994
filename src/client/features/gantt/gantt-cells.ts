/** What the cells of the table show: plain data, made anew for some forty rows in each frame while one scrolls. */
import { completionOf } from '../../../planning/schedule/completion.ts';
import type { Plan } from '../../../planning/plan.ts';
import type { DayFormat } from '../../timeline/day-format.ts';
import { cssColor } from '../../timeline/palette.ts';
import type { CellContent, CellLine, CellPart, CellStyle } from '../../timeline/rows/cell-content.ts';
import { cx } from '../../ui/cx.ts';
import type { CustomFieldId } from './column-shape.ts';
import { aloneInCell, boxCell, optionCell } from './custom-cell-views.ts';
import { customColumnOf, isCustomField } from './custom-fields.ts';
import type { ColumnId, FieldId } from './gantt-columns.ts';
import { nameOf, pathOf, spanOf, type FlatItem } from './gantt-items.ts';
import { colorOf, workingDaysOf } from './gantt-rows.ts';
import { cellTextOf, type ValueContext } from './gantt-values.ts';
import styles from './gantt.module.css';

export type GanttCell = {
  readonly plan: Plan;
  readonly format: DayFormat;
  readonly values: ValueContext;
  readonly flat: FlatItem;
  readonly column: ColumnId;
  /** A field stands in the cell. */
  readonly isEdited: boolean;
};

const none: readonly CellPart[] = [];
const lock: CellPart = { className: styles.lock };
const fieldAlone: CellLine = { text: '', isBox: true };

/** A text alone wherever there is no more to a cell. */
export function ganttCell(cell: GanttCell): CellContent {
  const { plan, flat, column, isEdited } = cell;
  if (column === 'name') return isEdited ? editedName(flat) : nameCell(plan, flat);
  if (isEdited) return fieldAlone;
  if (column === 'actions') return rowMenuButton(flat);
  if (column === 'progress') return flat.item.project.isMasked === true ? '' : progressCell(Math.round(completionOf(plan, flat.item.id)));
  return isCustomField(column) ? customCell(cell, column) : shownText(cell, column);
}

function customCell({ plan, values, flat: { item } }: GanttCell, column: CustomFieldId): CellContent {
  const custom = customColumnOf(plan, column);
  if (custom?.kind === 'checkbox') return boxCell(plan, item, custom);
  return custom?.kind === 'list' ? optionCell(plan, item, custom) : cellTextOf(values, item, column);
}

function shownText({ plan, format, values, flat: { item } }: GanttCell, column: FieldId): string {
  if (column === 'start') return format.short(spanOf(item).startOn);
  if (column === 'end') return format.short(spanOf(item).endOn);
  if (column === 'duration') return item.kind === 'phase' && item.phase.isMilestone ? '–' : String(workingDaysOf(plan, item));
  return cellTextOf(values, item, column);
}

function rowMenuButton({ item }: FlatItem): CellContent {
  return aloneInCell({ className: styles.rowMenu, label: `Actions for ${nameOf(item)}`, hasMenu: true });
}

function nameCell(plan: Plan, flat: FlatItem): CellLine {
  const { item, hasChildren } = flat;
  const isMasked = item.project.isMasked === true;
  const className = cx(
    styles.name,
    isMasked ? undefined : markerOf(flat),
    item.kind === 'project' && styles.projectName,
    hasChildren && styles.parentName,
    flat.isContext === true && styles.context,
  );
  // The mark takes its colour from here: a border's, as custom properties would be worked out anew for all that is inside.
  const line = { text: nameOf(item), className, style: { ...indentOf(flat.level), 'border-color': cssColor(colorOf(item)) } };
  const before = isMasked ? [lock, ...openers(flat)] : openers(flat);
  const after = flat.isAlone === true ? [{ className: styles.path, text: ` ${pathOf(plan, item)}` }] : none;
  return before.length + after.length === 0 ? line : { ...line, before, after };
}

function editedName(flat: FlatItem): CellLine {
  return { text: '', className: styles.editedName, style: indentOf(flat.level), before: openers(flat), isBox: true };
}

/** How far the name of a row stands from the left, with the room for what opens it. */
export function indentOf(level: number): CellStyle {
  return { 'padding-left': `calc(${level - 1} * var(--indent-step, 18px) + 29px)` };
}

function markerOf({ item, hasChildren }: FlatItem): string | undefined {
  if (item.kind === 'project') return styles.square;
  if (item.phase.isMilestone) return styles.diamond;
  return hasChildren ? styles.bracket : styles.dot;
}

function openers({ item, hasChildren, isExpanded }: FlatItem): readonly CellPart[] {
  return hasChildren ? [expander(nameOf(item), isExpanded)] : none;
}

/** The button that shows or hides what stands under a row. */
export function expander(name: string, isExpanded: boolean): CellPart {
  return { className: cx(styles.expander, isExpanded && styles.expanded), label: `${isExpanded ? 'Collapse' : 'Expand'} ${name}` };
}

function progressCell(percent: number): CellLine {
  return {
    text: `${percent}%`,
    className: cx(styles.progress, percent >= 100 && styles.complete),
    style: { 'background-size': `calc((100% - 38px) * ${percent} / 100) 4px, calc(100% - 38px) 4px` },
  };
}
