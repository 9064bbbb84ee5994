import {
  ArrowDown,
  ArrowLeftToLine,
  ArrowRightToLine,
  ArrowUp,
  CircleHelp,
  ClipboardPaste,
  Copy,
  CopyPlus,
  CornerDownRight,
  Diamond,
  FolderInput,
  GitCommitHorizontal,
  ListChecks,
  PanelRight,
  Pencil,
  PencilLine,
  Plus,
  Scissors,
  Spline,
  Trash2,
  Waypoints,
} from 'lucide-react';
import { Button } from 'react-aria-components/Button';
import type { Plan } from '../../../planning/plan.ts';
import { Menu, MenuItem, MenuSeparator, MenuTrigger } from '../../ui/menu.tsx';
import { indent, outdent, toggleMilestone, type Action, type Unavailable } from './gantt-actions.ts';
import { nameOf, type GanttItem } from './gantt-items.ts';
import styles from './gantt.module.css';

export type MenuChoice =
  | 'open'
  | 'why'
  | 'rename'
  | 'select'
  | 'critical'
  | 'addBelow'
  | 'addInside'
  | 'addLinked'
  | 'linkTo'
  | 'copy'
  | 'cut'
  | 'paste'
  | 'duplicate'
  | 'moveUp'
  | 'moveDown'
  | 'moveTo'
  | 'chain'
  | 'editMany'
  | 'indent'
  | 'outdent'
  | 'milestone'
  | 'delete';

export type GanttMenuProps = {
  readonly plan: Plan;
  readonly item: GanttItem;
  readonly canEdit: boolean;
  /** The critical path of the item's project alone is shown. */
  readonly isCritical: boolean;
  /** How many rows the choice is for. */
  readonly selectedCount: number;
  readonly at: { readonly x: number; readonly y: number };
  readonly onChoose: (choice: MenuChoice) => void;
  readonly onClose: () => void;
};

/** What can be done with a row or bar, at the place where it was asked for. */
export function GanttMenu({ plan, item, canEdit, isCritical, selectedCount, at, onChoose, onClose }: GanttMenuProps) {
  const isMilestone = item.kind === 'phase' && item.phase.isMilestone;
  // Beside the pointer it may take the height of the window; below or above it, only what is left there.
  const isNarrow = matchMedia('(width < 48rem)').matches;
  const lacks = (result: Action | Unavailable) => 'reason' in result;
  const disabled: MenuChoice[] = canEdit
    ? [
        ...(lacks(indent(plan, item)) ? (['indent'] as const) : []),
        ...(lacks(outdent(plan, item)) ? (['outdent'] as const) : []),
        ...(lacks(toggleMilestone(plan, item)) ? (['milestone'] as const) : []),
        ...(isMilestone ? (['addInside'] as const) : []),
      ]
    : choices.filter(
        (choice) => choice !== 'open' && choice !== 'why' && choice !== 'copy' && choice !== 'select' && choice !== 'critical',
      );
  return (
    <MenuTrigger
      isOpen
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose();
      }}
    >
      <Button
        className={styles.anchor ?? ''}
        style={{ left: at.x, top: at.y }}
        excludeFromTabOrder
        aria-label={`Actions for ${nameOf(item)}`}
      />
      <Menu
        label={`Actions for ${nameOf(item)}`}
        placement={isNarrow ? 'bottom start' : 'end top'}
        disabledKeys={disabled}
        onAction={(key) => {
          const choice = choices.find((choice) => choice === key);
          if (choice) onChoose(choice);
        }}
      >
        <MenuItem id="open" icon={<PanelRight />}>
          Open details
        </MenuItem>
        <MenuItem id="why" icon={<CircleHelp />} keys="Shift+F1">
          Why is it here?
        </MenuItem>
        <MenuItem id="critical" icon={<Waypoints />}>
          {isCritical ? 'Hide the critical path' : 'Critical path of this project'}
        </MenuItem>
        <MenuItem id="rename" icon={<Pencil />} keys="F2">
          Rename
        </MenuItem>
        <MenuSeparator />
        <MenuItem id="addBelow" icon={<Plus />} keys="Ins">
          {item.kind === 'project' ? 'Add phase' : 'Add phase below'}
        </MenuItem>
        {item.kind === 'phase' ? (
          <MenuItem id="addInside" icon={<CornerDownRight />}>
            Add subphase
          </MenuItem>
        ) : null}
        {item.kind === 'phase' ? (
          <MenuItem id="addLinked" icon={<GitCommitHorizontal />} keys="Shift+Click">
            Add linked phase
          </MenuItem>
        ) : null}
        {item.kind === 'phase' ? (
          <MenuItem id="linkTo" icon={<Spline />}>
            Link to…
          </MenuItem>
        ) : null}
        {item.kind === 'phase' ? (
          <>
            <MenuSeparator />
            <MenuItem id="indent" icon={<ArrowRightToLine />} keys="Tab">
              Indent
            </MenuItem>
            <MenuItem id="outdent" icon={<ArrowLeftToLine />} keys="Shift+Tab">
              Outdent
            </MenuItem>
            <MenuItem id="milestone" icon={<Diamond />}>
              {isMilestone ? 'Convert to phase' : 'Convert to milestone'}
            </MenuItem>
          </>
        ) : null}
        <MenuSeparator />
        <MenuItem id="moveUp" icon={<ArrowUp />} keys="Alt+Shift+↑">
          Move up
        </MenuItem>
        <MenuItem id="moveDown" icon={<ArrowDown />} keys="Alt+Shift+↓">
          Move down
        </MenuItem>
        <MenuSeparator />
        <MenuItem id="cut" icon={<Scissors />} keys="Ctrl+X">
          Cut
        </MenuItem>
        <MenuItem id="copy" icon={<Copy />} keys="Ctrl+C">
          Copy
        </MenuItem>
        <MenuItem id="paste" icon={<ClipboardPaste />} keys="Ctrl+V">
          Paste
        </MenuItem>
        <MenuItem id="duplicate" icon={<CopyPlus />} keys="Ctrl+D">
          Duplicate
        </MenuItem>
        {item.kind === 'phase' ? (
          <MenuItem id="moveTo" icon={<FolderInput />}>
            Move to…
          </MenuItem>
        ) : null}
        <MenuItem id="select" icon={<ListChecks />}>
          Select rows
        </MenuItem>
        {selectedCount > 1 ? (
          <MenuItem id="editMany" icon={<PencilLine />}>
            {`Edit ${selectedCount} rows…`}
          </MenuItem>
        ) : null}
        {selectedCount > 1 ? (
          <MenuItem id="chain" icon={<Spline />} keys="Ctrl+F2">
            Link in this order
          </MenuItem>
        ) : null}
        <MenuSeparator />
        <MenuItem id="delete" icon={<Trash2 />} keys="Del" isDanger>
          {selectedCount > 1 ? `Delete ${selectedCount} rows` : 'Delete'}
        </MenuItem>
      </Menu>
    </MenuTrigger>
  );
}

const choices: readonly MenuChoice[] = [
  'open',
  'why',
  'rename',
  'select',
  'critical',
  'addBelow',
  'addInside',
  'addLinked',
  'linkTo',
  'copy',
  'cut',
  'paste',
  'duplicate',
  'moveUp',
  'moveDown',
  'moveTo',
  'chain',
  'editMany',
  'indent',
  'outdent',
  'milestone',
  'delete',
];
