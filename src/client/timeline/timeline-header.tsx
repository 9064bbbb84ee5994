// A windowed grid of absolutely placed rows cannot be a table element: the roles say what the elements are.
/* oxlint-disable jsx-a11y/prefer-tag-over-role */
import { columnStyle } from './timeline-row.tsx';
import type { TimelineColumn } from './timeline-model.ts';
import styles from './timeline.module.css';

export type TimelineHeaderProps = {
  readonly columns: readonly TimelineColumn[];
  readonly gridWidth: number;
  readonly barsTitle: string;
};

/** The frozen row: the titles of the columns, and the canvas with the time header. */
export function TimelineHeader({ columns, gridWidth, barsTitle }: TimelineHeaderProps) {
  return (
    <div className={styles.header} role="rowgroup">
      <div className={styles.headerRow} role="row" aria-rowindex={1}>
        <div className={styles.headerCells} style={{ width: gridWidth }} role="presentation">
          {columns.map((column, index) => (
            <div
              key={column.id}
              role="columnheader"
              className={styles.headerCell}
              style={columnStyle(column, index)}
              data-align={column.align}
              aria-colindex={index + 1}
            >
              {column.isTitleHidden === true ? <span className="visually-hidden">{column.title}</span> : column.title}
            </div>
          ))}
        </div>
        <div className={styles.headerBars} style={{ left: gridWidth }} role="columnheader" aria-colindex={columns.length + 1}>
          <span className="visually-hidden">{barsTitle}</span>
          <canvas className={styles.headerCanvas} data-part="headerCanvas" aria-hidden />
        </div>
      </div>
    </div>
  );
}
