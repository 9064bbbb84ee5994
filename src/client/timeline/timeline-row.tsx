// Rows of a windowed tree grid are placed absolutely: the roles say what the elements are.
/* oxlint-disable jsx-a11y/prefer-tag-over-role */
import { memo, type CSSProperties, type ReactNode } from 'react';
import type { Rect } from './bar-geometry.ts';
import type { ColumnLayout } from './column-layout.ts';
import type { TimelineBar, TimelineColumn, TimelineRow } from './timeline-model.ts';
import styles from './timeline.module.css';

/** The column id of the cells that lie over the bars. */
export const BAR_COLUMN = 'bar';

/** A line of text that makes its cell look in a way of its own: no element is needed between the two. */
export type CellLine = { readonly line: ReactNode; readonly className: string; readonly style?: CSSProperties };

/** The content of a cell; a line of text is cut where it has no room. */
export type RenderCell = (row: TimelineRow, column: TimelineColumn, isActive: boolean) => ReactNode | CellLine;

const isLine = (content: ReactNode | CellLine): content is CellLine => typeof content === 'object' && content !== null && 'line' in content;

export type TimelineRowProps = {
  readonly row: TimelineRow;
  readonly index: number;
  readonly top: number;
  readonly height: number;
  readonly layout: ColumnLayout;
  readonly gridWidth: number;
  /** The column of the active cell when it is in this row. */
  readonly activeColumnId: string | undefined;
  readonly isSelected: boolean;
  readonly renderCell: RenderCell;
  /** The seen part of a bar, relative to the left of the bars' area; undefined when it is out of sight. */
  readonly barBox: (bar: TimelineBar, index: number, isActive: boolean) => Rect | undefined;
};

/** One row of the tree grid: its cells on the left and one cell over each visible bar. */
export const TimelineRowView = memo(function TimelineRowView(props: TimelineRowProps) {
  const { row, index, top, height, layout, gridWidth, activeColumnId, isSelected, renderCell, barBox } = props;
  return (
    <div
      role="row"
      className={styles.row}
      style={{ top, height }}
      aria-rowindex={index + 2}
      aria-level={row.level}
      aria-setsize={row.siblingCount}
      aria-posinset={row.siblingPosition}
      {...(row.isExpanded === undefined ? {} : { 'aria-expanded': row.isExpanded })}
      aria-selected={isSelected}
      data-row={row.id}
      data-group={row.isGroupStart || undefined}
    >
      <div className={styles.cells} style={{ width: gridWidth }} role="presentation">
        {splitCells(layout, (column, columnIndex, style) => {
          const content = renderCell(row, column, activeColumnId === column.id);
          const line = isLine(content) ? content : undefined;
          const isText = line !== undefined || typeof content === 'string';
          return (
            <div
              key={column.id}
              role="gridcell"
              className={line ? `${styles.textCell} ${line.className}` : isText ? styles.textCell : styles.cell}
              style={line?.style ? { ...style, ...line.style } : style}
              aria-colindex={columnIndex + 1}
              tabIndex={activeColumnId === column.id ? 0 : -1}
              data-column={column.id}
              data-align={column.align}
              data-cut={isText || undefined}
            >
              {isLine(content) ? content.line : content}
            </div>
          );
        })}
      </div>
      {row.bars.map((bar) => {
        const box = barBox(bar, index, activeColumnId === BAR_COLUMN);
        return box ? (
          <div
            key={bar.id}
            role="gridcell"
            className={styles.bar}
            style={{ left: gridWidth + box.x, top: box.y - top, width: box.width, height: box.height }}
            aria-colindex={layout.columns.length + 1}
            aria-label={bar.describe()}
            tabIndex={activeColumnId === BAR_COLUMN ? 0 : -1}
            data-column={BAR_COLUMN}
            data-bar={bar.id}
            data-start={bar.startDay}
            data-end={bar.endDay}
            data-chosen={isSelected || undefined}
          />
        ) : null;
      })}
    </div>
  );
});

/**
 * All cells side by side; where they have no room, all but the first ones in a box that scrolls. `isSplit` makes that box in any
 * case, so that an element stays the same while its column grows.
 */
export function splitCells(
  { columns, styles: cellStyles, frozenCount, overflow }: ColumnLayout,
  render: (column: TimelineColumn, index: number, style: CSSProperties | undefined) => ReactNode,
  isSplit = overflow > 0,
): ReactNode {
  const cells = columns.map((column, index) => render(column, index, cellStyles[index]));
  if (!isSplit) return cells;
  return (
    <>
      {cells.slice(0, frozenCount)}
      <div className={styles.scrolled} data-over={overflow > 0 || undefined} role="presentation">
        <div className={styles.shifted} role="presentation">
          {cells.slice(frozenCount)}
        </div>
      </div>
    </>
  );
}
