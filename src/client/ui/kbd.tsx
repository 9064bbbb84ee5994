import { cx } from './cx.ts';
import styles from './kbd.module.css';

const isApple = typeof navigator !== 'undefined' && /Mac|iPhone|iPad/.test(navigator.platform);

/** A keyboard shortcut as this computer's keys are labelled; `keys` is written as in "Ctrl+K". */
export function Kbd({ keys, isInverse = false }: { readonly keys: string; readonly isInverse?: boolean }) {
  const parts = keys.split('+').map((part) => (isApple ? part.replace('Ctrl', '⌘').replace('Alt', '⌥').replace('Shift', '⇧') : part));
  return <kbd className={cx(styles.kbd, isInverse && styles.inverse)}>{parts.join(isApple ? '' : ' ')}</kbd>;
}
