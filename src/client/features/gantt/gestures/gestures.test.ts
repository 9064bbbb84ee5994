import { describe, expect, it } from 'vitest';
import { makeLink, makePhase, makePlan, makeProject, makeSite, MONDAY, phaseId } from '../../../../../tests/support/small-plans.ts';
import type { Command } from '../../../../planning/commands/command.ts';
import { runCommands } from '../../../../planning/commands/run-commands.ts';
import type { Plan } from '../../../../planning/plan.ts';
import { dayFormatOf } from '../../../timeline/day-format.ts';
import type { BarGesture, Gesture, GesturePreview } from '../../../timeline/timeline-model.ts';
import { findItem, listSections } from '../gantt-items.ts';
import { actionOfGesture } from './action-of-gesture.ts';
import { consequencesOf } from './consequences.ts';
import type { GestureContext } from './gesture-context.ts';
import { previewOf } from './gesture-preview.ts';
import { addLinkedPhase, targetsOf } from './link-commands.ts';
import { magnetsOf } from './magnets.ts';

/** Two weeks: A (Mon to Fri) → B (next Mon to Fri) → C, a milestone at its end; G holds G1; Beta with D and E is foreign, E is assigned. */
function plan(): Plan {
  return makePlan({
    sites: [makeSite('Basel')],
    projects: [makeProject('Alpha', { workingDays: true }), makeProject('Beta')],
    phases: [
      makePhase('A', 0, 4),
      makePhase('B', 7, 11),
      makePhase('C', 11, 11, { isMilestone: true }),
      makePhase('G', 0, 4),
      makePhase('G1', 0, 4, { parentId: phaseId('G') }),
      makePhase('D', 0, 4, { projectId: makeProject('Beta').id }),
      makePhase('E', 0, 4, { projectId: makeProject('Beta').id }),
    ],
    dependencies: [makeLink('A', 'B'), makeLink('B', 'C')],
  });
}

function contextOf(here: Plan, selected: readonly string[] = []): GestureContext {
  const items = listSections(here, { siteId: null, search: '', isCollapsed: () => false }).flatMap((section) => section.list());
  return {
    plan: here,
    format: dayFormatOf('en-GB', 2026),
    rows: { count: items.length, itemAt: (index) => items[index], indexOf: (id) => items.findIndex(({ item }) => item.id === id) },
    today: MONDAY + 2,
    canEdit: (project) => project.name === 'Alpha',
    canReport: (_plan, item) => item.project.name === 'Alpha' || item.id === 'E',
    selectedIds: new Set(selected),
  };
}

function pull(id: string, days: number, here: Plan): BarGesture {
  const item = findItem(here, id);
  if (item?.kind !== 'phase') throw new Error(`no phase ${id}`);
  const from = { startDay: item.phase.startOn, endDay: item.phase.endOn };
  const to = { startDay: from.startDay + days, endDay: from.endDay + days };
  return { kind: 'move', rowId: id, barId: id, deltaDays: days, from, to };
}

function commandsOf(context: GestureContext, gesture: Gesture): readonly Command[] {
  const action = actionOfGesture(context, gesture);
  if ('reason' in action) throw new Error(action.reason);
  return action.commands;
}

function shown(context: GestureContext, gesture: Gesture): Extract<GesturePreview, { kind: 'accepted' }> {
  const outcome = runCommands(context.plan, commandsOf(context, gesture), { doubleBooking: 'refuse' });
  const preview = previewOf(context, gesture, outcome);
  if (preview.kind === 'refused') throw new Error(preview.reason);
  return preview;
}

