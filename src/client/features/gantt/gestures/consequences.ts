/** What follows from a gesture beyond what the hand holds: how far, and why. */
import { calendarOf } from '../../../../planning/calendar/calendar-of.ts';
import type { Command, Move } from '../../../../planning/commands/command.ts';
import { ancestorsOf, type Plan } from '../../../../planning/plan.ts';
import { workingShiftText } from '../describe.ts';
import { findItem, nameOf } from '../gantt-items.ts';

/** With more of them than this a gesture is shown as a list before it is done. */
const MAX_UNREVIEWED = 20;

/** Moves of others: neither what is held, nor what lies in it or holds it, for that goes without saying. */
export function consequencesOf(plan: Plan, moves: readonly Move[], heldIds: ReadonlySet<string>): readonly Move[] {
  const around = new Set<string>(heldIds);
  for (const id of heldIds) {
    const item = findItem(plan, id);
    if (item) around.add(item.project.id);
    if (item?.kind === 'phase') for (const ancestor of ancestorsOf(plan, item.id)) around.add(ancestor.id);
  }
  return moves.filter((move) => !around.has(move.id) && !isBelow(plan, move, heldIds));
}

/** What follows from commands beyond the items that they name. */
export function consequencesOfCommands(plan: Plan, commands: readonly Command[], moves: readonly Move[]): readonly Move[] {
  return consequencesOf(plan, moves, new Set(commands.map(({ id }) => id)));
}

/** Whether so many others move that a person sees them first. */
export function hasManyConsequences(plan: Plan, commands: readonly Command[], moves: readonly Move[]): boolean {
  return moves.length > MAX_UNREVIEWED && consequencesOfCommands(plan, commands, moves).length > MAX_UNREVIEWED;
}

function isBelow(plan: Plan, move: Move, heldIds: ReadonlySet<string>): boolean {
  const item = findItem(plan, move.id);
  if (item?.kind !== 'phase') return false;
  return heldIds.has(item.project.id) || ancestorsOf(plan, item.id).some((ancestor) => heldIds.has(ancestor.id));
}

/** "+5 wd": by how far a move goes; the end where the start stays. */
export function moveShiftText(plan: Plan, { id, from, to }: Move): string {
  const item = findItem(plan, id);
  if (!item) return '';
  const calendar = calendarOf(plan, item.project.siteId);
  return from.startOn === to.startOn
    ? workingShiftText(calendar, from.endOn, to.endOn)
    : workingShiftText(calendar, from.startOn, to.startOn);
}

/** "after Synthesis (SS +2 d)"; undefined where a person asked for it. */
export function moveReasonText(plan: Plan, { reason }: Move): string | undefined {
  switch (reason.kind) {
    case 'asked':
      return undefined;
    case 'withParent': {
      const parent = findItem(plan, reason.parentId);
      return `moves with ${parent ? nameOf(parent) : 'what holds it'}`;
    }
    case 'spansChildren':
      return 'spans its phases';
    case 'pushed': {
      const name = plan.phases.get(reason.predecessorId)?.name ?? 'a phase that you may not see';
      return `${linkWord(reason.type)} ${name}${linkDetail(reason.type, reason.lagDays)}`;
    }
  }
}

function linkWord(type: string): string {
  if (type === 'SS') return 'starts with';
  return type === 'FF' ? 'ends with' : 'after';
}

function linkDetail(type: string, lagDays: number): string {
  const lag = lagDays === 0 ? '' : `${lagDays > 0 ? '+' : '−'}${Math.abs(lagDays)} d`;
  const parts = [type === 'FS' ? '' : type, lag].filter((part) => part !== '');
  return parts.length === 0 ? '' : ` (${parts.join(' ')})`;
}
