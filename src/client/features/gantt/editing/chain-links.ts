/** Links between chosen rows in their order. */
import { createUuid } from '../../../../lib/uuid.ts';
import type { Command } from '../../../../planning/commands/command.ts';
import type { DependencyId, PhaseId } from '../../../../planning/model.ts';
import { predecessorLinksOf, type Plan } from '../../../../planning/plan.ts';
import type { Action, Unavailable } from '../gantt-actions.ts';
import { nameOf, type GanttItem } from '../gantt-items.ts';
import { topPhases } from './many-actions.ts';

/** Each row after the one before it; links that are there already stay as they are. */
export function chain(plan: Plan, items: readonly GanttItem[]): Action | Unavailable {
  const phases = topPhases(plan, items);
  if (phases.length < 2) return { reason: 'Choose two phases or more to link them' };
  const commands = phases.flatMap(({ id }, index): Command[] => {
    const before = phases[index - 1];
    const isLinked = before && predecessorLinksOf(plan, id).some(({ predecessorId }) => predecessorId === before.id);
    return before && !isLinked ? [linkCommand(before.id, id)] : [];
  });
  if (commands.length === 0) return { reason: 'These phases are linked already' };
  return { commands, label: `Link ${phases.length} phases`, announcement: phases.map(nameOf).join(', then ') };
}

function linkCommand(predecessorId: PhaseId, successorId: PhaseId): Command {
  // Born here: a command carries the final id.
  return { kind: 'dependency.link', id: createUuid() as DependencyId, predecessorId, successorId, type: 'FS', lagDays: 0 };
}
