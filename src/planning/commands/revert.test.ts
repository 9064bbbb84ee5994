import { describe, expect, it } from 'vitest';
import {
  accept,
  daysOf,
  linkId,
  makeBooking,
  makeEquipment,
  makeLink,
  makePhase,
  makePlan,
  makeProject,
  MONDAY,
  phaseId,
  projectId,
  reschedule,
} from '../../../tests/support/small-plans.ts';
import type { Patch } from '../model.ts';
import { applyPatches } from '../patches.ts';
import { type Plan, toSnapshot } from '../plan.ts';
import type { Command } from './command.ts';
import { findConflicts } from './conflicts.ts';
import { revertPatches } from './revert.ts';

const options = { doubleBooking: 'refuse' } as const;

/** Runs commands for good and answers with the patches, as the change log keeps them. */
function commit(plan: Plan, ...commands: readonly Command[]): readonly Patch[] {
  const { patches } = accept(plan, ...commands);
  applyPatches(plan, patches);
  return patches;
}

function undo(plan: Plan, patches: readonly Patch[]): void {
  const outcome = revertPatches(plan, patches, options);
  if (outcome.kind !== 'accepted') throw new Error(JSON.stringify(outcome));
  applyPatches(plan, outcome.patches);
}

const createChild: Command = {
  kind: 'phase.create',
  id: phaseId('Child'),
  projectId: projectId('Alpha'),
  parentId: phaseId('New'),
  name: 'Child',
  startOn: MONDAY,
  endOn: MONDAY,
};
const createNew: Command = { ...createChild, id: phaseId('New'), parentId: null, name: 'New' };

