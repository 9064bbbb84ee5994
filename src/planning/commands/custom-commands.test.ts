import { describe, expect, it } from 'vitest';
import { makePhase, makePlan, makeProject, phaseId, projectId } from '../../../tests/support/small-plans.ts';
import { seededRandom } from '../../../seeds/seeded-random.ts';
import { createUuid } from '../../lib/uuid.ts';
import { customValueIdOf } from '../custom-value-id.ts';
import type { CellValue, CustomColumnId, CustomColumnKind, ListOption, ListOptionId } from '../model.ts';
import { applyPatches, invertPatches } from '../patches.ts';
import { createPlan, customValuesOf, findCustomValue, listCustomColumns, type Plan, toSnapshot } from '../plan.ts';
import type { Command } from './command.ts';
import { findConflicts } from './conflicts.ts';
import { revertPatches } from './revert.ts';
import { runCommands } from './run-commands.ts';

const OPTIONS = { doubleBooking: 'refuse' } as const;
const column = (name: string) => name as CustomColumnId;
const option = (label: string): ListOption => ({ id: `option ${label}` as ListOptionId, label, color: null });

/** Project Alpha with the phases A and B in it, and a column of each kind. */
function planWithColumns(): Plan {
  const plan = makePlan({ phases: [makePhase('A', 0, 4), makePhase('B', 5, 9)] });
  const kinds: readonly CustomColumnKind[] = ['text', 'number', 'date', 'checkbox', 'list'];
  run(plan, ...kinds.map((kind): Command => create(kind, { kind, ...(kind === 'list' && { options: [option('High'), option('Low')] }) })));
  return plan;
}

function create(name: string, more: Partial<Extract<Command, { kind: 'customColumn.create' }>['fields']> = {}): Command {
  return { kind: 'customColumn.create', id: column(name), fields: { name, kind: 'text', ...more } };
}

function set(id: string, phase: string, value: CellValue | false | null): Command {
  return { kind: 'customValue.set', id: column(id), phaseId: phaseId(phase), value };
}

function run(plan: Plan, ...commands: readonly Command[]) {
  const outcome = runCommands(plan, commands, OPTIONS);
  if (outcome.kind === 'refused') throw new Error(outcome.refusal.message);
  applyPatches(plan, outcome.patches);
  return outcome.patches;
}

function refusalOf(plan: Plan, ...commands: readonly Command[]) {
  const outcome = runCommands(plan, commands, OPTIONS);
  return outcome.kind === 'refused' ? { code: outcome.refusal.code, field: outcome.refusal.field } : undefined;
}

const valueOf = (plan: Plan, id: string, owner: string) => findCustomValue(plan, column(id), phaseId(owner))?.value;

