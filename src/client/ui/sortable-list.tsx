import { GripVertical } from 'lucide-react';
import { useLayoutEffect, useRef, useState, type KeyboardEvent, type PointerEvent, type ReactNode } from 'react';
import { announce } from './announce.ts';
import { cx } from './cx.ts';
import styles from './sortable-list.module.css';

export type SortableListProps<Item> = {
  readonly label: string;
  readonly items: readonly Item[];
  readonly keyOf: (item: Item) => string;
  readonly nameOf: (item: Item) => string;
  /** `index`: its place among the others from now on. */
  readonly onMove: (key: string, index: number) => void;
  readonly children: (item: Item) => ReactNode;
  readonly className?: string | undefined;
};

type Drag = { readonly key: string; readonly to: number };

/** Things in an order of their own: each has a handle that is pulled, or moved by the arrow keys. */
export function SortableList<Item>(props: SortableListProps<Item>) {
  const { label, items, keyOf, nameOf, children, className } = props;
  const { listRef, drag, handlersOf } = useSorting(props);
  const from = drag ? items.findIndex((item) => keyOf(item) === drag.key) : -1;
  return (
    <ul ref={listRef} className={cx(styles.list, className)} aria-label={label} data-dragging={drag !== undefined || undefined}>
      {items.map((item, index) => (
        <li
          key={keyOf(item)}
          className={styles.row}
          data-pulled={index === from || undefined}
          data-line={drag && drag.to !== from && index !== from ? lineAt(index, from, drag.to) : undefined}
        >
          <button
            type="button"
            className={styles.handle}
            aria-label={`Move ${nameOf(item)}, ${index + 1} of ${items.length}`}
            title="Pull, or press ↑ or ↓"
            {...handlersOf(item, index)}
          >
            <GripVertical size={16} aria-hidden />
          </button>
          {children(item)}
        </li>
      ))}
    </ul>
  );
}

/** What is pulled and where to, and what the handles do about it. */
function useSorting<Item>({ items, keyOf, nameOf, onMove }: SortableListProps<Item>) {
  const listRef = useRef<HTMLUListElement>(null);
  const [drag, setDrag] = useState<Drag>();
  const movedRef = useRef<{ readonly key: string; readonly from: readonly Item[] }>(undefined);
  // An element that changes its place in the document loses the focus.
  useLayoutEffect(() => {
    const moved = movedRef.current;
    if (!moved || moved.from === items) return;
    movedRef.current = undefined;
    const index = items.findIndex((item) => keyOf(item) === moved.key);
    listRef.current?.children[index]?.querySelector('button')?.focus();
  }, [items, keyOf]);
  const move = (item: Item, index: number): void => {
    const to = Math.max(0, Math.min(items.length - 1, index));
    if (to === items.indexOf(item)) return;
    movedRef.current = { key: keyOf(item), from: items };
    onMove(keyOf(item), to);
    announce(`${nameOf(item)} is ${to + 1} of ${items.length}`);
  };
  /** The place of what is pulled, by the middles of the others. */
  const placeAt = (key: string, y: number): number =>
    items.filter((item, index) => keyOf(item) !== key && middleOf(listRef.current?.children[index]) < y).length;
  const handlersOf = (item: Item, index: number) => ({
    onPointerDown: (event: PointerEvent<HTMLButtonElement>) => {
      if (event.button !== 0) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      setDrag({ key: keyOf(item), to: index });
    },
    onPointerMove: (event: PointerEvent<HTMLButtonElement>) => {
      if (drag) setDrag({ key: drag.key, to: placeAt(drag.key, event.clientY) });
    },
    onPointerUp: () => {
      if (drag) move(item, drag.to);
      setDrag(undefined);
    },
    onPointerCancel: () => setDrag(undefined),
    onKeyDown: (event: KeyboardEvent) => {
      const by = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : 0;
      if (event.key === 'Escape' && drag) {
        event.stopPropagation();
        setDrag(undefined);
      }
      if (by === 0) return;
      event.preventDefault();
      move(item, index + by);
    },
  });
  return { listRef, drag, handlersOf };
}

function middleOf(row: Element | undefined): number {
  const box = row?.getBoundingClientRect();
  return box ? box.top + box.height / 2 : Number.POSITIVE_INFINITY;
}

/** Where the line stands that shows the new place: below the row when it comes from above. */
function lineAt(index: number, from: number, to: number): 'before' | 'after' | undefined {
  if (index !== to) return undefined;
  return to > from ? 'after' : 'before';
}
