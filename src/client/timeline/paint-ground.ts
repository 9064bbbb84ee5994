/** What lies under the bars: days off, columns, row lines, today. */
import type { Day } from '../../lib/days.ts';
import type { Frame } from './canvas-frame.ts';
import { visibleRows, type RowWindow } from './row-layout.ts';
import { dayAt, xOfInstant } from './scale.ts';
import type { Scene } from './scene.ts';
import { gridUnits, listStarts } from './ticks.ts';
import type { DayShading } from './timeline-model.ts';

/** Narrower days are not shaded: the stripes would say nothing. */
const MIN_SHADED_PX_PER_DAY = 1.5;

type Run = { readonly top: number; readonly bottom: number; readonly shading: DayShading };

export function paintGround(frame: Frame, scene: Scene): void {
  const { context, region } = frame;
  const { palette, scale, layout } = scene;
  context.fillStyle = palette.surface;
  context.fillRect(0, 0, region.width, region.height);
  const rows = visibleRows(layout, region.y, region.y + region.height);
  const days = { first: dayAt(scale, region.x), last: dayAt(scale, region.x + region.width) };
  const runs = listRuns(scene, rows, region.y + region.height);
  if (scale.pxPerDay >= MIN_SHADED_PX_PER_DAY) for (const run of runs) paintDaysOff(frame, scene, run, days);
  paintColumns(frame, scene, days);
  paintRowLines(frame, scene, rows);
  for (const run of runs) paintToday(frame, scene, run);
}

/** Neighbouring rows of one calendar are shaded in one go; the last run goes on below the last row. */
function listRuns(scene: Scene, rows: RowWindow, bottom: number): Run[] {
  const runs: Run[] = [];
  let key: string | undefined;
  let top = 0;
  const close = (end: number) => {
    if (key !== undefined) runs.push({ top, bottom: end, shading: scene.shadingOf(key) });
  };
  for (let index = rows.first; index < rows.end; index += 1) {
    const next = scene.rows.rowAt(index).calendarKey;
    if (next === key) continue;
    close(scene.layout.topOf(index));
    key = next;
    top = scene.layout.topOf(index);
  }
  key ??= '';
  close(Math.max(bottom, top));
  return runs;
}

function paintDaysOff(frame: Frame, scene: Scene, run: Run, days: { first: Day; last: Day }): void {
  const { context } = frame;
  const [top, bottom] = [frame.y(run.top), frame.y(run.bottom)];
  for (let day = days.first; day <= days.last; day += 1) {
    const shade = run.shading.shadeOf(day);
    if (shade === undefined) continue;
    const left = frame.x(xOfInstant(scene.scale, day));
    const width = frame.x(xOfInstant(scene.scale, day + 1)) - left;
    if (typeof shade === 'string') {
      context.fillStyle = scene.palette[shade];
    } else {
      context.fillStyle = scene.palette.barColors(shade.eventColor).fill;
      context.globalAlpha = 0.6;
    }
    context.fillRect(left, top, width, bottom - top);
    context.globalAlpha = 1;
  }
}

function paintColumns(frame: Frame, scene: Scene, days: { first: Day; last: Day }): void {
  const { context, region, hairline } = frame;
  const { fine, strong } = gridUnits(scene.scale);
  for (const [unit, color] of [
    [fine, scene.palette.grid],
    [strong, scene.palette.gridStrong],
  ] as const) {
    context.fillStyle = color;
    for (const day of listStarts(unit, days.first, days.last))
      context.fillRect(frame.x(xOfInstant(scene.scale, day)), 0, hairline, region.height);
  }
}

function paintRowLines(frame: Frame, scene: Scene, rows: RowWindow): void {
  const { context, region, hairline } = frame;
  for (let index = rows.first; index < rows.end; index += 1) {
    const row = scene.rows.rowAt(index);
    const top = frame.y(scene.layout.topOf(index));
    const bottom = frame.y(scene.layout.topOf(index) + scene.layout.heightOf(index));
    const isSelected = scene.selectedRowIds.has(row.id);
    if (isSelected || row.id === scene.hoveredRowId) {
      context.globalAlpha = isSelected ? 0.75 : 0.4;
      context.fillStyle = scene.palette.rowSelected;
      context.fillRect(0, top, region.width, bottom - top);
      context.globalAlpha = 1;
    }
    context.fillStyle = scene.palette.rowLine;
    context.fillRect(0, bottom - hairline, region.width, hairline);
    if (row.isGroupStart && index > 0) {
      context.fillStyle = scene.palette.gridStrong;
      context.fillRect(0, top - hairline, region.width, hairline);
    }
  }
}

function paintToday(frame: Frame, scene: Scene, run: Run): void {
  const { context } = frame;
  const left = frame.x(xOfInstant(scene.scale, run.shading.todayDay));
  const right = frame.x(xOfInstant(scene.scale, run.shading.todayDay + 1));
  const [top, height] = [frame.y(run.top), frame.y(run.bottom) - frame.y(run.top)];
  context.fillStyle = scene.palette.today;
  if (right - left >= 8) {
    context.globalAlpha = 0.05;
    context.fillRect(left, top, right - left, height);
    context.globalAlpha = 1;
  }
  context.fillRect(left, top, 1.5, height);
}

/**
 * The line between the table and the bars, over both that go under it. Here rather than in the table: what scrolls is of one colour
 * then where there are no rows, and such parts of it cost the browser nothing.
 */
export function paintTableEdge(frame: Frame, { palette, stickyLeft }: Scene): void {
  const { context, region, hairline } = frame;
  context.fillStyle = palette.gridStrong;
  context.fillRect(frame.x(stickyLeft), 0, hairline, region.height);
}
