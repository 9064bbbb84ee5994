import styles from './portal.module.css';

export type FigureCardsProps = { readonly figures: readonly (readonly [title: string, value: string])[] };

/** Single figures, each under its name. */
export function FigureCards({ figures }: FigureCardsProps) {
  return (
    <dl className={styles.cards}>
      {figures.map(([title, value]) => (
        <div key={title} className={styles.card}>
          <dt>{title}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
