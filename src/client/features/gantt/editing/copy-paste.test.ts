import { describe, expect, it } from 'vitest';
import { ids, itemOf, projectId, run, samplePlan, siteId, valuesOf } from '../../../../../tests/support/gantt-plan.ts';
import { dayOf, formatDay } from '../../../../lib/days.ts';
import { createUuid } from '../../../../lib/uuid.ts';
import type { AssignmentId, DependencyId, PhaseId, ProjectId, StaffId } from '../../../../planning/model.ts';
import { assignmentsOf, childrenOf, predecessorLinksOf, type Plan, listProjects } from '../../../../planning/plan.ts';
import type { Action, Unavailable } from '../gantt-actions.ts';
import { listSections, nameOf } from '../gantt-items.ts';
import { readTable, tableText } from './clipboard-text.ts';
import { duplicate, pasteCopies, pasteCut } from './copy-actions.ts';
import { indentMany, moveBy, moveProjects, moveTo, outdentMany, removeMany } from './many-actions.ts';
import { planCells, planPhases, refusalWords } from './paste-table.ts';

function perform(plan: Plan, action: Action | Unavailable | undefined): void {
  if (!action || 'reason' in action) throw new Error(action?.reason ?? 'nothing to do');
  run(plan, action.commands);
}

function names(plan: Plan): string[] {
  return listSections(plan, { siteId: null, search: '', isCollapsed: () => false })
    .flatMap((section) => section.list())
    .map(({ item, level }) => `${'-'.repeat(level - 1)}${nameOf(item)}`);
}

/** Chemistry holds Synthesis and Scale-up, which are linked and staffed. */
function staffedPlan(): { readonly plan: Plan; readonly scaleUp: PhaseId } {
  const plan = samplePlan();
  const [scaleUp, ada] = [createUuid() as PhaseId, createUuid() as StaffId];
  const days = { startOn: dayOf(2027, 3, 8), endOn: dayOf(2027, 3, 12) };
  run(plan, [
    { kind: 'staff.set', id: ada, fields: { name: 'Ada' } },
    { kind: 'phase.create', id: scaleUp, projectId, parentId: ids.chemistry, name: 'Scale-up', ...days, completionPercent: 40 },
    {
      kind: 'dependency.link',
      id: createUuid() as DependencyId,
      predecessorId: ids.synthesis,
      successorId: scaleUp,
      type: 'FS',
      lagDays: 2,
    },
    {
      kind: 'assignment.set',
      id: createUuid() as AssignmentId,
      fields: { staffId: ada, projectId: null, phaseId: scaleUp, allocationPercent: 50, startOn: null, endOn: null },
    },
  ]);
  return { plan, scaleUp };
}

describe('copies', () => {
  it('take along what is below, the links among it and the people on it, and have not begun', () => {
    const { plan } = staffedPlan();
    perform(plan, duplicate(plan, [itemOf(plan, ids.chemistry), itemOf(plan, ids.synthesis)]));
    expect(names(plan)).toEqual([
      'KX-204',
      '-Chemistry',
      '--Synthesis',
      '--Scale-up',
      '-Chemistry (copy)',
      '--Synthesis',
      '--Scale-up',
      '-Report',
    ]);
    const copy = childrenOf(plan, projectId, null).find(({ name }) => name === 'Chemistry (copy)');
    const [synthesis, scaleUp] = childrenOf(plan, projectId, copy?.id ?? null);
    expect(scaleUp).toMatchObject({ completionPercent: null, status: 'todo' });
    expect(predecessorLinksOf(plan, scaleUp?.id ?? ids.report)).toMatchObject([{ predecessorId: synthesis?.id, lagDays: 2 }]);
    expect(assignmentsOf(plan, scaleUp?.id ?? ids.report)).toMatchObject([{ allocationPercent: 50 }]);
  });

  it('of a project are a project, and several are pasted in their order', () => {
    const { plan, scaleUp } = staffedPlan();
    perform(plan, duplicate(plan, [itemOf(plan, projectId)]));
    expect(names(plan).slice(5)).toEqual(['KX-204 (copy)', '-Chemistry', '--Synthesis', '--Scale-up', '-Report']);
    perform(plan, pasteCopies(plan, [itemOf(plan, ids.synthesis), itemOf(plan, scaleUp)], itemOf(plan, ids.report)));
    expect(names(plan).slice(0, 7)).toEqual(['KX-204', '-Chemistry', '--Synthesis', '--Scale-up', '-Report', '-Synthesis', '-Scale-up']);
  });

  it('that were cut move, not into themselves', () => {
    const { plan, scaleUp } = staffedPlan();
    perform(plan, pasteCut(plan, [itemOf(plan, ids.synthesis), itemOf(plan, scaleUp)], itemOf(plan, ids.report)));
    expect(names(plan)).toEqual(['KX-204', '-Chemistry', '-Report', '-Synthesis', '-Scale-up']);
    expect(pasteCut(plan, [itemOf(plan, ids.report)], itemOf(plan, ids.report))).toHaveProperty('reason');
  });
});

