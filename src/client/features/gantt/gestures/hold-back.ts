import type { Command } from '../../../../planning/commands/command.ts';
import type { Plan } from '../../../../planning/plan.ts';
import type { Span } from '../../../timeline/timeline-model.ts';
import { spanOf, type GanttItem } from '../gantt-items.ts';
import { predecessorMagnets } from './magnets.ts';

/** "No earlier: end of Scouting": the link that keeps a bar from the place that is wanted for it. */
export function holdBackText(plan: Plan, rowId: string, wanted: Span): string | undefined {
  const late = predecessorMagnets(plan, rowId).filter(
    ({ instant, side }) => instant > (side === 'end' ? wanted.endDay + 1 : wanted.startDay),
  );
  const [latest] = late.toSorted((a, b) => b.instant - a.instant);
  return latest && `No earlier: ${latest.label.charAt(0).toLowerCase()}${latest.label.slice(1)}`;
}

/** The same of an item that commands gave days to, where it stands later than they said. */
export function heldBackText(plan: Plan, item: GanttItem, commands: readonly Command[]): string | undefined {
  const { startOn, endOn } = spanOf(item);
  for (const command of commands) {
    if (command.kind !== 'phase.reschedule' || command.id !== item.id) continue;
    if (startOn <= command.startOn && endOn <= command.endOn) continue;
    return holdBackText(plan, item.id, { startDay: command.startOn, endDay: command.endOn });
  }
  return undefined;
}
