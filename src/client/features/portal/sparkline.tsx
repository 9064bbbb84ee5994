import styles from './portal.module.css';

export type SparklineProps = {
  /** What a reader who does not see the line is told. */
  readonly label: string;
  readonly values: readonly number[];
};

const [WIDTH, HEIGHT] = [120, 20];

/** A line as small as a word, from the least to the most of its values. */
export function Sparkline({ label, values }: SparklineProps) {
  const [min, max] = [Math.min(...values), Math.max(...values)];
  const y = (value: number): number => (max === min ? HEIGHT / 2 : HEIGHT - 2 - ((value - min) / (max - min)) * (HEIGHT - 4));
  const x = (index: number): number => (values.length < 2 ? 0 : (index / (values.length - 1)) * WIDTH);
  const points = values.length === 1 ? [...values, ...values] : values;
  const line = points
    .map((value, index) => `${(values.length === 1 ? index * WIDTH : x(index)).toFixed(1)} ${y(value).toFixed(1)}`)
    .join(' L');
  return (
    <>
      <svg className={styles.sparkline} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} width={WIDTH} height={HEIGHT} aria-hidden>
        <path className={styles.line} d={`M${line}`} />
      </svg>
      <span className="visually-hidden">{label}</span>
    </>
  );
}
