import { useState, type KeyboardEvent } from 'react';
import type { Project } from '../../../planning/model.ts';
import { usePlanStore } from '../../data/plan-context.ts';
import type { TimelineRow } from '../../timeline/timeline-model.ts';
import { BAR_COLUMN } from '../../timeline/timeline-cells.ts';
import { announce } from '../../ui/announce.ts';
import { isBox } from './custom-fields.ts';
import { columnOf, type ColumnId } from './gantt-columns.ts';
import { findItem, type GanttItem } from './gantt-items.ts';
import type { MenuChoice } from './gantt-menu.tsx';
import { gridKeyOf } from './grid-keys.ts';
import type { Selection } from './use-selection.ts';

export type GridKeyHandlers = {
  readonly selection: Selection;
  readonly canEdit: (project: Project) => boolean;
  /** Says why a key does nothing. */
  readonly refuse: (reason: string) => void;
  readonly beginEdit: (rowId: string, column: ColumnId, initialText?: string) => void;
  readonly choose: (choice: MenuChoice, item: GanttItem) => void;
  readonly openMenu: (rowId: string, x: number, y: number) => void;
  readonly fit: (target: 'plan' | 'selection') => void;
  readonly openHelp: () => void;
  readonly goToDate: () => void;
  /** Gives an arrow that waits for its other end this item; false when none waits. */
  readonly completeLink: (item: GanttItem) => boolean;
  readonly focusSearch: () => void;
};

/** The Gantt's own keys in the tree grid. The function returns whether it took the key. */
export function useGridKeys(handlers: GridKeyHandlers) {
  const store = usePlanStore();
  const [isTabReleased, setTabReleased] = useState(false);
  return (event: KeyboardEvent, row: TimelineRow, columnId: string): boolean => {
    const item = findItem(store.plan, row.id);
    const column = columnId === BAR_COLUMN ? 'bar' : (columnOf(columnId) ?? 'name');
    const key =
      item &&
      gridKeyOf(event, {
        column,
        isTabReleased,
        selectedCount: handlers.selection.isSelecting ? Math.max(2, handlers.selection.ids.size) : handlers.selection.ids.size,
        isBox: isBox(store.plan, column),
      });
    if (!key) return false;
    if (event.key === 'Enter' && handlers.completeLink(item)) return true;
    if (key.kind !== 'releaseTab' && isTabReleased) setTabReleased(false);
    switch (key.kind) {
      case 'edit':
        handlers.beginEdit(row.id, key.column, key.text);
        return true;
      case 'menu': {
        const box = (event.target instanceof HTMLElement ? event.target : undefined)?.getBoundingClientRect();
        handlers.openMenu(row.id, box?.left ?? 0, box?.bottom ?? 0);
        return true;
      }
      case 'choice':
        if (key.choice !== 'open' && key.choice !== 'why' && !handlers.canEdit(item.project))
          handlers.refuse('You may look at this project, not change it');
        else handlers.choose(key.choice, item);
        return true;
      case 'releaseTab':
        setTabReleased(true);
        announce('Tab now leaves the grid');
        return true;
      case 'chooseOne':
        handlers.selection.end();
        return true;
      case 'goToDate':
        handlers.goToDate();
        return true;
      case 'fit':
        handlers.fit(key.target);
        return true;
      case 'help':
        handlers.openHelp();
        return true;
      case 'search':
        handlers.focusSearch();
        return true;
    }
  };
}
