import { useEffect, useRef, type RefObject } from 'react';
import { ancestorsOf } from '../../../planning/plan.ts';
import { usePlanStore } from '../../data/plan-context.ts';
import type { ViewControls } from '../../data/view-state.ts';
import type { TimelineHandle } from '../../timeline/timeline-handle.ts';
import { findItem } from './gantt-items.ts';
import type { Collapsed } from './use-collapsed.ts';
import type { GanttModel } from './use-gantt-model.ts';

/** Does what header and palette ask of the view, and shows the row of the address when it opens. */
export function useViewCommands(
  { state, onCommand }: ViewControls,
  timelineRef: RefObject<TimelineHandle | null>,
  { rows, today, keep }: GanttModel,
  { expand }: Collapsed,
): void {
  const store = usePlanStore();
  useEffect(
    () =>
      onCommand((command) => {
        const timeline = timelineRef.current;
        if (command.kind === 'today') timeline?.showDay(today, 0.3);
        else if (command.kind === 'day') timeline?.showDay(command.day, 0.3);
        else if (command.kind === 'fit') timeline?.fit(rows.extent);
        else {
          const item = findItem(store.plan, command.id);
          if (!item) return;
          expand([item.project.id, ...(item.kind === 'phase' ? ancestorsOf(store.plan, item.id).map((phase) => phase.id) : [])]);
          keep(command.id);
          requestAnimationFrame(() => timelineRef.current?.revealRow(command.id, { focus: 'name' }));
        }
      }),
    [onCommand, timelineRef, today, rows, store, expand, keep],
  );
  const { selectedId } = state;
  const isNarrowed = state.search !== '' || state.grid.filters.length > 0;
  const wasNarrowedRef = useRef(isNarrowed);
  useEffect(() => {
    // Who has found something and asks for all rows again wants to see it among them.
    if (wasNarrowedRef.current && !isNarrowed && selectedId !== undefined) timelineRef.current?.revealRow(selectedId, { keepsDays: true });
    wasNarrowedRef.current = isNarrowed;
  }, [isNarrowed, selectedId, timelineRef]);
  const firstSelectedRef = useRef(selectedId);
  useEffect(() => {
    // The days are the address's own.
    if (firstSelectedRef.current !== undefined) timelineRef.current?.revealRow(firstSelectedRef.current, { keepsDays: true });
  }, [timelineRef]);
}
