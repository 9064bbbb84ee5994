import type { ReactNode } from 'react';
import { cx } from './cx.ts';
import styles from './table.module.css';

export type Column<Row> = {
  readonly key: string;
  readonly title: string;
  readonly cell: (row: Row) => ReactNode;
  /** The title is read out, not shown: columns of buttons. */
  readonly isTitleHidden?: boolean;
  readonly align?: 'start' | 'end';
  /** Left out on narrow screens. */
  readonly isMinor?: boolean;
};

export type TableProps<Row> = {
  readonly label: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
  /** Shown in place of rows. */
  readonly empty?: ReactNode;
  readonly isDim?: (row: Row) => boolean;
};

/** A plain table: the first column names the row. */
export function Table<Row>({ label, columns, rows, rowKey, empty, isDim }: TableProps<Row>) {
  if (rows.length === 0) return <div className={styles.empty}>{empty ?? 'Nothing here yet.'}</div>;
  return (
    <div className={styles.frame}>
      <table className={styles.table} aria-label={label}>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.key} scope="col" className={cx(styles.head, styles[column.align ?? 'start'], column.isMinor && styles.minor)}>
                {column.isTitleHidden === true ? <span className="visually-hidden">{column.title}</span> : column.title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={rowKey(row)} className={cx(styles.row, isDim?.(row) === true && styles.dim)}>
              {columns.map((column, index) => {
                const className = cx(styles.cell, styles[column.align ?? 'start'], column.isMinor && styles.minor);
                return index === 0 ? (
                  <th key={column.key} scope="row" className={cx(className, styles.name)}>
                    {column.cell(row)}
                  </th>
                ) : (
                  <td key={column.key} className={className}>
                    {column.cell(row)}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** A short word on a soft ground, such as a role or a state. */
export function Tag({
  tone = 'neutral',
  children,
}: {
  readonly tone?: 'neutral' | 'accent' | 'success' | 'warning' | 'danger';
  readonly children: ReactNode;
}) {
  return <span className={cx(styles.tag, styles[tone])}>{children}</span>;
}
