/** Scrolls while a pointer that holds something is near an edge of the bars. */
import { edgeSpeed } from '../gesture-math.ts';
import type { TimelineController } from '../timeline-controller.ts';
import { originOfBars, type PointerLike } from './pointer-place.ts';

const MIN_WAY_PX = 12;
const USUAL_FRAME_MS = 1000 / 60;
/** After a pause of the page it goes on where it was, it does not catch up. */
const LONGEST_FRAME_MS = 50;
/** So long it takes to the full speed: one can stop on a day that has just come into view. */
const WARM_UP_MS = 600;
const FIRST_SPEED = 0.25;

export class EdgeScroll {
  private readonly timeline: TimelineController;
  private readonly onScrolled: () => void;
  private start: PointerLike = { clientX: 0, clientY: 0 };
  private pointer: PointerLike = { clientX: 0, clientY: 0 };
  private frame = 0;
  private beganMs: number | undefined;
  private lastMs = 0;
  /** Parts of pixels, which nothing scrolls by. */
  private restX = 0;
  private restY = 0;

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
    if (dx === 0 && dy === 0) {
      this.beganMs = undefined;
      return;
    }
    this.frame = requestAnimationFrame((nowMs) => {
      this.frame = 0;
      const frames = this.framesUntil(nowMs);
      const [x, y] = [this.restX + dx * frames, this.restY + dy * frames];
      viewport.scrollTo(viewport.scrollLeft + Math.trunc(x), viewport.scrollTop + Math.trunc(y));
      [this.restX, this.restY] = [x % 1, y % 1];
      this.onScrolled();
      this.follow(this.pointer);
    });
  }

  /** How many usual frames have passed since the last one, as many on every display; fewer at first. */
  private framesUntil(nowMs: number): number {
    const elapsedMs = this.beganMs === undefined ? USUAL_FRAME_MS : Math.min(LONGEST_FRAME_MS, nowMs - this.lastMs);
    this.beganMs ??= nowMs;
    this.lastMs = nowMs;
    const warmth = Math.min(1, FIRST_SPEED + (nowMs - this.beganMs) / WARM_UP_MS);
    return (elapsedMs / USUAL_FRAME_MS) * warmth;
  }

  stop(): void {
    cancelAnimationFrame(this.frame);
    this.frame = 0;
    this.beganMs = undefined;
  }
}

/** The speed, where the hand has gone that way since it took hold. */
function towards(gone: number, speed: number): number {
  return gone * speed > 0 && Math.abs(gone) >= MIN_WAY_PX ? speed : 0;
}
