// A windowed grid of absolutely placed rows cannot be a table element: the roles say what the elements are.
/* oxlint-disable jsx-a11y/prefer-tag-over-role */
/** The one timeline: a tree grid on the left, bars on a time axis on the right, one scroller, one tab stop. */
import { lazy, Suspense, useCallback, useRef, useState, type CSSProperties, type RefObject } from 'react';
import { gridEventsOf } from './grid-events.ts';
import { GridScrollbar, useGridScroll } from './grid-scroller.tsx';
import { RowPath } from './row-path.tsx';
import { Splitter } from './splitter.tsx';
import type { TimelineProps } from './timeline-props.ts';
import { BAR_COLUMN, type ActiveCell } from './timeline-cells.ts';
import { useColumnLayout } from './use-column-layout.ts';
import { useTabStop } from './use-tab-stop.ts';
import { useTimelineHandle } from './use-timeline-handle.ts';
import { useSize, useTimelineController, type Size, type TimelineThreads } from './use-timeline.ts';
import { TimelineHeader } from './timeline-header.tsx';
import { useGridNavigation } from './use-grid-navigation.ts';
import { TimelineRows } from './timeline-rows.tsx';
import { gridWidthIn, maxGridWidthIn, MIN_GRID_WIDTH } from './grid-width.ts';
import { HEADER_HEIGHT } from './viewport.ts';
import styles from './timeline.module.css';

const Minimap = lazy(async () => ({ default: (await import('./minimap.tsx')).Minimap }));

const ROW_HEIGHT = 32;
const COMPACT_BELOW = 640;
const COMPACT_GRID_WIDTH = 160;

/** Measured first: what is in it is made once, in the size that it has. */
export function Timeline(props: TimelineProps) {
  const rootRef = useRef<HTMLDivElement>(null);
  const size = useSize(rootRef);
  const isCompact = size.width < COMPACT_BELOW;
  const style = { '--indent-step': isCompact ? '8px' : '16px', '--row-height': `${props.rowHeight ?? ROW_HEIGHT}px` };
  return (
    // Custom properties are not among React's style keys.
    <div className={styles.root} ref={rootRef} data-map={props.minimap ? '' : undefined} style={style as CSSProperties}>
      {size.width > 0 ? <TimelineBody {...props} {...{ rootRef, size, isCompact }} /> : null}
    </div>
  );
}

type BodyProps = TimelineProps & { readonly rootRef: RefObject<HTMLDivElement | null>; readonly size: Size; readonly isCompact: boolean };

function TimelineBody({ ref, rootRef, size, isCompact, ...props }: BodyProps) {
  const { rows, contentOf, edited, texts, selectedRowIds, rowHeight = ROW_HEIGHT } = props;
  const [active, setActive] = useState<ActiveCell | undefined>();
  const gridWidth = isCompact ? COMPACT_GRID_WIDTH : gridWidthIn(size, props.gridWidth);
  const timeline = useTimelineController(rootRef, { ...props, rowHeight, gridWidth }, setActive);
  const { controllerRef, showWindowRef } = timeline;
  const { layout, draftWidth } = useColumnLayout(props.columns, gridWidth, isCompact);
  const { columns } = layout;
  const gridScroll = useGridScroll(rootRef, layout, gridWidth, props.minimap !== undefined);
  const { stop, stopIndex, stopColumn, tabStop } = useTabStop(props, columns, active, timeline.seenIndex);
  useTimelineHandle(ref, timeline, stop, columns);
  const handleKey = useGridNavigation({ ...props, ...timeline, columns, stopIndex, stopColumn, rowHeight });
  const events = gridEventsOf(props, timeline, { active, setActive, reveal: gridScroll.reveal });
  return (
    <>
      <div
        className={styles.scroller}
        data-part="scroller"
        role="treegrid"
        aria-label={texts.grid}
        aria-rowcount={rows.count + 1}
        aria-colcount={columns.length + 1}
        aria-multiselectable
        tabIndex={rows.count === 0 ? 0 : -1}
        onKeyDown={handleKey}
        {...events}
      >
        <div className={styles.spacer} data-part="spacer" role="presentation">
          <TimelineHeader
            layout={layout}
            gridWidth={gridWidth}
            barsTitle={texts.bars}
            menuLabel={texts.columnMenu}
            handlers={props.columnHandlers}
            onDraftWidth={draftWidth}
          />
          <canvas className={styles.bodyCanvas} style={{ left: gridWidth, top: HEADER_HEIGHT }} data-part="bodyCanvas" aria-hidden />
          <div className={styles.overlay} style={{ left: gridWidth, top: HEADER_HEIGHT }} data-part="overlay" aria-hidden />
          <div className={styles.pane} role="rowgroup">
            <div
              className={styles.paneGround}
              style={{ width: gridWidth, height: Math.max(rows.count * rowHeight, size.height - HEADER_HEIGHT) }}
              role="presentation"
            />
            <TimelineRows
              {...{ rootRef, controllerRef, showWindowRef, rowHeight, layout, gridWidth, stopIndex }}
              {...{ rows, selectedRowIds, contentOf, edited }}
              stop={tabStop}
              isRowGone={active !== undefined && rows.indexOf(active.rowId) < 0}
            />
          </div>
        </div>
      </div>
      <PathOfFirstRow {...{ rows, texts, timeline, gridWidth }} pathOf={props.pathOf} columnId={columns[0]?.id ?? BAR_COLUMN} />
      <GridScrollbar {...{ layout, gridWidth }} barRef={gridScroll.barRef} onScroll={gridScroll.apply} />
      {isCompact ? null : (
        <Splitter
          label={texts.splitter}
          value={gridWidth}
          min={MIN_GRID_WIDTH}
          max={maxGridWidthIn(size.width)}
          onChange={props.onGridWidthChange}
        />
      )}
      <Suspense fallback={null}>
        {props.minimap ? <Minimap {...props.minimap} controllerRef={controllerRef} rows={rows} extent={props.extent} /> : null}
      </Suspense>
    </>
  );
}

type PathProps = Pick<TimelineProps, 'rows' | 'texts' | 'pathOf'> & {
  readonly timeline: TimelineThreads;
  readonly gridWidth: number;
  /** In which column a row gets the focus when one goes to it. */
  readonly columnId: string;
};

function PathOfFirstRow({ rows, texts, pathOf, timeline, gridWidth, columnId }: PathProps) {
  const { controllerRef, focusCell } = timeline;
  const goToRow = useCallback((rowId: string) => focusCell(rowId, columnId), [focusCell, columnId]);
  if (!pathOf) return null;
  return <RowPath {...{ controllerRef, rows, pathOf }} label={texts.path} width={gridWidth} onGoTo={goToRow} />;
}
