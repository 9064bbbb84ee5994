import { Check } from 'lucide-react';
import { Label } from 'react-aria-components/Label';
import { Radio, RadioGroup } from 'react-aria-components/RadioGroup';
import styles from './color-picker.module.css';

/** Hues that stay apart from each other as bars, in both themes. */
export const swatchColors = [
  ['#2f6fde', 'Blue'],
  ['#12808f', 'Cyan'],
  ['#0f8a6d', 'Teal'],
  ['#6b7a14', 'Olive'],
  ['#b4541a', 'Amber'],
  ['#c2334d', 'Red'],
  ['#b3267e', 'Magenta'],
  ['#8a4fd3', 'Violet'],
  ['#64748b', 'Slate'],
] as const;

const INHERITED = 'inherited';

export type ColorPickerProps = {
  readonly label: string;
  readonly inheritedLabel: string;
  readonly value: string | null;
  readonly onChange: (color: string | null) => void;
  readonly isDisabled?: boolean;
};

/** One of a few colours, or the one that follows from elsewhere. */
export function ColorPicker({ label, inheritedLabel, value, onChange, isDisabled = false }: ColorPickerProps) {
  const own = value === null || swatchColors.some(([color]) => color === value) ? [] : [[value, 'Own colour'] as const];
  return (
    <RadioGroup
      className={styles.colors ?? ''}
      orientation="horizontal"
      value={value ?? INHERITED}
      isDisabled={isDisabled}
      onChange={(next) => onChange(next === INHERITED ? null : next)}
    >
      <Label className={styles.colorsLabel ?? ''}>{label}</Label>
      <div className={styles.swatches}>
        <Radio value={INHERITED} aria-label={inheritedLabel} className={`${styles.swatch} ${styles.inherited}`}>
          {({ isSelected }) => (isSelected ? <Check size={12} aria-hidden /> : null)}
        </Radio>
        {[...own, ...swatchColors].map(([color, name]) => (
          <Radio key={color} value={color} aria-label={name} className={styles.swatch ?? ''} style={{ backgroundColor: color }}>
            {({ isSelected }) => (isSelected ? <Check size={12} aria-hidden /> : null)}
          </Radio>
        ))}
      </div>
    </RadioGroup>
  );
}
