import { FlaskConical } from 'lucide-react';
import { useCallback, useMemo, useState, type RefObject } from 'react';
import type { Project } from '../../../planning/model.ts';
import { ancestorsOf, type Plan } from '../../../planning/plan.ts';
import type { Density } from '../../data/grid-options.ts';
import type { ViewControls, ViewState } from '../../data/view-state.ts';
import type { ColumnHandlers } from '../../timeline/column-head.tsx';
import type { DayFormat } from '../../timeline/day-format.ts';
import type { RowStep } from '../../timeline/row-path.tsx';
import type { TimelineHandle } from '../../timeline/timeline-handle.ts';
import type { TimelineProps } from '../../timeline/timeline-props.ts';
import { Timeline } from '../../timeline/timeline.tsx';
import type { ViewportView } from '../../timeline/viewport.ts';
import { announce } from '../../ui/announce.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { columnsFor, listColumns } from './gantt-columns.ts';
import { findItem, spanOf } from './gantt-items.ts';
import { GestureDialogs } from './gesture-dialogs.tsx';
import { linkTooltipOf, tooltipOf } from './tooltip.ts';
import type { Act } from './use-actions.ts';
import type { Cells } from './use-cell-editing.tsx';
import type { Collapsed } from './use-collapsed.ts';
import type { GanttModel } from './use-gantt-model.ts';
import { useGestures } from './use-gestures.ts';
import { useGridWidth } from './use-grid-width.ts';
import type { CanReport } from './use-permissions.ts';
import type { Selection } from './use-selection.ts';
import { initialViewOf, useViewSync } from './use-view-sync.ts';

const texts = {
  grid: 'Plan',
  bars: 'Timeline',
  splitter: 'Width of the table',
  path: 'Where the first row is',
  columnMenu: (title: string) => `Column ${title}`,
};
const rowHeights: Readonly<Record<Density, number>> = { compact: 26, normal: 32, comfortable: 40 };
/** A finger needs more room. */
const touchedRowHeights: Readonly<Record<Density, number>> = { compact: 36, normal: 44, comfortable: 52 };
const words = { week: (week: number) => `W${week}` };

export type GanttChartProps = Pick<TimelineProps, 'onCellKey' | 'onCellOpen'> & {
  readonly cells: Cells;
  readonly columnHandlers: ColumnHandlers;
  readonly controls: ViewControls;
  readonly timelineRef: RefObject<TimelineHandle | null>;
  readonly model: GanttModel;
  readonly collapsed: Collapsed;
  readonly selection: Selection;
  readonly act: Act;
  readonly canEdit: (project: Project) => boolean;
  readonly canReport: CanReport;
  readonly goTo: (id: string) => void;
  readonly openDetails: (id: string) => void;
  /** A change waits for an answer: what lies over the chart steps aside. */
  readonly isReviewing: boolean;
  readonly openMenu: (rowId: string, x: number, y: number) => void;
};

