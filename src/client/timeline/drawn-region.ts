/** Which part of the content the canvas shows. */
import type { Rect } from './bar-geometry.ts';

/** So much beside what is seen is painted too, and shown at once when one scrolls. */
const OVERSCAN = 128;

/** A fast scroll jumps in each frame: what lies beside what is seen would be painted for nothing. */
export function regionToDraw(drawn: Rect, visible: Rect): Rect {
  const margin = overlaps(drawn, visible) ? OVERSCAN : 0;
  return {
    x: Math.max(0, Math.floor((visible.x - margin) / 8) * 8),
    y: Math.max(0, Math.floor((visible.y - margin) / 8) * 8),
    width: visible.width + 2 * margin + 8,
    height: visible.height + 2 * margin + 8,
  };
}

/** Labels stick to the left edge, so that any sideways scrolling paints again; up and down the margin is used up first. */
export function covers(drawn: Rect, visible: Rect): boolean {
  const margin = OVERSCAN / 3;
  const isAbove = visible.y - margin >= drawn.y || drawn.y === 0;
  return drawn.x === visible.x && isAbove && visible.y + visible.height + margin <= drawn.y + drawn.height;
}

function overlaps(drawn: Rect, visible: Rect): boolean {
  return drawn.y < visible.y + visible.height && visible.y < drawn.y + drawn.height;
}
