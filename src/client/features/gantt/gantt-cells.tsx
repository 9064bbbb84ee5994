import { Lock } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Plan } from '../../../planning/plan.ts';
import type { DayFormat } from '../../timeline/day-format.ts';
import { cssColor } from '../../timeline/palette.ts';
import type { CellLine, RenderCell } from '../../timeline/timeline-row.tsx';
import { cx } from '../../ui/cx.ts';
import { boxCell, optionCell } from './custom-cell-views.tsx';
import { customColumnOf, isCustomField } from './custom-fields.ts';
import { OptionEditor } from './editing/option-editor.tsx';
import { CellEditor, type CellEditorProps, type Leaving } from './editing/cell-editor.tsx';
import type { CustomFieldId } from './column-shape.ts';
import { isTyped, type ColumnId, type FieldId, type TypedId } from './gantt-columns.ts';
import { nameOf, pathOf, spanOf, type FlatItem } from './gantt-items.ts';
import { colorOf, workingDaysOf } from './gantt-rows.ts';
import { cellTextOf, type ValueContext } from './gantt-values.ts';
import { completionOf } from '../../../planning/schedule/completion.ts';
import styles from './gantt.module.css';

// Made once: rows are rendered while one scrolls.
const lock = <Lock size={12} className={styles.lock} aria-hidden />;

export type CellHandlers = {
  readonly onToggle: (id: string, isExpanded: boolean) => void;
  readonly onOpenMenu: (id: string, x: number, y: number) => void;
  /** The sentence that says what is wrong with the text, when it cannot be taken. */
  readonly onCommit: (id: string, column: TypedId, text: string, leaving: Leaving) => string | undefined;
  readonly onCancel: () => void;
  /** Checks this box, or no longer, whichever rows are chosen. */
  readonly onPressBox: (id: string, column: CustomFieldId) => void;
};

export type Editing = Pick<CellEditorProps, 'initialText' | 'chosenCount'>;

export type GanttCellProps = {
  readonly plan: Plan;
  readonly format: DayFormat;
  readonly values: ValueContext;
  readonly flat: FlatItem;
  readonly column: ColumnId;
  /** The cell is a field at the moment. */
  readonly editing: Editing | undefined;
  readonly handlers: CellHandlers;
};

/**
 * The content of one cell, or the field in it while it is edited. A function rather than a component, with few elements and text
 * alone where there is no more: some forty rows of them are made anew in each frame while one scrolls.
 */
export function ganttCell(props: GanttCellProps): ReturnType<RenderCell> {
  const { plan, flat, column, editing } = props;
  if (column === 'name') return nameCell(props);
  if (editing) return <EditedCell {...props} />;
  if (column === 'actions') return rowMenuButton(props);
  if (column === 'progress') return flat.item.project.isMasked === true ? '' : progressCell(Math.round(completionOf(plan, flat.item.id)));
  return isCustomField(column) ? customCell(props, column) : shownText(props, column);
}

function customCell({ plan, values, flat: { item }, handlers }: GanttCellProps, column: CustomFieldId): ReactNode {
  const custom = customColumnOf(plan, column);
  if (custom?.kind === 'checkbox') return boxCell(plan, item, custom, () => handlers.onPressBox(item.id, column));
  return custom?.kind === 'list' ? optionCell(plan, item, custom) : cellTextOf(values, item, column);
}

function shownText({ plan, format, values, flat: { item } }: GanttCellProps, column: FieldId): string {
  if (column === 'start') return format.short(spanOf(item).startOn);
  if (column === 'end') return format.short(spanOf(item).endOn);
  if (column === 'duration') return item.kind === 'phase' && item.phase.isMilestone ? '–' : String(workingDaysOf(plan, item));
  return cellTextOf(values, item, column);
}

function rowMenuButton({ flat: { item }, handlers }: GanttCellProps): ReactNode {
  return (
    <button
      type="button"
      tabIndex={-1}
      className={styles.rowMenu}
      aria-label={`Actions for ${nameOf(item)}`}
      aria-haspopup="menu"
      onClick={(event) => {
        const box = event.currentTarget.getBoundingClientRect();
        handlers.onOpenMenu(item.id, box.left, box.bottom);
      }}
    />
  );
}

function nameCell(props: GanttCellProps): ReactNode | CellLine {
  const { plan, flat, editing, handlers } = props;
  const { item } = flat;
  const isMasked = item.project.isMasked === true;
  const opener = flat.hasChildren ? expander(item.id, nameOf(item), flat.isExpanded, handlers.onToggle) : null;
  if (editing)
    return (
      <span className={styles.editedName} style={{ paddingLeft: indentOf(flat.level) }}>
        {opener}
        <EditedCell {...props} />
      </span>
    );
  const className = cx(
    styles.name,
    isMasked ? undefined : markerOf(flat),
    item.kind === 'project' && styles.projectName,
    flat.hasChildren && styles.parentName,
    flat.isContext === true && styles.context,
  );
  // The mark takes its colour from here: a border's, as custom properties would be worked out anew for all that is inside.
  const style = { paddingLeft: indentOf(flat.level), borderColor: cssColor(colorOf(item)) };
  // A text alone takes no more than its cell.
  if (!isMasked && opener === null && flat.isAlone !== true) return { line: nameOf(item), className, style };
  const line = (
    <>
      {isMasked ? lock : null}
      {opener}
      {nameOf(item)}
      {flat.isAlone === true ? <span className={styles.path}> {pathOf(plan, item)}</span> : null}
    </>
  );
  return { line, className, style };
}

/** How far the name of a row stands from the left, with the room for what opens it. */
export function indentOf(level: number): string {
  return `calc(${String(level - 1)} * var(--indent-step, 18px) + 29px)`;
}

function markerOf({ item, hasChildren }: FlatItem): string | undefined {
  if (item.kind === 'project') return styles.square;
  if (item.phase.isMilestone) return styles.diamond;
  return hasChildren ? styles.bracket : styles.dot;
}

/** The button that shows or hides what stands under a row. */
export function expander(id: string, name: string, isExpanded: boolean, onToggle: CellHandlers['onToggle']): ReactNode {
  return (
    <button
      type="button"
      tabIndex={-1}
      className={cx(styles.expander, isExpanded && styles.expanded)}
      aria-label={`${isExpanded ? 'Collapse' : 'Expand'} ${name}`}
      onClick={() => onToggle(id, !isExpanded)}
    />
  );
}

function progressCell(percent: number): CellLine {
  return {
    line: `${String(percent)}%`,
    className: cx(styles.progress, percent >= 100 && styles.complete),
    style: { backgroundSize: `calc((100% - 38px) * ${String(percent / 100)}) 4px, calc(100% - 38px) 4px` },
  };
}

function EditedCell({ values, flat, column, editing, handlers }: GanttCellProps) {
  const { item } = flat;
  if (!editing || !isTyped(column)) return null;
  const props: CellEditorProps = {
    values,
    item,
    column,
    initialText: editing.initialText,
    chosenCount: editing.chosenCount,
    onCommit: (text, leaving) => handlers.onCommit(item.id, column, text, leaving),
    onCancel: handlers.onCancel,
  };
  const custom = customColumnOf(values.plan, column);
  return custom?.kind === 'list' ? <OptionEditor {...props} list={custom} /> : <CellEditor {...props} />;
}
