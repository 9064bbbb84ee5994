// A windowed grid of absolutely placed rows cannot be a table element: the roles say what the elements are.
/* oxlint-disable jsx-a11y/prefer-tag-over-role */
/** The one timeline: a tree grid on the left, bars on a time axis on the right, one scroller, one tab stop. */
import { lazy, Suspense, useCallback, useMemo, useRef, useState, type CSSProperties, type RefObject } from 'react';
import { layOutColumns } from './column-layout.ts';
import { GridScrollbar, useGridScroll } from './grid-scroller.tsx';
import { RowPath } from './row-path.tsx';
import { Splitter } from './splitter.tsx';
import type { TimelineProps } from './timeline-props.ts';
import { BAR_COLUMN, cellOf, chooseHowOf, firstCell, selectedCell, isTextEntry, type ActiveCell } from './timeline-cells.ts';
import { useSize, useTimelineController, useTimelineHandle, type Size } from './use-timeline.ts';
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
  const { rows, columns, contentOf, edited, texts, rowHeight = ROW_HEIGHT } = props;
  const [active, setActive] = useState<ActiveCell | undefined>();
  const maxGridWidth = maxGridWidthIn(size.width);
  const gridWidth = isCompact ? COMPACT_GRID_WIDTH : gridWidthIn(size, props.gridWidth);
  const timeline = useTimelineController(rootRef, props, { rowHeight, gridWidth }, setActive);
  const { controllerRef, gesturesRef, showWindowRef, seenIndex, focusCell } = timeline;
  const [draft, setDraft] = useState<{ readonly id: string; readonly width: number }>();
  const layout = useMemo(() => {
    const drafted = draft
      ? columns.map((column) => (column.id === draft.id ? { ...column, width: draft.width, isFlexible: false } : column))
      : columns;
    return layOutColumns(isCompact ? columns.slice(0, 1) : drafted, gridWidth);
  }, [columns, draft, isCompact, gridWidth]);
  const { columns: shownColumns } = layout;
  const draftWidth = useCallback((id: string, width: number | undefined) => setDraft(width === undefined ? undefined : { id, width }), []);
  const firstColumnId = shownColumns[0]?.id ?? BAR_COLUMN;
  const goToRow = useCallback((rowId: string) => focusCell(rowId, firstColumnId), [focusCell, firstColumnId]);
  const gridScroll = useGridScroll(rootRef, layout, gridWidth, props.minimap !== undefined);

  const stop = [active, selectedCell(props.selectedRowId, shownColumns), firstCell(rows, shownColumns, seenIndex)].find(
    (cell) => cell !== undefined && rows.indexOf(cell.rowId) >= 0,
  );
  const stopIndex = stop ? rows.indexOf(stop.rowId) : 0;
  const stopColumn =
    stop && (stop.columnId === BAR_COLUMN || shownColumns.some((column) => column.id === stop.columnId))
      ? stop.columnId
      : shownColumns[0]?.id;
  const stopRow = stop?.rowId;
  const tabStop = useMemo(
    () => (stopRow === undefined || stopColumn === undefined ? undefined : { rowId: stopRow, columnId: stopColumn }),
    [stopRow, stopColumn],
  );

  useTimelineHandle(ref, timeline, stop, shownColumns);

  const { onToggle, onCellKey, onCellOpen, onCellPress, onChoose, onChooseAll, selectedRowIds, isSelecting } = props;
  const handleKey = useGridNavigation({
    rows,
    onToggle,
    onCellKey,
    onChoose,
    onChooseAll,
    columns: shownColumns,
    stopIndex,
    stopColumn,
    rowHeight,
    controllerRef,
    gesturesRef,
    focusCell,
  });
  return (
    <>
      <div
        className={styles.scroller}
        data-part="scroller"
        role="treegrid"
        aria-label={texts.grid}
        aria-rowcount={rows.count + 1}
        aria-colcount={shownColumns.length + 1}
        aria-multiselectable
        tabIndex={rows.count === 0 ? 0 : -1}
        onKeyDown={handleKey}
        onKeyUp={(event) => {
          if (event.key === 'Alt') gesturesRef.current?.commitNudge();
        }}
        onBlur={() => gesturesRef.current?.commitNudge()}
        onFocus={(event) => {
          const cell = cellOf(event.target);
          if (cell) gridScroll.reveal(cell.columnId);
          if (!cell || timeline.isOwnFocusRef.current) return;
          const isBack = cell.rowId === active?.rowId && cell.columnId === active.columnId;
          if (!isBack) setActive(cell);
          if (!isBack || selectedRowIds.size === 0) onChoose(cell.rowId, selectedRowIds.has(cell.rowId) ? 'keep' : 'only');
        }}
        onMouseDown={(event) => {
          // The browser would move the focus and mark text; a press with a modifier chooses rows instead.
          if (chooseHowOf(event) !== 'only' && cellOf(event.target) && !isTextEntry(event.target)) event.preventDefault();
        }}
        onDoubleClick={({ target }) => {
          const cell = cellOf(target);
          if (cell && cell.columnId !== BAR_COLUMN && !isTextEntry(target) && !buttonOf(target)) onCellOpen(cell.rowId, cell.columnId);
        }}
        onPointerOver={({ target }) => showWhatIsCut(target)}
        onClick={(event) => {
          const cell = cellOf(event.target);
          if (!cell || cell.columnId === BAR_COLUMN) return;
          const button = buttonOf(event.target);
          if (button) onCellPress(cell.rowId, cell.columnId, button);
          // A menu's button acts on all chosen rows and leaves them chosen.
          if (isSelecting || isTextEntry(event.target) || button?.ariaHasPopup) return;
          const how = chooseHowOf(event);
          if (how !== 'only') focusCell(cell.rowId, cell.columnId, how);
          else if (selectedRowIds.size > 1) onChoose(cell.rowId, 'only');
        }}
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
              {...{
                rootRef,
                controllerRef,
                showWindowRef,
                rows,
                rowHeight,
                layout,
                gridWidth,
                stopIndex,
                selectedRowIds,
                contentOf,
                edited,
              }}
              stop={tabStop}
              isRowGone={active !== undefined && rows.indexOf(active.rowId) < 0}
            />
          </div>
        </div>
      </div>
      {props.pathOf ? (
        <RowPath {...{ controllerRef, rows }} label={texts.path} width={gridWidth} pathOf={props.pathOf} onGoTo={goToRow} />
      ) : null}
      <GridScrollbar {...{ layout, gridWidth }} barRef={gridScroll.barRef} onScroll={gridScroll.apply} />
      {isCompact ? null : (
        <Splitter label={texts.splitter} value={gridWidth} min={MIN_GRID_WIDTH} max={maxGridWidth} onChange={props.onGridWidthChange} />
      )}
      {props.minimap ? (
        <Suspense fallback={null}>
          <Minimap {...props.minimap} controllerRef={controllerRef} rows={rows} extent={props.extent} />
        </Suspense>
      ) : null}
    </>
  );
}

/** The button that an element is in. */
function buttonOf(target: EventTarget): HTMLElement | null {
  return target instanceof Element ? target.closest('button') : null;
}

/** A text that has no room in its cell is told by the browser's tooltip. */
function showWhatIsCut(target: EventTarget): void {
  if (!(target instanceof HTMLElement) || target.dataset.cut === undefined) return;
  if (target.scrollWidth > target.clientWidth) target.title = target.textContent;
  else target.removeAttribute('title');
}
