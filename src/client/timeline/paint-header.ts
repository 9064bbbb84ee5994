/** The two rows of the time header. Labels of large units stay in sight while their unit is. */
import { dayAt, xOfInstant, type Scale } from './scale.ts';
import type { Frame } from './canvas-frame.ts';
import type { DayFormat } from './day-format.ts';
import type { Palette } from './palette.ts';
import { measureText } from './text-measure.ts';
import { headerTicks, type HeaderWords, type Tick } from './ticks.ts';
import type { DayShading } from './timeline-model.ts';

export type HeaderScene = {
  readonly scale: Scale;
  readonly palette: Palette;
  readonly format: DayFormat;
  readonly words: HeaderWords;
  readonly shading: DayShading;
  /** Content x of the left edge of what is seen. */
  readonly stickyLeft: number;
};

const PADDING = 8;

export function paintHeader(frame: Frame, scene: HeaderScene): void {
  const { context, region, hairline } = frame;
  const { palette, scale } = scene;
  context.fillStyle = palette.header;
  context.fillRect(0, 0, region.width, region.height);
  const middle = Math.round(region.height / 2);
  const ticks = headerTicks(scale, dayAt(scale, region.x), dayAt(scale, region.x + region.width), scene.format, scene.words);
  context.textBaseline = 'middle';
  for (const tick of ticks.upper) paintUpper(frame, scene, tick, middle);
  for (const tick of ticks.lower) paintLower(frame, scene, tick, middle);
  context.fillStyle = palette.gridStrong;
  context.fillRect(0, region.height - hairline, region.width, hairline);
}

function paintUpper(frame: Frame, scene: HeaderScene, tick: Tick, height: number): void {
  const { context, region, hairline } = frame;
  const [left, right] = edgesOf(frame, scene, tick);
  context.fillStyle = scene.palette.gridStrong;
  context.fillRect(left, 0, hairline, height);
  const stuck = Math.max(left, scene.stickyLeft - region.x) + PADDING;
  context.font = `600 12px ${scene.palette.fontFamily}`;
  const width = measureText(context, tick.label);
  const x = Math.min(stuck, right - PADDING - width);
  if (width + 2 * PADDING <= right - left) {
    context.fillStyle = scene.palette.text;
    context.fillText(tick.label, x, height / 2 + 1);
  } else if (right - left > 30) {
    context.fillStyle = scene.palette.text;
    context.fillText(tick.label.slice(0, 3), Math.min(stuck, right - 26), height / 2 + 1);
  }
  if (tick.hint === undefined) return;
  context.font = `500 11px ${scene.palette.fontFamily}`;
  const hintX = x + width + PADDING;
  if (hintX + measureText(context, tick.hint) + PADDING > right) return;
  context.fillStyle = scene.palette.textMuted;
  context.fillText(tick.hint, hintX, height / 2 + 1);
}

function paintLower(frame: Frame, scene: HeaderScene, tick: Tick, top: number): void {
  const { context, region, hairline } = frame;
  const { palette, shading } = scene;
  const [left, right] = edgesOf(frame, scene, tick);
  const height = region.height - top;
  const isDay = tick.endDay - tick.startDay === 1;
  const isToday = isDay && tick.startDay === shading.todayDay;
  const isOff = isDay && typeof shading.shadeOf(tick.startDay) === 'string';
  if (isOff) {
    context.fillStyle = palette.weekend;
    context.fillRect(left, top, right - left, height);
  }
  context.fillStyle = palette.grid;
  context.fillRect(left, top, hairline, height);
  context.font = `${isToday ? 700 : 500} 11px ${palette.fontFamily}`;
  const text = palette.textMuted;
  const [label, hint] = [tick.label, tick.hint];
  const y = top + height / 2;
  const middle = (left + right) / 2;
  const labelWidth = measureText(context, label);
  if (hint !== undefined && right - left < 40 && isDay) {
    centre(context, hint, middle, y - 6, isToday ? palette.today : text, `500 9px ${palette.fontFamily}`);
    centre(
      context,
      label,
      middle,
      y + 5.5,
      isToday ? palette.today : isOff ? text : palette.text,
      `${isToday ? 700 : 500} 11px ${palette.fontFamily}`,
    );
    return;
  }
  if (hint === undefined) {
    if (labelWidth + 2 <= right - left) centre(context, label, middle, y, text, context.font);
    return;
  }
  const font = context.font;
  const gap = 5;
  const hintWidth = measureText(context, hint);
  const start = middle - (labelWidth + gap + hintWidth) / 2;
  context.fillStyle = isToday ? palette.today : text;
  context.fillText(hint, start, y);
  context.font = font;
  context.fillStyle = isToday ? palette.today : isOff ? text : palette.text;
  context.fillText(label, start + hintWidth + gap, y);
}

function centre(context: CanvasRenderingContext2D, text: string, x: number, y: number, color: string, font: string): void {
  context.font = font;
  context.fillStyle = color;
  context.fillText(text, x - measureText(context, text) / 2, y);
}

function edgesOf(frame: Frame, scene: HeaderScene, tick: Tick): [number, number] {
  return [frame.x(xOfInstant(scene.scale, tick.startDay)), frame.x(xOfInstant(scene.scale, tick.endDay))];
}
