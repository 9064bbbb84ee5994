import { formatMoment } from './formats.ts';
import styles from './portal.module.css';

/** A moment in a table: on one line, however narrow. */
export function Moment({ at }: { readonly at: string | null }) {
  return at === null ? (
    '–'
  ) : (
    <time dateTime={at} className={styles.moment}>
      {formatMoment(at)}
    </time>
  );
}