describe('a value', () => {
  it('is filled, changed and emptied, each kind by its own rules', () => {
    const plan = planWithColumns();
    run(plan, set('text', 'A', 'hello'), set('number', 'A', 1.5), set('date', 'A', '2026-03-01'), set('checkbox', 'A', true));
    run(plan, set('list', 'A', 'option Low'), set('text', 'A', 'bye'));
    expect(customValuesOf(plan, phaseId('A')).map(({ value }) => value)).toEqual(['bye', 1.5, '2026-03-01', true, 'option Low']);
    run(plan, set('checkbox', 'A', false), set('text', 'A', null));
    expect(customValuesOf(plan, phaseId('A')).map(({ value }) => value)).toEqual([1.5, '2026-03-01', 'option Low']);
  });

  it('is refused where it is none of the kind', () => {
    const plan = planWithColumns();
    const wrong: readonly (readonly [string, CellValue])[] = [
      ['text', 1],
      ['text', ''],
      ['number', '1'],
      ['number', Number.NaN],
      ['date', '2026-02-30'],
      ['checkbox', 'yes'],
      ['list', 'option Unknown'],
    ];
    for (const [id, value] of wrong)
      expect(refusalOf(plan, set(id, 'A', value)), `${id} ${value}`).toEqual({ code: 'invalid_field', field: 'value' });
  });

  it('needs a column, an owner that the column applies to, and a project that is not archived', () => {
    const plan = planWithColumns();
    run(plan, create('of projects', { appliesTo: 'projects' }));
    expect(refusalOf(plan, set('nothing', 'A', 'x'))?.code).toBe('not_found');
    expect(refusalOf(plan, set('text', 'Z', 'x'))).toEqual({ code: 'not_found', field: 'phaseId' });
    expect(refusalOf(plan, set('of projects', 'A', 'x'))).toEqual({ code: 'invalid_field', field: 'phaseId' });
    expect(refusalOf(plan, { kind: 'customValue.set', id: column('text'), value: 'x' })?.code).toBe('invalid_field');
    run(plan, { kind: 'customValue.set', id: column('of projects'), projectId: projectId('Alpha'), value: 'x' });
    run(plan, { kind: 'project.update', id: projectId('Alpha'), fields: { isArchived: true } });
    expect(refusalOf(plan, set('text', 'A', 'x'))?.code).toBe('project_archived');
  });

  it('goes with its phase, its project or its column, and comes back with it', () => {
    const plan = planWithColumns();
    run(plan, set('text', 'A', 'a'), set('text', 'B', 'b'), set('number', 'A', 1));
    run(plan, { kind: 'customValue.set', id: column('text'), projectId: projectId('Alpha'), value: 'p' });
    const before = toSnapshot(plan);
    const deletions: readonly Command[] = [
      { kind: 'phase.delete', id: phaseId('A') },
      { kind: 'project.delete', id: projectId('Alpha') },
      { kind: 'customColumn.delete', id: column('text') },
    ];
    for (const [index, left] of [2, 0, 1].entries()) {
      const patches = run(plan, deletions[index] as Command);
      expect(plan.customValues.size).toBe(left);
      const back = revertPatches(plan, patches, OPTIONS);
      if (back.kind !== 'accepted') throw new Error(back.kind);
      applyPatches(plan, back.patches);
      expect(sorted(plan)).toEqual(sorted(createPlan(before)));
    }
  });

  it('that two people fill at once is one value, and a conflict where they differ', () => {
    const plan = planWithColumns();
    const patches = run(plan, set('text', 'A', 'theirs')).map((patch) => ({ ...patch, revision: 2, actorName: 'Ada' }));
    expect(findConflicts(plan, [set('text', 'A', 'theirs')], patches)).toEqual([]);
    expect(findConflicts(plan, [set('text', 'A', 'mine')], patches)).toEqual([
      {
        entity: 'customValue',
        id: customValueIdOf(column('text'), phaseId('A')),
        field: 'value',
        mine: 'mine',
        theirs: 'theirs',
        revision: 2,
        actorName: 'Ada',
      },
    ]);
  });

  it('is not taken back over what somebody set since', () => {
    const plan = planWithColumns();
    const patches = run(plan, set('text', 'A', 'mine'));
    run(plan, set('text', 'A', 'theirs'));
    expect(revertPatches(plan, patches, OPTIONS)).toMatchObject({
      kind: 'conflicts',
      conflicts: [{ field: 'value', expected: 'mine', actual: 'theirs' }],
    });
  });
});

describe('a column', () => {
  it('has a name of its own, whatever its case and accents', () => {
    const plan = planWithColumns();
    expect(refusalOf(plan, create('TEXT'))).toEqual({ code: 'already_exists', field: 'fields.name' });
    run(plan, { kind: 'customColumn.update', id: column('text'), fields: { name: 'Text' } });
    expect(plan.customColumns.get(column('text'))?.name).toBe('Text');
  });

  it('moves to any place', () => {
    const plan = planWithColumns();
    const names = () => listCustomColumns(plan).map(({ name }) => name);
    run(plan, { kind: 'customColumn.move', id: column('list'), afterId: null });
    expect(names()).toEqual(['list', 'text', 'number', 'date', 'checkbox']);
    run(plan, { kind: 'customColumn.move', id: column('text'), afterId: column('date') });
    expect(names()).toEqual(['list', 'number', 'date', 'text', 'checkbox']);
    expect(run(plan, { kind: 'customColumn.move', id: column('text'), afterId: column('date') })).toEqual([]);
  });

  it('takes the values of an option with it that it loses, and keeps those of one that is renamed', () => {
    const plan = planWithColumns();
    run(plan, set('list', 'A', 'option High'), set('list', 'B', 'option Low'));
    run(plan, { kind: 'customColumn.update', id: column('list'), fields: { options: [{ ...option('High'), label: 'Urgent' }] } });
    expect([valueOf(plan, 'list', 'A'), valueOf(plan, 'list', 'B')]).toEqual(['option High', undefined]);
    expect(refusalOf(plan, { kind: 'customColumn.update', id: column('list'), fields: { options: [option('a'), option('A')] } })).toEqual({
      code: 'invalid_field',
      field: 'fields.options',
    });
  });

  it('keeps its kind and its scope while values are in the way', () => {
    const plan = planWithColumns();
    run(plan, set('text', 'A', 'x'));
    const toNumber: Command = { kind: 'customColumn.update', id: column('text'), fields: { kind: 'number' } };
    const toProjects: Command = { kind: 'customColumn.update', id: column('text'), fields: { appliesTo: 'projects' } };
    expect(refusalOf(plan, toNumber)).toEqual({ code: 'in_use', field: 'fields.kind' });
    expect(refusalOf(plan, toProjects)).toEqual({ code: 'in_use', field: 'fields.appliesTo' });
    run(plan, set('text', 'A', null), toNumber, { kind: 'customColumn.update', id: column('list'), fields: { kind: 'text' } });
    expect(plan.customColumns.get(column('text'))?.kind).toBe('number');
    expect(plan.customColumns.get(column('list'))?.options).toEqual([]);
  });

  it('is not taken back to what a value since would not fit', () => {
    const plan = planWithColumns();
    const added = run(plan, {
      kind: 'customColumn.update',
      id: column('list'),
      fields: { options: [option('High'), option('Low'), option('New')] },
    });
    const created = run(plan, create('late'));
    run(plan, set('list', 'A', 'option New'), set('late', 'A', 'x'));
    expect(revertPatches(plan, added, OPTIONS)).toMatchObject({ kind: 'refused', refusal: { code: 'in_use' } });
    expect(revertPatches(plan, created, OPTIONS)).toMatchObject({ kind: 'refused', refusal: { code: 'in_use' } });
  });
});

