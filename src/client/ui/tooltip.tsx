import type { ReactNode } from 'react';
import {
  Tooltip as AriaTooltip,
  TooltipTrigger as AriaTooltipTrigger,
  type TooltipProps as AriaTooltipProps,
} from 'react-aria-components/Tooltip';
import { Kbd } from './kbd.tsx';
import styles from './tooltip.module.css';

export function TooltipTrigger({ children }: { readonly children: ReactNode }) {
  return (
    <AriaTooltipTrigger delay={450} closeDelay={80}>
      {children}
    </AriaTooltipTrigger>
  );
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
