import { Plus, X } from 'lucide-react';
import { useState } from 'react';
import { DialogTrigger } from 'react-aria-components/Dialog';
import type { Plan } from '../../../planning/plan.ts';
import type { ColumnFilter } from '../../data/grid-options.ts';
import { useMe } from '../../data/session.ts';
import type { DayFormat } from '../../timeline/day-format.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { Menu, MenuItem, MenuSection, MenuTrigger } from '../../ui/menu.tsx';
import { PopoverDialog } from '../../ui/popover.tsx';
import { countText } from './describe.ts';
import { FilterEditor } from './filter-editor.tsx';
import { emptyFilter, filterText, isEmptyFilter, readyFilters } from './filter-words.ts';
import { fieldOf, listColumns } from './gantt-columns.ts';
import styles from './grid-panels.module.css';
import { titleOf } from './use-grid-options.ts';

export type FilterBarProps = {
  readonly plan: Plan;
  readonly format: DayFormat;
  readonly filters: readonly ColumnFilter[];
  readonly foundCount: number | undefined;
  /** The column whose filter is open. */
  readonly openColumn: string | undefined;
  readonly onOpenColumn: (column: string | undefined) => void;
  readonly onChange: (filters: readonly ColumnFilter[]) => void;
  readonly onClose: () => void;
};

/** The filters of the columns, each as something to press, with what passes them. */
export function FilterBar(props: FilterBarProps) {
  const { plan, format, filters, foundCount, openColumn, onOpenColumn, onChange, onClose } = props;
  // One that asks for nothing yet is not in the address.
  const [drafted, setDrafted] = useState<ColumnFilter>();
  const openField = fieldOf(plan, openColumn ?? '');
  const draft = openField && !filters.some(({ column }) => column === openColumn) ? emptyFilter(plan, openField.id) : undefined;
  const shown = draft ? [...filters, drafted?.column === draft.column ? drafted : draft] : filters;
  const set = (filter: ColumnFilter): void => {
    const others = (other: ColumnFilter) => (other.column === filter.column ? (isEmptyFilter(filter) ? [] : [filter]) : [other]);
    setDrafted(isEmptyFilter(filter) ? filter : undefined);
    if (filters.some(({ column }) => column === filter.column)) onChange(filters.flatMap(others));
    else if (!isEmptyFilter(filter)) onChange([...filters, filter]);
  };
  const handleOpen = (column: string, isOpen: boolean): void => {
    onOpenColumn(isOpen ? column : undefined);
    if (!isOpen) setDrafted(undefined);
  };
  return (
    <div className={styles.filterBar} role="toolbar" aria-label="Filters">
      {shown.map((filter) => (
        <FilterChip
          key={filter.column}
          {...{ plan, format, filter }}
          isOpen={openColumn === filter.column}
          onOpenChange={(isOpen) => handleOpen(filter.column, isOpen)}
          onChange={set}
          onRemove={() => onChange(filters.filter((other) => other.column !== filter.column))}
        />
      ))}
      <AddFilterMenu plan={plan} onReady={set} onColumn={onOpenColumn} />
      <span className={styles.gap} />
      {foundCount === undefined ? null : (
        <output className={styles.found}>{foundCount === 0 ? 'Nothing found' : `${countText(foundCount, 'row', 'rows')} found`}</output>
      )}
      {filters.length > 0 ? (
        <Button size="small" tone="quiet" onPress={() => onChange([])}>
          Clear all
        </Button>
      ) : (
        <IconButton size="small" icon={<X size={15} />} label="Close the filters" onPress={onClose} />
      )}
    </div>
  );
}

type FilterChipProps = Pick<FilterBarProps, 'plan' | 'format'> & {
  readonly filter: ColumnFilter;
  readonly isOpen: boolean;
  readonly onOpenChange: (isOpen: boolean) => void;
  readonly onChange: (filter: ColumnFilter) => void;
  readonly onRemove: () => void;
};

/** A filter in words; pressed, it opens to be changed. */
function FilterChip({ plan, format, filter, isOpen, onOpenChange, onChange, onRemove }: FilterChipProps) {
  const title = titleOf(plan, filter.column);
  return (
    <span className={styles.chip}>
      <DialogTrigger isOpen={isOpen} onOpenChange={onOpenChange}>
        <Button size="small" tone="quiet" className={styles.chipText}>
          {filterText(plan, format, filter)}
        </Button>
        <PopoverDialog label={`Filter by ${title}`} placement="bottom start">
          <FilterEditor plan={plan} filter={filter} onChange={onChange} />
        </PopoverDialog>
      </DialogTrigger>
      <IconButton
        size="small"
        icon={<X size={13} />}
        label={`Remove the filter ${title}`}
        className={styles.chipRemove}
        onPress={onRemove}
      />
    </span>
  );
}

type AddFilterMenuProps = Pick<FilterBarProps, 'plan'> & {
  readonly onReady: (filter: ColumnFilter) => void;
  readonly onColumn: (column: string) => void;
};

/** Filters that are often used, and the columns that one can filter by. */
function AddFilterMenu({ plan, onReady, onColumn }: AddFilterMenuProps) {
  const me = useMe();
  const ready = readyFilters(plan.staff.has(me.id) ? me.id : undefined);
  return (
    <MenuTrigger>
      <Button size="small" tone="quiet" icon={<Plus size={14} />}>
        Filter
      </Button>
      <Menu
        label="Add a filter"
        placement="bottom start"
        onAction={(key) => {
          const preset = ready.find(({ id }) => `ready:${id}` === key);
          if (preset) onReady(preset.filter);
          else onColumn(String(key));
        }}
      >
        <MenuSection title="Often used">
          {ready.map(({ id, label }) => (
            <MenuItem key={id} id={`ready:${id}`}>
              {label}
            </MenuItem>
          ))}
        </MenuSection>
        <MenuSection title="By column">
          {listColumns(plan)
            .filter(({ id }) => id !== 'wbs')
            .map(({ id, title }) => (
              <MenuItem key={id} id={id}>
                {title}
              </MenuItem>
            ))}
        </MenuSection>
      </Menu>
    </MenuTrigger>
  );
}
