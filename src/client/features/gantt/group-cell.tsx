import type { ReactNode } from 'react';
import type { DayFormat } from '../../timeline/day-format.ts';
import { spanOfItems } from './gantt-arranged-rows.ts';
import { expander, indentOf } from './gantt-cells.tsx';
import type { ColumnId } from './gantt-columns.ts';
import type { ShownGroup } from './gantt-rows.ts';
import styles from './gantt.module.css';

export type GroupCellProps = {
  readonly group: ShownGroup;
  readonly column: ColumnId;
  readonly format: DayFormat;
  readonly onToggle: (id: string, isExpanded: boolean) => void;
};

/** A cell of a heading that rows stand under: what they have in common, how many there are, and which days they cover. */
export function groupCell({ group, column, format, onToggle }: GroupCellProps): ReactNode {
  if (column === 'start' || column === 'end') {
    const { startDay, endDay } = spanOfItems(group.items);
    return format.short(column === 'start' ? startDay : endDay);
  }
  if (column !== 'name') return '';
  return (
    <span className={styles.groupName} style={{ paddingLeft: indentOf(group.level) }}>
      {expander(group.id, group.label, group.isExpanded, onToggle)}
      <span className={styles.groupLabel} data-cut>
        {group.label}
      </span>
      <span className={styles.groupCount}>{group.items.length}</span>
    </span>
  );
}
