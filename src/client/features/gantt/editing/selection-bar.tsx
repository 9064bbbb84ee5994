import { Copy, FolderInput, Pencil, Spline, Trash2, X } from 'lucide-react';
import { Button, IconButton } from '../../../ui/button.tsx';
import type { MenuChoice } from '../gantt-menu.tsx';
import styles from './editing.module.css';

export type SelectionBarProps = {
  readonly count: number;
  readonly canEdit: boolean;
  readonly onChoose: (choice: MenuChoice) => void;
  readonly onClear: () => void;
};

/** What can be done with several rows at once, shown while more than one is chosen. */
export function SelectionBar({ count, canEdit, onChoose, onClear }: SelectionBarProps) {
  return (
    <div className={styles.bar} role="toolbar" aria-label="Selected rows">
      <span className={styles.count}>{count} selected</span>
      <Button size="small" tone="quiet" icon={<Pencil size={15} />} isDisabled={!canEdit} onPress={() => onChoose('editMany')}>
        Edit…
      </Button>
      <Button size="small" tone="quiet" icon={<Copy size={15} />} isDisabled={!canEdit} onPress={() => onChoose('duplicate')}>
        Duplicate
      </Button>
      <Button size="small" tone="quiet" icon={<Spline size={15} />} isDisabled={!canEdit} onPress={() => onChoose('chain')}>
        Link
      </Button>
      <Button size="small" tone="quiet" icon={<FolderInput size={15} />} isDisabled={!canEdit} onPress={() => onChoose('moveTo')}>
        Move to…
      </Button>
      <Button size="small" tone="quiet" icon={<Trash2 size={15} />} isDisabled={!canEdit} onPress={() => onChoose('delete')}>
        Delete
      </Button>
      <IconButton size="small" icon={<X size={15} />} label="Select one row only" keys="Esc" onPress={onClear} />
    </div>
  );
}
