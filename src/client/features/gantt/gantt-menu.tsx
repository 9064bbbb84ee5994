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
import { Fragment } from 'react';
import { Button } from 'react-aria-components/Button';
import type { Plan } from '../../../planning/plan.ts';
import { Menu, MenuItem, MenuSeparator, MenuTrigger, type MenuItemProps } from '../../ui/menu.tsx';
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
  // Beside the pointer it may take the height of the window; below or above it, only what is left there.
  const isNarrow = matchMedia('(width < 48rem)').matches;
  const groups = groupsOf(item, isCritical, selectedCount);
  const entries = groups.flat();
  const lacking = canEdit ? lackingOf(plan, item) : entries.flatMap(({ choice }) => (forReaders.includes(choice) ? [] : choice));
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
        disabledKeys={lacking}
        onAction={(key) => {
          const entry = entries.find(({ choice }) => choice === key);
          if (entry) onChoose(entry.choice);
        }}
      >
        {groups.map((group, index) => (
          <Fragment key={group[0]?.choice}>
            {index > 0 ? <MenuSeparator /> : null}
            {group.map(({ choice, text, ...entry }) => (
              <MenuItem key={choice} id={choice} {...entry}>
                {text}
              </MenuItem>
            ))}
          </Fragment>
        ))}
      </Menu>
    </MenuTrigger>
  );
}

type Entry = Pick<MenuItemProps, 'icon' | 'keys' | 'isDanger'> & { readonly choice: MenuChoice; readonly text: string };

const forReaders: readonly MenuChoice[] = ['open', 'why', 'copy', 'select', 'critical'];

/** What the item cannot be asked for where it stands. */
function lackingOf(plan: Plan, item: GanttItem): MenuChoice[] {
  const lacks = (result: Action | Unavailable): boolean => 'reason' in result;
  return [
    ...(lacks(indent(plan, item)) ? (['indent'] as const) : []),
    ...(lacks(outdent(plan, item)) ? (['outdent'] as const) : []),
    ...(lacks(toggleMilestone(plan, item)) ? (['milestone'] as const) : []),
    ...(isMilestone(item) ? (['addInside'] as const) : []),
  ];
}

const isMilestone = (item: GanttItem): boolean => item.kind === 'phase' && item.phase.isMilestone;

/** The choices in groups, with a line between one and the next. */
function groupsOf(item: GanttItem, isCritical: boolean, selectedCount: number): readonly (readonly Entry[])[] {
  const isPhase = item.kind === 'phase';
  const ofPhase = (...entries: readonly Entry[]): readonly Entry[] => (isPhase ? entries : []);
  const ofMany = (...entries: readonly Entry[]): readonly Entry[] => (selectedCount > 1 ? entries : []);
  const groups: readonly (readonly Entry[])[] = [
    [
      { choice: 'open', icon: <PanelRight />, text: 'Open details' },
      { choice: 'why', icon: <CircleHelp />, keys: 'Shift+F1', text: 'Why is it here?' },
      { choice: 'critical', icon: <Waypoints />, text: isCritical ? 'Hide the critical path' : 'Critical path of this project' },
      { choice: 'rename', icon: <Pencil />, keys: 'F2', text: 'Rename' },
    ],
    [
      { choice: 'addBelow', icon: <Plus />, keys: 'Ins', text: isPhase ? 'Add phase below' : 'Add phase' },
      ...ofPhase(
        { choice: 'addInside', icon: <CornerDownRight />, text: 'Add subphase' },
        { choice: 'addLinked', icon: <GitCommitHorizontal />, keys: 'Shift+Click', text: 'Add linked phase' },
        { choice: 'linkTo', icon: <Spline />, text: 'Link to…' },
      ),
    ],
    ofPhase(
      { choice: 'indent', icon: <ArrowRightToLine />, keys: 'Tab', text: 'Indent' },
      { choice: 'outdent', icon: <ArrowLeftToLine />, keys: 'Shift+Tab', text: 'Outdent' },
      { choice: 'milestone', icon: <Diamond />, text: isMilestone(item) ? 'Convert to phase' : 'Convert to milestone' },
    ),
    [
      { choice: 'moveUp', icon: <ArrowUp />, keys: 'Alt+Shift+↑', text: 'Move up' },
      { choice: 'moveDown', icon: <ArrowDown />, keys: 'Alt+Shift+↓', text: 'Move down' },
    ],
    [
      { choice: 'cut', icon: <Scissors />, keys: 'Ctrl+X', text: 'Cut' },
      { choice: 'copy', icon: <Copy />, keys: 'Ctrl+C', text: 'Copy' },
      { choice: 'paste', icon: <ClipboardPaste />, keys: 'Ctrl+V', text: 'Paste' },
      { choice: 'duplicate', icon: <CopyPlus />, keys: 'Ctrl+D', text: 'Duplicate' },
      ...ofPhase({ choice: 'moveTo', icon: <FolderInput />, text: 'Move to…' }),
      { choice: 'select', icon: <ListChecks />, text: 'Select rows' },
      ...ofMany(
        { choice: 'editMany', icon: <PencilLine />, text: `Edit ${selectedCount} rows…` },
        { choice: 'chain', icon: <Spline />, keys: 'Ctrl+F2', text: 'Link in this order' },
      ),
    ],
    [
      {
        choice: 'delete',
        icon: <Trash2 />,
        keys: 'Del',
        isDanger: true,
        text: selectedCount > 1 ? `Delete ${selectedCount} rows` : 'Delete',
      },
    ],
  ];
  return groups.filter((group) => group.length > 0);
}
