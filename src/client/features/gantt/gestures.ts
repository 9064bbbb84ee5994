/** From a hand on a bar to commands, and from their outcome to what is shown and said. */
import { calendarOf } from '../../../planning/calendar/calendar-of.ts';
import type { Command, CommandOutcome, Move } from '../../../planning/commands/command.ts';
import type { Plan } from '../../../planning/plan.ts';
import type { DayFormat } from '../../timeline/day-format.ts';
import type { Gesture, GesturePreview, Span } from '../../timeline/timeline-model.ts';
import { countText, rangeText, shiftText, workingShiftText } from './describe.ts';
import { nameOf, type GanttItem } from './gantt-items.ts';

export function commandsOf(plan: Plan, item: GanttItem, gesture: Gesture): readonly Command[] {
  const { startDay, endDay } = gesture.kind === 'move' ? movedSpan(plan, item, gesture) : gesture.to;
  const days = { startOn: startDay, endOn: endDay };
  return item.kind === 'project'
    ? [{ kind: 'project.reschedule', id: item.id, ...days }]
    : [{ kind: 'phase.reschedule', id: item.id, ...days }];
}

/**
 * Where a moved bar comes to stand. In a project that counts working days it starts on one, in the direction of the move, and
 * keeps its number of working days; else it keeps its calendar days.
 */
function movedSpan(plan: Plan, item: GanttItem, { from, to }: Gesture): Span {
  if (!item.project.workingDays || to.startDay === from.startDay) return to;
  const calendar = calendarOf(plan, item.project.siteId);
  const isLater = to.startDay > from.startDay;
  const startDay = isLater ? calendar.nextWorkingDay(to.startDay) : calendar.dayAt(calendar.ordinalOf(to.startDay + 1) - 1);
  const workingDays = calendar.workingDaysBetween(from.startDay, from.endDay);
  const isPoint = item.kind === 'phase' && item.phase.isMilestone;
  if (isPoint || workingDays === 0) return { startDay, endDay: startDay + to.endDay - to.startDay };
  return { startDay, endDay: calendar.dayAt(calendar.ordinalOf(startDay) + workingDays - 1) };
}

export function labelOf(item: GanttItem, gesture: Gesture): string {
  return `${gesture.kind === 'move' ? 'Move' : 'Resize'} ${nameOf(item)}`;
}

/** Everything that a gesture would change, in places and in words. */
export function previewOf(plan: Plan, format: DayFormat, item: GanttItem, gesture: Gesture, outcome: CommandOutcome): GesturePreview {
  if (outcome.kind === 'refused') return { kind: 'refused', reason: outcome.refusal.message };
  const spans = new Map<string, Span>([[item.id, gesture.to]]);
  for (const move of outcome.moves) spans.set(move.id, { startDay: move.to.startOn, endDay: move.to.endOn });
  const own = spans.get(item.id) ?? gesture.to;
  const followers = countFollowers(outcome.moves, item.id);
  return {
    kind: 'accepted',
    spans,
    label: shortText(plan, format, item, gesture, own),
    ...(followers === 0 ? {} : { detail: countText(followers, 'successor follows', 'successors follow') }),
    announcement: movedText(format, item, gesture, own, followers),
  };
}

/** "Synthesis, 3 to 14 March 2026, 2 days later, 4 successors moved". */
function movedText(format: DayFormat, item: GanttItem, { kind, from }: Gesture, to: Span, followers: number): string {
  // A move may cover more calendar days where it keeps its working days: that is no change of length.
  const length = kind === 'move' ? 0 : to.endDay - to.startDay - (from.endDay - from.startDay);
  return [
    nameOf(item),
    rangeText(format, to.startDay, to.endDay),
    shiftText(from.startDay, to.startDay),
    length === 0 ? undefined : `${countText(Math.abs(length), 'day', 'days')} ${length > 0 ? 'longer' : 'shorter'}`,
    followers === 0 ? undefined : `${countText(followers, 'successor', 'successors')} moved`,
  ]
    .filter((part) => part !== undefined)
    .join(', ');
}

/** Phases that moved because a link pushed them. */
export function countFollowers(moves: readonly Move[], ownId: string): number {
  return moves.filter((move) => move.id !== ownId && move.reason.kind === 'pushed').length;
}

/** "12 Mar → 19 Mar, +5 wd": the start for a move, the end that is pulled for a resize. */
function shortText(plan: Plan, format: DayFormat, item: GanttItem, gesture: Gesture, own: Span): string {
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
