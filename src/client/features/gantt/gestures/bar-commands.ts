/** From a hand on bars to commands. */
import type { Day } from '../../../../lib/days.ts';
import { calendarOf } from '../../../../planning/calendar/calendar-of.ts';
import type { Command } from '../../../../planning/commands/command.ts';
import { ancestorsOf, type Plan } from '../../../../planning/plan.ts';
import type { BarGesture, Span } from '../../../timeline/timeline-model.ts';
import { countText } from '../describe.ts';
import type { Action, Unavailable } from '../gantt-actions.ts';
import { findItem, isParent, nameOf, spanOf, type GanttItem } from '../gantt-items.ts';
import { itemOfRow, lockedBy, type GestureContext } from './gesture-context.ts';

/** A bar alone, or with it all that are chosen. */
export function moveOrResize(context: GestureContext, gesture: BarGesture): Action | Unavailable {
  const { plan } = context;
  const items = heldItems(context, gesture);
  const locked = items.map((item) => lockedBy(context, item)).find((lock) => lock !== undefined);
  if (locked) return locked;
  const [held] = items;
  if (gesture.kind !== 'move' && held && !hasOwnLength(plan, held))
    return {
      reason: `${nameOf(held)} is ${held.kind === 'phase' && held.phase.isMilestone ? 'a milestone and has no length' : 'as long as the phases in it'}`,
    };
  const verb = gesture.kind === 'move' ? 'Move' : 'Resize';
  return {
    commands: items.flatMap((item) => commandsOf(plan, item, gestureOn(item, gesture))),
    label: items.length === 1 && held ? `${verb} ${nameOf(held)}` : `${verb} ${countText(items.length, 'item', 'items')}`,
  };
}

/** Whether an end of it can be elsewhere while the other stays. */
function hasOwnLength(plan: Plan, item: GanttItem): boolean {
  if (item.kind === 'project') return item.project.hasFixedDates || !isParent(plan, item);
  return !item.phase.isMilestone && !isParent(plan, item);
}

/** What a hand holds, the earliest first: a follower that its predecessor has pushed is then put where it was asked to go. */
export function heldItems(context: GestureContext, gesture: BarGesture): readonly GanttItem[] {
  const { plan, selectedIds } = context;
  const held = itemOfRow(context, gesture.rowId);
  if (gesture.kind !== 'move' || selectedIds.size < 2 || !selectedIds.has(gesture.rowId)) return [held];
  const chosen = [...selectedIds].flatMap((id) => findItem(plan, id) ?? []);
  const whole = chosen.filter((item) => !isInside(plan, item, selectedIds));
  return whole.toSorted((a, b) => spanOf(a).startOn - spanOf(b).startOn);
}

/** What is chosen with the item that holds it moves along with that. */
function isInside(plan: Plan, item: GanttItem, ids: ReadonlySet<string>): boolean {
  if (item.kind === 'project') return false;
  return ids.has(item.project.id) || ancestorsOf(plan, item.id).some((ancestor) => ids.has(ancestor.id));
}

/** The same pull on another item. */
function gestureOn(item: GanttItem, gesture: BarGesture): BarGesture {
  if (item.id === gesture.rowId) return gesture;
  const from = { startDay: spanOf(item).startOn, endDay: spanOf(item).endOn };
  return { ...gesture, rowId: item.id, barId: item.id, from, to: shifted(from, gesture.deltaDays) };
}

function shifted({ startDay, endDay }: Span, days: number): Span {
  return { startDay: startDay + days, endDay: endDay + days };
}

export function commandsOf(plan: Plan, item: GanttItem, gesture: BarGesture): readonly Command[] {
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
function movedSpan(plan: Plan, item: GanttItem, { from, to }: BarGesture): Span {
  if (!item.project.workingDays || to.startDay === from.startDay) return to;
  const calendar = calendarOf(plan, item.project.siteId);
  const isLater = to.startDay > from.startDay;
  const startDay: Day = isLater ? calendar.nextWorkingDay(to.startDay) : calendar.dayAt(calendar.ordinalOf(to.startDay + 1) - 1);
  const workingDays = calendar.workingDaysBetween(from.startDay, from.endDay);
  const isPoint = item.kind === 'phase' && item.phase.isMilestone;
  if (isPoint || workingDays === 0) return { startDay, endDay: startDay + to.endDay - to.startDay };
  return { startDay, endDay: calendar.dayAt(calendar.ordinalOf(startDay) + workingDays - 1) };
}
