/** What became of an item's dates, in words. */
import type { Move } from '../../../planning/commands/command.ts';
import type { DayFormat } from '../../timeline/day-format.ts';
import type { Span } from '../../timeline/timeline-model.ts';
import { countText, rangeText, shiftText } from './describe.ts';
import { nameOf, spanOf, type GanttItem } from './gantt-items.ts';

export type Shift = {
  readonly from: Span;
  readonly to: Span;
  /** A move may cover more calendar days where it keeps its working days: that is no change of length. */
  readonly keepsLength: boolean;
};

/** "Synthesis, 3 to 14 March 2026, 2 days later, 4 successors moved". */
export function movedText(format: DayFormat, item: GanttItem, { from, to, keepsLength }: Shift, followers: number): string {
  const length = keepsLength ? 0 : to.endDay - to.startDay - (from.endDay - from.startDay);
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

/** The same from what the plan answered. */
export function outcomeText(format: DayFormat, item: GanttItem, moves: readonly Move[]): string {
  const own = moves.find(({ id }) => id === item.id);
  const { startOn, endOn } = spanOf(item);
  const to = { startDay: startOn, endDay: endOn };
  const from = own ? { startDay: own.from.startOn, endDay: own.from.endOn } : to;
  const followers = moves.filter((move) => move.id !== item.id && move.reason.kind === 'pushed').length;
  return movedText(format, item, { from, to, keepsLength: from.startDay !== to.startDay }, followers);
}
