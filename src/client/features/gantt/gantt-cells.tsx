import { ChevronRight, Ellipsis, Lock } from 'lucide-react';
import { useState, type CSSProperties, type KeyboardEvent } from 'react';
import type { Plan } from '../../../planning/plan.ts';
import type { DayFormat } from '../../timeline/day-format.ts';
import { cssColor } from '../../timeline/palette.ts';
import { cx } from '../../ui/cx.ts';
import { textOf } from './cell-edit.ts';
import { fieldOf, isTyped, type ColumnId } from './gantt-columns.ts';
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
  readonly onCommit: (id: string, column: ColumnId, text: string) => string | undefined;
  readonly onCancel: () => void;
};

export type GanttCellProps = {
  readonly plan: Plan;
  readonly format: DayFormat;
  readonly values: ValueContext;
  readonly flat: FlatItem;
  readonly column: ColumnId;
  readonly isEditing: boolean;
  readonly handlers: CellHandlers;
};

/** The content of one cell, or the field in it while it is edited. */
export function GanttCell(props: GanttCellProps) {
  const { plan, format, flat, column, isEditing, handlers } = props;
  const { item } = flat;
  if (column === 'name') return <NameCell {...props} />;
  if (isEditing) return <CellEditor {...props} />;
  if (column !== 'actions' && !isTyped(column)) {
    const text = cellTextOf(props.values, item, column);
    return (
      <button type="button" tabIndex={-1} className={styles.value} title={text} onDoubleClick={() => handlers.onEdit(item.id, column)}>
        {text}
      </button>
    );
  }
  switch (column) {
    case 'actions':
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
    case 'start':
    case 'end':
      return (
        <button type="button" tabIndex={-1} className={styles.value} onDoubleClick={() => handlers.onEdit(item.id, column)}>
          {format.short(column === 'start' ? spanOf(item).startOn : spanOf(item).endOn)}
        </button>
      );
    case 'duration':
      return (
        <button type="button" tabIndex={-1} className={styles.value} onDoubleClick={() => handlers.onEdit(item.id, column)}>
          {item.kind === 'phase' && item.phase.isMilestone ? '–' : workingDaysOf(plan, item)}
        </button>
      );
    case 'progress':
      return <ProgressCell {...props} />;
  }
}

function NameCell(props: GanttCellProps) {
  const { flat, isEditing, handlers } = props;
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
      {isEditing ? (
        <CellEditor {...props} />
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

/** A field in a cell: Enter and leaving take the text, Escape gives it up, a text that cannot be taken stays with the reason. */
function CellEditor({ plan, flat, column, handlers }: GanttCellProps) {
  const { item } = flat;
  const [error, setError] = useState<string>();
  const isDate = column === 'start' || column === 'end';
  const commit = (text: string) => setError(handlers.onCommit(item.id, column, text));
  const handleKey = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === 'Enter' || event.key === 'Tab') {
      event.preventDefault();
      commit(event.currentTarget.value);
    } else if (event.key === 'Escape') {
      event.preventDefault();
      handlers.onCancel();
    }
    event.stopPropagation();
  };
  return (
    <span className={styles.editor}>
      <input
        ref={(input) => {
          if (!input || document.activeElement === input) return;
          input.focus({ preventScroll: true });
          if (!isDate) input.select();
        }}
        type={isDate ? 'date' : 'text'}
        inputMode={column === 'duration' || column === 'progress' ? 'numeric' : undefined}
        className={cx(styles.input, column !== 'name' && styles.numeric)}
        defaultValue={textOf(plan, item, column)}
        maxLength={200}
        aria-label={`${fieldOf(column)?.title ?? ''} of ${nameOf(item)}`}
        aria-invalid={error !== undefined}
        aria-errormessage={error === undefined ? undefined : 'cell-error'}
        onKeyDown={handleKey}
        onBlur={(event) => commit(event.currentTarget.value)}
      />
      {error === undefined ? null : (
        <span className={styles.inputError} id="cell-error" role="alert">
          {error}
        </span>
      )}
    </span>
  );
}
