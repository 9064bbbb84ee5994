/** The sideways scrolling of the columns that have no room beside the first ones. */
import { useCallback, useEffect, useLayoutEffect, useRef, type RefObject } from 'react';
import { scrollToColumn, type ColumnLayout } from './column-layout.ts';
import styles from './timeline.module.css';

type ElementRef = RefObject<HTMLDivElement | null>;

/** `rootRef`: the element that carries the scroll as a custom property. `reveal` brings a column into sight. */
export function useGridScroll(rootRef: ElementRef, layout: ColumnLayout, gridWidth: number, hasMap: boolean) {
  const barRef = useRef<HTMLDivElement>(null);
  const apply = useCallback(
    () => rootRef.current?.style.setProperty('--grid-scroll', `${-(barRef.current?.scrollLeft ?? 0)}px`),
    [rootRef],
  );
  // The layout decides whether there is a scrollbar at all.
  const { overflow } = layout;
  useLayoutEffect(() => {
    if (overflow === 0) rootRef.current?.style.removeProperty('--grid-scroll');
    const [bar, scroller] = [barRef.current, rootRef.current?.querySelector<HTMLElement>('[data-part="scroller"]')];
    // It lies on what is below the rows: the scrollbar of the timeline, where that takes room, and the minimap.
    if (bar && scroller && (hasMap || overflow > 0)) bar.style.bottom = `${(rootRef.current?.clientHeight ?? 0) - scroller.clientHeight}px`;
    if (overflow > 0) apply();
  }, [apply, overflow, rootRef, hasMap]);
  const canScroll = overflow > 0;
  useEffect(() => {
    const root = rootRef.current;
    if (!root || !canScroll) return undefined;
    const follow = (event: WheelEvent): void => {
      const by = event.shiftKey && event.deltaX === 0 ? event.deltaY : event.deltaX;
      const isOverTable = event.clientX < root.getBoundingClientRect().left + gridWidth;
      if (!isOverTable || event.ctrlKey || Math.abs(by) < Math.abs(event.shiftKey ? 1 : event.deltaY)) return;
      event.preventDefault();
      barRef.current?.scrollBy(by, 0);
    };
    root.addEventListener('wheel', follow, { passive: false });
    return () => root.removeEventListener('wheel', follow);
  }, [rootRef, canScroll, gridWidth]);
  const reveal = (columnId: string): void => {
    const bar = barRef.current;
    if (bar) bar.scrollLeft = scrollToColumn(layout, columnId, bar.scrollLeft, gridWidth);
  };
  return { barRef, apply, reveal };
}

export type GridScrollbarProps = {
  readonly barRef: ElementRef;
  readonly layout: ColumnLayout;
  readonly gridWidth: number;
  readonly onScroll: () => void;
};

/** The table's own scrollbar, where it needs one. */
export function GridScrollbar({ barRef, layout, gridWidth, onScroll }: GridScrollbarProps) {
  if (layout.overflow === 0) return null;
  return (
    <div
      ref={barRef}
      className={styles.gridScrollbar}
      style={{ left: layout.frozenWidth, width: gridWidth - layout.frozenWidth - 1 }}
      tabIndex={-1}
      aria-hidden
      onScroll={onScroll}
    >
      <div style={{ width: layout.scrolledWidth, height: 1 }} />
    </div>
  );
}
