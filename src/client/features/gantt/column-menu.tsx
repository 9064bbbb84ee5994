import { ArrowDownAZ, ArrowLeft, ArrowRight, ArrowUpAZ, Columns3, EyeOff, Group, ListFilter, MoveHorizontal, X } from 'lucide-react';
import { Fragment } from 'react';
import { Button } from 'react-aria-components/Button';
import type { Plan } from '../../../planning/plan.ts';
import type { GridOptions, SortKey } from '../../data/grid-options.ts';
import { usePlan } from '../../data/plan-context.ts';
import type { ColumnHandlers } from '../../timeline/column-head.tsx';
import { announce } from '../../ui/announce.ts';
import { Menu, MenuItem, MenuSeparator, MenuTrigger, type MenuItemProps } from '../../ui/menu.tsx';
import type { ValueKind } from './column-shape.ts';
import { chosenColumns, fieldOf, listColumns } from './gantt-columns.ts';
import { sortText, titleOf, type ChangeGrid, type ColumnPlace } from './use-grid-options.ts';
import styles from './gantt.module.css';

export type ColumnMenuProps = {
  readonly place: ColumnPlace;
  readonly grid: GridOptions;
  readonly change: ChangeGrid;
  readonly onMove: ColumnHandlers['move'];
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
export function ColumnMenu(props: ColumnMenuProps) {
  const { place, onClose } = props;
  const { plan } = usePlan();
  const groups = groupsOf(plan, props);
  const entries = groups.flat();
  return (
    <MenuTrigger
      isOpen
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose();
      }}
    >
      <Button className={styles.anchor ?? ''} style={{ left: place.x, top: place.y }} excludeFromTabOrder aria-label="Column" />
      <Menu
        label={`Column ${titleOf(plan, place.columnId)}`}
        placement="bottom start"
        disabledKeys={entries.flatMap(({ id, isLacking }) => (isLacking === true ? [id] : []))}
        onAction={(key) => entries.find(({ id }) => id === key)?.run()}
      >
        {groups.map((group, index) => (
          <Fragment key={group[0]?.id}>
            {index > 0 ? <MenuSeparator /> : null}
            {group.map(({ id, text, icon, keys }) => (
              <MenuItem key={id} id={id} icon={icon} {...(keys === undefined ? {} : { keys })}>
                {text}
              </MenuItem>
            ))}
          </Fragment>
        ))}
      </Menu>
    </MenuTrigger>
  );
}

type Entry = Pick<MenuItemProps, 'icon' | 'keys'> & {
  readonly id: string;
  readonly text: string;
  /** Cannot be asked for of this column as it stands. */
  readonly isLacking?: boolean;
  readonly run: () => void;
};

/** What can be asked for, in groups, with a line between one and the next. */
function groupsOf(plan: Plan, props: ColumnMenuProps): readonly (readonly Entry[])[] {
  const { place, grid, change, onMove, onFilter, onChooseColumns } = props;
  const id = place.columnId;
  const field = fieldOf(plan, id);
  const columns = chosenColumns(listColumns(plan), grid.columns);
  const at = columns.findIndex((choice) => choice.id === id);
  const isGrouped = grid.groups.includes(id);
  const groups = isGrouped ? grid.groups.filter((group) => group !== id) : [...grid.groups, id];
  const usualWidths = columns.map((choice) => (choice.id === id ? { id } : choice));
  return [
    sortEntries(plan, props),
    [
      { id: 'filter', icon: <ListFilter />, text: 'Filter…', isLacking: id === 'wbs', run: () => onFilter(id) },
      {
        id: 'group',
        icon: <Group />,
        text: isGrouped ? 'Do not group' : 'Group rows by this',
        isLacking: field?.isGroupable !== true,
        run: () => change({ groups }),
      },
    ],
    [
      {
        id: 'left',
        icon: <ArrowLeft />,
        keys: 'Alt+Shift+←',
        text: 'Move left',
        isLacking: at <= 1,
        run: () => onMove(id, columns[at - 1]?.id),
      },
      {
        id: 'right',
        icon: <ArrowRight />,
        keys: 'Alt+Shift+→',
        text: 'Move right',
        isLacking: at === 0 || at === columns.length - 1,
        run: () => onMove(id, columns[at + 2]?.id),
      },
      {
        id: 'width',
        icon: <MoveHorizontal />,
        text: 'Usual width',
        isLacking: columns[at]?.width === undefined,
        run: () => change({ columns: usualWidths }),
      },
      {
        id: 'hide',
        icon: <EyeOff />,
        text: 'Hide column',
        isLacking: at === 0,
        run: () => change({ columns: columns.filter((choice) => choice.id !== id) }),
      },
    ],
    [{ id: 'columns', icon: <Columns3 />, text: 'Choose columns…', run: onChooseColumns }],
  ];
}

function sortEntries(plan: Plan, { place, grid, change }: ColumnMenuProps): readonly Entry[] {
  const column = place.columnId;
  const [ascending, descending] = sortTexts[fieldOf(plan, column)?.kind ?? 'text'];
  const sortBy = (sort: readonly SortKey[]): void => {
    change({ sort });
    announce(sortText(plan, sort));
  };
  const others = grid.sort.filter((key) => key.column !== column);
  const unsorted: Entry = { id: 'unsorted', icon: <X />, text: 'Do not sort', run: () => sortBy(others) };
  return [
    { id: 'ascending', icon: <ArrowDownAZ />, text: ascending, run: () => sortBy([{ column, isDescending: false }]) },
    { id: 'descending', icon: <ArrowUpAZ />, text: descending, run: () => sortBy([{ column, isDescending: true }]) },
    ...(others.length < grid.sort.length ? [unsorted] : []),
  ];
}
