import type { CustomColumn } from '../../../planning/model.ts';
import type { Plan } from '../../../planning/plan.ts';
import { cssColor } from '../../timeline/palette.ts';
import type { CellContent, CellPart } from '../../timeline/rows/cell-content.ts';
import { cellValueOf, lockOfCustom } from './custom-fields.ts';
import { nameOf, type GanttItem } from './gantt-items.ts';
import styles from './gantt.module.css';

/** A box to check, which its cell has the keys of; nothing where the item has no such cell. */
export function boxCell(plan: Plan, item: GanttItem, column: CustomColumn): CellContent {
  if (item.project.isMasked === true || lockOfCustom(column, item) !== undefined) return '';
  const label = `${column.name} of ${nameOf(item)}`;
  return aloneInCell({ className: styles.box, label, isChecked: cellValueOf(plan, item, column) === true });
}

/** The option of a list in its colour. */
export function optionCell(plan: Plan, item: GanttItem, column: CustomColumn): CellContent {
  const value = cellValueOf(plan, item, column);
  const option = value === undefined ? undefined : column.options.find(({ id }) => id === value);
  if (!option) return '';
  if (option.color === null) return option.label;
  return aloneInCell({ className: styles.option, style: optionStyle(option.color), text: option.label, isCut: true });
}

export function optionStyle(color: string): { readonly '--option-color': string } {
  return { '--option-color': cssColor(color) };
}

/** A part that is all there is in its cell. */
export function aloneInCell(part: CellPart): CellContent {
  return { text: '', before: [part], isBox: true };
}
