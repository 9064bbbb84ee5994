// The cell has the focus and the keys of its box, so the box is a button.
/* oxlint-disable jsx-a11y/prefer-tag-over-role */
import type { CSSProperties, ReactNode } from 'react';
import type { CustomColumn } from '../../../planning/model.ts';
import type { Plan } from '../../../planning/plan.ts';
import { cssColor } from '../../timeline/palette.ts';
import { cellValueOf, lockOfCustom } from './custom-fields.ts';
import { nameOf, type GanttItem } from './gantt-items.ts';
import styles from './gantt.module.css';

/** A box to check, which its cell has the keys of; nothing where the item has no such cell. */
export function boxCell(plan: Plan, item: GanttItem, column: CustomColumn, onToggle: () => void): ReactNode {
  if (item.project.isMasked === true || lockOfCustom(column, item) !== undefined) return '';
  return (
    <button
      type="button"
      role="checkbox"
      tabIndex={-1}
      className={styles.box}
      aria-checked={cellValueOf(plan, item, column) === true}
      aria-label={`${column.name} of ${nameOf(item)}`}
      onClick={onToggle}
    />
  );
}

/** The option of a list in its colour. */
export function optionCell(plan: Plan, item: GanttItem, column: CustomColumn): ReactNode {
  const value = cellValueOf(plan, item, column);
  const option = value === undefined ? undefined : column.options.find(({ id }) => id === value);
  if (!option) return '';
  return option.color === null ? option.label : optionLabel(option.label, option.color);
}

/** A label in its colour; without one as it is. */
export function optionLabel(label: string, color: string | null): ReactNode {
  // Custom properties are not among React's style keys.
  const style = color === null ? undefined : ({ '--option-color': cssColor(color) } as CSSProperties);
  return (
    <span className={color === null ? styles.plainOption : styles.option} style={style} data-cut>
      {label}
    </span>
  );
}
