/** Ctrl and the wheel, or two fingers on a touch pad, zoom about the pointer. */
import type { TimelineController } from '../timeline-controller.ts';
import type { Hover } from './hover.ts';
import { originOfBars } from './pointer-place.ts';

const ZOOM_PER_PIXEL = 0.0022;
const LINE_PX = 18;

export function zoomByWheel(timeline: TimelineController, hover: Hover, event: WheelEvent): void {
  if (!event.ctrlKey && !event.metaKey) return;
  event.preventDefault();
  const { left } = originOfBars(timeline);
  const pixels = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? event.deltaY * LINE_PX : event.deltaY;
  hover.hide();
  timeline.zoomBy(Math.exp(-pixels * ZOOM_PER_PIXEL), Math.max(0, event.clientX - left));
}
