// A windowed grid of absolutely placed rows cannot be a table element: the roles say what the elements are.
/* oxlint-disable jsx-a11y/prefer-tag-over-role */
import { memo } from 'react';
import { ColumnHead, type ColumnHeadProps } from './column-head.tsx';
import type { ColumnLayout } from './column-layout.ts';
import styles from './timeline.module.css';

export type TimelineHeaderProps = Pick<ColumnHeadProps, 'handlers' | 'menuLabel' | 'onDraftWidth'> & {
  readonly layout: ColumnLayout;
  readonly gridWidth: number;
  readonly barsTitle: string;
};

/** The frozen row: the heads of the columns, and the canvas with the time header. Stays as it is while one scrolls. */
export const TimelineHeader = memo(function TimelineHeader({ layout, gridWidth, barsTitle, ...head }: TimelineHeaderProps) {
  const { columns, widths, frozenCount, overflow } = layout;
  const heads = columns.map((column, index) => (
    <ColumnHead key={column.id} {...head} column={column} index={index} width={widths[index] ?? column.width} />
  ));
  return (
    <div className={styles.header} role="rowgroup">
      <div className={styles.headerRow} role="row" aria-rowindex={1}>
        <div className={styles.headerCells} style={{ width: gridWidth }} role="presentation">
          {heads.slice(0, frozenCount)}
          {/* There whether they have room or not: a head stays the same element while its column grows. */}
          <div className={styles.scrolled} data-over={overflow > 0 || undefined} role="presentation">
            <div className={styles.shifted} role="presentation">
              {heads.slice(frozenCount)}
            </div>
          </div>
        </div>
        <div className={styles.headerBars} style={{ left: gridWidth }} role="columnheader" aria-colindex={layout.columns.length + 1}>
          <span className="visually-hidden">{barsTitle}</span>
          <canvas className={styles.headerCanvas} data-part="headerCanvas" aria-hidden />
        </div>
      </div>
    </div>
  );
});
