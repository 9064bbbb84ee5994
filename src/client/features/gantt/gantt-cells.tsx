import { ChevronRight, Ellipsis, Lock } from 'lucide-react';
import type { CSSProperties } from 'react';
import type { Plan } from '../../../planning/plan.ts';
import type { DayFormat } from '../../timeline/day-format.ts';
import { cssColor } from '../../timeline/palette.ts';
import { cx } from '../../ui/cx.ts';
import { CellEditor, type CellEditorProps, type Leaving } from './editing/cell-editor.tsx';
import { fieldOf, isTyped, type ColumnId, type FieldId, type TypedId } from './gantt-columns.ts';
import { nameOf, pathOf, spanOf, type FlatItem } from './gantt-items.ts';
import { colorOf, workingDaysOf } from './gantt-rows.ts';
import { cellTextOf, type ValueContext } from './gantt-values.ts';
import { completionOf } from '../../../planning/schedule/completion.ts';
import styles from './gantt.module.css';

// Made once: rows are rendered while one scrolls.
const chevron = <ChevronRight size={14} strokeWidth={2.25} aria-hidden />;
const ellipsis = <Ellipsis size={16} aria-hidden />;
const lock = <Lock size={12} className={styles.lock} aria-hidden />;

export type CellHandlers = {
  readonly onToggle: (id: string, isExpanded: boolean) => void;
  readonly onOpenMenu: (id: string, x: number, y: number) => void;
  readonly onEdit: (id: string, column: ColumnId) => void;
  /** The sentence that says what is wrong with the text, when it cannot be taken. */
  readonly onCommit: (id: string, column: TypedId, text: string, leaving: Leaving) => string | undefined;
  readonly onCancel: () => void;
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

/** The content of one cell, or the field in it while it is edited. */
export function GanttCell(props: GanttCellProps) {
  const { flat, column, editing, handlers } = props;
  const { item } = flat;
  if (column === 'name') return <NameCell {...props} />;
  if (editing) return <EditedCell {...props} />;
  if (column === 'actions') return <RowMenuButton {...props} />;
  if (column === 'progress') return <ProgressCell {...props} />;
  const text = shownText(props, column);
  return (
    <button
      type="button"
      tabIndex={-1}
      className={styles.value}
      title={text}
      aria-label={text === '' ? `${fieldOf(column)?.title ?? column}: nothing` : undefined}
      onDoubleClick={() => handlers.onEdit(item.id, column)}
    >
      {text}
    </button>
  );
}

function shownText({ plan, format, values, flat: { item } }: GanttCellProps, column: FieldId): string {
  if (column === 'start') return format.short(spanOf(item).startOn);
  if (column === 'end') return format.short(spanOf(item).endOn);
  if (column === 'duration') return item.kind === 'phase' && item.phase.isMilestone ? '–' : String(workingDaysOf(plan, item));
  return cellTextOf(values, item, column);
}

function RowMenuButton({ flat: { item }, handlers }: GanttCellProps) {
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
    >
      {ellipsis}
    </button>
  );
}

function NameCell(props: GanttCellProps) {
  const { flat, editing, handlers } = props;
  const { item } = flat;
  const isMilestone = item.kind === 'phase' && item.phase.isMilestone;
  const isMasked = item.project.isMasked === true;
  const marker = item.kind === 'project' ? styles.square : isMilestone ? styles.diamond : flat.hasChildren ? styles.bracket : styles.dot;
  const style = { '--depth': flat.level - 1, '--item-color': isMasked ? 'var(--chart-masked)' : cssColor(colorOf(item)) };
  return (
    // Custom properties are not among React's style keys.
    <div
      className={cx(
        styles.name,
        item.kind === 'project' && styles.projectName,
        flat.hasChildren && styles.parentName,
        flat.isContext === true && styles.context,
      )}
      style={style as CSSProperties}
    >
      <button
        type="button"
        tabIndex={-1}
        className={cx(styles.expander, flat.isExpanded && styles.expanded, !flat.hasChildren && styles.absent)}
        disabled={!flat.hasChildren}
        aria-label={`${flat.isExpanded ? 'Collapse' : 'Expand'} ${nameOf(item)}`}
        onClick={() => handlers.onToggle(item.id, !flat.isExpanded)}
      >
        {chevron}
      </button>
      {isMasked ? lock : <span className={marker} aria-hidden />}
      {editing ? (
        <EditedCell {...props} />
      ) : (
        <button
          type="button"
          tabIndex={-1}
          className={styles.nameText}
          title={flat.isAlone === true ? `${nameOf(item)} (${pathOf(props.plan, item)})` : nameOf(item)}
          onDoubleClick={() => handlers.onEdit(item.id, 'name')}
        >
          {nameOf(item)}
          {flat.isAlone === true ? <span className={styles.path}>{pathOf(props.plan, item)}</span> : null}
        </button>
      )}
    </div>
  );
}

function ProgressCell({ plan, flat, handlers }: GanttCellProps) {
  const { item } = flat;
  if (item.project.isMasked === true) return null;
  const percent = Math.round(completionOf(plan, item.id));
  return (
    <button type="button" tabIndex={-1} className={styles.progress} onDoubleClick={() => handlers.onEdit(item.id, 'progress')}>
      <span className={styles.progressTrack} aria-hidden>
        <span className={cx(styles.progressFill, percent >= 100 && styles.complete)} style={{ inlineSize: `${percent}%` }} />
      </span>
      <span className={styles.progressText}>{percent}%</span>
    </button>
  );
}

function EditedCell({ values, flat, column, editing, handlers }: GanttCellProps) {
  const { item } = flat;
  if (!editing || !isTyped(column)) return null;
  return (
    <CellEditor
      values={values}
      item={item}
      column={column}
      initialText={editing.initialText}
      chosenCount={editing.chosenCount}
      onCommit={(text, leaving) => handlers.onCommit(item.id, column, text, leaving)}
      onCancel={handlers.onCancel}
    />
  );
}
