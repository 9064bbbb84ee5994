import { describe, expect, it } from 'vitest';
import { ids, itemOf, run, samplePlan, valuesOf } from '../../../../tests/support/gantt-plan.ts';
import { dayOf, formatDay } from '../../../lib/days.ts';
import { createUuid } from '../../../lib/uuid.ts';
import type { StaffId } from '../../../planning/model.ts';
import { predecessorLinksOf, type Plan } from '../../../planning/plan.ts';
import { actionOf, meaningOf, textOf } from './cell-edit.ts';
import { editMany } from './editing/edit-many.ts';
import type { TypedId } from './gantt-columns.ts';

function type(plan: Plan, id: string, column: TypedId, text: string): string | undefined {
  const result = actionOf(valuesOf(plan), itemOf(plan, id), column, text);
  if (!result.ok) return result.refusal;
  if (result.value) run(plan, result.value.commands);
  return undefined;
}

const datesOf = (plan: Plan, id: keyof typeof ids) => {
  const phase = plan.phases.get(ids[id]);
  return phase && [formatDay(phase.startOn), formatDay(phase.endOn)];
};
const linksOf = (plan: Plan, id: keyof typeof ids) =>
  predecessorLinksOf(plan, ids[id]).map(({ predecessorId, type: kind, lagDays }) => ({ predecessorId, kind, lagDays }));

describe('a date typed into a cell', () => {
  it('is taken in the words of the language, which are also those that one begins with', () => {
    const plan = samplePlan();
    expect(textOf(valuesOf(plan), itemOf(plan, ids.report), 'start')).toBe('1 Mar 2027');
    expect(type(plan, ids.report, 'start', '+1w')).toBeUndefined();
    expect(datesOf(plan, 'report')).toEqual(['2027-03-08', '2027-03-12']);
    expect(type(plan, ids.report, 'end', 'w12')).toBeUndefined();
    expect(datesOf(plan, 'report')).toEqual(['2027-03-08', '2027-03-26']);
    expect(meaningOf(valuesOf(plan), itemOf(plan, ids.report), 'end', 'next tue')).toBe('Tue 2 March 2027');
    expect(type(plan, ids.report, 'start', 'soon')).toMatch(/^Type a date/);
  });

  it('is understood again in German, French and English however it is written', () => {
    const plan = samplePlan();
    for (const locale of ['de-CH', 'fr-CH', 'en-US', 'en-GB', 'ja-JP']) {
      const values = { ...valuesOf(plan), format: { ...valuesOf(plan).format, locale } };
      const text = textOf(values, itemOf(plan, ids.report), 'end');
      expect({ locale, ...actionOf(values, itemOf(plan, ids.report), 'end', `${text} `) }).toEqual({ locale, ok: true, value: undefined });
    }
  });

  it('keeps the working days of a phase where its project counts them', () => {
    const plan = samplePlan();
    run(plan, [{ kind: 'project.update', id: itemOf(plan, ids.report).project.id, fields: { workingDays: true } }]);
    type(plan, ids.report, 'start', '3 mar');
    expect(datesOf(plan, 'report')).toEqual(['2027-03-03', '2027-03-09']);
    type(plan, ids.report, 'duration', '+1w');
    expect(datesOf(plan, 'report')).toEqual(['2027-03-03', '2027-03-16']);
  });
});

describe('predecessors typed into a cell', () => {
  it('are named by number or name, with type and lag, and read back the same', () => {
    const plan = samplePlan();
    expect(type(plan, ids.report, 'predecessors', '1.1.1FS+3d')).toBeUndefined();
    expect(linksOf(plan, 'report')).toEqual([{ predecessorId: ids.synthesis, kind: 'FS', lagDays: 3 }]);
    expect(textOf(valuesOf(plan), itemOf(plan, ids.report), 'predecessors')).toBe('1.1.1FS+3d');
    expect(type(plan, ids.report, 'predecessors', 'synth ss -2d')).toBeUndefined();
    expect(textOf(valuesOf(plan), itemOf(plan, ids.report), 'predecessors')).toBe('1.1.1SS−2d');
    expect(type(plan, ids.report, 'predecessors', '1')).toBeUndefined();
    expect(linksOf(plan, 'report')).toEqual([{ predecessorId: ids.chemistry, kind: 'FS', lagDays: 0 }]);
    expect(meaningOf(valuesOf(plan), itemOf(plan, ids.report), 'predecessors', '.1SS+1w')).toBe('after the start of Chemistry +7 days');
    expect(type(plan, ids.report, 'predecessors', '')).toBeUndefined();
    expect(linksOf(plan, 'report')).toEqual([]);
  });

  it.each([
    ['9', /There is no phase 9. This project’s go from 1.1 to 1.2/],
    ['1.2', 'A phase cannot be its own predecessor'],
    ['Nothing', /There is no phase “Nothing”/],
    ['1.1; 1.1SS', /named twice/],
    ['1.1+4x', /a lag is a number of days/],
  ])('“%s” is refused in words', (text, reason) => expect(type(samplePlan(), ids.report, 'predecessors', text)).toMatch(reason));
});

describe('other cells', () => {
  it('take a status, a person and signs', () => {
    const plan = samplePlan();
    const ada = createUuid() as StaffId;
    run(plan, [{ kind: 'staff.set', id: ada, fields: { name: 'Ada Lovelace' } }]);
    type(plan, ids.report, 'status', 'in prog');
    type(plan, ids.report, 'progress', '40');
    type(plan, ids.report, 'progress', '+25%');
    type(plan, itemOf(plan, ids.report).project.id, 'manager', 'ada');
    expect(plan.phases.get(ids.report)).toMatchObject({ status: 'inProgress', completionPercent: 65 });
    expect(itemOf(plan, ids.report).project.managerId).toBe(ada);
    expect(type(plan, ids.report, 'status', 'soon')).toBe('Type one of To do, In progress, Blocked, Done');
  });
});

describe('one text for many rows', () => {
  it('changes each from its own value and says which could not take it', () => {
    const plan = samplePlan();
    const edits = [ids.synthesis, ids.report, ids.chemistry].map((id) => ({
      item: itemOf(plan, id),
      column: 'end' as const,
      text: '+2d',
    }));
    const { action, refusals } = editMany(valuesOf(plan), edits, () => true);
    expect(refusals).toMatchObject([{ reason: 'The end follows from the phases in it' }]);
    expect(action?.label).toBe('Change end of 3 rows');
    expect(action?.announcement).toBe('2 rows changed. Not: Chemistry: The end follows from the phases in it');
    run(plan, action?.commands ?? []);
    expect([datesOf(plan, 'synthesis')?.[1], datesOf(plan, 'report')?.[1]]).toEqual(['2027-03-07', '2027-03-07']);
    expect(plan.phases.get(ids.chemistry)?.endOn).toBe(dayOf(2027, 3, 7));
  });
});
