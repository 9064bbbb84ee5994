/**
 * The planning rules once more, slowly and independently: days are walked one by one, links are taken apart into all pairs of
 * leaves, parents are fitted by walking the tree, and nothing is kept between two commands. Tests hold the engine against it.
 * Only types come from the engine.
 */
import type { Command } from '../../src/planning/commands/command.ts';
import type { Reservation } from '../../src/planning/model.ts';
import { runOne } from './oracle-commands.ts';
import { copyOf, phaseOf, projectOf, Refused, type World } from './oracle-world.ts';

export type OracleOutcome =
  | { readonly kind: 'accepted'; readonly world: World }
  | { readonly kind: 'refused'; readonly code: string; readonly commandIndex: number };

/** Runs a batch; the given world stays as it is. */
export function runOracle(before: World, commands: readonly Command[], doubleBooking: 'refuse' | 'allow'): OracleOutcome {
  const world = copyOf(before);
  for (const [commandIndex, command] of commands.entries()) {
    try {
      runOne(world, command);
    } catch (error) {
      if (error instanceof Refused) return { kind: 'refused', code: error.code, commandIndex };
      throw error;
    }
  }
  if (doubleBooking === 'refuse' && hasNewClash(before, world)) {
    return { kind: 'refused', code: 'equipment_clash', commandIndex: -1 };
  }
  return { kind: 'accepted', world };
}

function hasNewClash(before: World, world: World): boolean {
  const isIdle = (reservation: Reservation) =>
    projectOf(world, reservation.projectId ?? phaseOf(world, reservation.phaseId)?.projectId ?? null)?.isArchived === true;
  const wasIdle = (reservation: Reservation) =>
    projectOf(before, reservation.projectId ?? phaseOf(before, reservation.phaseId)?.projectId ?? null)?.isArchived === true;
  return world.reservations.some((one) => {
    const old = before.reservations.find(({ id }) => id === one.id);
    const isTouched = !old || JSON.stringify(old) !== JSON.stringify(one) || (wasIdle(old) && !isIdle(one));
    if (!isTouched || isIdle(one)) return false;
    return world.reservations.some(
      (other) =>
        other.id !== one.id &&
        other.equipmentId === one.equipmentId &&
        other.startOn <= one.endOn &&
        one.startOn <= other.endOn &&
        !isIdle(other),
    );
  });
}
