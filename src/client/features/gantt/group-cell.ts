import type { DayFormat } from '../../timeline/day-format.ts';
import type { CellContent } from '../../timeline/rows/cell-content.ts';
import { spanOfItems } from './gantt-arranged-rows.ts';
import { expander, indentOf } from './gantt-cells.ts';
import type { ColumnId } from './gantt-columns.ts';
import type { ShownGroup } from './gantt-rows.ts';
import styles from './gantt.module.css';

/** A cell of a heading that rows stand under: what they have in common, how many there are, and which days they cover. */
export function groupCell(group: ShownGroup, column: ColumnId, format: DayFormat): CellContent {
  if (column === 'start' || column === 'end') {
    const { startDay, endDay } = spanOfItems(group.items);
    return format.short(column === 'start' ? startDay : endDay);
  }
  if (column !== 'name') return '';
  return {
    text: '',
    className: styles.groupName,
    style: indentOf(group.level),
    before: [
      expander(group.label, group.isExpanded),
      { className: styles.groupLabel, text: group.label, isCut: true },
      { className: styles.groupCount, text: String(group.items.length) },
    ],
    isBox: true,
  };
}
