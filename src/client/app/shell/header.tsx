import { Redo2, Undo2 } from 'lucide-react';
import { useContext, useSyncExternalStore } from 'react';
import { PlanStoreContext } from '../../data/plan-context.ts';
import { useMe } from '../../data/session.ts';
import { IconButton } from '../../ui/button.tsx';
import styles from './shell.module.css';

const neverChanges = () => () => undefined;

export function Header() {
  const me = useMe();
  const store = useContext(PlanStoreContext);
  useSyncExternalStore(store?.subscribe ?? neverChanges, () => store?.version ?? 0);
  const [undo, redo] = [store?.undoLabel, store?.redoLabel];
  return (
    <header className={styles.header}>
      <strong className={styles.title}>{me.instanceTitle}</strong>
      <IconButton
        icon={<Undo2 />}
        label={undo === undefined ? 'Nothing to undo' : `Undo: ${undo}`}
        keys="Ctrl+Z"
        isDisabled={undo === undefined}
        onPress={() => void store?.undo()}
      />
      <IconButton
        icon={<Redo2 />}
        label={redo === undefined ? 'Nothing to redo' : `Redo: ${redo}`}
        keys="Ctrl+Y"
        isDisabled={redo === undefined}
        onPress={() => void store?.redo()}
      />
    </header>
  );
}
