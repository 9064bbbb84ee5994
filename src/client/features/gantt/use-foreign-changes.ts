import { useEffect, useRef, useSyncExternalStore, type RefObject } from 'react';
import { usePlanStore } from '../../data/plan-context.ts';
import type { TimelineHandle } from '../../timeline/timeline-handle.ts';

/** More bars than this are not marked one by one: a whole import would be a firework. */
const MAX_MARKED = 40;

/** Marks for a moment what somebody else has just changed, with their name. */
export function useForeignChanges(timelineRef: RefObject<TimelineHandle | null>): void {
  const store = usePlanStore();
  const change = useSyncExternalStore(store.subscribe, () => store.lastForeignChange);
  const seenRef = useRef(change?.revision);
  useEffect(() => {
    if (!change || change.revision === seenRef.current) return;
    seenRef.current = change.revision;
    // The name once: what the person asked for comes first, its consequences after it.
    change.ids.slice(0, MAX_MARKED).forEach((id, index) => timelineRef.current?.flashRow(id, index === 0 ? (change.actorName ?? '') : ''));
  }, [change, timelineRef]);
}
