/** The rows that are in the document. While one scrolls, they alone are rendered again. */
import { memo, useLayoutEffect, useState, type RefObject } from 'react';
import type { ColumnLayout } from './column-layout.ts';
import type { RowSource } from './timeline-model.ts';
import { windowIndexes, type ActiveCell } from './timeline-cells.ts';
import { TimelineRowView, type RenderCell } from './timeline-row.tsx';
import { NO_WINDOW } from './timeline-contract.ts';
import { useBarBox, useKeptFocus, type ControllerRef, type RootRef, type ShowWindow } from './use-timeline.ts';

export type TimelineRowsProps = {
  readonly rootRef: RootRef;
  readonly controllerRef: ControllerRef;
  /** Takes the function by which other rows are shown. */
  readonly showWindowRef: RefObject<ShowWindow | null>;
  readonly rows: RowSource;
  readonly rowHeight: number;
  readonly layout: ColumnLayout;
  readonly gridWidth: number;
  /** The one cell that the Tab key leads to. */
  readonly stop: ActiveCell | undefined;
  readonly stopIndex: number;
  /** The row that was the active one is not there any more. */
  readonly isRowGone: boolean;
  readonly selectedRowIds: ReadonlySet<string>;
  readonly renderCell: RenderCell;
};

export const TimelineRows = memo(function TimelineRows(props: TimelineRowsProps) {
  const { rootRef, controllerRef, showWindowRef, rows, rowHeight, layout, gridWidth, stop, stopIndex, selectedRowIds, renderCell } = props;
  const [rendered, setRendered] = useState(NO_WINDOW);
  useLayoutEffect(() => {
    showWindowRef.current = setRendered;
  }, [showWindowRef]);
  useKeptFocus(rootRef, stop, props.isRowGone);
  // The scene is read when scrolling has settled: `settledCount` makes the function new, and the rows with it.
  const barBox = useBarBox(controllerRef, rendered);
  // Nothing before the first window is known: it comes before anything is painted.
  const indexes = rendered.settledCount === 0 ? [] : windowIndexes(rendered, rows.count, stopIndex);
  return indexes.map((index) => {
    const row = rows.rowAt(index);
    return (
      <TimelineRowView
        key={rendered.slots.get(index) ?? 'stop'}
        row={row}
        index={index}
        top={index * rowHeight}
        height={rowHeight}
        layout={layout}
        gridWidth={gridWidth}
        activeColumnId={index === stopIndex ? stop?.columnId : undefined}
        isSelected={selectedRowIds.has(row.id)}
        renderCell={renderCell}
        barBox={barBox}
      />
    );
  });
});
