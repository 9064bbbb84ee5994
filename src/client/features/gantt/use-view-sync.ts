import { useEffect, useRef, type RefObject } from 'react';
import type { Day } from '../../../lib/days.ts';
import type { ViewControls, ViewState } from '../../data/view-state.ts';
import { createScale } from '../../timeline/scale.ts';
import type { TimelineHandle } from '../../timeline/timeline-handle.ts';
import type { Span } from '../../timeline/timeline-model.ts';
import type { ViewportView } from '../../timeline/viewport.ts';

type Sent = Pick<ViewState, 'mode' | 'cellPx' | 'from'>;

/** The address follows scrolling only after a pause, so that a ride through the plan does not fill it. */
const WRITE_AFTER_MS = 350;

/** Keeps zoom and place of the timeline and the address in step, whichever of them changes. */
export function useViewSync(controls: ViewControls, timelineRef: RefObject<TimelineHandle | null>, initial: ViewportView) {
  const { state, update, reportVisibleDays } = controls;
  const sentRef = useRef<Sent>({ mode: state.mode, cellPx: state.cellPx, from: state.from });
  const shownRef = useRef<ViewportView>(initial);
  const timerRef = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timerRef.current), []);

  useEffect(() => {
    const sent = sentRef.current;
    const isZoomed = state.mode !== sent.mode || state.cellPx !== sent.cellPx;
    const isMoved = state.from !== sent.from && state.from !== undefined;
    if (!isZoomed && !isMoved) return;
    clearTimeout(timerRef.current);
    sentRef.current = { mode: state.mode, cellPx: state.cellPx, from: state.from };
    if (isZoomed) timelineRef.current?.setZoom(state.mode, state.cellPx);
    if (isMoved && state.from !== undefined) timelineRef.current?.showDay(state.from);
  }, [state.mode, state.cellPx, state.from, timelineRef]);

  const handleViewChange = (view: ViewportView, visible: Span) => {
    reportVisibleDays({ from: visible.startDay, to: visible.endDay });
    const before = shownRef.current;
    if (view.mode === before.mode && view.cellWidth === before.cellWidth && view.firstDay === before.firstDay) return;
    shownRef.current = view;
    clearTimeout(timerRef.current);
    timerRef.current = setTimeout(() => {
      const next: Sent = { mode: view.mode, cellPx: Math.round(view.cellWidth), from: view.firstDay };
      sentRef.current = next;
      update(next);
    }, WRITE_AFTER_MS);
  };
  return handleViewChange;
}

const PX_BEFORE = 200;

/** What the timeline shows first: the address, else a little before what is selected, else before today. */
export function initialViewOf(state: ViewState, selectedOn: Day | undefined, today: Day): ViewportView {
  const margin = Math.ceil(PX_BEFORE / createScale(state.mode, state.cellPx, today).pxPerDay);
  return { mode: state.mode, cellWidth: state.cellPx, firstDay: state.from ?? (selectedOn ?? today) - margin };
}
