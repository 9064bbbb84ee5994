import { CircleAlert, CircleCheck, CircleMinus } from 'lucide-react';
import styles from './check-list.module.css';
import { cx } from './cx.ts';

const states = {
  ok: { icon: <CircleCheck />, text: 'Passed' },
  failed: { icon: <CircleAlert />, text: 'Failed' },
  skipped: { icon: <CircleMinus />, text: 'Not checked' },
};

export type Checked = {
  readonly key: string;
  readonly title: string;
  readonly state: keyof typeof states;
  /** What was found, and what to do about it. */
  readonly message: string;
};

/** What was checked, one after the other, and how each went. */
export function CheckList({ label, checks }: { readonly label: string; readonly checks: readonly Checked[] }) {
  return (
    <ul className={styles.list} aria-label={label}>
      {checks.map(({ key, title, state, message }) => (
        <li key={key} className={styles.item}>
          <span className={cx(styles.icon, styles[state])} aria-hidden>
            {states[state].icon}
          </span>
          <div className={styles.text}>
            <p className={styles.title}>
              {title}
              <span className="visually-hidden">: {states[state].text}.</span>
            </p>
            <p className={styles.message}>{message}</p>
          </div>
        </li>
      ))}
    </ul>
  );
}
