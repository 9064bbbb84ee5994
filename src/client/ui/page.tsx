import { useId, type ReactNode } from 'react';
import styles from './page.module.css';

export type PageProps = {
  readonly title: string;
  readonly description?: ReactNode;
  /** Buttons on the right of the title. */
  readonly actions?: ReactNode;
  readonly children: ReactNode;
};

/** A screen that is read from top to bottom: title, what it is for, content. */
export function Page({ title, description, actions, children }: PageProps) {
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <div className={styles.titles}>
          <h1 className={styles.title}>{title}</h1>
          {description === undefined ? null : <p className={styles.description}>{description}</p>}
        </div>
        {actions === undefined ? null : <div className={styles.actions}>{actions}</div>}
      </header>
      {children}
    </div>
  );
}

export type CardProps = {
  readonly title: string;
  readonly description?: ReactNode;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
  readonly id?: string;
};

/** A part of a page under its own heading. */
export function Card({ title, description, actions, children, id }: CardProps) {
  const titleId = useId();
  return (
    <section className={styles.card} aria-labelledby={titleId} id={id}>
      <header className={styles.cardHead}>
        <div className={styles.titles}>
          <h2 id={titleId} className={styles.cardTitle}>
            {title}
          </h2>
          {description === undefined ? null : <p className={styles.description}>{description}</p>}
        </div>
        {actions}
      </header>
      {children}
    </section>
  );
}
