import { Check } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import { Header } from 'react-aria-components/Header';
import {
  Menu as AriaMenu,
  MenuItem as AriaMenuItem,
  MenuSection as AriaMenuSection,
  MenuTrigger as AriaMenuTrigger,
  type MenuItemProps as AriaMenuItemProps,
  type MenuProps as AriaMenuProps,
  type MenuSectionProps as AriaMenuSectionProps,
} from 'react-aria-components/Menu';
import { Separator } from 'react-aria-components/Separator';
import { cx } from './cx.ts';
import { Kbd } from './kbd.tsx';
import styles from './list.module.css';
import { Popover, type PopoverProps } from './popover.tsx';

export type MenuTriggerProps = {
  readonly children: readonly [ReactElement, ReactElement];
  /** For a menu that something else than the button opens too. */
  readonly isOpen?: boolean;
  readonly onOpenChange?: (isOpen: boolean) => void;
};

/** A button and the Menu that it opens, in this order. */
export function MenuTrigger({ children, ...props }: MenuTriggerProps) {
  return <AriaMenuTrigger {...props}>{children}</AriaMenuTrigger>;
}

export type MenuProps<Item> = Omit<AriaMenuProps<Item>, 'className' | 'style'> & {
  readonly label: string;
  readonly placement?: PopoverProps['placement'];
};

/** Choices that do something at once. */
export function Menu<Item extends object>({ label, placement, ...props }: MenuProps<Item>) {
  return (
    <Popover placement={placement ?? 'bottom end'}>
      <AriaMenu {...props} aria-label={label} className={styles.list ?? ''} />
    </Popover>
  );
}

export type MenuItemProps = Omit<AriaMenuItemProps, 'className' | 'style' | 'children'> & {
  readonly children: string;
  readonly icon?: ReactNode;
  readonly keys?: string;
  readonly isDanger?: boolean;
};

/** One choice; inside a section with a selection mode it shows whether it is chosen. */
export function MenuItem({ children, icon, keys, isDanger = false, ...props }: MenuItemProps) {
  return (
    <AriaMenuItem {...props} textValue={children} className={cx(styles.item, isDanger && styles.danger)}>
      {({ isSelected, selectionMode }) => (
        <>
          <span className={styles.icon} aria-hidden>
            {selectionMode === 'none' ? icon : isSelected ? <Check /> : null}
          </span>
          <span className={styles.text}>{children}</span>
          {keys === undefined ? null : <Kbd keys={keys} />}
        </>
      )}
    </AriaMenuItem>
  );
}

export type MenuSectionProps<Item> = Omit<AriaMenuSectionProps<Item>, 'className' | 'style' | 'children'> & {
  readonly title?: string;
  readonly children: ReactNode;
};

/** Choices that belong together, under a small heading. */
export function MenuSection<Item extends object>({ title, children, ...props }: MenuSectionProps<Item>) {
  return (
    <AriaMenuSection {...props} {...(title === undefined ? { 'aria-label': 'More' } : {})} className={styles.section ?? ''}>
      {title === undefined ? null : <Header className={styles.heading ?? ''}>{title}</Header>}
      {children}
    </AriaMenuSection>
  );
}

export function MenuSeparator() {
  return <Separator className={styles.separator ?? ''} />;
}
