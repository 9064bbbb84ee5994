import { Columns3, Group, ListFilter, Map as MapIcon } from 'lucide-react';
import { lazy, Suspense } from 'react';
import { DialogTrigger } from 'react-aria-components/Dialog';
import { IconButton } from '../../ui/button.tsx';
import { Menu, MenuItem, MenuSection, MenuTrigger } from '../../ui/menu.tsx';
import { PopoverDialog } from '../../ui/popover.tsx';
import { usePlan } from '../../data/plan-context.ts';
import { listColumns } from './gantt-columns.ts';
import { ViewsButton } from './views/views-button.tsx';
import { titleOf, type GridControls } from './use-grid-options.ts';
import { early } from '../../ui/early-parts.ts';

const ColumnsPanel = lazy(early(async () => ({ default: (await import('./columns-panel.tsx')).ColumnsPanel })));

/** How the rows and columns of the table are arranged. */
export function GridTools({ options }: { readonly options: GridControls }) {
  const { grid, change, handlers, isFilterOpen, setFilterOpen, isColumnsOpen, setColumnsOpen } = options;
  const { plan } = usePlan();
  const groupables = listColumns(plan).filter((column) => column.isGroupable);
  return (
    <>
      <ViewsButton />
      <IconButton
        size="small"
        icon={<ListFilter size={16} />}
        label="Filters"
        isPressed={isFilterOpen || grid.filters.length > 0}
        onPress={() => setFilterOpen(!isFilterOpen)}
      />
      <MenuTrigger>
        <IconButton
          size="small"
          icon={<Group size={16} />}
          label={grid.groups.length === 0 ? 'Group rows' : `Grouped by ${grid.groups.map((id) => titleOf(plan, id)).join(', then ')}`}
          {...(grid.groups.length > 0 ? { isPressed: true } : {})}
        />
        <Menu label="Group rows" placement="bottom start" onAction={(key) => (key === 'none' ? change({ groups: [] }) : undefined)}>
          <MenuItem id="none" isDisabled={grid.groups.length === 0}>
            No groups
          </MenuItem>
          <MenuSection
            title="Group by"
            selectionMode="multiple"
            selectedKeys={grid.groups}
            onSelectionChange={(keys) => {
              if (keys === 'all') return;
              // What was chosen first stays outermost.
              const chosen = [...keys].map(String);
              change({ groups: [...grid.groups.filter((id) => chosen.includes(id)), ...chosen.filter((id) => !grid.groups.includes(id))] });
            }}
          >
            {groupables.map(({ id, title }) => (
              <MenuItem key={id} id={id}>
                {title}
              </MenuItem>
            ))}
          </MenuSection>
        </Menu>
      </MenuTrigger>
      <IconButton
        size="small"
        icon={<MapIcon size={16} />}
        label="Overview of the plan"
        isPressed={grid.showsMap}
        onPress={() => change({ showsMap: !grid.showsMap })}
      />
      <DialogTrigger isOpen={isColumnsOpen} onOpenChange={setColumnsOpen}>
        <IconButton size="small" icon={<Columns3 size={16} />} label="Columns and rows" />
        <PopoverDialog label="Columns and rows" placement="bottom start">
          <Suspense fallback={null}>
            <ColumnsPanel grid={grid} change={change} onMove={handlers.move} />
          </Suspense>
        </PopoverDialog>
      </DialogTrigger>
    </>
  );
}
