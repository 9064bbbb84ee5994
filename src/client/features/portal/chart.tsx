import styles from './portal.module.css';

export type ChartProps = {
  /** What the values are. */
  readonly label: string;
  readonly values: readonly number[];
  readonly format: (value: number) => string;
  readonly height?: number;
};

const WIDTH = 600;

/** A line over time with the area below it; the largest and the latest value stand beside it. */
export function Chart({ label, values, format, height = 96 }: ChartProps) {
  if (values.length === 0) return <p className={styles.quiet}>Nothing recorded yet.</p>;
  const max = Math.max(...values, Number.MIN_VALUE);
  const x = (index: number): number => (values.length === 1 ? WIDTH : (index / (values.length - 1)) * WIDTH);
  const y = (value: number): number => height - 4 - (value / max) * (height - 12);
  const points = values.map((value, index) => `${x(index).toFixed(1)} ${y(value).toFixed(1)}`);
  const line = values.length === 1 ? `M0 ${y(values[0] ?? 0)} H${WIDTH}` : `M${points.join(' L')}`;
  const [largest, latest] = [format(Math.max(...values)), format(values.at(-1) ?? 0)];
  return (
    <figure className={styles.chart}>
      <svg viewBox={`0 0 ${WIDTH} ${height}`} preserveAspectRatio="none" aria-hidden>
        <path className={styles.area} d={`${line} V${height} H0 Z`} />
        <path className={styles.line} d={line} />
      </svg>
      <figcaption>
        <span>{label}</span>
        <span>
          now {latest} · largest {largest}
        </span>
      </figcaption>
    </figure>
  );
}
