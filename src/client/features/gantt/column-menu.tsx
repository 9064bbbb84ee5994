import { ArrowDownAZ, ArrowLeft, ArrowRight, ArrowUpAZ, Columns3, EyeOff, Group, ListFilter, MoveHorizontal, X } from 'lucide-react';
import { Button } from 'react-aria-components/Button';
import type { GridOptions, SortKey } from '../../data/grid-options.ts';
import { usePlan } from '../../data/plan-context.ts';
import { announce } from '../../ui/announce.ts';
import { Menu, MenuItem, MenuSeparator, MenuTrigger } from '../../ui/menu.tsx';
import type { ValueKind } from './column-shape.ts';
import { chosenColumns, fieldOf, listColumns } from './gantt-columns.ts';
import { movedColumns, sortText, titleOf, type ChangeGrid, type ColumnPlace } from './use-grid-options.ts';
import styles from './gantt.module.css';

export type ColumnMenuProps = {
  readonly place: ColumnPlace;
  readonly grid: GridOptions;
  readonly change: ChangeGrid;
  readonly onFilter: (columnId: string) => void;
  readonly onChooseColumns: () => void;
  readonly onClose: () => void;
};

const sortTexts: Readonly<Record<ValueKind, readonly [ascending: string, descending: string]>> = {
  text: ['Sort A to Z', 'Sort Z to A'],
  choice: ['Sort first to last', 'Sort last to first'],
  number: ['Sort small to large', 'Sort large to small'],
  date: ['Sort early to late', 'Sort late to early'],
};

/** What can be done with a column, at its head. */
export function ColumnMenu({ place, grid, change, onFilter, onChooseColumns, onClose }: ColumnMenuProps) {
  const { plan } = usePlan();
  const id = place.columnId;
  const field = fieldOf(plan, id);
  const columns = chosenColumns(listColumns(plan), grid.columns);
  const at = columns.findIndex((choice) => choice.id === id);
  const [ascending, descending] = sortTexts[field?.kind ?? 'text'];
  const order = grid.sort.find((key) => key.column === id);
  const sortBy = (sort: readonly SortKey[]): void => {
    change({ sort });
    announce(sortText(plan, sort));
  };
  const moveBefore = (beforeId: string | undefined): void => {
    const moved = movedColumns(columns, id, beforeId);
    change({ columns: moved });
    announce(`${titleOf(plan, id)} is column ${moved.findIndex((choice) => choice.id === id) + 1} of ${moved.length}`);
  };
  const actions: Readonly<Record<string, () => void>> = {
    ascending: () => sortBy([{ column: id, isDescending: false }]),
    descending: () => sortBy([{ column: id, isDescending: true }]),
    unsorted: () => sortBy(grid.sort.filter((key) => key.column !== id)),
    filter: () => onFilter(id),
    group: () => change({ groups: grid.groups.includes(id) ? grid.groups.filter((group) => group !== id) : [...grid.groups, id] }),
    left: () => moveBefore(columns[at - 1]?.id),
    right: () => moveBefore(columns[at + 2]?.id),
    width: () => change({ columns: columns.map((choice) => (choice.id === id ? { id } : choice)) }),
    hide: () => change({ columns: columns.filter((choice) => choice.id !== id) }),
    columns: onChooseColumns,
  };
  const disabled = [
    ...(at <= 1 ? ['left'] : []),
    ...(at === 0 || at === columns.length - 1 ? ['right'] : []),
    ...(at === 0 ? ['hide'] : []),
    ...(id === 'wbs' ? ['filter'] : []),
    ...(columns[at]?.width === undefined ? ['width'] : []),
    ...(field?.isGroupable === true ? [] : ['group']),
  ];
  return (
    <MenuTrigger
      isOpen
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose();
      }}
    >
      <Button className={styles.anchor ?? ''} style={{ left: place.x, top: place.y }} excludeFromTabOrder aria-label="Column" />
      <Menu
        label={`Column ${titleOf(plan, id)}`}
        placement="bottom start"
        disabledKeys={disabled}
        onAction={(key) => actions[String(key)]?.()}
      >
        <MenuItem id="ascending" icon={<ArrowDownAZ />}>
          {ascending}
        </MenuItem>
        <MenuItem id="descending" icon={<ArrowUpAZ />}>
          {descending}
        </MenuItem>
        {order ? (
          <MenuItem id="unsorted" icon={<X />}>
            Do not sort
          </MenuItem>
        ) : null}
        <MenuSeparator />
        <MenuItem id="filter" icon={<ListFilter />}>
          Filter…
        </MenuItem>
        <MenuItem id="group" icon={<Group />}>
          {grid.groups.includes(id) ? 'Do not group' : 'Group rows by this'}
        </MenuItem>
        <MenuSeparator />
        <MenuItem id="left" icon={<ArrowLeft />} keys="Alt+Shift+←">
          Move left
        </MenuItem>
        <MenuItem id="right" icon={<ArrowRight />} keys="Alt+Shift+→">
          Move right
        </MenuItem>
        <MenuItem id="width" icon={<MoveHorizontal />}>
          Usual width
        </MenuItem>
        <MenuItem id="hide" icon={<EyeOff />}>
          Hide column
        </MenuItem>
        <MenuSeparator />
        <MenuItem id="columns" icon={<Columns3 />}>
          Choose columns…
        </MenuItem>
      </Menu>
    </MenuTrigger>
  );
}
