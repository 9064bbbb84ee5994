import { useImperativeHandle, type Ref } from 'react';
import { markOf } from './bar-geometry.ts';
import { placeOfRow } from './scene.ts';
import { BAR_COLUMN, type ActiveCell } from './timeline-cells.ts';
import type { TimelineHandle } from './timeline-handle.ts';
import type { TimelineColumn } from './timeline-model.ts';
import type { TimelineThreads } from './use-timeline.ts';

/** What the view may ask the timeline to do. */
export function useTimelineHandle(
  ref: Ref<TimelineHandle> | undefined,
  { controllerRef, gesturesRef, focusCell }: TimelineThreads,
  stop: ActiveCell | undefined,
  columns: readonly TimelineColumn[],
): void {
  useImperativeHandle(
    ref,
    () => ({
      showDay: (day, place) => controllerRef.current?.showDay(day, place),
      fit: (span) => controllerRef.current?.fit(span),
      setZoom: (mode, cellWidth) => controllerRef.current?.setZoom(mode, cellWidth, controllerRef.current.viewport.width / 2),
      revealRow: (rowId, options) => {
        const index = controllerRef.current?.rows.indexOf(rowId) ?? -1;
        if (index < 0) return;
        controllerRef.current?.revealRow(index, options?.keepsDays !== true, true);
        if (options?.focus !== undefined) focusCell(rowId, options.focus);
      },
      focusActive: (by = 0) => {
        if (!stop) return;
        const order = [...columns.map(({ id }) => id), BAR_COLUMN];
        focusCell(stop.rowId, order[Math.max(0, order.indexOf(stop.columnId)) + by] ?? stop.columnId, 'keep');
      },
      nudge: (rowId, step) => {
        const timeline = controllerRef.current;
        const index = timeline?.rows.indexOf(rowId) ?? -1;
        if (!timeline || index < 0) return;
        timeline.revealRow(index, true);
        gesturesRef.current?.nudge(rowId, step);
      },
      commitNudge: () => gesturesRef.current?.commitNudge(),
      beginLink: (link) => gesturesRef.current?.beginLink(link),
      takeOpenLink: () => gesturesRef.current?.takeOpenLink(),
      showMoves: (moves) => controllerRef.current?.showMoves(moves),
      flashRow: (rowId, who) => {
        const timeline = controllerRef.current;
        const index = timeline?.rows.indexOf(rowId) ?? -1;
        const rect = timeline && index >= 0 ? placeOfRow(timeline.scene, index) : undefined;
        if (!timeline || !rect) return;
        const mark = markOf(rect, timeline.viewport.visible);
        if (mark.beyond === undefined) timeline.overlays.flash(mark.rect, who);
        else if (who !== '') timeline.overlays.flash(mark.rect, mark.beyond === 'start' ? `← ${who}` : `${who} →`);
      },
    }),
    [controllerRef, gesturesRef, focusCell, stop, columns],
  );
}
