/**
 * Where days lie on the horizontal axis. Days are integers and the axis is linear, so that every view, the painter and the
 * gestures agree to the pixel. An instant is a day boundary: instant `d` is the start of day `d`, a bar ends at `endDay + 1`.
 */
import type { Day } from '../../lib/days.ts';

export type ScaleMode = 'week' | 'month' | 'quarter' | 'year';

export type Scale = {
  readonly mode: ScaleMode;
  /** Width of one header cell: a day, a week or an average month. */
  readonly cellWidth: number;
  readonly pxPerDay: number;
  /** The day at content x = 0. */
  readonly originDay: Day;
};

export const SCALE_MODES = ['week', 'month', 'quarter', 'year'] as const satisfies readonly ScaleMode[];
export const MIN_CELL_WIDTH = 12;
export const MAX_CELL_WIDTH = 120;

/** Year cells stand for months of different lengths; the axis stays linear on the mean length of a Gregorian month. */
const DAYS_PER_CELL: Readonly<Record<ScaleMode, number>> = { week: 1, month: 1, quarter: 7, year: 30.436_875 };

/** Below this day width the week header has no room for weekday names, above it the month header wastes it. */
const WEEK_FROM_PX_PER_DAY = 40;

export function createScale(mode: ScaleMode, cellWidth: number, originDay: Day): Scale {
  const width = clampCellWidth(cellWidth);
  return { mode, cellWidth: width, pxPerDay: width / DAYS_PER_CELL[mode], originDay };
}

function clampCellWidth(width: number): number {
  return Math.min(MAX_CELL_WIDTH, Math.max(MIN_CELL_WIDTH, width));
}

/** Content x of an instant (a day boundary, may be fractional). */
export function xOfInstant(scale: Scale, instant: number): number {
  return (instant - scale.originDay) * scale.pxPerDay;
}

/** The instant at a content x, fractional. */
export function instantAt(scale: Scale, x: number): number {
  return scale.originDay + x / scale.pxPerDay;
}

/** The day under a content x. */
export function dayAt(scale: Scale, x: number): Day {
  return Math.floor(instantAt(scale, x));
}

/** Mode and cell width that show a day this wide: the finest mode whose cells are readable, so that zooming runs through all modes. */
export function zoomFor(pxPerDay: number): { readonly mode: ScaleMode; readonly cellWidth: number } {
  const clamped = Math.min(MAX_CELL_WIDTH, Math.max(MIN_CELL_WIDTH / DAYS_PER_CELL.year, pxPerDay));
  const mode = modeFor(clamped);
  return { mode, cellWidth: clampCellWidth(clamped * DAYS_PER_CELL[mode]) };
}

function modeFor(pxPerDay: number): ScaleMode {
  if (pxPerDay >= WEEK_FROM_PX_PER_DAY) return 'week';
  if (pxPerDay >= MIN_CELL_WIDTH) return 'month';
  return pxPerDay * DAYS_PER_CELL.quarter >= 18 ? 'quarter' : 'year';
}

/** One zoom step in (`factor` > 1) or out; stays in the mode while its cells allow it. */
export function zoomedBy(scale: Scale, factor: number): { readonly mode: ScaleMode; readonly cellWidth: number } {
  return zoomFor(scale.pxPerDay * factor);
}

/** The zoom at which `days` days fill `width` pixels. */
export function zoomToFit(days: number, width: number): { readonly mode: ScaleMode; readonly cellWidth: number } {
  return zoomFor(Math.min(60, width / Math.max(1, days)));
}
