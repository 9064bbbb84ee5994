import type { ReservationId } from '../model.ts';
import type { Plan } from '../plan-index.ts';
import { settle } from '../schedule/settle.ts';
import { collectMoves, collectPatches, listTouchedReservations } from './collect-changes.ts';
import type { Command, CommandKind, CommandOf, CommandOutcome, Refusal } from './command.ts';
import { createColumn, deleteColumn, moveColumn, setCustomValue, updateColumn } from './custom-commands.ts';
import { link, unlink, updateLink } from './dependency-commands.ts';
import { findClash } from './equipment-clash.ts';
import { createPhase, deletePhase, movePhase, reschedulePhase, setProgress, updatePhase } from './phase-commands.ts';
import { createProject, deleteProject, reorderProject, rescheduleProject, resolveProject, updateProject } from './project-commands.ts';
import {
  removeEquipment,
  removeEvent,
  removeHoliday,
  removeSite,
  removeStaff,
  setEquipment,
  setEvent,
  setHoliday,
  setSite,
  setStaff,
} from './reference-commands.ts';
import type { Refused } from './refused.ts';
import {
  removeAssignment,
  removeBlock,
  removeBooking,
  removeTimeOff,
  setAssignment,
  setBlock,
  setBooking,
  setTimeOff,
} from './staffing-commands.ts';
import { beginTransaction, rollBack, type Transaction } from './transaction.ts';

/** Whether two reservations of one item may overlap: the tenant's setting. */
export type RunOptions = { readonly doubleBooking: 'refuse' | 'allow' };

/**
 * What a batch of commands does to a plan: each command in turn with all its consequences, or the first refusal. The plan is
 * the same before and after (it is written to in between and taken back), so a browser may ask on each pointer move, and applies
 * the patches when it means it. Costs what the batch touches, not what the plan holds. Overlaps of bookings are judged at the
 * end of the batch, so that two can be swapped.
 */
export function runCommands(plan: Plan, commands: readonly Command[], options: RunOptions): CommandOutcome {
  const tx = beginTransaction(plan, options.doubleBooking === 'allow');
  try {
    for (const [commandIndex, command] of commands.entries()) {
      tx.commandIndex = commandIndex;
      const refused = runCommand(tx, command) ?? settle(tx);
      if (refused) return { kind: 'refused', refusal: { ...refused, commandIndex } };
    }
    const refusal = findClashRefusal(tx);
    if (refusal) return { kind: 'refused', refusal };
    return { kind: 'accepted', patches: collectPatches(tx), moves: collectMoves(tx) };
  } finally {
    rollBack(tx);
  }
}

/** The refusal of a batch whose reservations overlap where they must not. */
export function findClashRefusal(tx: Transaction): Refusal | undefined {
  if (tx.isDoubleBookingAllowed) return undefined;
  const touched: Map<ReservationId, number> = listTouchedReservations(tx);
  const clash = findClash(tx.plan, touched.keys());
  return clash && { ...clash.refused, commandIndex: touched.get(clash.id) ?? 0 };
}

type Handlers = { readonly [Kind in CommandKind]: (tx: Transaction, command: CommandOf<Kind>) => Refused | undefined };

const HANDLERS: Handlers = {
  'project.create': createProject,
  'project.update': updateProject,
  'project.reschedule': rescheduleProject,
  'project.move': reorderProject,
  'project.delete': deleteProject,
  'phase.create': createPhase,
  'phase.update': updatePhase,
  'phase.reschedule': reschedulePhase,
  'phase.move': movePhase,
  'phase.delete': deletePhase,
  'progress.set': setProgress,
  'dependency.link': link,
  'dependency.update': updateLink,
  'dependency.unlink': unlink,
  'schedule.resolve': resolveProject,
  'assignment.set': setAssignment,
  'assignment.remove': removeAssignment,
  'booking.set': setBooking,
  'booking.remove': removeBooking,
  'block.set': setBlock,
  'block.remove': removeBlock,
  'timeOff.set': setTimeOff,
  'timeOff.remove': removeTimeOff,
  'site.set': setSite,
  'site.remove': removeSite,
  'holiday.set': setHoliday,
  'holiday.remove': removeHoliday,
  'event.set': setEvent,
  'event.remove': removeEvent,
  'equipment.set': setEquipment,
  'equipment.remove': removeEquipment,
  'customColumn.create': createColumn,
  'customColumn.update': updateColumn,
  'customColumn.move': moveColumn,
  'customColumn.delete': deleteColumn,
  'customValue.set': setCustomValue,
  'staff.set': setStaff,
  'staff.remove': removeStaff,
};

function runCommand(tx: Transaction, command: Command): Refused | undefined {
  // The table pairs each kind with the function that takes it, which the compiler cannot follow through a union.
  const handle = HANDLERS[command.kind] as (tx: Transaction, command: Command) => Refused | undefined;
  return handle(tx, command);
}
