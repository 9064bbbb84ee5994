import { useState } from 'react';
import { formatDay, parseDay } from '../../../lib/days.ts';
import { nameKeyOf } from '../../../lib/text-key.ts';
import type { Plan } from '../../../planning/plan.ts';
import type { ColumnFilter } from '../../data/grid-options.ts';
import { Button } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import { cx } from '../../ui/cx.ts';
import { DateField } from '../../ui/date-field.tsx';
import { focusOnce } from '../../ui/focus-once.ts';
import { NumberField } from '../../ui/number-field.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { dayRanges } from './filter-words.ts';
import { fieldOf } from './gantt-columns.ts';
import { listChoices } from './gantt-values.ts';
import styles from './grid-panels.module.css';

export type FilterEditorProps = {
  readonly plan: Plan;
  readonly filter: ColumnFilter;
  readonly onChange: (filter: ColumnFilter) => void;
};

/** What a filter asks for, changed with effect at once. */
export function FilterEditor({ plan, filter, onChange }: FilterEditorProps) {
  const field = fieldOf(plan, filter.column);
  switch (filter.kind) {
    case 'has':
    case 'hasNot':
      return <TextEditor filter={filter} onChange={onChange} />;
    case 'in':
    case 'notIn':
      return <ChoiceEditor plan={plan} filter={filter} onChange={onChange} />;
    case 'range':
      return field?.kind === 'date' ? (
        <DayRangeEditor filter={filter} onChange={onChange} />
      ) : (
        <NumberRangeEditor filter={filter} onChange={onChange} />
      );
  }
}

type EditorOf<Filter> = { readonly filter: Filter; readonly onChange: (filter: ColumnFilter) => void };

function TextEditor({ filter, onChange }: EditorOf<Extract<ColumnFilter, { text: string }>>) {
  return (
    <div className={styles.panel}>
      <Segmented
        label="Comparison"
        choices={[
          { key: 'has', label: 'Contains the text', short: 'Contains' },
          { key: 'hasNot', label: 'Does not contain the text', short: 'Does not contain' },
        ]}
        value={filter.kind}
        onChange={(kind) => onChange({ ...filter, kind })}
      />
      <TextField
        label="Text"
        isLabelHidden
        placeholder="Part of the text"
        value={filter.text}
        maxLength={100}
        inputRef={focusOnce}
        onChange={(text) => onChange({ ...filter, text })}
      />
    </div>
  );
}

/** More choices than this can be searched. */
const SEARCHED_FROM = 9;

function ChoiceEditor({ plan, filter, onChange }: EditorOf<Extract<ColumnFilter, { keys: readonly string[] }>> & { readonly plan: Plan }) {
  const [search, setSearch] = useState('');
  const field = fieldOf(plan, filter.column);
  const choices = field ? listChoices(plan, field.id) : [];
  const words = nameKeyOf(search);
  const found = words === '' ? choices : choices.filter(({ label }) => nameKeyOf(label).includes(words));
  const toggle = (key: string, isChosen: boolean): void =>
    onChange({ ...filter, keys: isChosen ? [...filter.keys, key] : filter.keys.filter((other) => other !== key) });
  const listed = words === '' ? [...found, { key: '', label: 'None' }] : found;
  return (
    <div className={styles.panel}>
      <Segmented
        label="Comparison"
        choices={[
          { key: 'in', label: 'Is one of these', short: 'Is' },
          { key: 'notIn', label: 'Is none of these', short: 'Is not' },
        ]}
        value={filter.kind}
        onChange={(kind) => onChange({ ...filter, kind })}
      />
      {choices.length >= SEARCHED_FROM ? (
        <TextField label="Find a choice" isLabelHidden placeholder="Find" value={search} inputRef={focusOnce} onChange={setSearch} />
      ) : null}
      <ul className={styles.choices} aria-label={field?.title}>
        {listed.map(({ key, label }) => (
          <li key={key}>
            <Checkbox isSelected={filter.keys.includes(key)} onChange={(isChosen) => toggle(key, isChosen)} className={styles.columnName}>
              {label}
            </Checkbox>
          </li>
        ))}
      </ul>
    </div>
  );
}

type RangeFilter = Extract<ColumnFilter, { kind: 'range' }>;

function NumberRangeEditor({ filter, onChange }: EditorOf<RangeFilter>) {
  const numberOf = (text: string) => (text === '' || Number.isNaN(Number(text)) ? null : Number(text));
  return (
    <div className={cx(styles.range, styles.wide)}>
      <NumberField
        label="From"
        value={numberOf(filter.from)}
        onChange={(value) => onChange({ ...filter, from: value === null ? '' : String(value) })}
      />
      <NumberField
        label="To"
        value={numberOf(filter.to)}
        onChange={(value) => onChange({ ...filter, to: value === null ? '' : String(value) })}
      />
    </div>
  );
}

function DayRangeEditor({ filter, onChange }: EditorOf<RangeFilter>) {
  return (
    <div className={cx(styles.panel, styles.wide)}>
      <div className={styles.presets}>
        {dayRanges.map(({ label, from, to }) => {
          const isChosen = filter.from === from && filter.to === to;
          return (
            <Button
              key={label}
              size="small"
              tone={isChosen ? 'primary' : 'neutral'}
              aria-pressed={isChosen}
              onPress={() => onChange({ ...filter, from, to })}
            >
              {label}
            </Button>
          );
        })}
      </div>
      <div className={styles.range}>
        <DateField
          label="From"
          value={parseDay(filter.from) ?? null}
          onChange={(day) =>
            onChange({ ...filter, from: day === null ? '' : formatDay(day), to: parseDay(filter.to) === undefined ? '' : filter.to })
          }
        />
        <DateField
          label="To"
          value={parseDay(filter.to) ?? null}
          onChange={(day) =>
            onChange({ ...filter, to: day === null ? '' : formatDay(day), from: parseDay(filter.from) === undefined ? '' : filter.from })
          }
        />
      </div>
    </div>
  );
}