describe('many rows', () => {
  it('are deleted, indented, outdented and moved together, in their order', () => {
    const { plan, scaleUp } = staffedPlan();
    const items = () => [itemOf(plan, ids.synthesis), itemOf(plan, scaleUp)];
    const isShown = () => true;
    perform(plan, outdentMany(plan, items()));
    expect(names(plan)).toEqual(['KX-204', '-Chemistry', '-Synthesis', '-Scale-up', '-Report']);
    perform(plan, moveBy(plan, items(), 1, isShown));
    expect(names(plan)).toEqual(['KX-204', '-Chemistry', '-Report', '-Synthesis', '-Scale-up']);
    expect(moveBy(plan, items(), 1, isShown)).toEqual({ reason: 'This is the last place already' });
    perform(plan, moveBy(plan, items(), -1, isShown));
    perform(plan, moveBy(plan, items(), -1, isShown));
    expect(names(plan)).toEqual(['KX-204', '-Synthesis', '-Scale-up', '-Chemistry', '-Report']);
    expect(indentMany(plan, items())).toHaveProperty('reason');
    perform(plan, moveTo(plan, items(), { projectId, parentId: null, afterId: ids.chemistry }));
    perform(plan, indentMany(plan, items()));
    expect(names(plan)).toEqual(['KX-204', '-Chemistry', '--Synthesis', '--Scale-up', '-Report']);
    perform(plan, removeMany(plan, [...items(), itemOf(plan, ids.chemistry)], undefined));
    expect(names(plan)).toEqual(['KX-204', '-Report']);
  });

  it('of projects move among those that are shown, and not together with phases', () => {
    const { plan } = staffedPlan();
    const [second, hidden, third] = [createUuid() as ProjectId, createUuid() as ProjectId, createUuid() as ProjectId];
    const span = { startOn: dayOf(2027, 5, 1), endOn: dayOf(2027, 5, 2) };
    const named = [
      [second, 'Second'],
      [hidden, 'Elsewhere'],
      [third, 'Third'],
    ] as const;
    run(
      plan,
      named.map(([id, name]) => ({ kind: 'project.create', id, siteId, name, ...span }) as const),
    );
    const order = () => listProjects(plan).map(({ name }) => name);
    const isShown = (id: string) => id !== hidden;
    perform(plan, moveBy(plan, [itemOf(plan, third)], -1, isShown));
    expect(order()).toEqual(['KX-204', 'Third', 'Second', 'Elsewhere']);
    perform(plan, moveBy(plan, [itemOf(plan, projectId), itemOf(plan, third)], 1, isShown));
    expect(order()).toEqual(['Second', 'KX-204', 'Third', 'Elsewhere']);
    expect(moveBy(plan, [itemOf(plan, third)], 1, isShown)).toEqual({ reason: 'This is the last place already' });
    expect(moveProjects(plan, [itemOf(plan, third), itemOf(plan, ids.report)], null)).toHaveProperty('reason');
  });

  it('move into another project', () => {
    const { plan } = staffedPlan();
    const other = createUuid() as ProjectId;
    run(plan, [{ kind: 'project.create', id: other, siteId, name: 'KX-300', startOn: dayOf(2027, 5, 1), endOn: dayOf(2027, 5, 2) }]);
    const action = moveTo(plan, [itemOf(plan, ids.report)], { projectId: other, parentId: null, afterId: null });
    expect(action).toMatchObject({ announcement: 'Report moved to KX-300, as its only part' });
    perform(plan, action);
    expect(names(plan).slice(-2)).toEqual(['KX-300', '-Report']);
  });
});

describe('text of spreadsheets', () => {
  it('keeps tabs, lines and quotes in cells', () => {
    const rows = [
      ['a', 'b\tc'],
      ['say "x"', 'one\ntwo'],
    ];
    expect(readTable(tableText(rows))).toEqual(rows);
    expect(readTable('a\tb\r\nc\t\r\n\r\n')).toEqual([
      ['a', 'b'],
      ['c', ''],
    ]);
  });

  it('becomes phases, with heads or without, parts by the spaces before them', () => {
    const plan = samplePlan();
    const table = readTable(
      'Task Name\tStart\tFinish\t% Complete\tOwner\nTrials\t5 Apr 2027\t30 Apr 2027\t\t\n  Phase I\t5 Apr 2027\t16 Apr 2027\t50%\tBob\n  Phase II\tsoon\t\t\t\n',
    );
    const paste = planPhases(valuesOf(plan), table, itemOf(plan, ids.report));
    expect(paste.summary).toBe('3 phases will be added');
    expect(refusalWords(plan, paste, table)).toEqual([
      'Row 3, Column 5 “Bob”: It is not known what this column holds',
      'Row 4, Start “soon”: This is not a date',
    ]);
    perform(plan, paste.action);
    expect(names(plan).slice(3)).toEqual(['-Report', '-Trials', '--Phase I', '--Phase II']);
    const [first, second] = childrenOf(plan, projectId, childrenOf(plan, projectId, null).at(-1)?.id ?? null);
    expect(first).toMatchObject({ completionPercent: 50, endOn: dayOf(2027, 4, 16) });
    expect(formatDay(second?.startOn ?? 0)).toBe('2027-04-19');
  });

  it('goes into the cells from one on, two dates of a row together, and names what is left out', () => {
    const plan = samplePlan();
    const table = readTable('8 Mar 2027\t12 Mar 2027\tx\nsoon\t12 Mar 2027\n1\t2');
    const from = { items: [itemOf(plan, ids.report), itemOf(plan, ids.chemistry)], columns: ['start', 'end'] as const };
    const paste = planCells(valuesOf(plan), table, from, () => true);
    expect(paste.summary).toBe('1 row will change');
    expect([...paste.refused.keys()].sort()).toEqual(['0:2', '1:0', '1:1', '2:0', '2:1']);
    perform(plan, paste.action);
    expect(plan.phases.get(ids.report)).toMatchObject({ startOn: dayOf(2027, 3, 8), endOn: dayOf(2027, 3, 12) });
  });
});
