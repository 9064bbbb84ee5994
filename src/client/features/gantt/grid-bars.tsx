import { lazy, Suspense } from 'react';
import type { Plan } from '../../../planning/plan.ts';
import type { DayFormat } from '../../timeline/day-format.ts';
import type { GridControls } from './use-grid-options.ts';
import { early } from '../../ui/early-parts.ts';

const FilterBar = lazy(early(async () => ({ default: (await import('./filter-bar.tsx')).FilterBar })));
const ColumnMenu = lazy(early(async () => ({ default: (await import('./column-menu.tsx')).ColumnMenu })));

export type GridBarsProps = {
  readonly options: GridControls;
  readonly plan: Plan;
  readonly format: DayFormat;
  readonly foundCount: number | undefined;
};

/** What stands between toolbar and table while it is wanted: the filters, and the menu of a column. */
export function GridBars({ options, plan, format, foundCount }: GridBarsProps) {
  const { grid, change, handlers, menu, isFilterOpen, setFilterOpen, filterColumn, setFilterColumn } = options;
  return (
    <Suspense fallback={null}>
      {isFilterOpen || grid.filters.length > 0 ? (
        <FilterBar
          plan={plan}
          format={format}
          filters={grid.filters}
          foundCount={foundCount}
          openColumn={filterColumn}
          onOpenColumn={setFilterColumn}
          onChange={(filters) => change({ filters })}
          onClose={() => setFilterOpen(false)}
        />
      ) : null}
      {menu ? (
        <ColumnMenu
          place={menu}
          grid={grid}
          change={change}
          onMove={handlers.move}
          onFilter={(column) => {
            setFilterOpen(true);
            setFilterColumn(column);
          }}
          onChooseColumns={() => options.setColumnsOpen(true)}
          onClose={options.closeMenu}
        />
      ) : null}
    </Suspense>
  );
}
