import { expect, test } from 'vitest';
import { ids, itemOf, monday, projectId, run, samplePlan, valuesOf } from '../../../../tests/support/gantt-plan.ts';
import { formatDay } from '../../../lib/days.ts';
import { createUuid } from '../../../lib/uuid.ts';
import type { CellValue, CustomColumn, CustomColumnId, CustomColumnKind, ListOption, ListOptionId } from '../../../planning/model.ts';
import { customValuesOf, findCustomValue, type Plan } from '../../../planning/plan.ts';
import { usualGridOptions } from '../../data/grid-options.ts';
import { actionOf, meaningOf, textOf } from './cell-edit.ts';
import { customFieldId } from './custom-fields.ts';
import { duplicate } from './editing/copy-actions.ts';
import { planCells, planPhases, refusalWords } from './editing/paste-table.ts';
import { arrangeItems } from './gantt-arranged.ts';
import { chosenColumns, fieldOf, listColumns, lockOf } from './gantt-columns.ts';
import { nameOf } from './gantt-items.ts';
import { cellTextOf } from './gantt-values.ts';

const kinds: readonly CustomColumnKind[] = ['text', 'number', 'date', 'checkbox', 'list'];
const option = (label: string): ListOption => ({ id: createUuid() as ListOptionId, label, color: null });
const [low, high] = [option('Low'), option('High')];

/** A column of each kind, named after it. */
function planWithColumns(appliesTo: CustomColumn['appliesTo'] = 'all') {
  const plan = samplePlan();
  const columns = Object.fromEntries(kinds.map((kind) => [kind, createUuid() as CustomColumnId])) as Record<
    CustomColumnKind,
    CustomColumnId
  >;
  run(
    plan,
    kinds.map((kind) => ({
      kind: 'customColumn.create',
      id: columns[kind],
      fields: { name: `The ${kind}`, kind, appliesTo, ...(kind === 'list' && { options: [low, high] }) },
    })),
  );
  const field = (kind: CustomColumnKind) => customFieldId({ id: columns[kind] });
  return { plan, columns, field };
}

type Made = ReturnType<typeof planWithColumns>;

function type({ plan, field }: Made, kind: CustomColumnKind, text: string, id: string = ids.report): CellValue | null | string | undefined {
  const result = actionOf(valuesOf(plan), itemOf(plan, id), field(kind), text);
  if (!result.ok) return result.refusal;
  const command = result.value?.commands[0];
  if (command) run(plan, [command]);
  return command?.kind === 'customValue.set' ? (command.value === false ? null : command.value) : undefined;
}

test('a text becomes a value by the kind of its column, and the same text again changes nothing', () => {
  const made = planWithColumns();
  const cases: readonly (readonly [CustomColumnKind, string, CellValue, shown: string])[] = [
    ['text', '  as agreed ', 'as agreed', 'as agreed'],
    ['number', '1,250.5', 1250.5, '1,250.5'],
    ['date', '+3d', formatDay(monday + 3), '4 Mar'],
    ['checkbox', 'x', true, 'Yes'],
    ['list', 'hi', high.id, 'High'],
  ];
  for (const [kind, text, value, shown] of cases) {
    expect(type(made, kind, text)).toBe(value);
    const [values, item] = [valuesOf(made.plan), itemOf(made.plan, ids.report)];
    expect(cellTextOf(values, item, made.field(kind))).toBe(shown);
    expect(type(made, kind, textOf(values, item, made.field(kind)))).toBeUndefined();
    expect(type(made, kind, kind === 'checkbox' ? 'no' : '')).toBeNull();
  }
  expect(customValuesOf(made.plan, ids.report)).toEqual([]);
});

test('what means nothing in a column is refused with what can be typed', () => {
  const made = planWithColumns();
  expect(type(made, 'number', 'many')).toBe('Type a number such as 1,234.5');
  expect(type(made, 'date', 'soon')).toBe('Type a date such as 12 mar, next tue, w23 or +5d');
  expect(type(made, 'checkbox', 'maybe')).toBe('Type yes or no');
  expect(type(made, 'list', 'Medium')).toBe('Choose one of Low, High');
  expect(meaningOf(valuesOf(made.plan), itemOf(made.plan, ids.report), made.field('date'), '12 mar')).toBe('Fri 12 March 2027');
});

test('a column is offered after the others and goes with its definition', () => {
  const { plan, columns, field } = planWithColumns();
  expect(
    listColumns(plan)
      .slice(-5)
      .map(({ title }) => title),
  ).toEqual(kinds.map((kind) => `The ${kind}`));
  const choices = [{ id: 'name' }, { id: field('list') }, { id: field('text') }];
  expect(chosenColumns(listColumns(plan), choices)).toEqual(choices);
  run(plan, [{ kind: 'customColumn.delete', id: columns.list }]);
  expect(chosenColumns(listColumns(plan), choices)).toEqual([{ id: 'name' }, { id: field('text') }]);
  expect(fieldOf(plan, field('list'))).toBeUndefined();
});

