/** How the room is shared between the table and the bars. */
export type Room = {
  /** Width of the timeline as it is. */
  readonly width: number;
  /** Its width when nothing else stands beside it: the usual share is taken of this, so that a panel that opens moves no line. */
  readonly fullWidth: number;
};

export const MIN_GRID_WIDTH = 120;
/** The bars keep at least the rest of the width. */
const MAX_SHARE = 0.55;
const USUAL_SHARE = 0.5;
const USUAL_MIN = 220;
const USUAL_MAX = 620;

export function maxGridWidthIn(width: number): number {
  return Math.max(MIN_GRID_WIDTH, Math.round(width * MAX_SHARE));
}

/** The table's width: the one that was asked for, else the usual share, both as far as the bars leave room. */
export function gridWidthIn({ width, fullWidth }: Room, asked: number | undefined): number {
  const wanted = asked ?? Math.min(USUAL_MAX, Math.max(USUAL_MIN, Math.round(fullWidth * USUAL_SHARE)));
  return Math.max(MIN_GRID_WIDTH, width === 0 ? wanted : Math.min(wanted, maxGridWidthIn(width)));
}