describe('taking a change back', () => {
  it('restores exactly what was, pushed phases and deleted subtrees included', () => {
    const frame = makePhase('Frame', 0, 4, { parentId: phaseId('Build') });
    const plan = makePlan({
      phases: [makePhase('Build', 0, 4), frame, makePhase('Test', 5, 5)],
      dependencies: [makeLink('Build', 'Test')],
      equipment: [makeEquipment('HPLC')],
      reservations: [makeBooking('booking', 'HPLC', frame)],
    });
    const before = toSnapshot(plan);
    const [moved, deleted] = [commit(plan, reschedule('Frame', 2, 8)), commit(plan, { kind: 'phase.delete', id: phaseId('Build') })];
    undo(plan, deleted);
    expect(daysOf(plan, 'Test')).toEqual([9, 9]);
    undo(plan, moved);
    const sorted = (items: readonly { readonly id: string }[]) => items.toSorted((a, b) => (a.id < b.id ? -1 : 1));
    expect(sorted(toSnapshot(plan).phases)).toEqual(sorted(before.phases));
    expect(toSnapshot(plan)).toMatchObject({ dependencies: before.dependencies, reservations: before.reservations });
  });

  it('is redone by taking the taking back back', () => {
    const plan = makePlan({ phases: [makePhase('Assay', 0, 4)] });
    const patches = commit(plan, reschedule('Assay', 3, 5));
    const outcome = revertPatches(plan, patches, options);
    if (outcome.kind !== 'accepted') throw new Error(outcome.kind);
    applyPatches(plan, outcome.patches);
    undo(plan, outcome.patches);
    expect(daysOf(plan, 'Assay')).toEqual([3, 5]);
  });

  it('says field by field what somebody changed since', () => {
    const plan = makePlan({ phases: [makePhase('Assay', 0, 4)] });
    const patches = commit(plan, reschedule('Assay', 3, 5));
    commit(plan, reschedule('Assay', 3, 9));
    expect(revertPatches(plan, patches, options)).toEqual({
      kind: 'conflicts',
      conflicts: [{ entity: 'phase', id: 'Assay', field: 'endOn', expected: MONDAY + 5, actual: MONDAY + 9 }],
    });
  });

  it('leaves what others set, or takes it back too, as it is told', () => {
    const plan = makePlan({ phases: [makePhase('Assay', 0, 4), makePhase('Report', 9, 9)] });
    const patches = commit(plan, reschedule('Assay', 3, 5), { kind: 'phase.update', id: phaseId('Assay'), fields: { notes: 'Mine' } });
    commit(plan, reschedule('Assay', 3, 9));
    const fieldsOf = (onConflict: 'keep' | 'overwrite') => {
      const outcome = revertPatches(plan, patches, options, onConflict);
      return outcome.kind === 'accepted' ? outcome.patches.flatMap(({ id, field, to }) => (id === 'Assay' ? [[field, to]] : [])) : outcome;
    };
    expect(fieldsOf('keep'), 'start and end belong together').toEqual([['notes', null]]);
    expect(fieldsOf('overwrite')).toEqual([
      ['startOn', MONDAY],
      ['endOn', MONDAY + 4],
      ['notes', null],
    ]);
  });

  it('keeps a created thing that somebody worked on, with what it stands in', () => {
    const plan = makePlan({ phases: [makePhase('Assay', 0, 4)] });
    const other: Command = { ...createNew, id: phaseId('Other'), name: 'Other' };
    const patches = commit(plan, createNew, createChild, other);
    commit(plan, { kind: 'phase.update', id: phaseId('Child'), fields: { name: 'Theirs' } });
    const kept = revertPatches(plan, patches, options, 'keep');
    if (kept.kind !== 'accepted') throw new Error(JSON.stringify(kept));
    applyPatches(plan, kept.patches);
    expect([...plan.phases.values()].map(({ name }) => name).sort()).toEqual(['Assay', 'New', 'Theirs']);
  });

  it('is refused where another change of the rest would make no sense of it', () => {
    const plan = makePlan({ phases: [makePhase('Assay', 0, 4)] });
    const longer = commit(plan, reschedule('Assay', 0, 9));
    commit(plan, reschedule('Assay', 7, 9));
    expect(revertPatches(plan, longer, options)).toMatchObject({
      kind: 'refused',
      refusal: { code: 'end_before_start', causes: [{ id: 'Assay', field: 'startOn' }, { field: 'endOn' }] },
    });
    const cleared = commit(plan, { kind: 'progress.set', id: phaseId('Assay'), completionPercent: 40 });
    const empty = commit(plan, { kind: 'progress.set', id: phaseId('Assay'), completionPercent: null });
    commit(plan, { ...createChild, parentId: phaseId('Assay') });
    expect(revertPatches(plan, empty, options)).toMatchObject({ kind: 'refused', refusal: { code: 'parent_progress' } });
    expect(revertPatches(plan, cleared, options)).toMatchObject({ kind: 'conflicts' });
  });

  it('is refused where a phase and its parent would stand in two projects', () => {
    const plan = makePlan({
      projects: [makeProject('Alpha'), makeProject('Beta')],
      phases: [
        makePhase('Build', 0, 4),
        makePhase('Frame', 0, 1, { parentId: phaseId('Build') }),
        makePhase('Roof', 2, 4, { parentId: phaseId('Build') }),
      ],
    });
    const deleted = commit(plan, { kind: 'phase.delete', id: phaseId('Roof') });
    commit(plan, { kind: 'phase.move', id: phaseId('Build'), projectId: projectId('Beta'), parentId: null });
    expect(revertPatches(plan, deleted, options)).toMatchObject({
      kind: 'refused',
      refusal: { code: 'in_use', causes: expect.arrayContaining([{ entity: 'phase', id: 'Build', field: 'projectId' }]) as unknown },
    });
  });

  it('is refused where the two were linked again', () => {
    const plan = makePlan({ phases: [makePhase('A', 0, 0), makePhase('B', 1, 1)], dependencies: [makeLink('A', 'B')] });
    const unlinked = commit(plan, { kind: 'dependency.unlink', id: linkId('A to B') });
    commit(plan, { kind: 'dependency.link', ...makeLink('A', 'B', 'SS'), id: linkId('again') });
    expect(revertPatches(plan, unlinked, options)).toMatchObject({
      kind: 'refused',
      refusal: { code: 'dependency_duplicate', ids: ['again'] },
    });
  });

  it('is not held up by spans that changed through others', () => {
    const inBuild = { parentId: phaseId('Build') };
    const plan = makePlan({ phases: [makePhase('Build', 0, 4), makePhase('Frame', 0, 1, inBuild), makePhase('Roof', 2, 4, inBuild)] });
    const patches = commit(plan, reschedule('Roof', 2, 6));
    commit(plan, reschedule('Frame', 0, 12));
    undo(plan, patches);
    expect([daysOf(plan, 'Roof'), daysOf(plan, 'Build')]).toEqual([
      [2, 4],
      [0, 12],
    ]);
  });

  it('brings violations back rather than resolving them', () => {
    const plan = makePlan({
      projects: [makeProject('Alpha', { autoSchedule: false })],
      phases: [makePhase('Assay', 0, 4), makePhase('Report', 3, 4)],
      dependencies: [makeLink('Assay', 'Report')],
    });
    const patches = commit(plan, { kind: 'schedule.resolve', id: projectId('Alpha') });
    commit(plan, { kind: 'project.update', id: projectId('Alpha'), fields: { autoSchedule: true } });
    undo(plan, patches);
    expect(daysOf(plan, 'Report')).toEqual([3, 4]);
  });

  it('is refused where something new was built on what would vanish', () => {
    const plan = makePlan({ phases: [makePhase('Assay', 0, 4)] });
    const patches = commit(plan, createNew);
    commit(plan, createChild);
    const outcome = revertPatches(plan, patches, options);
    expect(outcome).toMatchObject({
      kind: 'refused',
      refusal: { code: 'in_use', ids: ['New'], causes: [{ entity: 'phase', id: 'Child', field: 'parentId' }] },
    });
  });

  it('is refused where what it belongs to is gone, or links would form a circle', () => {
    const plan = makePlan({ phases: [makePhase('A', 0, 0), makePhase('B', 1, 1)], dependencies: [makeLink('A', 'B')] });
    const unlinked = commit(plan, { kind: 'dependency.unlink', id: linkId('A to B') });
    const opposite = commit(plan, { kind: 'dependency.link', ...makeLink('B', 'A', 'SS', -9) });
    expect(revertPatches(plan, unlinked, options)).toMatchObject({
      kind: 'refused',
      refusal: {
        code: 'dependency_cycle',
        causes: expect.arrayContaining([{ entity: 'dependency', id: 'B to A', field: 'id' }]) as unknown,
      },
    });
    undo(plan, opposite);
    commit(plan, { kind: 'phase.delete', id: phaseId('B') });
    expect(revertPatches(plan, unlinked, options)).toMatchObject({ kind: 'refused', refusal: { code: 'not_found', ids: ['B'] } });
  });
});

