import { useEffect, useState, type ReactNode } from 'react';
import {
  Tooltip as AriaTooltip,
  TooltipTrigger as AriaTooltipTrigger,
  type TooltipProps as AriaTooltipProps,
} from 'react-aria-components/Tooltip';
import { Kbd } from './kbd.tsx';
import styles from './tooltip.module.css';

/** Joins a control and its Tooltip. A control that came to be under a pointer at rest says nothing until the pointer comes again. */
export function TooltipTrigger({ children }: { readonly children: ReactNode }) {
  const hasPointerMoved = usePointerMoved();
  return (
    <AriaTooltipTrigger delay={450} closeDelay={80} trigger={hasPointerMoved ? 'hover' : 'focus'}>
      {children}
    </AriaTooltipTrigger>
  );
}

/** Whether the pointer moved since the component is there. */
function usePointerMoved(): boolean {
  const [hasMoved, setMoved] = useState(false);
  useEffect(() => {
    const notice = () => setMoved(true);
    window.addEventListener('pointermove', notice, { once: true, passive: true });
    return () => window.removeEventListener('pointermove', notice);
  }, []);
  return hasMoved;
}

export type TooltipProps = Omit<AriaTooltipProps, 'className' | 'style' | 'children'> & {
  readonly children: ReactNode;
  /** The keyboard shortcut of the thing that is described. */
  readonly keys?: string | undefined;
};

/** A word about a control, shown on hover and on keyboard focus. Goes into a TooltipTrigger, after the control. */
export function Tooltip({ children, keys, ...props }: TooltipProps) {
  return (
    <AriaTooltip offset={6} {...props} className={styles.tooltip ?? ''}>
      <span>{children}</span>
      {keys === undefined ? null : <Kbd keys={keys} isInverse />}
    </AriaTooltip>
  );
}
