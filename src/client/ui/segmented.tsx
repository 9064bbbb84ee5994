import type { ReactNode } from 'react';
import { ToggleButton } from 'react-aria-components/ToggleButton';
import { ToggleButtonGroup } from 'react-aria-components/ToggleButtonGroup';
import styles from './segmented.module.css';
import { Tooltip, TooltipTrigger } from './tooltip.tsx';

export type SegmentedProps<Key extends string> = {
  readonly label: string;
  readonly choices: readonly { readonly key: Key; readonly label: string; readonly short: ReactNode; readonly keys?: string }[];
  readonly value: Key;
  readonly onChange: (key: Key) => void;
};

/** A few choices side by side, one of them chosen. */
export function Segmented<Key extends string>({ label, choices, value, onChange }: SegmentedProps<Key>) {
  return (
    <ToggleButtonGroup
      aria-label={label}
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[value]}
      onSelectionChange={(keys) => {
        const chosen = choices.find((choice) => keys.has(choice.key));
        if (chosen && chosen.key !== value) onChange(chosen.key);
      }}
      className={styles.group ?? ''}
    >
      {choices.map((choice) => (
        <TooltipTrigger key={choice.key}>
          <ToggleButton id={choice.key} aria-label={choice.label} className={styles.segment ?? ''}>
            {choice.short}
          </ToggleButton>
          <Tooltip keys={choice.keys}>{choice.label}</Tooltip>
        </TooltipTrigger>
      ))}
    </ToggleButtonGroup>
  );
}
