import { useCallback, useMemo, useRef, useState } from 'react';
import type { ViewControls } from '../../data/view-state.ts';
import type { ChooseHow } from '../../timeline/timeline-model.ts';
import { announce } from '../../ui/announce.ts';
import { countText } from './describe.ts';
import type { GanttRows } from './gantt-rows.ts';

export type Selection = {
  /** The chosen rows that are shown, the active one among them. */
  readonly ids: ReadonlySet<string>;
  readonly choose: (rowId: string | undefined, how: ChooseHow) => void;
  readonly chooseAll: () => void;
  /** Chooses just these; the last of them becomes the active one. */
  readonly set: (ids: readonly string[]) => void;
  /** Presses add rows or take them off, as on a screen without keys; begun by a row, ended by hand. */
  readonly isSelecting: boolean;
  readonly begin: (rowId: string) => void;
  readonly end: () => void;
};

/** Which rows are chosen. The active one of them is in the address, the others are this page's own. */
export function useSelection({ state, update }: ViewControls, rows: GanttRows): Selection {
  const { selectedId } = state;
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [isSelecting, setSelecting] = useState(false);
  const anchorRef = useRef<string>(undefined);
  // Whoever goes to another row by any way leaves the chosen ones; rows that are gone or hidden are not chosen any more.
  const ids = useMemo((): ReadonlySet<string> => {
    if (selectedId === undefined) return new Set();
    const shown = chosen.has(selectedId) ? [...chosen].filter((id) => rows.indexOf(id) >= 0) : [];
    return shown.length > 1 ? new Set(shown) : new Set([selectedId]);
  }, [chosen, selectedId, rows]);

  const set = useCallback(
    (next: readonly string[]) => {
      setChosen(new Set(next));
      anchorRef.current = next.at(-1);
      update({ selectedId: next.at(-1) });
    },
    [update],
  );
  const choose = (rowId: string | undefined, how: ChooseHow): void => {
    const next = rowId === undefined ? { ids: [] } : chosenBy(how, rowId, { rows, ids, anchorId: anchorRef.current, selectedId });
    if (!next) return;
    if (how !== 'range') anchorRef.current = rowId;
    if (next.ids.length > 1 || ids.size > 1) {
      setChosen(new Set(next.ids));
      if (how !== 'keep') announce(`${countText(next.ids.length, 'row', 'rows')} selected`);
    }
    if (next.activeId !== selectedId) update({ selectedId: next.activeId });
  };
  const chooseAll = (): void => {
    const all = Array.from({ length: rows.count }, (_, index) => rows.itemAt(index)?.item.id ?? []).flat();
    setChosen(new Set(all));
    if (selectedId === undefined || rows.indexOf(selectedId) < 0) update({ selectedId: all[0] });
    announce(`${countText(all.length, 'row', 'rows')} selected`);
  };
  const begin = (rowId: string): void => {
    if (!isSelecting) announce('Press rows to select them');
    setSelecting(true);
    if (!ids.has(rowId)) choose(rowId, isSelecting ? 'toggle' : 'only');
  };
  const end = (): void => {
    setSelecting(false);
    if (selectedId !== undefined) choose(selectedId, 'only');
  };
  return { ids, choose, chooseAll, set, isSelecting, begin, end };
}

export type Chosen = { readonly ids: readonly string[]; readonly activeId?: string | undefined };

/** What is chosen after a press or a key; undefined: nothing changes. */
export function chosenBy(
  how: ChooseHow,
  rowId: string,
  before: {
    readonly rows: Pick<GanttRows, 'indexOf' | 'itemAt'>;
    readonly ids: ReadonlySet<string>;
    readonly anchorId: string | undefined;
    readonly selectedId: string | undefined;
  },
): Chosen | undefined {
  const { rows, ids, selectedId } = before;
  switch (how) {
    case 'only':
      return { ids: [rowId], activeId: rowId };
    case 'keep':
      return ids.has(rowId) && rowId !== selectedId ? { ids: [...ids], activeId: rowId } : undefined;
    case 'toggle': {
      if (!ids.has(rowId)) return { ids: [...ids, rowId], activeId: rowId };
      const rest = [...ids].filter((id) => id !== rowId);
      return rest.length === 0 ? undefined : { ids: rest, activeId: selectedId === rowId ? rest.at(-1) : selectedId };
    }
    case 'range': {
      const target = rows.indexOf(rowId);
      const anchor = rows.indexOf(before.anchorId ?? selectedId ?? rowId);
      if (target < 0) return undefined;
      const [first, last] = anchor < 0 ? [target, target] : [Math.min(anchor, target), Math.max(anchor, target)];
      const between = Array.from({ length: last - first + 1 }, (_, offset) => rows.itemAt(first + offset)?.item.id ?? []).flat();
      return { ids: between, activeId: rowId };
    }
  }
}
