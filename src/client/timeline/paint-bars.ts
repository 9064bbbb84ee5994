/** Bars, their progress, labels and ghosts. */
import { comparedRect, SUMMARY_BEAM, type Rect } from './bar-geometry.ts';
import type { Frame } from './canvas-frame.ts';
import { visibleRows } from './row-layout.ts';
import { xOfInstant } from './scale.ts';
import { placeOfBar, withSpan, type Scene } from './scene.ts';
import type { Span, TimelineBar } from './timeline-model.ts';

const RADIUS = 5;
const LABEL_GAP = 8;
/** Beside a bar, the label leaves room for the arrow that may begin there. */
const LABEL_GAP_OUTSIDE = 15;
const LABEL_SIZE = 12;

export function paintBars(frame: Frame, scene: Scene): void {
  const { region } = frame;
  const rows = visibleRows(scene.layout, region.y, region.y + region.height);
  for (let index = rows.first; index < rows.end; index += 1) {
    const row = scene.rows.rowAt(index);
    const moved = scene.draft?.spans.get(row.id);
    for (const bar of row.bars) {
      if (bar.compared) paintCompared(frame, scene, { ...bar, compared: bar.compared }, index);
      if (!moved) paintStill(frame, scene, row.id, bar, index);
      else {
        paintOldPlace(frame, scene, bar, index);
        if (!isInHand(scene, row.id, moved)) paintGhost(frame, scene, withSpan(bar, moved), index);
      }
    }
  }
}

/** Where a bar stood in the baseline. */
function paintCompared(frame: Frame, scene: Scene, bar: TimelineBar & { readonly compared: Span }, index: number): void {
  const { context, region } = frame;
  const rect = localRect(frame, comparedRect(scene.scale, bar, scene.layout.topOf(index), scene.layout.heightOf(index)));
  if (rect.x > region.width || rect.x + rect.width < 0) return;
  context.fillStyle = scene.palette.ghost;
  context.beginPath();
  if (bar.kind === 'milestone') {
    const half = rect.width / 2;
    context.moveTo(rect.x + half, rect.y);
    context.lineTo(rect.x + rect.width, rect.y + half);
    context.lineTo(rect.x + half, rect.y + rect.height);
    context.lineTo(rect.x, rect.y + half);
    context.closePath();
  } else context.roundRect(rect.x, rect.y, rect.width, rect.height, 2);
  context.fill();
}

/** A bar that the running gesture leaves where it is. While an arrow is drawn, the bars that it cannot lead to step back. */
function paintStill(frame: Frame, scene: Scene, rowId: string, bar: TimelineBar, index: number): void {
  const { link, progress } = scene.draft ?? {};
  const isOut = link !== undefined && rowId !== link.fixed.rowId && !link.isTarget(rowId);
  const shown = progress?.rowId === rowId ? { ...bar, progressPercent: progress.percent } : bar;
  if (isOut) frame.context.globalAlpha = 0.28;
  paintBar(frame, scene, shown, placeOfBar(scene, bar, index));
  frame.context.globalAlpha = 1;
}

/** The bar in the hand is painted only where it would not stay in the place that the hand holds it in. */
function isInHand({ draft }: Scene, rowId: string, { startDay, endDay }: Span): boolean {
  if (draft?.held?.rowId !== rowId) return false;
  return draft.held.span.startDay === startDay && draft.held.span.endDay === endDay;
}

/** Where a bar stood before the gesture: an outline alone. */
function paintOldPlace(frame: Frame, scene: Scene, bar: TimelineBar, index: number): void {
  const { context } = frame;
  const rect = localRect(frame, placeOfBar(scene, bar, index));
  context.save();
  context.setLineDash([3, 3]);
  context.strokeStyle = scene.palette.ghost;
  context.globalAlpha = 0.85;
  tracePath(context, bar, rect);
  context.stroke();
  context.restore();
}

/** Where a follower would come to stand. */
function paintGhost(frame: Frame, scene: Scene, bar: TimelineBar, index: number): void {
  const { context } = frame;
  // Not by save and restore, which would take back the font behind the frame's memory.
  context.globalAlpha = 0.62;
  paintBar(frame, scene, bar, placeOfBar(scene, bar, index));
  context.globalAlpha = 1;
}

function paintBar(frame: Frame, scene: Scene, bar: TimelineBar, place: Rect): void {
  const { region } = frame;
  const rect = localRect(frame, place);
  if (bar.slackUntilDay !== undefined && bar.slackUntilDay > bar.endDay) paintSlack(frame, scene, rect, bar.kind, bar.slackUntilDay);
  if (rect.x > region.width || rect.x + rect.width < -320) return;
  switch (bar.kind) {
    case 'milestone':
      paintMilestone(frame, scene, bar, rect);
      break;
    case 'summary':
      paintSummary(frame, scene, bar, rect);
      break;
    case 'project':
    case 'task':
      paintBox(frame, scene, bar, rect);
      break;
  }
  paintLabel(frame, scene, bar, rect);
}

function paintBox(frame: Frame, scene: Scene, bar: TimelineBar, rect: Rect): void {
  const { context } = frame;
  const colors = scene.palette.barColors(bar.look === 'masked' ? '--chart-masked' : bar.color);
  context.save();
  tracePath(context, bar, rect);
  context.fillStyle = bar.look === 'tentative' ? scene.palette.surface : colors.fill;
  context.fill();
  context.clip();
  if (bar.look === 'tentative') paintHatching(context, rect, colors.fill);
  const doneWidth = Math.round(rect.width * ((bar.progressPercent ?? 0) / 100));
  if (doneWidth > 0) {
    context.fillStyle = colors.progress;
    context.fillRect(rect.x, rect.y, doneWidth, rect.height);
  }
  context.restore();
  context.strokeStyle = bar.isCritical ? scene.palette.critical : colors.border;
  context.lineWidth = bar.isCritical ? 2 : 1;
  context.save();
  if (bar.look === 'tentative' && !bar.isCritical) context.setLineDash([4, 3]);
  tracePath(context, bar, rect);
  context.stroke();
  context.restore();
  context.lineWidth = 1;
}