describe('conflicts with changes since a revision', () => {
  const plan = makePlan({ phases: [makePhase('Assay', 0, 4)] });
  const theirs = (field: string, to: unknown) =>
    ({ entity: 'phase', id: 'Assay', field, from: null, to, revision: 7, actorName: 'Ada' }) as const;

  it('name both values, the revision and who changed it', () => {
    const conflicts = findConflicts(plan, [reschedule('Assay', 1, 5)], [theirs('startOn', MONDAY + 2), theirs('name', 'x')]);
    expect(conflicts).toEqual([
      { entity: 'phase', id: 'Assay', field: 'startOn', mine: MONDAY + 1, theirs: MONDAY + 2, revision: 7, actorName: 'Ada' },
    ]);
  });

  it('are none where both want the same, or other fields', () => {
    expect(findConflicts(plan, [reschedule('Assay', 2, 5)], [theirs('startOn', MONDAY + 2)])).toEqual([]);
    const rename: Command = { kind: 'phase.update', id: phaseId('Assay'), fields: { name: 'Mine' } };
    expect(findConflicts(plan, [rename], [theirs('startOn', MONDAY + 2)])).toEqual([]);
    expect(findConflicts(plan, [rename], [theirs('name', 'Theirs')])).toHaveLength(1);
  });
});
