import { usePlanStore } from '../../data/plan-context.ts';
import { addPhaseBelow, addSubphase, indent, outdent, remove, toggleMilestone } from './gantt-actions.ts';
import type { ColumnId } from './gantt-columns.ts';
import type { GanttItem } from './gantt-items.ts';
import { addLinkedPhase } from './gestures/link-commands.ts';
import type { MenuChoice } from './gantt-menu.tsx';
import type { GanttRows } from './gantt-rows.ts';
import type { Act } from './use-actions.ts';
import type { Collapsed } from './use-collapsed.ts';

/** What menus, toolbar, drawer and keys can ask for an item. */
export function useChoices(options: {
  readonly rows: GanttRows;
  readonly collapsed: Collapsed;
  readonly act: Act;
  readonly beginEdit: (rowId: string, column: ColumnId) => void;
  /** The next press on a bar makes that bar follow. */
  readonly beginLink: (id: string) => void;
  readonly openDetails: (id: string) => void;
  /** Opens the details with the chain of rules that places the item. */
  readonly explain: (id: string) => void;
}) {
  const { rows, collapsed, act, beginEdit, beginLink, openDetails, explain } = options;
  const store = usePlanStore();
  return (choice: MenuChoice, item: GanttItem): void => {
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
        void act(indent(store.plan, item));
        return;
      case 'outdent':
        void act(outdent(store.plan, item));
        return;
      case 'milestone':
        void act(toggleMilestone(store.plan, item));
        return;
      case 'delete':
        void act(remove(item, rowBeside(rows, item.id)), { isUndoOffered: true });
        return;
    }
  };
}

/** Where to go when a row goes with all that is below it: the next one on its level or higher, else the one above. */
function rowBeside(rows: GanttRows, id: string): string | undefined {
  const index = rows.indexOf(id);
  if (index < 0) return undefined;
  const level = rows.itemAt(index)?.level ?? 1;
  for (let next = index + 1; next < rows.count; next += 1) {
    const row = rows.itemAt(next);
    if (row && row.level <= level) return row.item.id;
  }
  return index > 0 ? rows.itemAt(index - 1)?.item.id : undefined;
}
