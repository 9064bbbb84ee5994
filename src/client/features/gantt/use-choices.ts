import type { Plan } from '../../../planning/plan.ts';
import { usePlanStore } from '../../data/plan-context.ts';
import { chain } from './editing/chain-links.ts';
import type { EditingDialog } from './editing/use-editing.ts';
import { indentMany, moveBy, outOfOrder, outdentMany, removeMany } from './editing/many-actions.ts';
import { itemsOf, type Clipboard } from './editing/use-clipboard.ts';
import { addPhaseBelow, addSubphase, toggleMilestone, type Action, type Unavailable } from './gantt-actions.ts';
import type { ColumnId } from './gantt-columns.ts';
import type { GanttItem } from './gantt-items.ts';
import { addLinkedPhase } from './gestures/link-commands.ts';
import type { MenuChoice } from './gantt-menu.tsx';
import type { GanttRows } from './gantt-rows.ts';
import type { Act } from './use-actions.ts';
import type { Selection } from './use-selection.ts';
import type { Collapsed } from './use-collapsed.ts';

type ChoicesOptions = {
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
};

/** What menus, toolbar, drawer and keys can ask for an item. */
export function useChoices(options: ChoicesOptions) {
  const store = usePlanStore();
  return (choice: MenuChoice, item: GanttItem): void => {
    // What is asked of one of the chosen rows is asked of all of them.
    const { rows, selection } = options;
    const items = selection.ids.has(item.id) ? itemsOf(store.plan, rows, selection.ids) : [item];
    choicesFor(store.plan, options, item, items)[choice]();
  };
}

type Choices = Readonly<Record<MenuChoice, () => void>>;

/** What each choice does for an item, or for the items that are chosen with it. */
function choicesFor(plan: Plan, options: ChoicesOptions, item: GanttItem, items: readonly GanttItem[]): Choices {
  const { rows, clipboard, openDialog, collapsed } = options;
  const act = (...action: Parameters<Act>): void => void options.act(...action);
  const move = (by: 1 | -1): void => act(options.isInOrder ? moveBy(plan, items, by, (id) => rows.indexOf(id) >= 0) : outOfOrder);
  const addIn = (opened: GanttItem['id'], action: Action | Unavailable): void => {
    collapsed.expand([opened]);
    act(action);
  };
  return {
    open: () => options.openDetails(item.id),
    why: () => options.explain(item.id),
    // A menu keeps the focus until it is closed.
    rename: () => void requestAnimationFrame(() => options.beginEdit(item.id, 'name')),
    critical: () => options.toggleCritical(item),
    select: () => options.selection.begin(item.id),
    addBelow: () => addIn(item.project.id, addPhaseBelow(plan, item)),
    addInside: () => addIn(item.id, addSubphase(plan, item)),
    addLinked: () => act(addLinkedPhase(plan, item, 'end')),
    linkTo: () => options.beginLink(item.id),
    indent: () => act(indentMany(plan, items)),
    outdent: () => act(outdentMany(plan, items)),
    moveUp: () => move(-1),
    moveDown: () => move(1),
    chain: () => act(chain(plan, items)),
    copy: () => clipboard.copy(items, false),
    cut: () => clipboard.copy(items, true),
    paste: () => void clipboard.pasteAt(item),
    duplicate: () => clipboard.duplicate(items),
    moveTo: () => openDialog({ kind: 'moveTo', items }),
    editMany: () => openDialog({ kind: 'editMany', items }),
    milestone: () => act(toggleMilestone(plan, item)),
    delete: () => act(removeMany(plan, items, rowBeside(rows, items)), { isUndoOffered: true }),
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
