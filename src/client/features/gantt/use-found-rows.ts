import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { Plan } from '../../../planning/plan.ts';
import type { ViewState } from '../../data/view-state.ts';
import { useToasts } from '../../ui/toast.tsx';
import { findItem, nameOf, type KeptItems } from './gantt-items.ts';
import type { GanttRows } from './gantt-rows.ts';

type FoundRows = {
  readonly rows: GanttRows;
  /** The selected row, where it is there though it is not found, any more or from the beginning. */
  readonly keptId: string | undefined;
  readonly wasFound: boolean;
  /** Has a row there that somebody makes or goes to, whether it is found or not. */
  readonly keep: (id: string) => void;
};

type Memory = {
  /** What is searched and filtered for; undefined: nothing. */
  readonly narrowing: string | undefined;
  /** The selected row when it was last found. */
  readonly seen?: { readonly id: string; readonly name: string };
  readonly kept: KeptItems;
};

const none: KeptItems = new Map();
/** In the place of the name that a row was found by. */
const NEVER_FOUND = '';

/**
 * The rows that search and filters find, and those that a change has made something else of than is looked for while they were
 * selected: they stay until one looks for something else, and do not vanish under the hands of whoever has changed them. So do
 * rows that somebody makes or goes to meanwhile.
 */
export function useFoundRows(state: ViewState, plan: Plan, make: (kept?: KeptItems) => GanttRows): FoundRows {
  const { search, grid, siteId, selectedId } = state;
  const isNarrowed = search.trim() !== '' || grid.filters.length > 0;
  const narrowing = isNarrowed ? JSON.stringify([siteId, search, grid.filters]) : undefined;
  const [memory, setMemory] = useState<Memory>({ narrowing, kept: none });
  const found = useMemo(() => make(), [make]);
  const item = isNarrowed ? findItem(plan, selectedId) : undefined;
  const isFound = item !== undefined && found.indexOf(item.id) >= 0;
  const { seen, kept } = memory;
  const isSeen = item !== undefined && seen?.id === item.id;
  if (memory.narrowing !== narrowing) setMemory({ narrowing, kept: none });
  else if (isFound && !(isSeen && seen.name === nameOf(item))) setMemory({ narrowing, kept, seen: { id: item.id, name: nameOf(item) } });
  else if (isSeen && !isFound && !kept.has(seen.id)) setMemory({ narrowing, seen, kept: new Map([...kept, [seen.id, seen.name]]) });
  const rows = useMemo(() => (kept.size === 0 ? found : make(kept)), [make, found, kept]);
  const hiddenFromRef = useRef<GanttRows>(undefined);
  useLayoutEffect(() => {
    hiddenFromRef.current = isNarrowed ? rows : undefined;
  });
  const keep = useCallback((id: string) => {
    if (hiddenFromRef.current && hiddenFromRef.current.indexOf(id) < 0)
      setMemory((before) => ({ ...before, kept: new Map([...before.kept, [id, NEVER_FOUND]]) }));
  }, []);
  // What is only hidden in something that is closed is not shown with the kept ones either.
  const keptId = item && !isFound && rows.indexOf(item.id) >= 0 ? item.id : undefined;
  const wasFound = keptId !== undefined && kept.get(keptId) !== NEVER_FOUND;
  return { rows, keptId, wasFound, keep };
}

/** Says why a row is there that is not found. */
export function useKeptMessage(plan: Plan, keptId: string | undefined, wasFound: boolean): void {
  const toasts = useToasts();
  useEffect(() => {
    const item = findItem(plan, keptId);
    if (!item) return;
    const text = `${nameOf(item)} ${wasFound ? 'no longer matches' : 'does not match'}`;
    toasts.show({ key: 'kept', text, detail: 'It stays in sight until you change the search or the filters.' });
  }, [plan, keptId, wasFound, toasts]);
}
