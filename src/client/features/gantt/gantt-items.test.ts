import { describe, expect, it } from 'vitest';
import { friday, ids, itemOf, monday, projectId, run, samplePlan, valuesOf } from '../../../../tests/support/gantt-plan.ts';
import { dayOf } from '../../../lib/days.ts';
import type { Plan } from '../../../planning/plan.ts';
import { actionOf } from './cell-edit.ts';
import { addPhaseBelow, addSubphase, indent, outdent, toggleMilestone, type Action, type Unavailable } from './gantt-actions.ts';
import type { TypedId } from './gantt-columns.ts';
import { listSections, nameOf, type KeptItems } from './gantt-items.ts';

function names(plan: Plan, search = '', collapsed: readonly string[] = [], kept: KeptItems = new Map()): string[] {
  const filter = { siteId: null, search, isCollapsed: (id: string) => collapsed.includes(id), kept };
  return listSections(plan, filter)
    .flatMap((section) => {
      const items = section.list();
      expect(items).toHaveLength(section.count);
      return items;
    })
    .map(({ item, level }) => `${'-'.repeat(level - 1)}${nameOf(item)}`);
}

function perform(plan: Plan, action: Action | Unavailable | undefined): void {
  if (!action || 'reason' in action) throw new Error(action?.reason ?? 'nothing to do');
  run(plan, action.commands);
}

describe('rows', () => {
  it('follow the tree, leaving out what is below collapsed rows', () => {
    const plan = samplePlan();
    expect(names(plan)).toEqual(['KX-204', '-Chemistry', '--Synthesis', '-Report']);
    expect(names(plan, '', [ids.chemistry])).toEqual(['KX-204', '-Chemistry', '-Report']);
    expect(names(plan, '', [projectId])).toEqual(['KX-204']);
  });

  it('that are searched for come with their ancestors and what is in them, collapsed or not', () => {
    const plan = samplePlan();
    expect(names(plan, 'synth', [projectId])).toEqual(['KX-204', '-Chemistry', '--Synthesis']);
    expect(names(plan, 'CHEM')).toEqual(['KX-204', '-Chemistry', '--Synthesis']);
    expect(names(plan, 'kx')).toEqual(['KX-204', '-Chemistry', '--Synthesis', '-Report']);
    expect(names(plan, 'nothing like it')).toEqual([]);
  });

  it('that are kept are found by the name that they had, and stay by any name', () => {
    const plan = samplePlan();
    expect(names(plan, 'synth', [], new Map([[ids.report, 'Report']]))).toEqual(['KX-204', '-Chemistry', '--Synthesis', '-Report']);
    expect(names(plan, 'biology', [], new Map([[ids.chemistry, 'Biology']]))).toEqual(['KX-204', '-Chemistry', '--Synthesis']);
    expect(names(plan, 'biology', [], new Map([[projectId, 'Something']]))).toEqual(['KX-204']);
  });
});

describe('actions', () => {
  it('add a phase below that begins after, on a working day, five working days long', () => {
    const plan = samplePlan();
    const action = addPhaseBelow(plan, itemOf(plan, ids.report));
    perform(plan, action);
    expect(names(plan)).toEqual(['KX-204', '-Chemistry', '--Synthesis', '-Report', '-New phase']);
    expect(itemOf(plan, action.focusId ?? '')).toMatchObject({ phase: { startOn: dayOf(2027, 3, 8), endOn: dayOf(2027, 3, 12) } });
  });

  it('add a subphase that keeps the dates of a phase that had none', () => {
    const plan = samplePlan();
    perform(plan, addSubphase(plan, itemOf(plan, ids.report)));
    expect(names(plan)).toEqual(['KX-204', '-Chemistry', '--Synthesis', '-Report', '--New phase']);
    expect(itemOf(plan, ids.report)).toMatchObject({ phase: { startOn: monday, endOn: friday } });
  });

  it('indent under the phase above and outdent to its side, and say why they cannot', () => {
    const plan = samplePlan();
    perform(plan, indent(plan, itemOf(plan, ids.report)));
    expect(names(plan)).toEqual(['KX-204', '-Chemistry', '--Synthesis', '--Report']);
    perform(plan, outdent(plan, itemOf(plan, ids.synthesis)));
    expect(names(plan)).toEqual(['KX-204', '-Chemistry', '--Report', '-Synthesis']);
    expect(indent(plan, itemOf(plan, ids.chemistry))).toEqual({ reason: 'There is no phase above on the same level' });
    expect(outdent(plan, itemOf(plan, ids.chemistry))).toEqual({ reason: 'The phase is on the top level of its project' });
  });

  it('turn a phase into a milestone on its last day and back', () => {
    const plan = samplePlan();
    perform(plan, toggleMilestone(plan, itemOf(plan, ids.report)));
    expect(itemOf(plan, ids.report)).toMatchObject({ phase: { isMilestone: true, startOn: friday, endOn: friday } });
    perform(plan, toggleMilestone(plan, itemOf(plan, ids.report)));
    expect(itemOf(plan, ids.report)).toMatchObject({ phase: { isMilestone: false } });
    expect(toggleMilestone(plan, itemOf(plan, ids.chemistry))).toHaveProperty('reason');
  });
});

describe('typed cells', () => {
  const edit = (plan: Plan, id: string, column: TypedId, text: string) => actionOf(valuesOf(plan), itemOf(plan, id), column, text);

  it('move by a new start, keep it by a new end or length', () => {
    const plan = samplePlan();
    const typed = [
      edit(plan, ids.report, 'start', '2027-03-03'),
      edit(plan, ids.report, 'end', '2027-03-10'),
      edit(plan, ids.report, 'duration', '7'),
    ];
    expect(typed.map((result) => (result.ok ? result.value?.commands[0] : undefined))).toMatchObject([
      { startOn: dayOf(2027, 3, 3), endOn: dayOf(2027, 3, 7) },
      { startOn: monday, endOn: dayOf(2027, 3, 10) },
      { startOn: monday, endOn: dayOf(2027, 3, 9) },
    ]);
  });

  it('do nothing where nothing changed, and say what is wrong with a text', () => {
    const plan = samplePlan();
    expect(edit(plan, ids.report, 'name', 'Report')).toEqual({ ok: true, value: undefined });
    for (const [column, text] of [
      ['name', ' '],
      ['start', '2027-02-30'],
      ['end', '2027-02-01'],
      ['duration', '0'],
      ['progress', '101'],
    ] as const)
      expect(edit(plan, ids.report, column, text)).toMatchObject({ ok: false });
  });
});
