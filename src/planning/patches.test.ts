import { describe, expect, it } from 'vitest';
import {
  accept,
  change,
  daysOf,
  linkId,
  makeLink,
  makePhase,
  makePlan,
  MONDAY,
  phaseId,
  projectId,
  reschedule,
} from '../../tests/support/small-plans.ts';
import type { Command } from './commands/command.ts';
import { applyPatches, invertPatches, setRevision } from './patches.ts';
import { childrenOf, createPlan, leavesOf, predecessorLinksOf, toSnapshot } from './plan.ts';

describe('patches', () => {
  it('of a creation begin with the id and hold every field that is not null', () => {
    const plan = makePlan({});
    const command: Command = {
      kind: 'phase.create',
      id: phaseId('New'),
      projectId: projectId('Alpha'),
      parentId: null,
      name: 'New',
      startOn: MONDAY,
      endOn: MONDAY + 1,
    };
    const patches = accept(plan, command).patches.filter(({ entity }) => entity === 'phase');
    expect(patches[0]).toEqual({ entity: 'phase', id: 'New', field: 'id', from: null, to: 'New' });
    expect(patches.every(({ from, to }) => from === null && to !== null)).toBe(true);
    applyPatches(plan, accept(plan, command).patches);
    expect(plan.phases.get(phaseId('New'))).toMatchObject({ completionPercent: null, notes: null, name: 'New' });
  });

  it('replace entities, so that views see by identity what changed', () => {
    const plan = makePlan({ phases: [makePhase('A', 0, 0), makePhase('B', 9, 9)] });
    const [a, b] = [plan.phases.get(phaseId('A')), plan.phases.get(phaseId('B'))];
    change(plan, reschedule('A', 1, 1));
    expect(plan.phases.get(phaseId('A'))).not.toBe(a);
    expect(plan.phases.get(phaseId('B'))).toBe(b);
    expect(a?.startOn).toBe(MONDAY);
  });

  it('can be applied one batch of a turned tree, in both directions', () => {
    const plan = makePlan({
      phases: [
        makePhase('Outer', 0, 1),
        makePhase('Inner', 0, 1, { parentId: phaseId('Outer') }),
        makePhase('Leaf', 0, 1, { parentId: phaseId('Inner') }),
      ],
    });
    const before = toSnapshot(plan);
    const move = (id: string, parentId: string | null): Command => ({
      kind: 'phase.move',
      id: phaseId(id),
      projectId: projectId('Alpha'),
      parentId: parentId === null ? null : phaseId(parentId),
    });
    const { patches } = accept(
      plan,
      { kind: 'phase.update', id: phaseId('Outer'), fields: { name: 'Was outer' } },
      move('Inner', null),
      move('Outer', 'Inner'),
    );
    applyPatches(plan, patches);
    expect(childrenOf(plan, projectId('Alpha'), phaseId('Inner')).map(({ id }) => id)).toEqual(['Leaf', 'Outer']);
    expect(leavesOf(plan, phaseId('Inner'))).toHaveLength(2);
    applyPatches(plan, invertPatches(patches));
    expect(toSnapshot(plan)).toEqual(before);
  });

  it('that replace a link by another between the same phases can be applied', () => {
    const plan = makePlan({ phases: [makePhase('A', 0, 0), makePhase('B', 1, 1)], dependencies: [makeLink('A', 'B')] });
    change(
      plan,
      { kind: 'dependency.unlink', id: linkId('A to B') },
      { kind: 'dependency.link', ...makeLink('A', 'B', 'SS'), id: linkId('new') },
    );
    expect(predecessorLinksOf(plan, phaseId('B'))).toEqual([{ ...makeLink('A', 'B', 'SS'), id: 'new' }]);
  });

  it('of what is not there are an error', () => {
    const plan = makePlan({});
    const patch = { entity: 'phase', id: 'nowhere', field: 'name', from: 'a', to: 'b' } as const;
    expect(() => {
      applyPatches(plan, [patch]);
    }).toThrow('there is no phase nowhere');
  });
});

describe('a plan', () => {
  it('keeps links whose other end its reader may not see, and they bind nothing until it appears', () => {
    const plan = createPlan({ ...toSnapshot(makePlan({ phases: [makePhase('B', 0, 0)] })), dependencies: [makeLink('A', 'B')] });
    change(plan, reschedule('B', 1, 1));
    const { id, ...rest } = makePhase('A', 5, 6);
    const appeared = Object.entries({ id, ...rest }).flatMap(([field, to]: [string, unknown]) =>
      to === null ? [] : [{ entity: 'phase' as const, id, field, from: null, to }],
    );
    applyPatches(plan, appeared);
    change(plan, reschedule('B', 2, 2));
    expect(daysOf(plan, 'B')).toEqual([7, 7]);
  });

  it('is refused without a parent or project, which would be a bug of the reader', () => {
    expect(() => makePlan({ phases: [makePhase('A', 0, 0, { parentId: phaseId('nobody') })] })).toThrow('has no parent nobody');
    expect(() => makePlan({ phases: [makePhase('A', 0, 0, { projectId: projectId('nobody') })] })).toThrow('has no project nobody');
  });

  it('has a revision that only grows by being set', () => {
    const plan = makePlan({});
    setRevision(plan, 8);
    expect(toSnapshot(plan).revision).toBe(8);
  });
});
