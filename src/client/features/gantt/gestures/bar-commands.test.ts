import { describe, expect, it } from 'vitest';
import { makePhase, makePlan, makeProject, makeSite, MONDAY } from '../../../../../tests/support/small-plans.ts';
import { commandsOf } from './bar-commands.ts';

/** A phase from a Thursday to the next Wednesday, moved by days of the calendar; its place, counted from the Monday. */
function movedBy(days: number, workingDays: boolean): readonly [number, number] {
  const project = makeProject('Alpha', { workingDays });
  const phase = makePhase('Coupling', 3, 9);
  const plan = makePlan({ sites: [makeSite('Basel')], projects: [project], phases: [phase] });
  const from = { startDay: phase.startOn, endDay: phase.endOn };
  const to = { startDay: from.startDay + days, endDay: from.endDay + days };
  const gesture = { kind: 'move', rowId: phase.id, barId: phase.id, deltaDays: days, from, to } as const;
  const [command] = commandsOf(plan, { kind: 'phase', id: phase.id, project, phase }, gesture);
  if (command?.kind !== 'phase.reschedule') throw new Error('a phase is rescheduled');
  return [command.startOn - MONDAY, command.endOn - MONDAY];
}

describe('a moved bar', () => {
  it('keeps its working days and starts on one, in the direction of the move', () => {
    expect(movedBy(1, true)).toEqual([4, 10]);
    expect(movedBy(2, true)).toEqual([7, 11]);
    expect(movedBy(-4, true)).toEqual([-3, 3]);
  });

  it('keeps its calendar days where the project counts those', () => {
    expect(movedBy(2, false)).toEqual([5, 11]);
  });
});
