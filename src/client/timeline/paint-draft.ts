/** What a running gesture adds to the picture: why others move, and the arrow that is being drawn with the ends that it may have. */
import type { Rect } from './bar-geometry.ts';
import type { Frame } from './canvas-frame.ts';
import type { Draft, LinkDraft } from './draft.ts';
import { routeLink, type LinkEnd } from './link-routing.ts';
import { paintRoute } from './paint-links.ts';
import { visibleRows } from './row-layout.ts';
import { endOfRow, placeOfBar, withSpan, type Scene } from './scene.ts';
import type { BarSide } from './timeline-model.ts';

const REASON_SIZE = 11;
const REASON_GAP = 15;
const LABEL_SIZE = 12;
const DOT_RADIUS = 4.5;
const SIDES: readonly BarSide[] = ['start', 'end'];

export function paintDraft(frame: Frame, scene: Scene): void {
  const { draft } = scene;
  if (!draft) return;
  if (draft.reasonOf) paintReasons(frame, scene, draft, draft.reasonOf);
  if (draft.link) paintLink(frame, scene, draft.link);
}

function paintReasons(frame: Frame, scene: Scene, draft: Draft, reasonOf: (rowId: string) => string | undefined): void {
  const { region } = frame;
  const rows = visibleRows(scene.layout, region.y, region.y + region.height);
  for (let index = rows.first; index < rows.end; index += 1) {
    const row = scene.rows.rowAt(index);
    const [bar, span] = [row.bars[0], draft.spans.get(row.id)];
    if (!bar || !span || row.id === draft.held?.rowId) continue;
    const reason = reasonOf(row.id);
    if (reason === undefined) continue;
    const place = placeOfBar(scene, withSpan(bar, span), index);
    paintReason(frame, scene, reason, place, xAfterLabel(frame, scene, place, bar.label, bar.kind === 'task' || bar.kind === 'project'));
  }
}

/** Content x behind a bar and behind the label that does not fit into it. */
function xAfterLabel(frame: Frame, scene: Scene, place: Rect, label: string, isBox: boolean): number {
  const right = place.x + place.width;
  frame.font(500, LABEL_SIZE, scene.palette.fontFamily);
  const width = frame.widthOf(label);
  const left = Math.max(place.x, scene.stickyLeft);
  return label === '' || (isBox && left + width + 16 <= right) ? right : right + REASON_GAP + width - 4;
}

function paintReason(frame: Frame, scene: Scene, reason: string, place: Rect, after: number): void {
  const { context } = frame;
  frame.font(500, REASON_SIZE, scene.palette.fontFamily);
  const width = frame.widthOf(reason);
  // At the right edge the words go over the bar rather than out of sight.
  const visibleRight = scene.stickyLeft + scene.visibleWidth;
  const isCut = place.x < visibleRight && after + REASON_GAP + width + 8 > visibleRight;
  const [x, y] = [frame.x(isCut ? visibleRight - width - 8 : after + REASON_GAP), frame.y(place.y + place.height / 2)];
  context.fillStyle = scene.palette.surface;
  context.beginPath();
  context.roundRect(x - 5, y - 9, width + 10, 18, 5);
  context.fill();
  context.strokeStyle = scene.palette.gridStrong;
  context.stroke();
  context.fillStyle = scene.palette.textMuted;
  context.textBaseline = 'middle';
  context.fillText(reason, x, y + 0.5);
}

function paintLink(frame: Frame, scene: Scene, link: LinkDraft): void {
  const { region } = frame;
  const rows = visibleRows(scene.layout, region.y, region.y + region.height);
  for (let index = rows.first; index < rows.end; index += 1) {
    const { id } = scene.rows.rowAt(index);
    if (id === link.fixed.rowId || !link.isTarget(id)) continue;
    for (const side of SIDES) {
      const isAimed = link.target?.rowId === id && link.target.side === side;
      const end = endOfRow(scene, index, side);
      if (end) paintDot(frame, scene, end, isAimed, link.isRefused);
    }
  }
  const fixed = endOfRow(scene, scene.rows.indexOf(link.fixed.rowId), link.fixed.side);
  if (!fixed) return;
  paintDot(frame, scene, fixed, true, link.isRefused);
  paintRubber(frame, scene, link, fixed);
}

/** The arrow from the fixed end to the hand, or to the end of the bar under it. */
function paintRubber(frame: Frame, scene: Scene, link: LinkDraft, fixed: LinkEnd): void {
  const { context } = frame;
  const color = link.isRefused ? scene.palette.violation : scene.palette.linkActive;
  const aimed = link.target && endOfRow(scene, scene.rows.indexOf(link.target.rowId), link.target.side);
  if (aimed && !link.isRefused) {
    const [from, to] = link.held === 'to' ? [fixed, aimed] : [aimed, fixed];
    paintRoute(frame, routeLink(from, to, 16), color, 2.25);
    return;
  }
  context.save();
  context.strokeStyle = color;
  context.lineWidth = 2;
  context.setLineDash([5, 4]);
  context.beginPath();
  context.moveTo(frame.x(fixed.x), frame.y(fixed.y));
  context.lineTo(frame.x(link.x), frame.y(link.y));
  context.stroke();
  context.restore();
}

function paintDot(frame: Frame, scene: Scene, end: LinkEnd, isAimed: boolean, isRefused: boolean): void {
  const { context } = frame;
  const color = isAimed && isRefused ? scene.palette.violation : scene.palette.linkActive;
  context.beginPath();
  context.arc(frame.x(end.x), frame.y(end.y), isAimed ? DOT_RADIUS + 2 : DOT_RADIUS, 0, Math.PI * 2);
  context.fillStyle = isAimed ? color : scene.palette.surface;
  context.fill();
  context.strokeStyle = color;
  context.lineWidth = 1.5;
  context.stroke();
  context.lineWidth = 1;
}
