import { ChevronDown, ChevronUp } from 'lucide-react';
import { Button } from 'react-aria-components/Button';
import { Group } from 'react-aria-components/Group';
import { Input } from 'react-aria-components/Input';
import { NumberField as AriaNumberField, type NumberFieldProps as AriaNumberFieldProps } from 'react-aria-components/NumberField';
import { cx } from './cx.ts';
import fieldStyles from './field.module.css';
import styles from './number-field.module.css';
import { FieldLabel, FieldNotes, type FieldTexts } from './text-field.tsx';

export type NumberFieldProps = Omit<AriaNumberFieldProps, 'className' | 'style' | 'children' | 'isInvalid' | 'value' | 'onChange'> &
  FieldTexts & {
    /** null: empty. */
    readonly value: number | null;
    readonly onChange: (value: number | null) => void;
    /** Shown behind the number, such as "days" or "%". */
    readonly unit?: string;
    readonly className?: string | undefined;
  };

/** A number that can be typed, stepped by keys and buttons, and emptied. `onChange` comes when the typing is done. */
export function NumberField({ label, isLabelHidden, description, error, value, onChange, unit, className, ...props }: NumberFieldProps) {
  return (
    <AriaNumberField
      {...props}
      value={value ?? Number.NaN}
      onChange={(next) => onChange(Number.isNaN(next) ? null : next)}
      isInvalid={error !== undefined}
      validationBehavior="aria"
      className={cx(fieldStyles.field, className)}
    >
      <FieldLabel isHidden={isLabelHidden} isRequired={props.isRequired}>
        {label}
      </FieldLabel>
      <Group className={fieldStyles.box ?? ''}>
        <Input className={fieldStyles.input ?? ''} />
        {unit === undefined ? null : <span className={styles.unit}>{unit}</span>}
        <span className={styles.steps}>
          <Button slot="increment" className={styles.step ?? ''}>
            <ChevronUp aria-hidden />
          </Button>
          <Button slot="decrement" className={styles.step ?? ''}>
            <ChevronDown aria-hidden />
          </Button>
        </span>
      </Group>
      <FieldNotes description={description} error={error} />
    </AriaNumberField>
  );
}
