// A field that keeps the focus while a list below it is walked is no element of its own: the roles say what the parts are.
/* oxlint-disable jsx-a11y/prefer-tag-over-role */
import { useId, useState, type CSSProperties, type KeyboardEvent, type RefCallback } from 'react';
import { nameKeyOf } from '../../../../lib/text-key.ts';
import type { CustomColumn } from '../../../../planning/model.ts';
import { optionStyle } from '../custom-cell-views.ts';
import { textOfCustom } from '../custom-cells.ts';
import { nameOf } from '../gantt-items.ts';
import { beginTyping, type CellEditorProps } from './cell-editor.tsx';
import styles from '../gantt.module.css';

export type OptionEditorProps = CellEditorProps & { readonly list: CustomColumn };

type Entry = { readonly id: string; readonly label: string; readonly color: string | null };

const MOST_SHOWN = 60;

/** A field with the options of a list below it: typing narrows them, arrows choose, Enter and pressing take one. */
export function OptionEditor({ values, item, list, initialText, chosenCount, onCommit, onCancel }: OptionEditorProps) {
  const present = textOfCustom(values, item, list);
  const [text, setText] = useState(initialText ?? present);
  const [error, setError] = useState<string>();
  const entriesOf = (typed: string) => entriesFor(list, typed === present ? '' : typed);
  // The one whose name it is, also where all are shown because it is the present one; else the first.
  const placeOf = (typed: string) =>
    Math.max(
      0,
      entriesOf(typed).findIndex(({ label }) => label === typed),
    );
  const entries = entriesOf(text);
  const [active, setActive] = useState(() => placeOf(text));
  const [listId, hintId] = [useId(), useId()];
  const chosen = entries[active];
  const take = (entry: Entry | undefined, leaving: Parameters<typeof onCommit>[1]): void => {
    setError(onCommit(entry ? (entry.id === '' ? '' : entry.label) : text, leaving));
  };
  const handleKey = (event: KeyboardEvent<HTMLInputElement>): void => {
    event.stopPropagation();
    // Enter and Escape are for the choice of characters as long as that is open.
    if (event.nativeEvent.isComposing) return;
    const isTaken = takesKey(event);
    if (isTaken) event.preventDefault();
    if (event.key === 'ArrowDown') setActive(Math.min(entries.length - 1, active + 1));
    else if (event.key === 'ArrowUp') setActive(Math.max(0, active - 1));
    else if (event.key === 'Enter')
      take(text === '' && present !== '' ? undefined : chosen, (event.ctrlKey || event.metaKey) && chosenCount > 1 ? 'all' : 'stay');
    else if (event.key === 'Tab') take(text === present ? undefined : chosen, event.shiftKey ? 'previous' : 'next');
    else if (event.key === 'Escape') onCancel();
  };
  return (
    <span className={styles.editor}>
      <input
        ref={beginTyping(initialText === undefined)}
        type="text"
        role="combobox"
        autoComplete="off"
        className={styles.input}
        value={text}
        maxLength={100}
        aria-label={`${list.name} of ${nameOf(item)}`}
        aria-expanded
        aria-controls={listId}
        aria-autocomplete="list"
        aria-activedescendant={chosen ? `${listId}-${active}` : undefined}
        aria-invalid={error !== undefined}
        aria-describedby={hintId}
        onChange={(event) => {
          setText(event.target.value);
          setActive(placeOf(event.target.value));
          setError(undefined);
        }}
        onKeyDown={handleKey}
        onBlur={() => setError(onCommit(text, 'blur'))}
      />
      <span id={hintId} className="visually-hidden" role={error === undefined ? 'status' : 'alert'}>
        {error ?? (chosenCount > 1 ? `Ctrl+Enter: all ${chosenCount} rows` : '')}
      </span>
      <OptionList {...{ list, listId, entries, active }} error={error} onTake={(entry) => take(entry, 'stay')} />
    </span>
  );
}

type OptionListProps = {
  readonly list: CustomColumn;
  readonly listId: string;
  readonly entries: readonly Entry[];
  /** Which of them Enter takes. */
  readonly active: number;
  readonly error: string | undefined;
  readonly onTake: (entry: Entry) => void;
};

function OptionList({ list, listId, entries, active, error, onTake }: OptionListProps) {
  return (
    <div ref={showBelow} id={listId} role="listbox" aria-label={list.name} popover="manual" className={styles.options}>
      {entries.map((entry, index) => (
        // The field keeps the focus and has the keys; pressing is for pointers.
        // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
        <div
          key={entry.id}
          id={`${listId}-${index}`}
          role="option"
          tabIndex={-1}
          aria-selected={index === active}
          className={styles.optionEntry}
          ref={index === active ? scrollIntoView : undefined}
          onPointerDown={(event) => event.preventDefault()}
          onClick={() => onTake(entry)}
        >
          <OptionLabel {...entry} />
        </div>
      ))}
      {entries.length === 0 ? <div className={styles.optionEntry}>{error ?? 'Nothing is called so'}</div> : null}
    </div>
  );
}

function OptionLabel({ label, color }: Entry) {
  return color === null ? (
    <span className={styles.plainOption}>{label}</span>
  ) : (
    // Custom properties are not among React's style keys.
    <span className={styles.option} style={optionStyle(color) as CSSProperties}>
      {label}
    </span>
  );
}

function takesKey({ key }: KeyboardEvent): boolean {
  return ['ArrowDown', 'ArrowUp', 'Enter', 'Tab', 'Escape'].includes(key);
}

function entriesFor({ options }: CustomColumn, text: string): readonly Entry[] {
  const typed = nameKeyOf(text);
  if (typed === '') return [{ id: '', label: 'None', color: null }, ...options];
  const matching = options.filter(({ label }) => nameKeyOf(label).includes(typed));
  const starts = ({ label }: Entry) => Number(nameKeyOf(label).startsWith(typed));
  return matching.sort((a, b) => starts(b) - starts(a)).slice(0, MOST_SHOWN);
}

/** Over everything else, below its field or above it where there is more room, also when the field is scrolled. */
const showBelow: RefCallback<HTMLDivElement> = (list) => {
  if (!list) return undefined;
  list.showPopover?.();
  const place = () => placeBelow(list);
  place();
  document.addEventListener('scroll', place, { capture: true, passive: true });
  return () => document.removeEventListener('scroll', place, { capture: true });
};

function placeBelow(list: HTMLElement): void {
  const field = list.parentElement?.getBoundingClientRect();
  const table = list.closest('[role="treegrid"]')?.getBoundingClientRect();
  if (!field) return;
  const isBelow = innerHeight - field.bottom >= Math.min(list.scrollHeight, 260) + 8 || field.top < innerHeight / 2;
  Object.assign(list.style, {
    left: `${Math.max(4, Math.min(field.left, innerWidth - list.offsetWidth - 4))}px`,
    minWidth: `${field.width}px`,
    top: isBelow ? `${field.bottom + 2}px` : 'auto',
    bottom: isBelow ? 'auto' : `${innerHeight - field.top + 2}px`,
    visibility: table && (field.top < table.top || field.bottom > table.bottom) ? 'hidden' : 'visible',
  });
}

const scrollIntoView: RefCallback<HTMLDivElement> = (entry) => entry?.scrollIntoView?.({ block: 'nearest' });
