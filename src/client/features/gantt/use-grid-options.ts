import { useCallback, useMemo, useState } from 'react';
import { isPlain, usualGridOptions, type ColumnChoice, type GridOptions, type SortKey } from '../../data/grid-options.ts';
import type { ViewControls } from '../../data/view-state.ts';
import type { ColumnHandlers } from '../../timeline/column-head.tsx';
import { announce } from '../../ui/announce.ts';
import type { Plan } from '../../../planning/plan.ts';
import { usePlanStore } from '../../data/plan-context.ts';
import { chosenColumns, fieldOf, listColumns } from './gantt-columns.ts';

export type ColumnPlace = { readonly columnId: string; readonly x: number; readonly y: number };
export type GridControls = ReturnType<typeof useGridOptions>;
export type ChangeGrid = (change: Partial<GridOptions>) => void;

/** The arrangement of the rows and columns, and what changes it. */
export function useGridOptions({ state, update }: ViewControls) {
  const { grid } = state;
  const store = usePlanStore();
  const [menu, setMenu] = useState<ColumnPlace>();
  const [isColumnsOpen, setColumnsOpen] = useState(false);
  const [isFilterOpen, setFilterOpen] = useState(false);
  /** The column whose filter is being changed. */
  const [filterColumn, setFilterColumn] = useState<string>();
  const change = useCallback<ChangeGrid>(
    (next) => {
      const changed = { ...grid, ...next };
      // An address that names a view and no options opens that view: without options it names none.
      update(isUsual(changed) ? { grid: usualGridOptions, viewId: undefined } : { grid: changed });
    },
    [grid, update],
  );
  const handlers = useMemo(
    (): ColumnHandlers => ({
      sort: (id, isAdded) => {
        const sort = cycledSort(grid.sort, id, isAdded);
        change({ sort });
        announce(sortText(store.plan, sort));
      },
      resize: (id, width) =>
        change({
          columns: chosenColumns(listColumns(store.plan), grid.columns).map((choice) => (choice.id === id ? { ...choice, width } : choice)),
        }),
      move: (id, beforeId) => {
        const columns = movedColumns(chosenColumns(listColumns(store.plan), grid.columns), id, beforeId);
        change({ columns });
        announce(`${titleOf(store.plan, id)} is column ${columns.findIndex((choice) => choice.id === id) + 1} of ${columns.length}`);
      },
      openMenu: (columnId, x, y) => setMenu({ columnId, x, y }),
    }),
    [store, grid, change],
  );
  return {
    grid,
    change,
    handlers,
    menu,
    closeMenu: () => setMenu(undefined),
    isColumnsOpen,
    setColumnsOpen,
    isFilterOpen,
    setFilterOpen,
    filterColumn,
    setFilterColumn,
  };
}

function isUsual(options: GridOptions): boolean {
  return isPlain(options) && options.columns === undefined && options.density === 'normal' && !options.showsMap;
}

/** Of a column that is gone nothing better can be said than that it was one. */
export function titleOf(plan: Plan, columnId: string): string {
  return fieldOf(plan, columnId)?.title ?? 'a column that is gone';
}

/** Ascending, then descending, then the plan's own order again. */
function cycledSort(sort: readonly SortKey[], column: string, isAdded: boolean): readonly SortKey[] {
  const present = sort.find((key) => key.column === column);
  const next = present?.isDescending === true ? [] : [{ column, isDescending: present !== undefined }];
  if (!isAdded) return next;
  return present ? sort.flatMap((key) => (key.column === column ? next : [key])) : [...sort, ...next];
}

export function sortText(plan: Plan, sort: readonly SortKey[]): string {
  if (sort.length === 0) return 'In the order of the plan';
  return `Sorted by ${sort.map(({ column, isDescending }) => `${titleOf(plan, column)}, ${isDescending ? 'descending' : 'ascending'}`).join(', then ')}`;
}

/** The name stays first; undefined: to the end. */
function movedColumns(columns: readonly ColumnChoice[], id: string, beforeId: string | undefined): readonly ColumnChoice[] {
  const moved = columns.find((choice) => choice.id === id);
  if (!moved || id === 'name' || beforeId === id) return columns;
  const others = columns.filter((choice) => choice !== moved);
  const at = beforeId === undefined ? others.length : others.findIndex((choice) => choice.id === beforeId);
  return at < 0 ? columns : others.toSpliced(Math.max(1, at), 0, moved);
}
