import { afterEach, expect, it, vi } from 'vitest';
import type { TimelineController } from '../timeline-controller.ts';
import { HEADER_HEIGHT } from '../viewport.ts';
import { EdgeScroll } from './edge-scroll.ts';

afterEach(() => vi.unstubAllGlobals());

/** How far 500 px of bars are scrolled while a pointer is held at a place for a while, on a display of so many frames. */
function scrolledBy(clientX: number, durationMs: number, framesPerSecond: number): number {
  const frames: ((nowMs: number) => void)[] = [];
  vi.stubGlobal('requestAnimationFrame', (run: (nowMs: number) => void) => frames.push(run));
  vi.stubGlobal('cancelAnimationFrame', () => undefined);
  const viewport = {
    gridWidth: 0,
    width: 500,
    height: 400,
    scrollLeft: 0,
    scrollTop: 0,
    scrollTo(left: number, top: number) {
      // As browsers do, by whole pixels.
      this.scrollLeft = Math.round(left);
      this.scrollTop = Math.round(top);
    },
  };
  const scroller = { getBoundingClientRect: () => ({ left: 0, top: -HEADER_HEIGHT }) };
  // What scrolling at an edge asks a timeline for.
  const scroll = new EdgeScroll({ viewport, elements: { scroller } } as unknown as TimelineController, () => undefined);
  scroll.begin({ clientX: 250, clientY: 200 });
  scroll.follow({ clientX, clientY: 200 });
  for (let nowMs = 0; nowMs <= durationMs; nowMs += 1000 / framesPerSecond) frames.shift()?.(nowMs);
  return viewport.scrollLeft;
}

it('a display of more frames does not scroll faster', () => {
  const usual = scrolledBy(495, 2000, 60);
  expect(usual).toBeGreaterThan(800);
  expect(Math.abs(scrolledBy(495, 2000, 144) / usual - 1)).toBeLessThan(0.05);
  expect(Math.abs(scrolledBy(495, 2000, 30) / usual - 1)).toBeLessThan(0.05);
});

it('begins slowly, and moves at the slowest speed too', () => {
  expect(scrolledBy(495, 200, 60)).toBeLessThan(scrolledBy(495, 2000, 60) / 15);
  expect(scrolledBy(457, 1000, 144)).toBeGreaterThan(30);
  expect(scrolledBy(250, 1000, 60)).toBe(0);
});
