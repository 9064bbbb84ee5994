import styles from './skeleton.module.css';

/** Grey lines in the place of what is being loaded; says so to a screen reader. */
export function Skeleton({ rows = 6, label = 'Loading…' }: { readonly rows?: number; readonly label?: string }) {
  return (
    <output className={styles.skeleton}>
      <span className="visually-hidden">{label}</span>
      {Array.from({ length: rows }, (_, index) => (
        <span key={index} className={styles.line} style={{ width: `${String(92 - ((index * 37) % 46))}%` }} aria-hidden />
      ))}
    </output>
  );
}
