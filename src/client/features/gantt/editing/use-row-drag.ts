import { useEffect, useEffectEvent, useRef, type RefObject } from 'react';
import type { Project } from '../../../../planning/model.ts';
import { usePlanStore } from '../../../data/plan-context.ts';
import { announce } from '../../../ui/announce.ts';
import { findItem, nameOf, type GanttItem } from '../gantt-items.ts';
import type { GanttRows } from '../gantt-rows.ts';
import type { Act } from '../use-actions.ts';
import type { Selection } from '../use-selection.ts';
import type { Action, Unavailable } from '../gantt-actions.ts';
import { moveProjects, moveTo, namesOf, outOfOrder, topItems } from './many-actions.ts';
import { dropAt, dropBesideProject } from './row-drop.ts';
import { listenForRowDrags, type DropView } from './row-drag.ts';
import { itemsOf } from './use-clipboard.ts';
import { withReadableDays } from '../../../ui/format-day.ts';

type Held = {
  readonly items: readonly GanttItem[];
  readonly locked: string | undefined;
  action: Action | Unavailable | undefined;
  /** Why it cannot be dropped here; it was shown already. */
  refusal: string | undefined;
};

/**
 * Takes rows by their names to another place of the tree, also into another project, and projects to another place among them. A
 * finger rests on a row first, which chooses it; while rows are being chosen, presses add to them.
 */
export function useRowDrag(
  rootRef: RefObject<HTMLElement | null>,
  options: {
    readonly rows: GanttRows;
    readonly selection: Selection;
    /** The tree is shown in its own order: neither sorted nor grouped. */
    readonly isInOrder: boolean;
    readonly canEdit: (project: Project) => boolean;
    readonly act: Act;
  },
): void {
  const { rows, selection, isInOrder, canEdit, act } = options;
  const store = usePlanStore();
  const heldRef = useRef<Held>(undefined);

  const begin = useEffectEvent((rowId: string): string | undefined => {
    const item = findItem(store.plan, rowId);
    if (!item) return undefined;
    const items = topItems(store.plan, selection.ids.has(rowId) ? itemsOf(store.plan, rows, selection.ids) : [item]);
    heldRef.current = { items, locked: lockOf(items, isInOrder, canEdit), action: undefined, refusal: undefined };
    return namesOf(items);
  });
  const over = useEffectEvent((rowId: string, share: number): DropView | undefined => {
    const [held, flat] = [heldRef.current, rows.find(rowId)];
    if (!held || !flat) return undefined;
    const { plan } = store;
    held.action = undefined;
    held.refusal = undefined;
    const isProject = held.items.every(({ kind }) => kind === 'project');
    const besides = isProject ? dropBesideProject(plan, rows, flat.item, rows.indexOf(rowId) + share) : undefined;
    const inTree = isProject ? undefined : dropAt(plan, flat, share);
    const drop = besides ?? inTree;
    if (held.items.some(({ id }) => id === (isProject ? flat.item.project.id : rowId))) return undefined;
    if (held.locked !== undefined) held.action = { reason: held.locked };
    else if (besides) held.action = moveProjects(plan, held.items, besides.afterId);
    else if (!canEdit(flat.item.project)) held.action = { reason: `You may look at ${flat.item.project.name}, not change it` };
    else if (inTree) held.action = moveTo(plan, held.items, inTree.target);
    if (!held.action || !drop) return undefined;
    const reason = refusalOf(held.action, (action) => {
      const outcome = store.preview(action.commands);
      return outcome.kind === 'refused' ? withReadableDays(outcome.refusal.message) : undefined;
    });
    held.refusal = reason;
    return {
      mark: drop.mark,
      level: drop.level,
      words: reason ?? drop.words,
      isRefused: reason !== undefined,
      ...(besides ? { rowId: besides.rowId } : {}),
    };
  });
  const drop = useEffectEvent((): void => {
    const { action, refusal } = heldRef.current ?? {};
    if (refusal !== undefined) announce(refusal);
    else if (action) void act(action);
  });
  const rest = useEffectEvent((rowId: string): void => selection.begin(rowId));
  const tap = useEffectEvent((rowId: string): void => selection.choose(rowId, 'toggle'));
  const isSelecting = useEffectEvent((): boolean => selection.isSelecting);
  useEffect(() => {
    const root = rootRef.current;
    if (!root) return undefined;
    return listenForRowDrags(root, () => ({
      begin: (rowId) => begin(rowId),
      over: (rowId, share) => over(rowId, share),
      drop: () => drop(),
      end: () => {
        heldRef.current = undefined;
      },
      rest: (rowId) => rest(rowId),
      tap: (rowId) => tap(rowId),
      isSelecting: () => isSelecting(),
    }));
  }, [rootRef]);
}

function refusalOf(action: Action | Unavailable, check: (action: Action) => string | undefined): string | undefined {
  return 'reason' in action ? action.reason : check(action);
}

function lockOf(items: readonly GanttItem[], isInOrder: boolean, canEdit: (project: Project) => boolean): string | undefined {
  if (!isInOrder) return outOfOrder.reason;
  const locked = items.find(({ project }) => !canEdit(project));
  return locked && `You may look at ${nameOf(locked)}, not change it`;
}
