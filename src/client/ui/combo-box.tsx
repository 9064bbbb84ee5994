import { ChevronDown } from 'lucide-react';
import { Button } from 'react-aria-components/Button';
import { ComboBox as AriaComboBox } from 'react-aria-components/ComboBox';
import { Group } from 'react-aria-components/Group';
import { Input } from 'react-aria-components/Input';
import { ListBox } from 'react-aria-components/ListBox';
import { cx } from './cx.ts';
import fieldStyles from './field.module.css';
import listStyles from './list.module.css';
import { Popover } from './popover.tsx';
import { ChoiceItem, type Choice } from './select.tsx';
import styles from './select.module.css';
import { FieldLabel, FieldNotes, type FieldTexts } from './text-field.tsx';

export type ComboBoxProps<Key extends string> = FieldTexts & {
  readonly choices: readonly Choice<Key>[];
  readonly value: Key | null;
  /** null: the field was emptied. */
  readonly onChange: (key: Key | null) => void;
  /** Given: the choices are what was found for the typed text, and are not narrowed here. */
  readonly onSearch?: (text: string) => void;
  readonly placeholder?: string;
  readonly isDisabled?: boolean;
  readonly isRequired?: boolean;
  readonly className?: string | undefined;
};

/** One of many choices, found by typing a part of it. */
export function ComboBox<Key extends string>(props: ComboBoxProps<Key>) {
  const { label, isLabelHidden, description, error, choices, value, onChange, onSearch, placeholder, className, ...rest } = props;
  return (
    <AriaComboBox
      {...rest}
      {...(onSearch ? { items: choices, onInputChange: onSearch, defaultFilter: () => true } : { defaultItems: choices })}
      value={value}
      onChange={(key) => onChange(choices.find((choice) => choice.key === key)?.key ?? null)}
      isInvalid={error !== undefined}
      validationBehavior="aria"
      menuTrigger="focus"
      allowsEmptyCollection
      className={cx(fieldStyles.field, className)}
    >
      <FieldLabel isHidden={isLabelHidden} isRequired={rest.isRequired}>
        {label}
      </FieldLabel>
      <Group className={fieldStyles.box ?? ''}>
        <Input className={fieldStyles.input ?? ''} placeholder={placeholder} />
        <Button className={styles.open ?? ''}>
          <ChevronDown className={styles.chevron} aria-hidden />
        </Button>
      </Group>
      <FieldNotes description={description} error={error} />
      <Popover>
        <ListBox className={listStyles.list ?? ''} renderEmptyState={() => <p className={listStyles.empty}>Nothing of this name</p>}>
          {(choice: Choice<Key>) => <ChoiceItem choice={choice} />}
        </ListBox>
      </Popover>
    </AriaComboBox>
  );
}