describe('what a pull shows', () => {
  it('of the heading of a group is that it has no dates', () => {
    const context = contextOf(plan());
    const onHeading = { ...pull('A', 1, context.plan), rowId: 'group:/status=todo' };
    expect(actionOfGesture(context, onHeading)).toEqual({ reason: 'The heading of a group has no dates of its own' });
    const report: Gesture = { kind: 'progress', rowId: 'group:/status=todo', from: 0, to: 10 };
    expect(actionOfGesture(context, report)).toHaveProperty('reason');
  });

  it('of what somebody else has deleted is that it is gone', () => {
    const context = contextOf(plan());
    const onNothing = { ...pull('A', 1, context.plan), rowId: 'gone' };
    expect(actionOfGesture(context, onNothing)).toEqual({ reason: 'It is no longer in the plan' });
  });

  it('says where the bar goes, who follows, and why each of them does', () => {
    const context = contextOf(plan());
    const preview = shown(context, pull('A', 7, context.plan));
    expect(preview.label).toBe('5 Jan → 12 Jan – 16 Jan, +5 wd');
    expect(preview.detail).toBe('2 successors follow');
    expect(preview.reasonOf?.('B')).toBe('+5 wd, after A');
    expect(preview.reasonOf?.('A'), 'the one in the hand').toBeUndefined();
    expect(preview.reasonOf?.('G'), 'one that stays').toBeUndefined();
  });

  it('says what holds a bar back, and where it stays', () => {
    const context = contextOf(plan());
    const preview = shown(context, pull('B', -3, context.plan));
    expect(preview.detail).toBe('No earlier: end of A');
    expect(preview.spans.get('B')).toEqual({ startDay: MONDAY + 7, endDay: MONDAY + 11 });
  });

  it('names the project that a progress changes', () => {
    const preview = shown(contextOf(plan()), { kind: 'progress', rowId: 'A', from: 0, to: 50 });
    expect(preview).toMatchObject({ label: '0 % → 50 % done', detail: 'Alpha 0 % → 17 %' });
  });

  it('is refused where a person may only look', () => {
    const context = contextOf(plan());
    expect(actionOfGesture(context, pull('D', 1, context.plan))).toEqual({ reason: 'You may look at D, not change it' });
    expect(actionOfGesture(context, { kind: 'progress', rowId: 'D', from: 0, to: 50 })).toHaveProperty('reason');
    expect(actionOfGesture(context, { kind: 'draw', rowId: 'D', to: { startDay: MONDAY, endDay: MONDAY } })).toHaveProperty('reason');
  });

  it('tells how far a phase is for whom it is assigned to, and leaves it where it is', () => {
    const context = contextOf(plan());
    expect(commandsOf(context, { kind: 'progress', rowId: 'E', from: 0, to: 50 })).toEqual([
      { kind: 'progress.set', id: 'E', completionPercent: 50 },
    ]);
    const reason = 'You may report the progress of E, not change the rest';
    expect(actionOfGesture(context, pull('E', 1, context.plan))).toEqual({ reason });
    expect(actionOfGesture(context, { ...pull('E', 1, context.plan), kind: 'resizeEnd' })).toEqual({ reason });
    expect(actionOfGesture(context, { kind: 'link', from: { rowId: 'A', side: 'end' }, to: { rowId: 'E', side: 'start' } })).toEqual({
      reason,
    });
  });

  it('says why an end cannot be pulled, and why there is no progress to tell', () => {
    const context = contextOf(plan());
    const resize = (id: string) => actionOfGesture(context, { ...pull(id, 1, context.plan), kind: 'resizeEnd' });
    expect(resize('G')).toEqual({ reason: 'G is as long as the phases in it' });
    expect(resize('C')).toEqual({ reason: 'C is a milestone and has no length' });
    expect(actionOfGesture(context, { kind: 'progress', rowId: 'G', from: 0, to: 50 })).toEqual({
      reason: 'Progress follows from the phases in it',
    });
  });
});

describe('a pull on one of several chosen bars', () => {
  it('moves them all, the earliest first, and what lies in a chosen one only with that', () => {
    const context = contextOf(plan(), ['B', 'G1', 'A', 'G']);
    const commands = commandsOf(context, pull('B', 7, context.plan));
    expect(commands.map((command) => command.id)).toEqual(['A', 'G', 'B']);
    expect(shown(context, pull('B', 7, context.plan)).detail).toBe('3 items together · 1 successor follows');
  });

  it('leaves the others alone when it is on another bar', () => {
    const context = contextOf(plan(), ['A', 'G']);
    expect(commandsOf(context, pull('B', 7, context.plan)).map((command) => command.id)).toEqual(['B']);
  });
});

