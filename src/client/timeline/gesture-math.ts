/** What a pull of so many days makes of a bar's days. */
import type { BarGesture, BarSide, GestureKind, Magnet, Span, TimelineBar } from './timeline-model.ts';

/** The gesture with its target days; an end never passes the other one. */
export function gestureOf(kind: GestureKind, rowId: string, bar: TimelineBar, days: number): BarGesture {
  const from: Span = { startDay: bar.startDay, endDay: bar.endDay };
  const length = from.endDay - from.startDay;
  const deltaDays = kind === 'move' ? days : kind === 'resizeStart' ? Math.min(days, length) : Math.max(days, -length);
  const to: Span = {
    startDay: kind === 'resizeEnd' ? from.startDay : from.startDay + deltaDays,
    endDay: kind === 'resizeStart' ? from.endDay : from.endDay + deltaDays,
  };
  return { kind, rowId, barId: bar.id, deltaDays, from, to };
}

/** Pixels per frame to scroll while a pointer is held near an edge: slowly at first, at most 24. */
export function edgeSpeed(position: number, size: number): number {
  const reach = Math.min(44, size * 0.12);
  if (position < reach) return -Math.min(24, Math.ceil((reach - position) / 3));
  if (position > size - reach) return Math.min(24, Math.ceil((position - size + reach) / 3));
  return 0;
}

/** The boundaries of a bar that a gesture moves; a milestone is one instant. */
function edgesOf(kind: GestureKind, bar: TimelineBar): readonly { readonly side: BarSide; readonly instant: number }[] {
  const point = bar.edge === 'start' ? bar.startDay : bar.startDay + 1;
  const start = { side: 'start', instant: bar.kind === 'milestone' ? point : bar.startDay } as const;
  const end = { side: 'end', instant: bar.kind === 'milestone' ? point : bar.endDay + 1 } as const;
  if (kind === 'move') return [start, end];
  return kind === 'resizeStart' ? [start] : [end];
}

export type Snapped = { readonly days: number; readonly magnet: Magnet | undefined };

/** A pull of `days` (fractional) in whole days, drawn to the nearest magnet within `reachDays`. The magnet that an edge then touches is named. */
export function snap(kind: GestureKind, bar: TimelineBar, days: number, magnets: readonly Magnet[], reachDays: number): Snapped {
  let [nearest, distance]: [Snapped | undefined, number] = [undefined, Math.max(reachDays, 0.5)];
  for (const { side, instant } of edgesOf(kind, bar)) {
    for (const magnet of magnets) {
      if (magnet.side !== undefined && magnet.side !== side) continue;
      const away = Math.abs(instant + days - magnet.instant);
      if (away < distance) [nearest, distance] = [{ days: magnet.instant - instant, magnet }, away];
    }
  }
  return nearest ?? { days: Math.round(days), magnet: undefined };
}
