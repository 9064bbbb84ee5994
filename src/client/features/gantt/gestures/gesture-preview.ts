/** Everything that a gesture would change, in places and in words. */
import { calendarOf } from '../../../../planning/calendar/calendar-of.ts';
import type { CommandOutcome, Move } from '../../../../planning/commands/command.ts';
import type { Phase } from '../../../../planning/model.ts';
import { leavesBelow } from '../../../../planning/phase-node.ts';
import type { Plan } from '../../../../planning/plan.ts';
import { completionOf } from '../../../../planning/schedule/completion.ts';
import type {
  BarGesture,
  DrawGesture,
  Gesture,
  GesturePreview,
  LinkGesture,
  ProgressGesture,
  Span,
} from '../../../timeline/timeline-model.ts';
import { countText, rangeText, workingShiftText } from '../describe.ts';
import { movedText } from '../moved-text.ts';
import { nameOf, type GanttItem } from '../gantt-items.ts';
import { linkTypeNames } from '../link-types.ts';
import { heldItems } from './bar-commands.ts';
import { consequencesOf, moveReasonText, moveShiftText } from './consequences.ts';
import { placeOfDrawing } from './draw-commands.ts';
import { itemOfRow, type GestureContext } from './gesture-context.ts';
import { linkedText, typeOfEnds } from './link-commands.ts';
import { holdBackText } from './hold-back.ts';
import { withReadableDays } from '../../../ui/format-day.ts';

type Accepted = Extract<GesturePreview, { kind: 'accepted' }>;
type Words = Pick<Accepted, 'label' | 'announcement'> & { readonly details: readonly (string | undefined)[] };

export function previewOf(context: GestureContext, gesture: Gesture, outcome: CommandOutcome): GesturePreview {
  if (outcome.kind === 'refused') return { kind: 'refused', reason: withReadableDays(outcome.refusal.message) };
  const { moves } = outcome;
  const spans = new Map<string, Span>();
  // What a batch leaves alone is kept where it is by rules.
  if ('barId' in gesture) spans.set(gesture.rowId, gesture.from);
  for (const move of moves) spans.set(move.id, { startDay: move.to.startOn, endDay: move.to.endOn });
  const heldIds = heldIdsOf(context, gesture);
  const { label, announcement, details } = wordsOf(context, gesture, moves, heldIds, spans);
  const detail = details.filter((part) => part !== undefined).join(' · ');
  // The one that is drawn has no row yet.
  if (gesture.kind === 'draw') spans.clear();
  return {
    kind: 'accepted',
    spans,
    reasonOf: reasonsOf(context, moves, heldIds),
    label,
    ...(detail === '' ? {} : { detail }),
    announcement,
  };
}

/** The items in the hand. */
function heldIdsOf(context: GestureContext, gesture: Gesture): ReadonlySet<string> {
  if ('barId' in gesture) return new Set(heldItems(context, gesture).map((item) => item.id));
  return new Set();
}

/** In words, asked for what is seen; what moves with the thing in the hand says nothing. */
function reasonsOf({ plan }: GestureContext, moves: readonly Move[], heldIds: ReadonlySet<string>): (rowId: string) => string | undefined {
  let byId: Map<string, Move> | undefined;
  return (rowId) => {
    byId ??= new Map(consequencesOf(plan, moves, heldIds).map((move) => [move.id, move]));
    const move = byId.get(rowId);
    const reason = move && moveReasonText(plan, move);
    return move && reason !== undefined ? `${moveShiftText(plan, move)}, ${reason}` : undefined;
  };
}

function wordsOf(
  context: GestureContext,
  gesture: Gesture,
  moves: readonly Move[],
  heldIds: ReadonlySet<string>,
  spans: ReadonlyMap<string, Span>,
): Words {
  switch (gesture.kind) {
    case 'move':
    case 'resizeStart':
    case 'resizeEnd':
      return barWords(context, gesture, moves, heldIds, spans.get(gesture.rowId) ?? gesture.from);
    case 'progress':
      return progressWords(context, gesture);
    case 'link':
      return linkWords(context, gesture, moves);
    case 'draw':
      return drawWords(context, gesture);
  }
}

function barWords(context: GestureContext, gesture: BarGesture, moves: readonly Move[], heldIds: ReadonlySet<string>, own: Span): Words {
  const item = itemOfRow(context, gesture.rowId);
  const followers = countFollowers(moves, heldIds);
  const holdsBack =
    own.startDay > gesture.to.startDay || own.endDay > gesture.to.endDay ? holdBackText(context.plan, item.id, gesture.to) : undefined;
  const hidden = moves.filter((move) => isFollower(move, heldIds) && context.rows.indexOf(move.id) < 0).length;
  const together = heldIds.size > 1 ? `${countText(heldIds.size, 'item', 'items')} together` : undefined;
  return {
    label: shortText(context, item, gesture, own),
    announcement: [
      movedText(context.format, item, { from: gesture.from, to: own, keepsLength: gesture.kind === 'move' }, followers),
      together,
      holdsBack,
    ]
      .filter((part) => part !== undefined)
      .join(', '),
    details: [
      together,
      holdsBack,
      followers === 0 ? undefined : countText(followers, 'successor follows', 'successors follow'),
      hidden === 0 ? undefined : `${hidden} in hidden rows`,
    ],
  };
}

