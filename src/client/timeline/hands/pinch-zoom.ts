/** Two fingers zoom the time axis about the point between them, instead of the page. */
import type { TimelineController } from '../timeline-controller.ts';
import { originOfBars } from './pointer-place.ts';

/** Smaller changes wait for the next: each makes a whole picture. */
const STEP = 0.02;

export function zoomByPinch(timeline: TimelineController, signal: AbortSignal, onBegin: () => void): void {
  const { scroller } = timeline.elements;
  let apart = 0;
  scroller.addEventListener(
    'touchstart',
    (event) => {
      apart = distanceOf(event);
      if (apart > 0) onBegin();
    },
    { signal, passive: true },
  );
  const follow = (event: TouchEvent): void => {
    const distance = distanceOf(event);
    if (distance === 0 || apart === 0) return;
    if (event.cancelable) event.preventDefault();
    const factor = distance / apart;
    if (Math.abs(factor - 1) < STEP) return;
    apart = distance;
    const middle = Array.from(event.touches).reduce((sum, touch) => sum + touch.clientX, 0) / event.touches.length;
    timeline.zoomBy(factor, Math.max(0, middle - originOfBars(timeline).left));
  };
  scroller.addEventListener('touchmove', follow, { signal, passive: false });
}

/** How far two fingers are apart sideways and up; 0 unless there are two. */
function distanceOf({ touches }: TouchEvent): number {
  const [first, second] = touches;
  if (touches.length !== 2 || !first || !second) return 0;
  return Math.max(1, Math.hypot(first.clientX - second.clientX, first.clientY - second.clientY));
}
