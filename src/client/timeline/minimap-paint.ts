/** The whole plan in a few pixels: as many rows are looked at as there are lines, however many there are. */
import type { Frame } from './canvas-frame.ts';
import type { Palette } from './palette.ts';
import type { RowSource, Span } from './timeline-model.ts';

export type MinimapScale = {
  readonly width: number;
  readonly height: number;
  xOf(day: number): number;
  dayAt(x: number): number;
  yOf(row: number): number;
  rowAt(y: number): number;
};

const PADDING = 3;
/** Room before and after the plan, as a part of its length. */
const MARGIN = 0.02;

export function minimapScale(size: { width: number; height: number; extent: Span; count: number }): MinimapScale {
  const { width, height, extent, count } = size;
  const length = Math.max(1, extent.endDay + 1 - extent.startDay);
  const first = extent.startDay - length * MARGIN;
  const pxPerDay = width / (length * (1 + 2 * MARGIN));
  // A few rows are not blown up to the whole height.
  const pxPerRow = Math.min(5, (height - 2 * PADDING) / Math.max(1, count));
  const clamp = (value: number, high: number) => Math.min(high, Math.max(0, value));
  return {
    width,
    height,
    xOf: (day) => clamp((day - first) * pxPerDay, width),
    dayAt: (x) => Math.round(first + x / pxPerDay),
    yOf: (row) => PADDING + clamp(row, count) * pxPerRow,
    rowAt: (y) => clamp((y - PADDING) / pxPerRow, count),
  };
}

/** The rows that are painted: all of them, else evenly chosen ones, always the same. */
export function sampledRows(count: number, lines: number): readonly number[] {
  if (count <= lines) return Array.from({ length: count }, (_, index) => index);
  return Array.from({ length: lines }, (_, line) => Math.floor(((line + 0.5) * count) / lines));
}

export type MinimapScene = {
  readonly rows: RowSource;
  readonly scale: MinimapScale;
  readonly palette: Palette;
  readonly todayDay: number;
};

const LINES_PER_PX = 3;

export function paintMinimap({ context, region }: Frame, { rows, scale, palette, todayDay }: MinimapScene): void {
  context.fillStyle = palette.surface;
  context.fillRect(0, 0, region.width, region.height);
  const height = Math.max(1, Math.min(3, scale.yOf(1) - scale.yOf(0) - 0.5));
  context.globalAlpha = rows.count > scale.height ? 0.75 : 1;
  for (const index of sampledRows(rows.count, scale.height * LINES_PER_PX)) {
    for (const bar of rows.rowAt(index).bars) {
      context.fillStyle = palette.plain(bar.color);
      const left = scale.xOf(bar.startDay);
      context.fillRect(left, scale.yOf(index), Math.max(1.5, scale.xOf(bar.endDay + 1) - left), height);
    }
  }
  context.globalAlpha = 1;
  context.fillStyle = palette.today;
  context.fillRect(scale.xOf(todayDay), 0, 1.5, region.height);
}