describe('consequences', () => {
  it('are the moves of others, not of what lies in the held item or holds it', () => {
    const here = plan();
    const context = contextOf(here);
    const outcome = runCommands(here, commandsOf(context, pull('A', 7, here)), { doubleBooking: 'refuse' });
    const moves = outcome.kind === 'accepted' ? outcome.moves : [];
    expect(consequencesOf(here, moves, new Set(['A'])).map((move) => move.id)).toEqual(expect.arrayContaining(['B', 'C']));
    expect(consequencesOf(here, moves, new Set(['Alpha']))).toEqual([]);
  });
});

describe('an arrow', () => {
  const ends = (from: string, to: string) => ({ from: { rowId: from, side: 'end' }, to: { rowId: to, side: 'start' } }) as const;

  it('that is taken to another phase keeps its lag, and turned at its phase keeps itself', () => {
    const context = contextOf(plan());
    const linkId = makeLink('A', 'B').id;
    expect(commandsOf(context, { kind: 'link', linkId, ...ends('A', 'G') })).toMatchObject([
      { kind: 'dependency.unlink', id: linkId },
      { kind: 'dependency.link', predecessorId: 'A', successorId: 'G', type: 'FS', lagDays: 0 },
    ]);
    const turned = { from: { rowId: 'A', side: 'start' }, to: { rowId: 'B', side: 'start' } } as const;
    expect(commandsOf(context, { kind: 'link', linkId, ...turned })).toEqual([{ kind: 'dependency.update', id: linkId, type: 'SS' }]);
    expect(actionOfGesture(context, { kind: 'link', linkId, ...ends('A', 'B') })).toHaveProperty('reason');
  });

  it('may lead where it closes no circle and a person may write', () => {
    const context = contextOf(plan());
    const mayFollow = targetsOf(context, { fixed: { rowId: 'B', side: 'end' }, held: 'to' });
    expect(['A', 'B', 'C', 'G', 'D', 'Alpha'].filter(mayFollow)).toEqual(['G']);
    const mayPrecede = targetsOf(context, { fixed: { rowId: 'B', side: 'start' }, held: 'from' });
    expect(['A', 'B', 'C', 'G', 'D', 'Alpha'].filter(mayPrecede)).toEqual(['G', 'D']);
  });
});

describe('a linked phase', () => {
  it('begins on the working day after, or ends on the one before, and neither moves the other', () => {
    const here = plan();
    const item = findItem(here, 'B');
    if (!item) throw new Error('no B');
    for (const [side, startOn, endOn] of [
      ['end', 14, 18],
      ['start', 0, 4],
    ] as const) {
      const action = addLinkedPhase(here, item, side);
      if ('reason' in action) throw new Error(action.reason);
      expect(action.commands[0]).toMatchObject({ startOn: MONDAY + startOn, endOn: MONDAY + endOn });
      const outcome = runCommands(here, action.commands, { doubleBooking: 'refuse' });
      const moved = outcome.kind === 'accepted' ? outcome.moves.filter((move) => move.id === 'A' || move.id === 'B') : undefined;
      expect(moved).toEqual([]);
    }
  });
});

describe('magnets', () => {
  it('are where links let a bar begin, what waits for it, milestones of its project, and today', () => {
    expect(magnetsOf(contextOf(plan()), 'B')).toEqual([
      { instant: MONDAY + 7, side: 'start', label: 'End of A' },
      { instant: MONDAY + 12, side: 'end', label: 'Start of C' },
      { instant: MONDAY + 12, label: 'C' },
      { instant: MONDAY + 2, label: 'Today' },
    ]);
  });
});
