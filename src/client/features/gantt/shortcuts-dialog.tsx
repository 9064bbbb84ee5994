import { Dialog } from '../../ui/dialog.tsx';
import { Kbd } from '../../ui/kbd.tsx';
import styles from './gantt.module.css';

type Shortcut = readonly [what: string, ...keys: string[]];

const groups: readonly { readonly title: string; readonly shortcuts: readonly Shortcut[] }[] = [
  {
    title: 'Around the plan',
    shortcuts: [
      ['Move between rows and cells', '↑', '↓', '←', '→'],
      ['Expand or collapse (on a name)', '→', '←'],
      ['First row, last row', 'Ctrl+Home', 'Ctrl+End'],
      ['Go to today', 'Home'],
      ['Go to a date', 'Ctrl+G'],
      ['Find by name', '/'],
      ['Go to anything, do anything', 'Ctrl+K'],
      ['Leave the grid from a name', 'Esc', 'Tab'],
      ['Show or hide the sidebar', '['],
      ['This list', '?'],
    ],
  },
  {
    title: 'Rows and cells',
    shortcuts: [
      ['Edit the cell, open details on a bar', 'Enter'],
      ['Type in a cell', 'F2', 'A–Z, 0–9'],
      ['Take the text for every selected row', 'Ctrl+Enter'],
      ['Check a box, of every selected row', 'Space'],
      ['Select several rows', 'Shift+↓', 'Ctrl+Space', 'Ctrl+A'],
      ['New phase below', 'Ins'],
      ['Delete', 'Del'],
      ['Indent, outdent (on a name)', 'Tab', 'Shift+Tab'],
      ['Move a row up or down', 'Alt+Shift+↑', 'Alt+Shift+↓'],
      ['Copy, cut, paste', 'Ctrl+C', 'Ctrl+X', 'Ctrl+V'],
      ['Duplicate', 'Ctrl+D'],
      ['Actions for the row', 'Shift+F10'],
      ['Why is it here', 'Shift+F1'],
      ['Undo, redo', 'Ctrl+Z', 'Ctrl+Y'],
    ],
  },
  {
    title: 'Bars and links',
    shortcuts: [
      ['Move a bar by a day', 'Alt+→', 'Alt+←'],
      ['Move a bar by a week', 'Alt+PgDn', 'Alt+PgUp'],
      ['Make a bar longer or shorter', 'Alt+Shift+→', 'Alt+Shift+←'],
      ['Report more or less progress', 'Alt+↑', 'Alt+↓'],
      ['Give up a move', 'Esc'],
      ['Move a bar past what it snaps to', 'Alt+Drag'],
      ['Add a linked phase, on the end of a bar', 'Shift+Click'],
      ['Link from a bar: then Enter on another row', 'L'],
      ['Link the selected rows in their order', 'Ctrl+F2'],
    ],
  },
  {
    title: 'What is seen',
    shortcuts: [
      ['Zoom in, zoom out', '+', '-'],
      ['Zoom about the pointer', 'Ctrl+Wheel'],
      ['Zoom to the selection, to the whole plan (on a bar)', 'F', 'Shift+F'],
      ['Take the timeline along', 'Space+Drag'],
    ],
  },
  {
    title: 'Heads of the columns',
    shortcuts: [
      ['To the heads, from the first row', '↑'],
      ['Sort by the column', 'Enter', 'Shift+Enter'],
      ['Menu of the column', 'Alt+↓'],
      ['Wider, narrower', 'Alt+→', 'Alt+←'],
      ['Move the column', 'Alt+Shift+→', 'Alt+Shift+←'],
    ],
  },
];

/** All keys of the Gantt. */
export function ShortcutsDialog({ isOpen, onClose }: { readonly isOpen: boolean; readonly onClose: () => void }) {
  return (
    <Dialog title="Keyboard shortcuts" isOpen={isOpen} onClose={onClose} size="large">
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex, jsx-a11y/prefer-tag-over-role -- the list is scrolled by keys */}
      <div className={styles.shortcuts} role="group" aria-label="Keys" tabIndex={0}>
        {groups.map(({ title, shortcuts }) => (
          <section key={title} className={styles.shortcutGroup} aria-label={title}>
            <h3 className={styles.shortcutTitle}>{title}</h3>
            <ul>
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
          </section>
        ))}
      </div>
    </Dialog>
  );
}
