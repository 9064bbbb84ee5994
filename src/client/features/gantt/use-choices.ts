import { usePlanStore } from '../../data/plan-context.ts';
import { chain } from './editing/chain-links.ts';
import type { EditingDialog } from './editing/use-editing.ts';
import { indentMany, moveBy, outOfOrder, outdentMany, removeMany } from './editing/many-actions.ts';
import { itemsOf, type Clipboard } from './editing/use-clipboard.ts';
import { addPhaseBelow, addSubphase, toggleMilestone } from './gantt-actions.ts';
import type { ColumnId } from './gantt-columns.ts';
import type { GanttItem } from './gantt-items.ts';
import { addLinkedPhase } from './gestures/link-commands.ts';
import type { MenuChoice } from './gantt-menu.tsx';
import type { GanttRows } from './gantt-rows.ts';
import type { Act } from './use-actions.ts';
import type { Selection } from './use-selection.ts';
import type { Collapsed } from './use-collapsed.ts';

/** What menus, toolbar, drawer and keys can ask for an item. */
export function useChoices(options: {
  readonly rows: GanttRows;
  readonly selection: Selection;
  readonly clipboard: Clipboard;
  readonly openDialog: (dialog: EditingDialog) => void;
  /** The tree is shown in its own order: neither sorted nor grouped. */
  readonly isInOrder: boolean;
  readonly collapsed: Collapsed;
  readonly act: Act;
  readonly beginEdit: (rowId: string, column: ColumnId) => void;
  /** The next press on a bar makes that bar follow. */
  readonly beginLink: (id: string) => void;
  readonly openDetails: (id: string) => void;
  /** Opens the details with the chain of rules that places the item. */
  readonly explain: (id: string) => void;
  /** Shows the critical path of the item's project alone, or hides it. */
  readonly toggleCritical: (item: GanttItem) => void;
}) {
  const { rows, selection, clipboard, openDialog, isInOrder, collapsed, act, beginEdit, beginLink, openDetails, explain, toggleCritical } =
    options;
  const store = usePlanStore();
  const isShown = (id: string): boolean => rows.indexOf(id) >= 0;
  return (choice: MenuChoice, item: GanttItem): void => {
    // What is asked of one of the chosen rows is asked of all of them.
    const items = selection.ids.has(item.id) ? itemsOf(store.plan, rows, selection.ids) : [item];
    switch (choice) {
      case 'open':
        openDetails(item.id);
        return;
      case 'why':
        explain(item.id);
        return;
      case 'rename':
        beginEdit(item.id, 'name');
        return;
      case 'critical':
        toggleCritical(item);
        return;
      case 'select':
        selection.begin(item.id);
        return;
      case 'addBelow':
        collapsed.expand([item.project.id]);
        void act(addPhaseBelow(store.plan, item));
        return;
      case 'addInside':
        collapsed.expand([item.id]);
        void act(addSubphase(store.plan, item));
        return;
      case 'addLinked':
        void act(addLinkedPhase(store.plan, item, 'end'));
        return;
      case 'linkTo':
        beginLink(item.id);
        return;
      case 'indent':
        void act(indentMany(store.plan, items));
        return;
      case 'outdent':
        void act(outdentMany(store.plan, items));
        return;
      case 'moveUp':
        void act(isInOrder ? moveBy(store.plan, items, -1, isShown) : outOfOrder);
        return;
      case 'moveDown':
        void act(isInOrder ? moveBy(store.plan, items, 1, isShown) : outOfOrder);
        return;
      case 'chain':
        void act(chain(store.plan, items));
        return;
      case 'copy':
      case 'cut':
        clipboard.copy(items, choice === 'cut');
        return;
      case 'paste':
        void clipboard.pasteAt(item);
        return;
      case 'duplicate':
        clipboard.duplicate(items);
        return;
      case 'moveTo':
      case 'editMany':
        openDialog({ kind: choice, items });
        return;
      case 'milestone':
        void act(toggleMilestone(store.plan, item));
        return;
      case 'delete':
        void act(removeMany(store.plan, items, rowBeside(rows, items)), { isUndoOffered: true });
        return;
    }
  };
}

/** Where to go when rows go with all that is below them: the next one on the last one's level or higher, else the one above. */
function rowBeside(rows: GanttRows, items: readonly GanttItem[]): string | undefined {
  const gone = new Set<string>(items.map(({ id }) => id));
  const index = rows.indexOf(items.at(-1)?.id ?? '');
  if (index < 0) return undefined;
  const level = rows.itemAt(index)?.level ?? 1;
  for (let next = index + 1; next < rows.count; next += 1) {
    const row = rows.itemAt(next);
    if (row && row.level <= level) return row.item.id;
  }
  for (let above = index - 1; above >= 0; above -= 1) {
    const id = rows.itemAt(above)?.item.id;
    if (id !== undefined && !gone.has(id)) return id;
  }
  return undefined;
}
