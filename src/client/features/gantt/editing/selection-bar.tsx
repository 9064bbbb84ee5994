import { ArrowDown, ArrowUp, Copy, Ellipsis, FolderInput, Pencil, Spline, Trash2, X } from 'lucide-react';
import { useRef, type ReactNode } from 'react';
import { Button, IconButton } from '../../../ui/button.tsx';
import { useToastLift } from '../../../ui/toast-lift.ts';
import type { MenuChoice } from '../gantt-menu.tsx';
import styles from './editing.module.css';

export type SelectionBarProps = {
  readonly count: number;
  readonly canEdit: boolean;
  /** Presses on rows add to them. */
  readonly isSelecting: boolean;
  readonly onChoose: (choice: MenuChoice) => void;
  readonly onMore: (x: number, y: number) => void;
  readonly onClear: () => void;
};

/** `minor`: on a narrow screen it is found in the menu alone. */
type Action = readonly [choice: MenuChoice, label: string, icon: ReactNode, rank?: 'minor'];

const actions: readonly Action[] = [
  ['editMany', 'Edit…', <Pencil key="edit" size={15} />],
  ['duplicate', 'Duplicate', <Copy key="duplicate" size={15} />, 'minor'],
  ['chain', 'Link', <Spline key="chain" size={15} />, 'minor'],
  ['moveTo', 'Move to…', <FolderInput key="move" size={15} />],
  ['moveUp', 'Move up', <ArrowUp key="up" size={15} />],
  ['moveDown', 'Move down', <ArrowDown key="down" size={15} />],
  ['delete', 'Delete', <Trash2 key="delete" size={15} />, 'minor'],
];

/** What can be done with several rows at once, shown while more than one is chosen, or while rows are being chosen. */
export function SelectionBar({ count, canEdit, isSelecting, onChoose, onMore, onClear }: SelectionBarProps) {
  const rootRef = useRef<HTMLDivElement>(null);
  useToastLift(60);
  return (
    <div ref={rootRef} className={styles.bar} role="toolbar" aria-label="Selected rows">
      <IconButton size="small" icon={<X size={15} />} label={isSelecting ? 'Done' : 'Select one row only'} keys="Esc" onPress={onClear} />
      <span className={styles.count}>
        {count} <span className={styles.countWord}>selected</span>
      </span>
      {actions.map(([choice, label, icon, rank]) => (
        <Button
          key={choice}
          size="small"
          tone="quiet"
          icon={icon}
          className={rank === 'minor' ? styles.minor : undefined}
          isDisabled={!canEdit || (choice === 'chain' && count < 2)}
          onPress={() => onChoose(choice)}
        >
          <span className={styles.actionLabel}>{label}</span>
        </Button>
      ))}
      <IconButton
        size="small"
        icon={<Ellipsis size={16} />}
        label="More actions"
        onPress={() => {
          const box = rootRef.current?.getBoundingClientRect();
          onMore(box?.right ?? 0, box?.top ?? 0);
        }}
      />
    </div>
  );
}
