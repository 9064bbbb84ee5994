import { CircleAlert, CircleCheck, Info, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { cx } from './cx.ts';
import styles from './banner.module.css';

const icons = { info: <Info />, success: <CircleCheck />, warning: <TriangleAlert />, danger: <CircleAlert /> };

export type BannerProps = {
  readonly tone?: keyof typeof icons;
  readonly children: ReactNode;
  readonly action?: ReactNode;
  readonly className?: string | undefined;
};

/** A message that belongs to a place and stays there. A danger is read out at once. */
export function Banner({ tone = 'info', children, action, className }: BannerProps) {
  return (
    <div className={cx(styles.banner, styles[tone], className)} role={tone === 'danger' ? 'alert' : 'status'}>
      <span className={styles.icon} aria-hidden>
        {icons[tone]}
      </span>
      <div className={styles.text}>{children}</div>
      {action}
    </div>
  );
}
