import type { ReactNode } from 'react';
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components/Button';
import styles from './button.module.css';
import { cx } from './cx.ts';
import { Tooltip, TooltipTrigger } from './tooltip.tsx';

export type ButtonProps = Omit<AriaButtonProps, 'className' | 'style' | 'children'> & {
  readonly children: ReactNode;
  readonly tone?: 'neutral' | 'primary' | 'danger' | 'quiet';
  readonly size?: 'small' | 'medium' | 'large';
  readonly icon?: ReactNode;
  readonly isWide?: boolean;
  readonly className?: string | undefined;
};

/**
 * A button with a text. While `isPending`, it keeps focus and cannot be pressed. (React Aria's own pending state leaves a
 * labelless image in its announcer, so it is not used.)
 */
export function Button({
  tone = 'neutral',
  size = 'medium',
  icon,
  isWide = false,
  isPending = false,
  className,
  children,
  ...props
}: ButtonProps) {
  const blocked: AriaButtonProps = isPending ? { type: 'button', onPress: () => undefined } : {};
  return (
    <AriaButton
      {...props}
      {...blocked}
      className={cx(styles.button, styles[tone], styles[size], isWide && styles.wide, isPending && styles.pending, className)}
    >
      {isPending ? <span className={styles.spinner} aria-hidden /> : icon}
      <span className={styles.label}>{children}</span>
    </AriaButton>
  );
}

export type LinkButtonProps = Pick<ButtonProps, 'tone' | 'size' | 'isWide' | 'className' | 'children'> & {
  readonly href: string;
  readonly opensTab?: boolean;
};

/** A link that looks like a button: for what leaves the application. */
export function LinkButton({
  href,
  opensTab = false,
  tone = 'neutral',
  size = 'medium',
  isWide = false,
  className,
  children,
}: LinkButtonProps) {
  return (
    <a
      href={href}
      target={opensTab ? '_blank' : undefined}
      className={cx(styles.button, styles.linked, styles[tone], styles[size], isWide && styles.wide, className)}
    >
      {children}
    </a>
  );
}

export type IconButtonProps = Omit<AriaButtonProps, 'className' | 'style' | 'children' | 'aria-label'> & {
  readonly icon: ReactNode;
  /** Names the button for everyone: tooltip and accessible name. */
  readonly label: string;
  readonly keys?: string;
  readonly tone?: 'quiet' | 'neutral';
  readonly size?: 'small' | 'medium';
  readonly isPressed?: boolean;
  readonly className?: string | undefined;
};

/** A button with an icon alone; its name shows as a tooltip. `isPressed` makes it a toggle. */
export function IconButton({ icon, label, keys, tone = 'quiet', size = 'medium', isPressed, className, ...props }: IconButtonProps) {
  return (
    <TooltipTrigger>
      <AriaButton
        {...props}
        {...(isPressed === undefined ? {} : { 'aria-pressed': isPressed })}
        aria-label={label}
        className={cx(styles.button, styles.iconOnly, styles[tone], styles[size], isPressed === true && styles.pressed, className)}
      >
        {icon}
      </AriaButton>
      <Tooltip keys={keys}>{label}</Tooltip>
    </TooltipTrigger>
  );
}
