import { Check, ChevronDown } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from 'react-aria-components/Button';
import { ListBox, ListBoxItem } from 'react-aria-components/ListBox';
import { Select as AriaSelect, SelectValue } from 'react-aria-components/Select';
import { cx } from './cx.ts';
import fieldStyles from './field.module.css';
import listStyles from './list.module.css';
import { Popover } from './popover.tsx';
import styles from './select.module.css';
import { FieldLabel, FieldNotes, type FieldTexts } from './text-field.tsx';

/** One choice. Keys are unique in a list. */
export type Choice<Key extends string = string> = {
  readonly key: Key;
  readonly label: string;
  readonly note?: string;
  readonly icon?: ReactNode;
};

export type SelectProps<Key extends string> = FieldTexts & {
  readonly choices: readonly Choice<Key>[];
  readonly value: Key | null;
  readonly onChange: (key: Key) => void;
  readonly placeholder?: string;
  readonly isDisabled?: boolean;
  readonly isRequired?: boolean;
  readonly name?: string;
  readonly size?: 'small' | 'medium';
  readonly className?: string | undefined;
};

/** One of a few choices. For many, use a ComboBox, in which one can type. */
export function Select<Key extends string>(props: SelectProps<Key>) {
  const { label, isLabelHidden, description, error, choices, value, onChange, placeholder, size = 'medium', className, ...rest } = props;
  return (
    <AriaSelect
      {...rest}
      value={value}
      onChange={(key) => {
        const choice = choices.find((choice) => choice.key === key);
        if (choice) onChange(choice.key);
      }}
      isInvalid={error !== undefined}
      validationBehavior="aria"
      placeholder={placeholder ?? 'Choose…'}
      className={cx(fieldStyles.field, className)}
    >
      <FieldLabel isHidden={isLabelHidden} isRequired={rest.isRequired}>
        {label}
      </FieldLabel>
      <Button className={cx(fieldStyles.box, styles.button, size === 'small' && styles.small)}>
        <SelectValue className={styles.value ?? ''}>
          {({ isPlaceholder, defaultChildren }) =>
            isPlaceholder ? defaultChildren : choices.find((choice) => choice.key === value)?.label
          }
        </SelectValue>
        <ChevronDown className={styles.chevron} aria-hidden />
      </Button>
      <FieldNotes description={description} error={error} />
      <Popover>
        <ListBox className={listStyles.list ?? ''} items={choices}>
          {(choice) => <ChoiceItem choice={choice} />}
        </ListBox>
      </Popover>
    </AriaSelect>
  );
}

/** A choice in the list of a Select or ComboBox. */
export function ChoiceItem({ choice }: { readonly choice: Choice }) {
  return (
    <ListBoxItem id={choice.key} textValue={choice.label} className={listStyles.item ?? ''}>
      {({ isSelected }) => (
        <>
          <span className={listStyles.icon} aria-hidden>
            {isSelected ? <Check /> : choice.icon}
          </span>
          <span className={listStyles.text}>{choice.label}</span>
          {choice.note === undefined ? null : <span className={listStyles.note}>{choice.note}</span>}
        </>
      )}
    </ListBoxItem>
  );
}
