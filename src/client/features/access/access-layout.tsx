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

const rows = [
  { x: 40, width: 250, tone: 'one', done: 0.7 },
  { x: 70, width: 120, tone: 'two', done: 1 },
  { x: 196, width: 150, tone: 'three', done: 0.45 },
  { x: 350, width: 96, tone: 'one', done: 0 },
  { x: 150, width: 210, tone: 'two', done: 0.25 },
  { x: 366, width: 130, tone: 'three', done: 0 },
] as const;
const ROW = 46;

/** A drawing of a plan: bars, links and a milestone. Decoration alone. */
function PlanPicture() {
  return (
    <svg className={styles.picture} viewBox="0 0 560 400" role="presentation">
      {Array.from({ length: 12 }, (_, index) => (
        <line key={index} className={styles.grid} x1={20 + index * 46} x2={20 + index * 46} y1={20} y2={380} />
      ))}
      {rows.map((row, index) => (
        <g key={row.x} className={styles[row.tone]} transform={`translate(${String(row.x)} ${String(48 + index * ROW)})`}>
          <rect className={styles.track} width={row.width} height={24} rx={6} />
          <rect className={styles.bar} width={row.width * row.done} height={24} rx={6} />
        </g>
      ))}
      <path className={styles.link} d="M190 106 h12 v34 h-6 M346 152 h14 v34 h-10 M446 198 q18 0 18 30 v40" />
      <path className={styles.diamond} d="M464 322 l14 14 -14 14 -14 -14z" />
      <path className={styles.link} d="M464 290 v28" />
      <line className={styles.today} x1={272} x2={272} y1={24} y2={380} />
      <circle className={styles.todayDot} cx={272} cy={24} r={5} />
    </svg>
  );
}
