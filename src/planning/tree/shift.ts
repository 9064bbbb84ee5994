import type { Day } from '../../lib/days.ts';
import type { SiteCalendar } from '../calendar/site-calendar.ts';
import type { MoveReason } from '../commands/command.ts';
import type { Refused } from '../commands/refused.ts';
import { setPhaseDays, type Transaction } from '../commands/transaction.ts';
import type { PhaseNode } from '../phase-node.ts';
import { spanFrom } from '../schedule/requirement.ts';

/** Where something that moves as a whole starts: as asked, or with a calendar on the first working day from there on. */
export function movedStartOf(startOn: Day, calendar: SiteCalendar | undefined): Day {
  return calendar ? calendar.nextWorkingDay(startOn) : startOn;
}

/**
 * Moves leaves with the start of what contains them: by the same number of calendar days, or, with a calendar, so that each
 * keeps its distance from that start, and its length, in working days.
 */
export function shiftLeaves(
  tx: Transaction,
  leaves: readonly PhaseNode[],
  start: { readonly from: Day; readonly to: Day },
  calendar: SiteCalendar | undefined,
  reason: MoveReason,
): Refused | undefined {
  for (const leaf of leaves) {
    const { phase } = leaf;
    const startOn = calendar
      ? calendar.dayAt(calendar.ordinalOf(start.to) + calendar.ordinalOf(phase.startOn) - calendar.ordinalOf(start.from))
      : phase.startOn + start.to - start.from;
    const span = spanFrom(phase, startOn, calendar);
    const refusal = setPhaseDays(tx, leaf, span.startOn, span.endOn, reason);
    if (refusal) return refusal;
  }
  return undefined;
}
