/** One kind of gesture in progress. The controller brings the pointer to it and ends it; each kind has a file of its own here. */
import type { GestureHandlers } from '../gesture-handlers.ts';
import type { Hit } from '../hit-test.ts';
import type { TimelineController } from '../timeline-controller.ts';

/** A pointer, in pixels of the content. */
export type HandPoint = {
  readonly x: number;
  readonly y: number;
  /** Alt: nothing draws it to itself. */
  readonly isFree: boolean;
};

export type Hand = {
  /** `data-gesture` of the scroller while the hand holds something: the style sheet chooses the cursor by it. */
  readonly name: string;
  /** A press without a pull keeps hold: the next press lets go. The way of those who cannot pull. */
  readonly sticks?: boolean;
  /** It moves the content itself: no scrolling at the edges. */
  readonly scrolls?: boolean;
  /** Called for each move, and again when the content scrolled under a pointer at rest. */
  follow(point: HandPoint): void;
  /** Let go: what was shown is done. */
  drop(): void;
};

export type HandContext = {
  readonly timeline: TimelineController;
  readonly handlers: () => GestureHandlers;
};

export type HitOf<Kind extends Hit['kind']> = Extract<Hit, { kind: Kind }>;
