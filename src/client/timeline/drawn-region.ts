/** Which part of the content the canvas shows. */
import type { Rect } from './bar-geometry.ts';

/** So much beside what is seen is painted too, and shown at once when one scrolls. */
const OVERSCAN = 128;

/** Whether what is seen has moved so far since the frame before that the next one will again be beyond what is made beside it. */
export function isFarFrom(shown: Rect, visible: Rect): boolean {
  return shown.height === 0 || Math.abs(shown.y - visible.y) > OVERSCAN;
}

/**
 * Far from the frame before, no more than what is seen: what lies beside it would be painted for nothing. On top of the table the
 * canvas may not begin before its edge.
 */
export function regionToDraw(visible: Rect, { isFar, isOnTop }: { readonly isFar: boolean; readonly isOnTop: boolean }): Rect {
  const margin = isFar ? 0 : OVERSCAN;
  return {
    x: isOnTop ? Math.floor(visible.x) : Math.max(0, Math.floor((visible.x - margin) / 8) * 8),
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
