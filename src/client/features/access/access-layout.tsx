import type { ReactNode } from 'react';
import { Logo } from '../../ui/logo.tsx';
import styles from './access.module.css';

export type AccessLayoutProps = { readonly title: string; readonly intro: ReactNode; readonly children: ReactNode };

/** The page around the forms before the application: the form on the left, the product on the right where there is room. */
export function AccessLayout({ title, intro, children }: AccessLayoutProps) {
  return (
    <div className={styles.page}>
      <main className={styles.main}>
        <div className={styles.brand}>
          <Logo size={30} />
          <span>Milestone</span>
        </div>
        <div className={styles.form}>
          <h1 className={styles.title}>{title}</h1>
          <div className={styles.intro}>{intro}</div>
          {children}
        </div>
        <p className={styles.foot}>People, instruments and phases on one timeline.</p>
      </main>
      <div className={styles.aside} aria-hidden>
        <PlanPicture />
      </div>
    </div>
  );
}

type PictureBar = {
  readonly x: number;
  readonly row: number;
  readonly width: number;
  readonly tone: 'one' | 'two' | 'three';
  readonly done: number;
};

const COLUMN = 44;
const ROW = 46;
const BAR = 24;
const bars: readonly PictureBar[] = [
  { x: 0.5, row: 0, width: 5, tone: 'one', done: 1 },
  { x: 1, row: 1, width: 3, tone: 'two', done: 1 },
  { x: 4.5, row: 2, width: 3.5, tone: 'three', done: 0.55 },
  { x: 3, row: 3, width: 4, tone: 'two', done: 0.5 },
  { x: 8.5, row: 4, width: 2, tone: 'one', done: 0 },
  { x: 7.5, row: 5, width: 3, tone: 'three', done: 0 },
];
const links: readonly (readonly [from: number, to: number])[] = [
  [1, 2],
  [2, 4],
  [3, 5],
];
const milestone = { x: 11, row: 6 };

const leftOf = (x: number): number => 24 + x * COLUMN;
const topOf = (row: number): number => 40 + row * ROW;

/** From the end of one bar down to the start of another, around a corner. */
function linkPath([from, to]: readonly [number, number]): string {
  const [a, b] = [bars[from], bars[to]];
  if (!a || !b) return '';
  const turn = leftOf(a.x + a.width) + 9;
  return `M${String(leftOf(a.x + a.width))} ${String(topOf(a.row) + BAR / 2)} H${String(turn)} V${String(topOf(b.row) + BAR / 2)} H${String(leftOf(b.x) - 1)}`;
}

/** A drawing of a plan: bars, links and a milestone. Decoration alone. */
function PlanPicture() {
  return (
    <svg className={styles.picture} viewBox="0 0 560 372" role="presentation">
      {Array.from({ length: 13 }, (_, index) => (
        <line key={index} className={styles.grid} x1={leftOf(index)} x2={leftOf(index)} y1={16} y2={356} />
      ))}
      {links.map((link) => (
        <path key={link.join()} className={styles.link} d={linkPath(link)} />
      ))}
      {bars.map((bar) => (
        <g key={bar.row} className={styles[bar.tone]} transform={`translate(${String(leftOf(bar.x))} ${String(topOf(bar.row))})`}>
          <rect className={styles.ground} width={bar.width * COLUMN} height={BAR} rx={6} />
          <rect className={styles.track} width={bar.width * COLUMN} height={BAR} rx={6} />
          <rect className={styles.bar} width={bar.width * COLUMN * bar.done} height={BAR} rx={6} />
        </g>
      ))}
      <path
        className={styles.diamond}
        d="M0 -13 13 0 0 13 -13 0z"
        transform={`translate(${String(leftOf(milestone.x))} ${String(topOf(milestone.row) + BAR / 2)})`}
      />
      <line className={styles.today} x1={leftOf(6.4)} x2={leftOf(6.4)} y1={20} y2={356} />
      <circle className={styles.todayDot} cx={leftOf(6.4)} cy={20} r={5} />
    </svg>
  );
}
