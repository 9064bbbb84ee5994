import { useId, useState, type KeyboardEvent, type RefCallback } from 'react';
import { cx } from '../../../ui/cx.ts';
import { meaningOf, textOf } from '../cell-edit.ts';
import { MAX_CELL_TEXT } from '../custom-cells.ts';
import { fieldOf, type TypedId } from '../gantt-columns.ts';
import { nameOf, type GanttItem } from '../gantt-items.ts';
import type { ValueContext } from '../gantt-values.ts';
import styles from '../gantt.module.css';

/** What leaves the field: `next` and `previous` go on to the neighbouring cell, `all` is for every chosen row. */
export type Leaving = 'stay' | 'next' | 'previous' | 'all' | 'blur';

export type CellEditorProps = {
  readonly values: ValueContext;
  readonly item: GanttItem;
  readonly column: TypedId;
  /** The first character that was typed; undefined: the present text, marked. */
  readonly initialText: string | undefined;
  /** How many rows `Ctrl+Enter` would change. */
  readonly chosenCount: number;
  /** The sentence that says what is wrong with the text, when it cannot be taken. */
  readonly onCommit: (text: string, leaving: Leaving) => string | undefined;
  readonly onCancel: () => void;
};

/** A field in a cell: Enter and leaving take the text, Escape gives it up, a text that cannot be taken stays with the reason. */
export function CellEditor({ values, item, column, initialText, chosenCount, onCommit, onCancel }: CellEditorProps) {
  const field = fieldOf(values.plan, column);
  const [error, setError] = useState<string>();
  const [text, setText] = useState(initialText ?? textOf(values, item, column));
  const hintId = useId();
  const commit = (leaving: Leaving): void => setError(onCommit(text, leaving));
  const handleKey = (event: KeyboardEvent<HTMLInputElement>): void => {
    // Enter and Escape are for the choice of characters as long as that is open.
    if (event.nativeEvent.isComposing) {
      event.stopPropagation();
      return;
    }
    if (event.key === 'Enter') {
      event.preventDefault();
      commit((event.ctrlKey || event.metaKey) && chosenCount > 1 ? 'all' : 'stay');
    } else if (event.key === 'Tab') {
      event.preventDefault();
      commit(event.shiftKey ? 'previous' : 'next');
    } else if (event.key === 'Escape') {
      event.preventDefault();
      onCancel();
    }
    event.stopPropagation();
  };
  const meaning = error === undefined ? meaningOf(values, item, column, text) : undefined;
  const forAll = chosenCount > 1 ? `Ctrl+Enter: all ${chosenCount} rows` : undefined;
  const hint = [meaning, forAll].filter((part) => part !== undefined).join(' · ');
  return (
    <span className={cx(styles.editor, column !== 'name' && styles.wideEditor)} data-align={field?.align}>
      <input
        ref={beginTyping(initialText === undefined)}
        type="text"
        autoComplete="off"
        className={cx(styles.input, field?.align === 'end' && styles.numeric)}
        value={text}
        maxLength={field?.custom ? MAX_CELL_TEXT : 200}
        aria-label={`${field?.title ?? ''} of ${nameOf(item)}`}
        aria-invalid={error !== undefined}
        aria-describedby={hintId}
        onChange={(event) => {
          setText(event.target.value);
          setError(undefined);
        }}
        onKeyDown={handleKey}
        onBlur={() => commit('blur')}
      />
      <span
        id={hintId}
        className={error === undefined ? styles.inputHint : styles.inputError}
        role={error === undefined ? 'status' : 'alert'}
      >
        {error ?? hint}
      </span>
    </span>
  );
}

/** Gives the field of a cell the focus, once; the text that is there is marked, so that typing replaces it. */
export function beginTyping(isMarked: boolean): RefCallback<HTMLInputElement> {
  return (input) => {
    if (!input || document.activeElement === input) return;
    input.focus({ preventScroll: true });
    if (isMarked) input.select();
  };
}