/** A thin beam with feet at both ends, as on paper. */
function paintSummary(frame: Frame, scene: Scene, bar: TimelineBar, rect: Rect): void {
  const { context } = frame;
  const { height: beam, foot } = SUMMARY_BEAM;
  const top = rect.y + SUMMARY_BEAM.top;
  const reach = Math.min(7, rect.width / 2);
  const right = rect.x + rect.width;
  const colors = scene.palette.barColors(bar.color);
  const color = bar.isCritical ? scene.palette.critical : colors.strong;
  context.fillStyle = colors.border;
  if (bar.isCritical) context.fillStyle = color;
  context.beginPath();
  context.moveTo(rect.x, top + 2);
  context.arcTo(rect.x, top, rect.x + 2, top, 2);
  context.arcTo(right, top, right, top + 2, 2);
  context.lineTo(right, top + beam + foot);
  context.lineTo(right - reach, top + beam);
  context.lineTo(rect.x + reach, top + beam);
  context.lineTo(rect.x, top + beam + foot);
  context.closePath();
  context.fill();
  const doneWidth = Math.round(rect.width * ((bar.progressPercent ?? 0) / 100));
  if (doneWidth <= 2) return;
  context.fillStyle = scene.palette.text;
  context.globalAlpha *= 0.55;
  context.fillRect(rect.x + 1, top + 2, doneWidth - 2, 2);
  context.globalAlpha /= 0.55;
}

function paintMilestone(frame: Frame, scene: Scene, bar: TimelineBar, rect: Rect): void {
  const { context } = frame;
  const colors = scene.palette.barColors(bar.color);
  tracePath(context, bar, rect);
  context.fillStyle = bar.isCritical ? scene.palette.critical : colors.strong;
  context.fill();
  context.strokeStyle = scene.palette.surface;
  context.lineWidth = 1.5;
  context.stroke();
  context.lineWidth = 1;
}

function paintLabel(frame: Frame, scene: Scene, bar: TimelineBar, rect: Rect): void {
  if (bar.label === '') return;
  const { context, region } = frame;
  frame.font(bar.kind === 'project' ? 600 : 500, LABEL_SIZE, scene.palette.fontFamily);
  context.textBaseline = 'middle';
  const y = rect.y + rect.height / 2 + 0.5;
  const width = frame.widthOf(bar.label);
  const isBox = bar.kind === 'task' || bar.kind === 'project';
  // The label of a bar that begins before what is seen stays in sight for as long as there is room in the bar.
  const left = Math.max(rect.x, scene.stickyLeft - region.x);
  if (isBox && left + width + 2 * LABEL_GAP <= rect.x + rect.width) {
    context.fillStyle = scene.palette.text;
    context.fillText(bar.label, left + LABEL_GAP, y);
    return;
  }
  context.fillStyle = bar.kind === 'summary' ? scene.palette.text : scene.palette.textMuted;
  context.fillText(bar.label, rect.x + rect.width + LABEL_GAP_OUTSIDE, y);
}

/** Below the foot of the bar, where it keeps clear of the label beside it. */
function paintSlack(frame: Frame, scene: Scene, rect: Rect, kind: TimelineBar['kind'], untilDay: number): void {
  const { context } = frame;
  const isPoint = kind === 'milestone';
  const left = rect.x + (isPoint ? rect.width / 2 : rect.width);
  const right = frame.x(xOfInstant(scene.scale, untilDay + 1));
  const y = rect.y + rect.height + (isPoint ? 2 : 0);
  context.fillStyle = scene.palette.slack;
  context.fillRect(left, y, Math.max(0, right - left), 2);
  context.fillRect(right - 1.5, y - 4, 1.5, 6);
}

function paintHatching(context: CanvasRenderingContext2D, rect: Rect, color: string): void {
  context.strokeStyle = color;
  context.lineWidth = 4;
  context.beginPath();
  const from = Math.max(rect.x, -20) - ((Math.max(rect.x, -20) - rect.x) % 10) - rect.height;
  const until = Math.min(rect.x + rect.width, 8000);
  for (let x = from; x < until; x += 10) {
    context.moveTo(x, rect.y + rect.height);
    context.lineTo(x + rect.height, rect.y);
  }
  context.stroke();
  context.lineWidth = 1;
}

/** The outline of a bar; strokes of one pixel fall on the pixel grid. */
function tracePath(context: CanvasRenderingContext2D, bar: TimelineBar, rect: Rect): void {
  context.beginPath();
  if (bar.kind === 'milestone') {
    const [x, y, half] = [rect.x + rect.width / 2, rect.y + rect.height / 2, rect.height / 2];
    context.moveTo(x, y - half);
    context.lineTo(x + half, y);
    context.lineTo(x, y + half);
    context.lineTo(x - half, y);
    context.closePath();
    return;
  }
  const height = bar.kind === 'summary' ? rect.height - 4 : rect.height;
  context.roundRect(rect.x + 0.5, rect.y + 0.5, Math.max(1, rect.width - 1), height - 1, Math.min(RADIUS, rect.width / 2));
}

function localRect(frame: Frame, rect: Rect): Rect {
  return { x: frame.x(rect.x), y: frame.y(rect.y), width: rect.width, height: rect.height };
}
