/** What a pull of so many days makes of a bar's days. */
import type { Gesture, GestureKind, Span, TimelineBar } from './timeline-model.ts';

/** The gesture with its target days; an end never passes the other one. */
export function gestureOf(kind: GestureKind, rowId: string, bar: TimelineBar, days: number): Gesture {
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
  const reach = 44;
  if (position < reach) return -Math.min(24, Math.ceil((reach - position) / 3));
  if (position > size - reach) return Math.min(24, Math.ceil((position - size + reach) / 3));
  return 0;
}
