import type { ReactNode, RefAttributes } from 'react';
import { FieldError } from 'react-aria-components/FieldError';
import { Group } from 'react-aria-components/Group';
import { Input } from 'react-aria-components/Input';
import { Label } from 'react-aria-components/Label';
import { Text } from 'react-aria-components/Text';
import { TextArea } from 'react-aria-components/TextArea';
import { TextField as AriaTextField, type TextFieldProps as AriaTextFieldProps } from 'react-aria-components/TextField';
import { cx } from './cx.ts';
import styles from './field.module.css';

export type FieldTexts = {
  readonly label: string;
  /** The label is read out, not shown: only where the place says what it is. */
  readonly isLabelHidden?: boolean;
  readonly description?: ReactNode;
  /** What is wrong; shown at the field and read out with it. */
  readonly error?: string | undefined;
};

export type TextFieldProps = Omit<AriaTextFieldProps, 'className' | 'style' | 'children' | 'isInvalid'> &
  FieldTexts & {
    readonly placeholder?: string;
    readonly prefix?: ReactNode;
    readonly suffix?: ReactNode;
    readonly size?: 'medium' | 'large';
    readonly isMultiline?: boolean;
    readonly inputRef?: RefAttributes<HTMLInputElement>['ref'];
    readonly className?: string | undefined;
  };

/** A line (or, `isMultiline`, a paragraph) of text. */
export function TextField({
  label,
  isLabelHidden,
  description,
  error,
  placeholder,
  prefix,
  suffix,
  size = 'medium',
  isMultiline = false,
  inputRef,
  className,
  ...props
}: TextFieldProps) {
  return (
    <AriaTextField
      {...props}
      isInvalid={error !== undefined}
      validationBehavior="aria"
      className={cx(styles.field, size === 'large' && styles.large, className)}
    >
      <FieldLabel isHidden={isLabelHidden} isRequired={props.isRequired}>
        {label}
      </FieldLabel>
      <Group className={cx(styles.box, isMultiline && styles.area)} role="presentation">
        {prefix === undefined ? null : <span className={styles.prefix}>{prefix}</span>}
        {isMultiline ? (
          <TextArea className={styles.input ?? ''} placeholder={placeholder} rows={4} />
        ) : (
          <Input className={styles.input ?? ''} placeholder={placeholder} ref={inputRef} />
        )}
        {suffix === undefined ? null : <span className={styles.suffix}>{suffix}</span>}
      </Group>
      <FieldNotes description={description} error={error} />
    </AriaTextField>
  );
}

export type FieldLabelProps = {
  readonly children: ReactNode;
  readonly isHidden?: boolean | undefined;
  readonly isRequired?: boolean | undefined;
};

/** The label of any field of this folder. */
export function FieldLabel({ children, isHidden = false, isRequired = false }: FieldLabelProps) {
  return <Label className={isHidden ? 'visually-hidden' : cx(styles.label, isRequired && styles.required)}>{children}</Label>;
}

/** Below a field: what is wrong, else the description. */
export function FieldNotes({ description, error }: Pick<FieldTexts, 'description' | 'error'>) {
  return (
    <>
      {description === undefined || error !== undefined ? null : (
        <Text slot="description" className={styles.text ?? ''}>
          {description}
        </Text>
      )}
      <FieldError className={styles.error ?? ''}>{error}</FieldError>
    </>
  );
}
