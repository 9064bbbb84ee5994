import { CircleAlert, CircleCheck, CircleMinus } from 'lucide-react';
import { Banner } from './banner.tsx';
import { cx } from './cx.ts';
import styles from './test-result.module.css';

const states = {
  ok: { icon: <CircleCheck />, text: 'Passed' },
  failed: { icon: <CircleAlert />, text: 'Failed' },
  skipped: { icon: <CircleMinus />, text: 'Not checked' },
};

type Checked = {
  readonly key: string;
  readonly title: string;
  readonly state: keyof typeof states;
  /** What was found, and what to do about it. */
  readonly message: string;
};

export type TestResultProps = {
  readonly isWorking: boolean;
  /** What it does not tell, said where it works. */
  readonly hint?: string;
  readonly checks: readonly Checked[];
};

/** A form may be longer than the window: what was asked for comes into sight. */
const showInForm = (element: HTMLElement | null): void => element?.scrollIntoView({ block: 'nearest' });

/** How the test of a connection went that was asked for in its form. */
export function TestResult({ isWorking, hint, checks }: TestResultProps) {
  return (
    <div ref={showInForm} className={styles.result}>
      <Banner tone={isWorking ? 'success' : 'danger'}>
        {isWorking ? ['The connection works.', hint].join(' ').trim() : 'The connection does not work yet.'}
      </Banner>
      <CheckList label="What was tested" checks={checks} />
    </div>
  );
}

/** What was checked, one after the other, and how each went. */
function CheckList({ label, checks }: { readonly label: string; readonly checks: readonly Checked[] }) {
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
