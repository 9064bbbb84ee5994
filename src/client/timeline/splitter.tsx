// A window splitter (WAI-ARIA APG) is a focusable separator, which the lint rules do not know as a control.
/* oxlint-disable jsx-a11y/no-noninteractive-element-interactions, jsx-a11y/no-noninteractive-tabindex, jsx-a11y/prefer-tag-over-role */
import { memo, type KeyboardEvent, type PointerEvent } from 'react';
import styles from './timeline.module.css';

export type SplitterProps = {
  readonly label: string;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly onChange: (value: number) => void;
};

const KEY_STEP = 16;

/** The line between grid and bars: dragged, or moved with the arrow keys. */
export const Splitter = memo(function Splitter({ label, value, min, max, onChange }: SplitterProps) {
  const set = (next: number) => onChange(Math.round(Math.min(max, Math.max(min, next))));
  const follow = (event: PointerEvent<HTMLDivElement>) => {
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
    const box = event.currentTarget.parentElement?.getBoundingClientRect();
    if (box) set(event.clientX - box.left);
  };
  const handleKey = (event: KeyboardEvent) => {
    if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return;
    event.preventDefault();
    set(value + (event.key === 'ArrowLeft' ? -KEY_STEP : KEY_STEP));
  };
  return (
    <div
      role="separator"
      aria-orientation="vertical"
      aria-label={label}
      aria-valuenow={value}
      aria-valuemin={min}
      aria-valuemax={max}
      tabIndex={0}
      className={styles.splitter}
      style={{ left: value - 4 }}
      onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={follow}
      onKeyDown={handleKey}
    />
  );
});