/** Phases that move because a link pushes them. */
function countFollowers(moves: readonly Move[], heldIds: ReadonlySet<string>): number {
  return moves.filter((move) => isFollower(move, heldIds)).length;
}

function isFollower(move: Move, heldIds: ReadonlySet<string>): boolean {
  return !heldIds.has(move.id) && move.reason.kind === 'pushed';
}

/** "12 Mar → 19 Mar, +5 wd": the start for a move, the end that is pulled for a resize. */
function shortText({ plan, format }: GestureContext, item: GanttItem, gesture: BarGesture, own: Span): string {
  const calendar = calendarOf(plan, item.project.siteId);
  if (gesture.kind === 'move') {
    const shift = workingShiftText(calendar, gesture.from.startDay, own.startDay);
    const target = own.startDay === own.endDay ? format.short(own.startDay) : `${format.short(own.startDay)} – ${format.short(own.endDay)}`;
    return `${format.short(gesture.from.startDay)} → ${target}, ${shift}`;
  }
  const [from, to] = gesture.kind === 'resizeEnd' ? [gesture.from.endDay, own.endDay] : [gesture.from.startDay, own.startDay];
  const before = calendar.workingDaysBetween(gesture.from.startDay, gesture.from.endDay);
  const after = calendar.workingDaysBetween(own.startDay, own.endDay);
  const change = after - before;
  return `${format.short(from)} → ${format.short(to)}, ${after} wd (${change > 0 ? '+' : change < 0 ? '−' : '±'}${Math.abs(change)})`;
}

function progressWords({ plan, ...context }: GestureContext, { rowId, from, to }: ProgressGesture): Words {
  const item = itemOfRow({ plan, ...context }, rowId);
  const name = nameOf(item);
  const before = completionOf(plan, item.project.id);
  const after = before + (weightOf(plan, item) * (to - from)) / 100;
  return {
    label: `${from} % → ${to} % done`,
    announcement: `${name}, ${to} percent done`,
    details: [
      Math.round(before) === Math.round(after) ? undefined : `${item.project.name} ${Math.round(before)} % → ${Math.round(after)} %`,
    ],
  };
}

/** The share of a leaf in the completion of its project, in percent: by calendar days. */
function weightOf(plan: Plan, item: GanttItem): number {
  if (item.kind === 'project') return 100;
  const daysOf = (phase: Phase): number => (phase.isMilestone ? 0 : phase.endOn - phase.startOn + 1);
  const roots = plan.index.projectNodes.get(item.project.id)?.roots ?? [];
  const total = roots.flatMap((root) => leavesBelow(root)).reduce((sum, leaf) => sum + daysOf(leaf.phase), 0);
  return total === 0 ? 0 : (daysOf(item.phase) / total) * 100;
}

function linkWords(context: GestureContext, gesture: LinkGesture, moves: readonly Move[]): Words {
  const [from, to] = [nameOf(itemOfRow(context, gesture.from.rowId)), nameOf(itemOfRow(context, gesture.to.rowId))];
  const type = typeOfEnds(gesture);
  const own = moves.find((move) => move.id === gesture.to.rowId);
  const others = moves.filter((move) => move.id !== gesture.to.rowId && move.reason.kind === 'pushed').length;
  return {
    label: `${from} → ${to}`,
    announcement: linkedText(from, to, type),
    details: [
      linkTypeNames[type],
      own && `${to} moves ${moveShiftText(context.plan, own)}`,
      others === 0 ? undefined : countText(others, own ? 'other follows' : 'phase moves', own ? 'others follow' : 'phases move'),
    ],
  };
}

function drawWords(context: GestureContext, { rowId, to }: DrawGesture): Words {
  const { format, plan } = context;
  const drawn = placeOfDrawing(context, rowId);
  const calendar = drawn && calendarOf(plan, drawn.item.project.siteId);
  const workingDays = calendar?.workingDaysBetween(to.startDay, to.endDay) ?? 0;
  const days = to.startDay === to.endDay ? format.short(to.startDay) : `${format.short(to.startDay)} – ${format.short(to.endDay)}`;
  return {
    label: `${days}, ${workingDays} wd`,
    announcement: `New phase, ${rangeText(format, to.startDay, to.endDay)}`,
    details: [drawn && `New phase ${drawn.isInside ? 'in' : 'after'} ${nameOf(drawn.item)}`],
  };
}