/** The timeline with the plan in it: what gestures mean, and what is chosen and opened. */
export function GanttChart({ timelineRef, ...props }: GanttChartProps) {
  const { controls, model, collapsed, selection, act, canEdit, canReport, openDetails, openMenu } = props;
  const { plan, format, rows } = model;
  const { state } = controls;
  const allColumns = listColumns(plan);
  const columns = useMemo(() => columnsFor(allColumns, format, state.grid), [allColumns, format, state.grid]);
  const minimap = useMinimap(state.grid.showsMap, format);
  const pathOf = useCallback((rowId: string) => stepsTo(plan, rowId), [plan]);
  const rowHeight = useRowHeight(state.grid.density);
  const [gridWidth, setGridWidth] = useGridWidth();
  const initialView = useInitialView(model, state);
  const handleViewChange = useViewSync(controls, timelineRef, initialView);
  const gestures = useGestures({
    context: { format, rows, today: model.today, canEdit, canReport, selectedIds: selection.ids },
    act,
    timelineRef,
  });
  if (rows.count === 0) {
    const clear = () => controls.update({ search: '', grid: { ...state.grid, filters: [] } });
    return <NothingToShow isFiltered={state.grid.filters.length > 0} isSearching={state.search !== ''} onClear={clear} />;
  }
  return (
    <>
      <Timeline
        ref={timelineRef}
        texts={texts}
        rows={rows}
        links={model.links}
        rowHeight={rowHeight}
        minimap={minimap}
        columns={columns}
        columnHandlers={props.columnHandlers}
        {...props.cells}
        pathOf={pathOf}
        extent={rows.extent}
        shadingOf={model.shadingOf}
        headerCalendarKey={model.headerSite?.id ?? ''}
        locale={model.locale}
        words={words}
        selectedRowId={state.selectedId}
        selectedRowIds={selection.ids}
        isSelecting={selection.isSelecting}
        selectedLinkId={gestures.link?.id}
        tracedLinkIds={model.tracedLinkIds}
        initialView={state.from === undefined ? initialView : { mode: state.mode, cellWidth: state.cellPx, firstDay: state.from }}
        gridWidth={gridWidth}
        onGridWidthChange={setGridWidth}
        onViewChange={handleViewChange}
        onChoose={selection.choose}
        onChooseAll={selection.chooseAll}
        onToggle={(rowId, isExpanded) => collapsed.set(rowId, !isExpanded)}
        onCellKey={props.onCellKey}
        onCellOpen={props.onCellOpen}
        {...gestures.handlers}
        openRow={(row) => {
          // The heading of a group has no details.
          if (findItem(plan, row.id)) openDetails(row.id);
        }}
        openMenu={(row, x, y) => openMenu(row.id, x, y)}
        tooltipOf={(row) => tooltipOf(model, row.id)}
        linkTooltipOf={(linkId) => linkTooltipOf(plan, linkId)}
        announce={announce}
      />
      {props.isReviewing ? null : <GestureDialogs {...{ gestures, model, timelineRef, act, canEdit, selection }} goTo={props.goTo} />}
    </>
  );
}

function useMinimap(isShown: boolean, format: DayFormat): TimelineProps['minimap'] {
  return useMemo(
    () =>
      isShown
        ? {
            label: 'Overview of the plan',
            describe: (days, seen) => `${format.range(days.startDay, days.endDay)}, rows ${seen.first} to ${seen.last} of ${seen.count}`,
          }
        : undefined,
    [isShown, format],
  );
}

function useRowHeight(density: Density): number {
  const [isCoarse] = useState(() => matchMedia('(pointer: coarse)').matches);
  return (isCoarse ? touchedRowHeights : rowHeights)[density];
}

function useInitialView({ plan, today }: GanttModel, state: ViewState): ViewportView {
  const [view] = useState(() => {
    const item = findItem(plan, state.selectedId);
    return initialViewOf(state, item && spanOf(item).startOn, today);
  });
  return view;
}

/** What an item lies in, from its project. */
function stepsTo(plan: Plan, rowId: string): readonly RowStep[] {
  const item = findItem(plan, rowId);
  if (item?.kind !== 'phase') return [];
  const above = ancestorsOf(plan, item.id).toReversed();
  return [item.project, ...above].map(({ id, name }) => ({ id, label: name }));
}

type NothingProps = { readonly isFiltered: boolean; readonly isSearching: boolean; readonly onClear: () => void };

function NothingToShow({ isFiltered, isSearching, onClear }: NothingProps) {
  if (isFiltered)
    return (
      <EmptyState icon={<FlaskConical />} title="Nothing passes the filters" actions={<Button onPress={onClear}>Clear filters</Button>}>
        Take one away, or ask for less.
      </EmptyState>
    );
  return isSearching ? (
    <EmptyState icon={<FlaskConical />} title="Nothing of this name" actions={<Button onPress={onClear}>Show all rows</Button>}>
      Try a shorter part of the name.
    </EmptyState>
  ) : (
    <EmptyState icon={<FlaskConical />} title="There is no project here">
      Create one, or choose another site.
    </EmptyState>
  );
}
