import { Check, Minus } from 'lucide-react';
import type { ReactNode } from 'react';
import { CheckboxButton, CheckboxField, type CheckboxFieldProps } from 'react-aria-components/Checkbox';
import { SwitchButton, SwitchField, type SwitchFieldProps } from 'react-aria-components/Switch';
import { Text } from 'react-aria-components/Text';
import { cx } from './cx.ts';
import styles from './checkbox.module.css';

export type CheckboxProps = Omit<CheckboxFieldProps, 'className' | 'style' | 'children'> & {
  readonly children: ReactNode;
  readonly description?: ReactNode;
  readonly className?: string | undefined;
};

/** Yes or no as part of a form. */
export function Checkbox({ children, description, className, ...props }: CheckboxProps) {
  return (
    <CheckboxField {...props} className={cx(styles.field, className)}>
      <CheckboxButton className={styles.row ?? ''}>
        {({ isIndeterminate }) => (
          <>
            <span className={styles.check} aria-hidden>
              {isIndeterminate ? <Minus /> : <Check />}
            </span>
            <span>{children}</span>
          </>
        )}
      </CheckboxButton>
      <Description>{description}</Description>
    </CheckboxField>
  );
}

export type SwitchProps = Omit<SwitchFieldProps, 'className' | 'style' | 'children'> & {
  readonly children: ReactNode;
  readonly description?: ReactNode;
  readonly className?: string | undefined;
};

/** On or off, with effect at once. */
export function Switch({ children, description, className, ...props }: SwitchProps) {
  return (
    <SwitchField {...props} className={cx(styles.field, className)}>
      <SwitchButton className={styles.row ?? ''}>
        <span className={styles.track} aria-hidden>
          <span className={styles.thumb} />
        </span>
        <span>{children}</span>
      </SwitchButton>
      <Description>{description}</Description>
    </SwitchField>
  );
}

function Description({ children }: { readonly children: ReactNode }) {
  if (children === undefined) return null;
  return (
    <Text slot="description" className={styles.description ?? ''}>
      {children}
    </Text>
  );
}