test('cells that an item does not have are locked; phases show what their project has', () => {
  const ofProjects = planWithColumns('projects');
  expect(lockOf(ofProjects.plan, itemOf(ofProjects.plan, ids.report), ofProjects.field('text'), true)).toBe(
    'This belongs to the project KX-204',
  );
  type(ofProjects, 'text', 'CC-1', projectId);
  expect(cellTextOf(valuesOf(ofProjects.plan), itemOf(ofProjects.plan, ids.report), ofProjects.field('text'))).toBe('CC-1');
  const ofPhases = planWithColumns('phases');
  expect(lockOf(ofPhases.plan, itemOf(ofPhases.plan, projectId), ofPhases.field('checkbox'), true)).toBe('This is a column of phases');
  expect(cellTextOf(valuesOf(ofPhases.plan), itemOf(ofPhases.plan, projectId), ofPhases.field('checkbox'))).toBe('');
});

function arranged(plan: Plan, options: Partial<typeof usualGridOptions>): string[] {
  const filter = { siteId: null, search: '', isCollapsed: () => false };
  return arrangeItems(valuesOf(plan), filter, { ...usualGridOptions, ...options }).rows.map((row) =>
    row.kind === 'group' ? `[${row.group.label}]` : nameOf(row.flat.item),
  );
}

test('rows are sorted, filtered and grouped by what stands in them', () => {
  const made = planWithColumns();
  type(made, 'list', 'High', ids.report);
  type(made, 'list', 'Low', ids.synthesis);
  type(made, 'number', '5', ids.report);
  type(made, 'number', '40', ids.chemistry);
  type(made, 'checkbox', 'yes', ids.synthesis);
  const { plan, field } = made;
  expect(arranged(plan, { sort: [{ column: field('number'), isDescending: false }] })).toEqual([
    'KX-204',
    'Report',
    'Chemistry',
    'Synthesis',
  ]);
  expect(arranged(plan, { groups: [field('list')] })).toEqual(['[Low]', 'Synthesis', '[High]', 'Report']);
  expect(arranged(plan, { groups: [field('checkbox')] })).toEqual(['[The checkbox: Yes]', 'Synthesis', '[The checkbox: No]', 'Report']);
  expect(arranged(plan, { filters: [{ column: field('list'), kind: 'in', keys: [high.id] }] })).toEqual(['KX-204', 'Report']);
  expect(arranged(plan, { filters: [{ column: field('number'), kind: 'range', from: '10', to: '' }] })).toEqual(['KX-204', 'Chemistry']);
  expect(arranged(plan, { filters: [{ column: field('checkbox'), kind: 'in', keys: ['yes'] }] })).toEqual([
    'KX-204',
    'Chemistry',
    'Synthesis',
  ]);
});

test('a block of a spreadsheet fills cells, and columns of new phases by their heads', () => {
  const { plan, columns, field } = planWithColumns();
  const from = { items: [itemOf(plan, ids.synthesis), itemOf(plan, ids.report)], columns: [field('number'), field('list')] };
  const cells = planCells(
    valuesOf(plan),
    [
      ['1', 'low'],
      ['2', 'none'],
    ],
    from,
    () => true,
  );
  expect(
    refusalWords(plan, cells, [
      ['1', 'low'],
      ['2', 'none'],
    ]),
  ).toEqual(['Row 2, The list “none”: Choose one of Low, High']);
  run(plan, cells.action?.commands ?? []);
  expect(findCustomValue(plan, columns.number, ids.report)?.value).toBe(2);
  expect(findCustomValue(plan, columns.list, ids.synthesis)?.value).toBe(low.id);

  const table = [
    ['Name', 'the NUMBER', 'The list'],
    ['Trials', '7', 'High'],
    ['Filing', 'x', ''],
  ];
  const phases = planPhases(valuesOf(plan), table, itemOf(plan, ids.report));
  expect(refusalWords(plan, phases, table)).toEqual(['Row 3, The number “x”: Type a number such as 1,234.5']);
  run(plan, phases.action?.commands ?? []);
  const trials = [...plan.phases.values()].find(({ name }) => name === 'Trials');
  expect(trials && customValuesOf(plan, trials.id).map(({ value }) => value)).toEqual([7, high.id]);
});

test('a copy has the values of what it copies, a project those of all its phases', () => {
  const made = planWithColumns();
  type(made, 'text', 'kept', ids.synthesis);
  type(made, 'number', '3', projectId);
  const action = duplicate(made.plan, [itemOf(made.plan, projectId)]);
  if ('reason' in action) throw new Error(action.reason);
  run(made.plan, action.commands);
  const copy = [...made.plan.projects.values()].find(({ name }) => name === 'KX-204 (copy)');
  const synthesis = [...made.plan.phases.values()].find(({ name, projectId: of }) => name === 'Synthesis' && of === copy?.id);
  expect(copy && customValuesOf(made.plan, copy.id).map(({ value }) => value)).toEqual([3]);
  expect(synthesis && customValuesOf(made.plan, synthesis.id).map(({ value }) => value)).toEqual(['kept']);
});
