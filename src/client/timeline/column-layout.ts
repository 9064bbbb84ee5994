/** How wide the columns of the table are, which of them stay in place, and how far the others can be scrolled. */
import type { TimelineColumn } from './timeline-model.ts';

export type ColumnLayout = {
  readonly columns: readonly TimelineColumn[];
  readonly widths: readonly number[];
  /** The first column, and fixed ones right after it, do not scroll. */
  readonly frozenCount: number;
  readonly frozenWidth: number;
  /** Width of all columns that scroll. */
  readonly scrolledWidth: number;
  /** How much of them has no room. */
  readonly overflow: number;
};

const MIN_FIRST_WIDTH = 150;
/** With less than this, names are worth more than seeing all the others at once. */
const MIN_FIRST_WIDTH_BESIDE_ALL = 210;
const SHARE_BESIDE_SCROLLED = 0.42;
/** Whatever the first column's width, others have this much room to be scrolled in. */
const MIN_SCROLLED_ROOM = 72;

/** The first column takes what the others leave, unless somebody gave it a width. */
export function layOutColumns(columns: readonly TimelineColumn[], gridWidth: number): ColumnLayout {
  const widths = columns.map(({ width }) => width);
  const scrolledFrom = columns.findIndex((column, index) => index > 0 && column.isFixed !== true);
  const frozenCount = scrolledFrom < 0 ? columns.length : scrolledFrom;
  const sum = (from: number, to: number) => widths.slice(from, to).reduce((total, width) => total + width, 0);
  const fixedWidth = sum(1, frozenCount);
  const scrolledWidth = sum(frozenCount, columns.length);
  const [first] = columns;
  if (first) {
    const left = gridWidth - fixedWidth - scrolledWidth;
    const scrolled = widths.slice(frozenCount);
    const beside = () => widthBesideScrolled(first, gridWidth, gridWidth - fixedWidth, scrolled);
    const wanted = first.isFlexible === true ? (left >= Math.min(first.width, MIN_FIRST_WIDTH_BESIDE_ALL) ? left : beside()) : first.width;
    const most = gridWidth - fixedWidth - Math.min(scrolledWidth, MIN_SCROLLED_ROOM);
    widths[0] = Math.max(0, Math.min(wanted, most));
  }
  const frozenWidth = (widths[0] ?? 0) + fixedWidth;
  return {
    columns,
    widths,
    frozenCount,
    frozenWidth,
    scrolledWidth,
    overflow: Math.max(0, frozenWidth + scrolledWidth - gridWidth),
  };
}

/**
 * Where the others scroll in any case, the first column need not be as narrow as it can, and takes what would show only a
 * part of another.
 */
function widthBesideScrolled(first: TimelineColumn, gridWidth: number, room: number, scrolled: readonly number[]): number {
  const least = Math.max(MIN_FIRST_WIDTH, Math.min(first.width, Math.round(gridWidth * SHARE_BESIDE_SCROLLED)));
  let left = room - least;
  for (const width of scrolled) {
    if (width > left) break;
    left -= width;
  }
  return Math.max(least, Math.min(first.width, least + Math.max(0, left)));
}

/** The nearest scroll at which a column is seen whole, or from its beginning where it is too wide. */
export function scrollToColumn(layout: ColumnLayout, columnId: string, scroll: number, gridWidth: number): number {
  const index = layout.columns.findIndex(({ id }) => id === columnId);
  if (index < layout.frozenCount) return scroll;
  const left = layout.widths.slice(layout.frozenCount, index).reduce((total, width) => total + width, 0);
  const right = left + (layout.widths[index] ?? 0);
  const room = gridWidth - layout.frozenWidth;
  return Math.min(left, Math.max(scroll, right - room));
}
