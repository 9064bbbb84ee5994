import { useEffect, useEffectEvent, useRef, type RefObject } from 'react';
import type { Project } from '../../../../planning/model.ts';
import type { Plan } from '../../../../planning/plan.ts';
import { usePlanStore } from '../../../data/plan-context.ts';
import type { PlanStore } from '../../../data/plan-store.ts';
import { announce } from '../../../ui/announce.ts';
import { findItem, nameOf, type FlatItem, type GanttItem } from '../gantt-items.ts';
import type { GanttRows } from '../gantt-rows.ts';
import type { Act } from '../use-actions.ts';
import type { Selection } from '../use-selection.ts';
import type { Action, Unavailable } from '../gantt-actions.ts';
import { moveProjects, moveTo, namesOf, outOfOrder, topItems } from './many-actions.ts';
import type { DropView } from './drop-marks.ts';
import { dropAt, dropBesideProject, type Drop, type ProjectDrop } from './row-drop.ts';
import { listenForRowDrags } from './row-drag.ts';
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
    const way = findWay(store.plan, rows, held, { rowId, flat, share, isLocked: !canEdit(flat.item.project) });
    held.action = way?.action;
    held.refusal = way && refusalOf(store, way.action);
    if (!way) return undefined;
    const { mark, level, words } = way.drop;
    return {
      mark,
      level,
      words: held.refusal ?? words,
      isRefused: held.refusal !== undefined,
      ...('rowId' in way.drop ? { rowId: way.drop.rowId } : {}),
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

/** The row under the pointer, and how far down in it that is, 0 to 1. */
type Under = { readonly rowId: string; readonly flat: FlatItem; readonly share: number; readonly isLocked: boolean };

type Way = { readonly drop: Drop | ProjectDrop; readonly action: Action | Unavailable };

/** Where what is held would come to stand, and what brings it there; nothing is dropped on itself. */
function findWay(plan: Plan, rows: GanttRows, { items, locked }: Held, { rowId, flat, share, isLocked }: Under): Way | undefined {
  const { project } = flat.item;
  const lock = locked === undefined ? undefined : { reason: locked };
  if (items.every(({ kind }) => kind === 'project')) {
    if (items.some(({ id }) => id === project.id)) return undefined;
    const drop = dropBesideProject(plan, rows, flat.item, rows.indexOf(rowId) + share);
    return drop && { drop, action: lock ?? moveProjects(plan, items, drop.afterId) };
  }
  if (items.some(({ id }) => id === rowId)) return undefined;
  const drop = dropAt(plan, flat, share);
  const foreign = isLocked ? { reason: `You may look at ${project.name}, not change it` } : undefined;
  return { drop, action: lock ?? foreign ?? moveTo(plan, items, drop.target) };
}

function refusalOf(store: PlanStore, action: Action | Unavailable): string | undefined {
  if ('reason' in action) return action.reason;
  const outcome = store.preview(action.commands);
  return outcome.kind === 'refused' ? withReadableDays(outcome.refusal.message) : undefined;
}

function lockOf(items: readonly GanttItem[], isInOrder: boolean, canEdit: (project: Project) => boolean): string | undefined {
  if (!isInOrder) return outOfOrder.reason;
  const locked = items.find(({ project }) => !canEdit(project));
  return locked && `You may look at ${nameOf(locked)}, not change it`;
}
