import { Dialog } from '../../ui/dialog.tsx';
import { Kbd } from '../../ui/kbd.tsx';
import styles from './gantt.module.css';

const shortcuts: readonly (readonly [what: string, ...keys: string[]])[] = [
  ['Move between rows and cells', '↑', '↓', '←', '→'],
  ['Select several rows', 'Shift+↓', 'Ctrl+Space', 'Ctrl+A'],
  ['Expand or collapse (on a name)', '→', '←'],
  ['Move a bar by a day', 'Alt+→', 'Alt+←'],
  ['Move a bar by a week', 'Alt+PgDn', 'Alt+PgUp'],
  ['Make a bar longer or shorter', 'Alt+Shift+→', 'Alt+Shift+←'],
  ['Give up a move', 'Esc'],
  ['Move a bar past what it snaps to', 'Alt+Drag'],
  ['Add a linked phase, on the end of a bar', 'Shift+Click'],
  ['Take the timeline along', 'Space+Drag'],
  ['Edit the cell, open details on a bar', 'Enter'],
  ['Why is it here', 'Shift+F1'],
  ['Type in a cell', 'F2', 'A–Z, 0–9'],
  ['Take the text for every selected row', 'Ctrl+Enter'],
  ['Copy, cut, paste', 'Ctrl+C', 'Ctrl+X', 'Ctrl+V'],
  ['Duplicate', 'Ctrl+D'],
  ['Move a row up or down', 'Alt+Shift+↑', 'Alt+Shift+↓'],
  ['Link from a bar: then Enter on another row', 'L'],
  ['Link the selected rows in their order', 'Ctrl+F2'],
  ['Go to a date', 'Ctrl+G'],
  ['New phase below', 'Ins'],
  ['Delete', 'Del'],
  ['Indent, outdent (on a name)', 'Tab', 'Shift+Tab'],
  ['Leave the grid from a name', 'Esc', 'Tab'],
  ['Actions for the row', 'Shift+F10'],
  ['Undo, redo', 'Ctrl+Z', 'Ctrl+Y'],
  ['Go to today', 'Home'],
  ['First row, last row', 'Ctrl+Home', 'Ctrl+End'],
  ['Zoom in, zoom out', '+', '-'],
  ['Zoom about the pointer', 'Ctrl+Wheel'],
  ['Zoom to the selection, to the whole plan (on a bar)', 'F', 'Shift+F'],
  ['Heads of the columns', '↑'],
  ['Sort by the column (on its head)', 'Enter', 'Shift+Enter'],
  ['Make a column wider or narrower (on its head)', 'Alt+→', 'Alt+←'],
  ['Move a column (on its head)', 'Alt+Shift+→', 'Alt+Shift+←'],
  ['Menu of a column (on its head)', 'Alt+↓'],
  ['Find by name', '/'],
  ['Go to anything, do anything', 'Ctrl+K'],
  ['This list', '?'],
];

/** All keys of the Gantt. */
export function ShortcutsDialog({ isOpen, onClose }: { readonly isOpen: boolean; readonly onClose: () => void }) {
  return (
    <Dialog title="Keyboard shortcuts" isOpen={isOpen} onClose={onClose} size="large">
      <ul className={styles.shortcuts}>
        {shortcuts.map(([what, ...keys]) => (
          <li key={what} className={styles.shortcut}>
            <span>{what}</span>
            <span className={styles.keys}>
              {keys.map((key) => (
                // A lone plus sign is the key, not what joins keys.
                <Kbd key={key} keys={key === '+' ? '＋' : key} />
              ))}
            </span>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
