import { useId, useState, type PointerEvent } from 'react';
import { depthOf, nearestTo, pathsOf, shareOf, type ChartPoint, type ChartSpan } from './chart-geometry.ts';
import styles from './chart.module.css';

export type ChartProps = {
  /** What the values are. */
  readonly label: string;
  /** The earliest first. */
  readonly points: readonly ChartPoint[];
  readonly span: ChartSpan;
  readonly format: (value: number) => string;
  readonly formatWhen: (atMs: number) => string;
  readonly height?: number;
};

const WIDTH = 600;
const MIDDLE = 0.5;

/** A line over time with the area below it. The pointer, or the arrow keys, tell the value of a moment. */
export function Chart({ label, points, span, format, formatWhen, height = 96 }: ChartProps) {
  const captionId = useId();
  const [chosen, setChosen] = useState<number>();
  const latest = points.at(-1);
  if (!latest) return <p className={styles.quiet}>Nothing recorded yet.</p>;
  const size = { width: WIDTH, height };
  const { line, area } = pathsOf(points, span, size);
  const max = Math.max(0, ...points.map(({ value }) => value));
  const shown = chosen === undefined ? undefined : points[Math.min(chosen, points.length - 1)];
  const follow = (event: PointerEvent<HTMLElement>): void => {
    const box = event.currentTarget.getBoundingClientRect();
    setChosen(nearestTo(points, (event.clientX - box.left) / box.width, span));
  };
  const summary = `now ${format(latest.value)} · largest ${format(max)}`;
  return (
    <figure className={styles.chart} aria-labelledby={captionId}>
      <figcaption id={captionId}>
        <span>{label}</span>
        <span>{shown ? `${formatWhen(shown.atMs)} · ${format(shown.value)}` : summary}</span>
      </figcaption>
      <div className={styles.plot} onPointerMove={follow} onPointerLeave={() => setChosen(undefined)}>
        <svg viewBox={`0 0 ${WIDTH} ${height}`} style={{ height }} preserveAspectRatio="none" aria-hidden>
          <path className={styles.grid} d={`M0 4 H${WIDTH} M0 ${(height + 4) / 2} H${WIDTH} M0 ${height} H${WIDTH}`} />
          <path className={styles.area} d={area} />
          <path className={styles.line} d={line} />
        </svg>
        {shown ? (
          <span
            className={styles.marker}
            style={{ left: `${shareOf(shown.atMs, span) * 100}%`, top: `${depthOf(shown.value, max, size) * 100}%` }}
          />
        ) : null}
        <input
          className={styles.cursor}
          type="range"
          min={0}
          max={points.length - 1}
          step={1}
          value={chosen ?? points.length - 1}
          aria-label={label}
          aria-valuetext={`${formatWhen((shown ?? latest).atMs)}: ${format((shown ?? latest).value)}`}
          onChange={(event) => setChosen(Number(event.currentTarget.value))}
          onBlur={() => setChosen(undefined)}
        />
      </div>
      <div className={styles.axis} aria-hidden>
        {[0, MIDDLE, 1].map((share) => (
          <span key={share}>{formatWhen(span.fromMs + share * (span.toMs - span.fromMs))}</span>
        ))}
      </div>
    </figure>
  );
}
