import type { ReactNode } from 'react';
import { Dialog } from 'react-aria-components/Dialog';
import { Popover as AriaPopover, type PopoverProps as AriaPopoverProps } from 'react-aria-components/Popover';
import { cx } from './cx.ts';
import styles from './popover.module.css';

export type PopoverProps = Omit<AriaPopoverProps, 'className' | 'style' | 'children'> & {
  readonly children: ReactNode;
  readonly className?: string | undefined;
};

/** A small surface beside what opened it. Lists and menus bring their own content and role. */
export function Popover({ children, className, ...props }: PopoverProps) {
  return (
    <AriaPopover offset={6} {...props} className={cx(styles.popover, className)}>
      {children}
    </AriaPopover>
  );
}

/** The dialog in a popover has the name; named by its opener too, the surface would count as content outside of any landmark. */
const NOBODY = '';

/** A popover with free content, named for assistive technology. Goes into a DialogTrigger. */
export function PopoverDialog({ label, children, ...props }: PopoverProps & { readonly label: string }) {
  return (
    <Popover {...props} aria-labelledby={NOBODY}>
      <Dialog className={styles.dialog ?? ''} aria-label={label}>
        {children}
      </Dialog>
    </Popover>
  );
}
