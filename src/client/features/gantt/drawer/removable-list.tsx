import { useLayoutEffect, useRef, type FocusEvent, type ReactNode } from 'react';
import styles from './drawer.module.css';

/** A list whose rows can be removed: the focus of a row that is gone goes to the row in its place, or to the field after the list. */
export function RemovableList({ count, children }: { readonly count: number; readonly children: ReactNode }) {
  const listRef = useRef<HTMLUListElement>(null);
  const focusedRef = useRef<number>(undefined);
  const rememberRow = ({ target }: FocusEvent): void => {
    const index = [...(listRef.current?.children ?? [])].findIndex((row) => row.contains(target));
    focusedRef.current = index === -1 ? undefined : index;
  };
  useLayoutEffect(() => {
    const list = listRef.current;
    if (!list || focusedRef.current === undefined || document.activeElement !== document.body) return;
    const row = list.children[Math.min(focusedRef.current, count - 1)];
    const buttons = row?.querySelectorAll('button') ?? [];
    const next = [...buttons].at(-1) ?? list.parentElement?.querySelector('input');
    focusedRef.current = undefined;
    next?.focus();
  }, [count]);
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- only listens to what its rows do
    <ul
      ref={listRef}
      className={styles.links}
      onFocus={rememberRow}
      onBlur={() => {
        focusedRef.current = undefined;
      }}
    >
      {children}
    </ul>
  );
}
