/** Where a pointer is: on the bars or beside them, at which place of the content, and on what. */
import { hitTest, type Hit } from '../hit-test.ts';
import type { TimelineController } from '../timeline-controller.ts';
import { HEADER_HEIGHT } from '../viewport.ts';
import type { HandPoint } from './hand.ts';

export type PointerLike = {
  readonly clientX: number;
  readonly clientY: number;
  readonly pointerType?: string;
  readonly altKey?: boolean;
};

/** Where the bars begin on the page. */
export function originOfBars(timeline: TimelineController): { readonly left: number; readonly top: number } {
  const box = timeline.elements.scroller.getBoundingClientRect();
  return { left: box.left + timeline.viewport.gridWidth, top: box.top + HEADER_HEIGHT };
}

export function pointAt(timeline: TimelineController, { clientX, clientY, altKey = false }: PointerLike): HandPoint {
  const { left, top } = originOfBars(timeline);
  const { scrollLeft, scrollTop } = timeline.viewport;
  return { x: clientX - left + scrollLeft, y: clientY - top + scrollTop, isFree: altKey };
}

export function isOverBars(timeline: TimelineController, { clientX, clientY }: PointerLike): boolean {
  const { left, top } = originOfBars(timeline);
  const { width, height } = timeline.viewport;
  return clientX >= left && clientX < left + width && clientY >= top && clientY < top + height;
}

export function hitAt(timeline: TimelineController, pointer: PointerLike): Hit {
  const { x, y } = pointAt(timeline, pointer);
  return hitTest(timeline.scene, x, y, pointer.pointerType === 'touch' ? 'touch' : 'mouse');
}
