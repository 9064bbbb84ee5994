import { useEffect, useLayoutEffect, useRef, useSyncExternalStore, type RefObject } from 'react';
import { usePlanStore } from '../../data/plan-context.ts';
import type { TimelineHandle } from '../../timeline/timeline-handle.ts';
import { useToasts } from '../../ui/toast.tsx';
import { findItem, nameOf } from './gantt-items.ts';

/** More bars than this are not marked one by one: a whole import would be a firework. */
const MAX_MARKED = 40;

/** Marks for a moment what somebody else has just changed, with their name, and says so when the selected item is gone by it. */
export function useForeignChanges(timelineRef: RefObject<TimelineHandle | null>, selectedId: string | undefined): void {
  const store = usePlanStore();
  const toasts = useToasts();
  const change = useSyncExternalStore(store.subscribe, () => store.lastForeignChange);
  const seenRef = useRef(change?.revision);
  const selected = findItem(store.plan, selectedId);
  const lastRef = useRef(selected);
  useLayoutEffect(() => {
    if (selected) lastRef.current = selected;
  });
  useEffect(() => {
    if (!change || change.revision === seenRef.current) return;
    seenRef.current = change.revision;
    const last = lastRef.current;
    if (last && last.id === selectedId && change.ids.includes(last.id) && !findItem(store.plan, last.id)) {
      toasts.show({ key: 'gone', text: `${nameOf(last)} was deleted by ${change.actorName ?? 'somebody else'}` });
    }
    // The name once: what the person asked for comes first, its consequences after it.
    change.ids.slice(0, MAX_MARKED).forEach((id, index) => timelineRef.current?.flashRow(id, index === 0 ? (change.actorName ?? '') : ''));
  }, [change, timelineRef, selectedId, store, toasts]);
}
