import { listCustomColumns } from '../../../../planning/plan.ts';
import type { CellValue, CustomColumn, ListOptionId } from '../../../../planning/model.ts';
import { Checkbox } from '../../../ui/checkbox.tsx';
import { DrawerSection } from '../../../ui/drawer.tsx';
import { Select } from '../../../ui/select.tsx';
import { MAX_CELL_TEXT, readCell, setCell, textOfCustom } from '../custom-cells.ts';
import { cellValueOf, lockOfCustom } from '../custom-fields.ts';
import type { GanttItem } from '../gantt-items.ts';
import type { ValueContext } from '../gantt-values.ts';
import { CommitNumberField, CommitTextField } from './commit-fields.tsx';
import type { DrawerProps } from './drawer-props.ts';

export type CustomSectionProps = DrawerProps & { readonly item: GanttItem; readonly values: ValueContext };

/** What the organization's own columns hold of an item; nothing where it has none. */
export function CustomSection({ plan, item, ...props }: CustomSectionProps) {
  const columns = listCustomColumns(plan).filter((column) => lockOfCustom(column, item) === undefined);
  if (columns.length === 0) return null;
  return (
    <DrawerSection title="Custom columns">
      {columns.map((column) => (
        <CustomValueField key={column.id} plan={plan} item={item} {...props} column={column} />
      ))}
    </DrawerSection>
  );
}

const NONE = 'none';
const WHOLE_NUMBER: Intl.NumberFormatOptions = { maximumFractionDigits: 10 };

function CustomValueField({ plan, item, column, values, canEdit, act }: CustomSectionProps & { readonly column: CustomColumn }) {
  const present = cellValueOf(plan, item, column);
  const common = { label: column.name, isDisabled: !canEdit };
  const set = (value: CellValue | null) => act(setCell(values, item, column, value));
  switch (column.kind) {
    case 'text':
    case 'date':
      return (
        <CommitTextField
          {...common}
          value={textOfCustom(values, item, column)}
          maxLength={MAX_CELL_TEXT}
          {...(column.kind === 'date' ? { placeholder: '12 mar, next tue, w23' } : {})}
          onCommit={(text) => {
            const read = readCell(values, item, column, text);
            return read.ok ? set(read.value) : Promise.resolve(read.refusal);
          }}
        />
      );
    case 'number':
      return (
        <CommitNumberField {...common} formatOptions={WHOLE_NUMBER} value={typeof present === 'number' ? present : null} onCommit={set} />
      );
    case 'checkbox':
      return (
        <Checkbox isSelected={present === true} isDisabled={!canEdit} onChange={(isChecked) => void set(isChecked ? true : null)}>
          {column.name}
        </Checkbox>
      );
    case 'list':
      return (
        <Select<ListOptionId | typeof NONE>
          {...common}
          placeholder="None"
          choices={[{ key: NONE, label: 'None' }, ...column.options.map(({ id, label }) => ({ key: id, label }))]}
          value={column.options.find(({ id }) => id === present)?.id ?? NONE}
          onChange={(key) => void set(key === NONE ? null : key)}
        />
      );
  }
}
