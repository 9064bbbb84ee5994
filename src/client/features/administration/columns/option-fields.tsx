import { Plus, X } from 'lucide-react';
import { useRef, type KeyboardEvent } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import { DialogTrigger } from 'react-aria-components/Dialog';
import { createUuid } from '../../../../lib/uuid.ts';
import type { ListOption, ListOptionId } from '../../../../planning/model.ts';
import { Button, IconButton } from '../../../ui/button.tsx';
import { ColorPicker, swatchColors } from '../../../ui/color-picker.tsx';
import { PopoverDialog } from '../../../ui/popover.tsx';
import { SortableList } from '../../../ui/sortable-list.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import styles from './columns.module.css';

const MAX_OPTIONS = 200;

export function newOption(index: number): ListOption {
  // Born here: a command carries the final id.
  return { id: createUuid() as ListOptionId, label: '', color: swatchColors[index % swatchColors.length]?.[0] ?? null };
}

export type OptionFieldsProps = {
  readonly options: readonly ListOption[];
  readonly error: string | undefined;
  readonly onChange: (options: readonly ListOption[]) => void;
};

/** The options of a list: named, coloured, ordered, added by Enter. */
export function OptionFields({ options, error, onChange }: OptionFieldsProps) {
  const rootRef = useRef<HTMLFieldSetElement>(null);
  const set = (id: string, change: Partial<ListOption>): void =>
    onChange(options.map((option) => (option.id === id ? { ...option, ...change } : option)));
  const add = (after: number): void => {
    if (options.length >= MAX_OPTIONS) return;
    onChange(options.toSpliced(after + 1, 0, newOption(options.length)));
    // The new field is there when React has rendered it.
    requestAnimationFrame(() => rootRef.current?.querySelectorAll<HTMLInputElement>('input[type="text"]')[after + 1]?.focus());
  };
  return (
    <fieldset className={styles.options} ref={rootRef}>
      <legend>Options</legend>
      <SortableList
        label="Options, in order"
        items={options}
        keyOf={({ id }) => id}
        nameOf={({ label }) => (label === '' ? 'the new option' : label)}
        className={styles.optionList}
        onMove={(id, index) => {
          const moved = options.find((option) => option.id === id);
          if (moved) onChange(options.filter((option) => option !== moved).toSpliced(index, 0, moved));
        }}
      >
        {(option) => (
          <OptionRow
            option={option}
            index={options.indexOf(option)}
            onChange={(change) => set(option.id, change)}
            onEnter={() => add(options.indexOf(option))}
            onRemove={() => onChange(options.filter((other) => other !== option))}
          />
        )}
      </SortableList>
      {error === undefined ? null : (
        <p className={styles.error} role="alert">
          {error}
        </p>
      )}
      <span>
        <Button size="small" icon={<Plus size={14} />} isDisabled={options.length >= MAX_OPTIONS} onPress={() => add(options.length - 1)}>
          Add option
        </Button>
      </span>
    </fieldset>
  );
}

type OptionRowProps = {
  readonly option: ListOption;
  readonly index: number;
  readonly onChange: (change: Partial<ListOption>) => void;
  readonly onEnter: () => void;
  readonly onRemove: () => void;
};

function OptionRow({ option, index, onChange, onEnter, onRemove }: OptionRowProps) {
  const name = option.label === '' ? `option ${index + 1}` : option.label;
  const handleKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter') return;
    event.preventDefault();
    onEnter();
  };
  return (
    <>
      <DialogTrigger>
        <AriaButton className={styles.color ?? ''} style={{ background: option.color ?? 'transparent' }} aria-label={`Colour of ${name}`} />
        <PopoverDialog label={`Colour of ${name}`} placement="bottom start">
          <div className={styles.picker}>
            <ColorPicker label="Colour" inheritedLabel="None" value={option.color} onChange={(color) => onChange({ color })} />
          </div>
        </PopoverDialog>
      </DialogTrigger>
      {/* The key belongs to the field inside; the element only listens on its way. */}
      {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions */}
      <div className={styles.optionName} onKeyDown={handleKey}>
        <TextField
          label={`Option ${index + 1}`}
          isLabelHidden
          placeholder={`Option ${index + 1}`}
          maxLength={100}
          value={option.label}
          onChange={(label) => onChange({ label })}
        />
      </div>
      <IconButton size="small" icon={<X size={14} />} label={`Take ${name} out of the list`} onPress={onRemove} />
    </>
  );
}