it('any sequence of changes keeps the index and can be taken back to the same plan', () => {
  const random = seededRandom(7);
  const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)] as Item;
  const plan = makePlan({ projects: [makeProject('Alpha'), makeProject('Beta')], phases: [makePhase('A', 0, 4), makePhase('B', 5, 9)] });
  run(plan, ...Array.from({ length: 3 }, (_, index) => create(`start ${index}`)));
  let accepted = 0;
  for (let round = 0; round < 400; round += 1) {
    const ids = [...plan.customColumns.keys()];
    const phases = [...plan.phases.keys()];
    const commands: readonly Command[] = [
      create(createUuid()),
      { kind: 'customColumn.delete', id: pick(ids) },
      { kind: 'customColumn.move', id: pick(ids), afterId: pick([null, ...ids]) },
      { kind: 'customColumn.update', id: pick(ids), fields: { name: `name ${round}`, appliesTo: pick(['all', 'phases', 'projects']) } },
      ...['x', 'y', null, 'z'].map((value): Command => ({ kind: 'customValue.set', id: pick(ids), phaseId: pick(phases), value })),
      { kind: 'customValue.set', id: pick(ids), projectId: pick([projectId('Alpha'), projectId('Beta')]), value: 'p' },
      { kind: 'phase.create', id: phaseId(createUuid()), projectId: projectId('Alpha'), parentId: null, name: 'N', startOn: 1, endOn: 2 },
      { kind: 'phase.move', id: pick(phases), projectId: projectId('Beta'), parentId: null },
      { kind: 'phase.delete', id: pick(phases) },
    ];
    const before = sorted(plan);
    const batch = [pick(commands), pick(commands)];
    const outcome = runCommands(plan, batch, OPTIONS);
    expect(sorted(plan)).toEqual(before);
    if (outcome.kind === 'refused') continue;
    accepted += 1;
    applyPatches(plan, outcome.patches);
    const after = sorted(plan);
    expect(indexOf(plan)).toEqual(indexOf(createPlan(toSnapshot(plan))));
    applyPatches(plan, invertPatches(outcome.patches));
    expect(sorted(plan)).toEqual(before);
    applyPatches(plan, outcome.patches);
    const back = revertPatches(plan, outcome.patches, OPTIONS);
    if (back.kind !== 'accepted') throw new Error(back.kind);
    applyPatches(plan, back.patches);
    expect(sorted(plan)).toEqual(before);
    applyPatches(plan, invertPatches(back.patches));
    expect(sorted(plan)).toEqual(after);
  }
  expect(accepted).toBeGreaterThan(150);
});

function sorted(plan: Plan): unknown {
  return Object.entries(toSnapshot(plan)).map(([name, list]) => [
    name,
    typeof list === 'number' ? list : [...list].sort((a, b) => (a.id < b.id ? -1 : 1)),
  ]);
}

function indexOf({ index }: Plan): unknown {
  return [...index.valuesByColumn]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([id, values]) => [id, [...values].sort(([a], [b]) => (a < b ? -1 : 1))]);
}
