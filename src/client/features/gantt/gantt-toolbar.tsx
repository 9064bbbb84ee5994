import { ChevronsDownUp, ChevronsUpDown, CircleHelp, Diamond, FileUp, FolderPlus, Maximize2, PanelRight, Plus, Search } from 'lucide-react';
import type { ReactNode, RefObject } from 'react';
import { Button, IconButton } from '../../ui/button.tsx';
import { Menu, MenuItem, MenuTrigger } from '../../ui/menu.tsx';
import { cx } from '../../ui/cx.ts';
import strip from '../../ui/scroll-strip.module.css';
import type { FitTarget } from './fit.ts';
import styles from './gantt.module.css';

export type ToolbarHandlers = {
  readonly onNewProject: () => void;
  readonly onImport: () => void;
  readonly onNewPhase: () => void;
  readonly onCollapseAll: () => void;
  readonly onExpandAll: () => void;
  readonly onFit: (target: FitTarget) => void;
  readonly onToggleDrawer: () => void;
  readonly onSearch: (text: string) => void;
  readonly onHelp: () => void;
};

export type GanttToolbarProps = ToolbarHandlers & {
  readonly canEdit: boolean;
  readonly hasSelection: boolean;
  readonly isDrawerOpen: boolean;
  readonly search: string;
  readonly searchRef: RefObject<HTMLInputElement | null>;
  readonly children?: ReactNode;
};

/** The row of controls over the Gantt. */
export function GanttToolbar({ searchRef, children, ...props }: GanttToolbarProps) {
  const { canEdit, hasSelection, isDrawerOpen } = props;
  const actions: Record<string, () => void> = { phase: props.onNewPhase, project: props.onNewProject, import: props.onImport };
  return (
    <div className={cx(styles.toolbar, strip.strip)} role="toolbar" aria-label="Gantt">
      <MenuTrigger>
        <Button tone="primary" size="small" icon={<Plus size={15} />} isDisabled={!canEdit}>
          New
        </Button>
        <Menu label="New" placement="bottom start" onAction={(key) => actions[String(key)]?.()}>
          <MenuItem id="phase" icon={<Diamond />} keys="Ins" isDisabled={!hasSelection}>
            New phase
          </MenuItem>
          <MenuItem id="project" icon={<FolderPlus />}>
            New project
          </MenuItem>
          <MenuItem id="import" icon={<FileUp />}>
            Import a file…
          </MenuItem>
        </Menu>
      </MenuTrigger>
      <span className={styles.divider} />
      <IconButton size="small" icon={<ChevronsUpDown size={16} />} label="Expand all" onPress={props.onExpandAll} />
      <IconButton size="small" icon={<ChevronsDownUp size={16} />} label="Collapse all" onPress={props.onCollapseAll} />
      <MenuTrigger>
        <IconButton size="small" icon={<Maximize2 size={16} />} label="Zoom to fit" />
        <Menu
          label="Zoom to fit"
          placement="bottom start"
          disabledKeys={hasSelection ? [] : ['project', 'selection']}
          onAction={(key) => props.onFit(key === 'project' || key === 'selection' ? key : 'plan')}
        >
          <MenuItem id="plan" keys="Shift+F">
            The whole plan
          </MenuItem>
          <MenuItem id="project">The selected project</MenuItem>
          <MenuItem id="selection" keys="F">
            The selection
          </MenuItem>
        </Menu>
      </MenuTrigger>
      {children}
      <span className={styles.toolbarGap} />
      <search className={styles.search}>
        <Search size={15} aria-hidden />
        <input
          ref={searchRef}
          type="search"
          placeholder="Find a phase"
          aria-label="Find a project or phase by name"
          aria-keyshortcuts="/"
          value={props.search}
          onChange={(event) => props.onSearch(event.target.value)}
        />
      </search>
      <IconButton size="small" icon={<CircleHelp size={16} />} label="Keyboard shortcuts" keys="?" onPress={props.onHelp} />
      <IconButton
        size="small"
        icon={<PanelRight size={16} />}
        label="Details"
        isPressed={isDrawerOpen}
        isDisabled={!hasSelection && !isDrawerOpen}
        onPress={props.onToggleDrawer}
      />
    </div>
  );
}
