/** What the first row in sight lies in, over the heads of the columns: parents that were scrolled away stay readable. */
import { memo, useEffect, useState, type RefObject } from 'react';
import type { TimelineController } from './timeline-controller.ts';
import type { RowSource } from './timeline-model.ts';
import styles from './row-path.module.css';

export type RowStep = { readonly id: string; readonly label: string };

export type RowPathProps = {
  readonly controllerRef: RefObject<TimelineController | null>;
  readonly rows: RowSource;
  readonly label: string;
  readonly width: number;
  /** From the root to the parent of a row. */
  readonly pathOf: (rowId: string) => readonly RowStep[];
  readonly onGoTo: (rowId: string) => void;
};

/** Narrower, there is room for the root and the parent alone. */
const ROOM_FOR_ALL_PX = 240;
const NOTHING: readonly RowStep[] = [];

export const RowPath = memo(function RowPath({ controllerRef, rows, label, width, pathOf, onGoTo }: RowPathProps) {
  const [path, setPath] = useState(NOTHING);
  useEffect(() => {
    const timeline = controllerRef.current;
    if (!timeline) return undefined;
    let shownFor: string | undefined;
    // Asked in every frame: only another first row is looked into.
    const show = (): void => {
      if (timeline.isFast) return;
      const { layout, viewport } = timeline;
      const index = viewport.scrollTop <= 0 ? -1 : layout.indexAt(viewport.scrollTop + layout.heightOf(0) / 2);
      const rowId = index < 0 || index >= rows.count ? undefined : rows.rowAt(index).id;
      if (rowId === shownFor) return;
      shownFor = rowId;
      const next = rowId === undefined ? NOTHING : pathOf(rowId);
      setPath((before) => (isSame(before, next) ? before : next));
    };
    show();
    return timeline.watchView(show);
  }, [controllerRef, rows, pathOf]);
  if (path.length === 0) return null;
  const shown = width < ROOM_FOR_ALL_PX ? path.filter((_, index) => index === 0 || index === path.length - 1) : path;
  return (
    <nav className={styles.path} style={{ width }} aria-label={label}>
      {shown.map(({ id, label }, index) => (
        <button
          key={id}
          type="button"
          // The keys of the grid lead to parents as well: the grid stays one stop of the Tab key.
          tabIndex={-1}
          className={styles.step}
          data-root={index === 0 || undefined}
          title={label}
          onClick={() => onGoTo(id)}
        >
          {label}
        </button>
      ))}
    </nav>
  );
});

function isSame(a: readonly RowStep[], b: readonly RowStep[]): boolean {
  return a.length === b.length && a.every(({ id, label }, index) => id === b[index]?.id && label === b[index].label);
}
