import {
  ArrowLeftToLine,
  ArrowRightToLine,
  CircleHelp,
  CornerDownRight,
  Diamond,
  GitCommitHorizontal,
  PanelRight,
  Pencil,
  Plus,
  Spline,
  Trash2,
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
  | 'addBelow'
  | 'addInside'
  | 'addLinked'
  | 'linkTo'
  | 'indent'
  | 'outdent'
  | 'milestone'
  | 'delete';

export type GanttMenuProps = {
  readonly plan: Plan;
  readonly item: GanttItem;
  readonly canEdit: boolean;
  readonly at: { readonly x: number; readonly y: number };
  readonly onChoose: (choice: MenuChoice) => void;
  readonly onClose: () => void;
};

/** What can be done with a row or bar, at the place where it was asked for. */
export function GanttMenu({ plan, item, canEdit, at, onChoose, onClose }: GanttMenuProps) {
  const isMilestone = item.kind === 'phase' && item.phase.isMilestone;
  const lacks = (result: Action | Unavailable) => 'reason' in result;
  const disabled: MenuChoice[] = canEdit
    ? [
        ...(lacks(indent(plan, item)) ? (['indent'] as const) : []),
        ...(lacks(outdent(plan, item)) ? (['outdent'] as const) : []),
        ...(lacks(toggleMilestone(plan, item)) ? (['milestone'] as const) : []),
        ...(isMilestone ? (['addInside'] as const) : []),
      ]
    : ['rename', 'addBelow', 'addInside', 'addLinked', 'linkTo', 'indent', 'outdent', 'milestone', 'delete'];
  return (
    <MenuTrigger
      isOpen
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose();
      }}
    >
      <Button className={styles.anchor ?? ''} style={{ left: at.x, top: at.y }} excludeFromTabOrder aria-label="Actions" />
      <Menu
        label={`Actions for ${nameOf(item)}`}
        placement="bottom start"
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
        <MenuItem id="delete" icon={<Trash2 />} keys="Del" isDanger>
          Delete
        </MenuItem>
      </Menu>
    </MenuTrigger>
  );
}

const choices: readonly MenuChoice[] = [
  'open',
  'why',
  'rename',
  'addBelow',
  'addInside',
  'addLinked',
  'linkTo',
  'indent',
  'outdent',
  'milestone',
  'delete',
];
