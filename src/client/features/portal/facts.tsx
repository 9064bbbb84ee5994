import type { ReactNode } from 'react';
import styles from './portal.module.css';

/** What is known of something, each under its title. */
export function Facts({ facts }: { readonly facts: readonly (readonly [title: string, value: ReactNode])[] }) {
  return (
    <dl className={styles.facts}>
      {facts.map(([title, value]) => (
        <div key={title}>
          <dt>{title}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
