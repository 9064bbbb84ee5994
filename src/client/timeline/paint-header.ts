/** The two rows of the time header. Labels of large units stay in sight while their unit is. */
import { dayAt, xOfInstant, type Scale } from './scale.ts';
import type { Frame } from './canvas-frame.ts';
import type { DayFormat } from './day-format.ts';
import type { Palette } from './palette.ts';
import { headerTicks, type HeaderTicks, type HeaderWords, type Tick } from './ticks.ts';
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
  for (const tick of ticks.upper) paintUpperHint(frame, scene, tick, middle);
  paintWeeks(frame, scene, ticks, middle);
  for (const tick of ticks.lower) paintLower(frame, scene, tick, middle);
  context.fillStyle = palette.gridStrong;
  context.fillRect(0, region.height - hairline, region.width, hairline);
}

function paintUpper(frame: Frame, scene: HeaderScene, tick: Tick, height: number): void {
  const { context, hairline } = frame;
  const [left, right] = edgesOf(frame, scene, tick);
  context.fillStyle = scene.palette.gridStrong;
  context.fillRect(left, 0, hairline, height);
  frame.font(600, 12, scene.palette.fontFamily);
  const width = frame.widthOf(tick.label);
  context.fillStyle = scene.palette.text;
  if (width + 2 * PADDING <= right - left) context.fillText(tick.label, upperLabelX(frame, scene, left, right, width), height / 2 + 1);
  else if (right - left > 30) context.fillText(tick.label.slice(0, 3), upperLabelX(frame, scene, left, right, 18), height / 2 + 1);
}

function paintUpperHint(frame: Frame, scene: HeaderScene, tick: Tick, height: number): void {
  if (tick.hint === undefined) return;
  const [left, right] = edgesOf(frame, scene, tick);
  frame.font(600, 12, scene.palette.fontFamily);
  const labelWidth = frame.widthOf(tick.label);
  const x = upperLabelX(frame, scene, left, right, labelWidth) + labelWidth + PADDING;
  frame.font(500, 11, scene.palette.fontFamily);
  if (x + frame.widthOf(tick.hint) + PADDING > right) return;
  frame.context.fillStyle = scene.palette.textMuted;
  frame.context.fillText(tick.hint, x, height / 2 + 1);
}

const WEEK_MARK = 7;
const WEEK_GAP = 5;

/** Each week's number at its beginning; beside the label of a month that stands there, or not at all where both have no room. */
function paintWeeks(frame: Frame, scene: HeaderScene, { weeks, upper }: HeaderTicks, height: number): void {
  if (weeks.length === 0) return;
  const { context, hairline } = frame;
  frame.font(600, 12, scene.palette.fontFamily);
  const taken = upper.map((tick) => {
    const [left, right] = edgesOf(frame, scene, tick);
    const width = frame.widthOf(tick.label);
    return { left, labelEnd: upperLabelX(frame, scene, left, right, width) + width };
  });
  frame.font(500, 10.5, scene.palette.fontFamily);
  for (const tick of weeks) {
    const [left, right] = edgesOf(frame, scene, tick);
    context.fillStyle = scene.palette.gridStrong;
    context.fillRect(left, height - WEEK_MARK, hairline, WEEK_MARK);
    const width = frame.widthOf(tick.label);
    let x = Math.max(left, scene.stickyLeft - frame.region.x) + WEEK_GAP;
    for (const month of taken) if (x < month.labelEnd + PADDING && x + width > month.left - WEEK_GAP) x = month.labelEnd + PADDING;
    if (x + width + WEEK_GAP > right) continue;
    context.fillStyle = scene.palette.textMuted;
    context.fillText(tick.label, x, height / 2 + 1);
  }
}

/** At the left of its unit, or of what is seen of it, as long as the unit has room. */
function upperLabelX({ region }: Frame, scene: HeaderScene, left: number, right: number, width: number): number {
  return Math.min(Math.max(left, scene.stickyLeft - region.x) + PADDING, right - PADDING - width);
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
  const strong = isToday ? palette.today : isOff ? palette.textMuted : palette.text;
  const quiet = isToday ? palette.today : palette.textMuted;
  const weight = isToday ? 700 : 500;
  const [y, middle] = [top + height / 2, (left + right) / 2];
  const { label, hint } = tick;
  if (hint === undefined) {
    frame.font(weight, 11, palette.fontFamily);
    if (frame.widthOf(label) + 2 <= right - left) centre(frame, label, middle, y, quiet);
    return;
  }
  if (right - left < 40 && isDay) {
    frame.font(500, 9, palette.fontFamily);
    centre(frame, hint, middle, y - 6, quiet);
    frame.font(weight, 11, palette.fontFamily);
    centre(frame, label, middle, y + 5.5, strong);
    return;
  }
  frame.font(weight, 11, palette.fontFamily);
  const gap = 5;
  const hintWidth = frame.widthOf(hint);
  const start = middle - (frame.widthOf(label) + gap + hintWidth) / 2;
  context.fillStyle = quiet;
  context.fillText(hint, start, y);
  context.fillStyle = strong;
  context.fillText(label, start + hintWidth + gap, y);
}

function centre(frame: Frame, text: string, x: number, y: number, color: string): void {
  frame.context.fillStyle = color;
  frame.context.fillText(text, x - frame.widthOf(text) / 2, y);
}

function edgesOf(frame: Frame, scene: HeaderScene, tick: Tick): [number, number] {
  return [frame.x(xOfInstant(scene.scale, tick.startDay)), frame.x(xOfInstant(scene.scale, tick.endDay))];
}
