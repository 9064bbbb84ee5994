import { ChevronRight } from 'lucide-react';
import type { CSSProperties } from 'react';
import type { DayFormat } from '../../timeline/day-format.ts';
import { cx } from '../../ui/cx.ts';
import { spanOfItems } from './gantt-arranged-rows.ts';
import type { ColumnId } from './gantt-columns.ts';
import type { ShownGroup } from './gantt-rows.ts';
import styles from './gantt.module.css';

const chevron = <ChevronRight size={14} strokeWidth={2.25} aria-hidden />;

export type GroupCellProps = {
  readonly group: ShownGroup;
  readonly column: ColumnId;
  readonly format: DayFormat;
  readonly onToggle: (id: string, isExpanded: boolean) => void;
};

/** A cell of a heading that rows stand under: what they have in common, how many there are, and which days they cover. */
export function GroupCell({ group, column, format, onToggle }: GroupCellProps) {
  if (column === 'start' || column === 'end') {
    const { startDay, endDay } = spanOfItems(group.items);
    return <span className={styles.value}>{format.short(column === 'start' ? startDay : endDay)}</span>;
  }
  if (column !== 'name') return null;
  // Custom properties are not among React's style keys.
  const style = { '--depth': group.level - 1 } as CSSProperties;
  return (
    <div className={cx(styles.name, styles.groupName)} style={style}>
      <button
        type="button"
        tabIndex={-1}
        className={cx(styles.expander, group.isExpanded && styles.expanded)}
        aria-label={`${group.isExpanded ? 'Collapse' : 'Expand'} ${group.label}`}
        onClick={() => onToggle(group.id, !group.isExpanded)}
      >
        {chevron}
      </button>
      <span className={styles.groupLabel}>{group.label}</span>
      <span className={styles.groupCount}>{group.items.length}</span>
    </div>
  );
}
