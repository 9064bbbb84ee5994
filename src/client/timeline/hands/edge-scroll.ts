/** Scrolls while a pointer that holds something is near an edge of the bars. */
import { edgeSpeed } from '../gesture-math.ts';
import type { TimelineController } from '../timeline-controller.ts';
import { originOfBars, type PointerLike } from './pointer-place.ts';

const MIN_WAY_PX = 12;

export class EdgeScroll {
  private readonly timeline: TimelineController;
  private readonly onScrolled: () => void;
  private start: PointerLike = { clientX: 0, clientY: 0 };
  private pointer: PointerLike = { clientX: 0, clientY: 0 };
  private frame = 0;

  constructor(timeline: TimelineController, onScrolled: () => void) {
    this.timeline = timeline;
    this.onScrolled = onScrolled;
  }

  /** Where the hand took hold: who takes something near an edge does not want to scroll there by that. */
  begin(pointer: PointerLike): void {
    this.start = { clientX: pointer.clientX, clientY: pointer.clientY };
  }

  /** Scrolls by frames from here on, as long as the last given pointer is near an edge. */
  follow(pointer: PointerLike): void {
    this.pointer = pointer;
    if (this.frame !== 0) return;
    const { viewport } = this.timeline;
    const { left, top } = originOfBars(this.timeline);
    const dx = towards(pointer.clientX - this.start.clientX, edgeSpeed(pointer.clientX - left, viewport.width));
    const dy = towards(pointer.clientY - this.start.clientY, edgeSpeed(pointer.clientY - top, viewport.height));
    if (dx === 0 && dy === 0) return;
    this.frame = requestAnimationFrame(() => {
      this.frame = 0;
      viewport.scrollTo(viewport.scrollLeft + dx, viewport.scrollTop + dy);
      this.onScrolled();
      this.follow(this.pointer);
    });
  }

  stop(): void {
    cancelAnimationFrame(this.frame);
    this.frame = 0;
  }
}

/** The speed, where the hand has gone that way since it took hold. */
function towards(gone: number, speed: number): number {
  return gone * speed > 0 && Math.abs(gone) >= MIN_WAY_PX ? speed : 0;
}
