/** The rows of the table: what React knows of them is handed on to their view, and the field of an edited cell is put into it. */
import { memo, useLayoutEffect, useMemo, useRef, type RefObject } from 'react';
import { createPortal } from 'react-dom';
import type { CellContentOf } from './rows/cell-content.ts';
import { RowsView, type RowsContent } from './rows/rows-view.ts';
import { useKeptFocus } from './rows/use-kept-focus.ts';
import type { ColumnLayout } from './column-layout.ts';
import type { RowSource } from './timeline-model.ts';
import type { ActiveCell } from './timeline-cells.ts';
import type { EditedCell } from './timeline-props.ts';
import type { ControllerRef, RootRef, ShowWindow } from './use-timeline.ts';
import styles from './timeline.module.css';

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
  readonly contentOf: CellContentOf;
  readonly edited: EditedCell | undefined;
};

export const TimelineRows = memo(function TimelineRows({ edited, isRowGone, ...props }: TimelineRowsProps) {
  const { rowId, columnId } = edited ?? {};
  const editor = useMemo(() => placeFor(rowId, columnId), [rowId, columnId]);
  useKeptFocus(props.rootRef, props.stop, isRowGone);
  return (
    <>
      <PaintedRows {...props} editor={editor} />
      {/* After the rows: the field takes the focus when its place is in the document. */}
      {edited && editor ? createPortal(edited.field, editor.element) : null}
    </>
  );
});

type PaintedRowsProps = Omit<TimelineRowsProps, 'edited' | 'isRowGone'> & Pick<RowsContent, 'editor'>;

function PaintedRows({ controllerRef, showWindowRef, ...props }: PaintedRowsProps) {
  const { rows, rowHeight, layout, gridWidth, stop, stopIndex, selectedRowIds, contentOf, editor } = props;
  const hostRef = useRef<HTMLDivElement>(null);
  const viewRef = useRef<RowsView>(null);
  useLayoutEffect(() => {
    if (!hostRef.current) return undefined;
    const view = new RowsView(hostRef.current, () => controllerRef.current?.scene);
    viewRef.current = view;
    showWindowRef.current = (window) => view.show(window);
    return () => view.close();
  }, [controllerRef, showWindowRef]);
  useLayoutEffect(
    () => viewRef.current?.update({ rows, rowHeight, layout, gridWidth, stop, stopIndex, selectedRowIds, contentOf, editor }),
    [rows, rowHeight, layout, gridWidth, stop, stopIndex, selectedRowIds, contentOf, editor],
  );
  return <div ref={hostRef} role="presentation" />;
}

function placeFor(rowId: string | undefined, columnId: string | undefined): RowsContent['editor'] {
  if (rowId === undefined || columnId === undefined) return undefined;
  const element = document.createElement('span');
  element.className = styles.editorPlace ?? '';
  return { rowId, columnId, element };
}
