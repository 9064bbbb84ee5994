import { describe, expect, it } from 'vitest';
import { makeLink, makePhase, makePlan, makeProject, MONDAY, phaseId, projectId } from '../../../../../tests/support/small-plans.ts';
import { dayFormatOf } from '../../../timeline/day-format.ts';
import type { FieldId } from '../gantt-columns.ts';
import { findItem } from '../gantt-items.ts';
import { cellTextOf } from '../gantt-values.ts';
import { createInsight } from '../schedule-insight.ts';
import { tooltipOf } from '../tooltip.ts';
import type { Baseline } from './use-baseline.ts';

const plan = makePlan({
  projects: [makeProject('Alpha', { workingDays: true })],
  phases: [
    makePhase('Chemistry', 0, 1),
    makePhase('Assay', 0, 1, { parentId: phaseId('Chemistry') }),
    makePhase('Batch', 0, 4),
    makePhase('Report', 7, 8),
  ],
  dependencies: [makeLink('Assay', 'Report'), makeLink('Batch', 'Report')],
});

function keep(id: string, from: number, to: number) {
  return [id, { id, projectId: projectId('Alpha'), name: id, startOn: MONDAY + from, endOn: MONDAY + to }] as const;
}
const baseline: Baseline = { id: 'b', name: 'Approved', items: new Map([keep('Batch', 0, 1), keep('Report', 8, 9), keep('Alpha', 0, 9)]) };

function context(showsCriticalPath = false) {
  const format = dayFormatOf('en-GB', 2026);
  return { plan, format, today: MONDAY, insight: createInsight(plan, 0, showsCriticalPath), baseline };
}

function textOf(id: string, field: FieldId): string {
  const item = findItem(plan, id);
  if (!item) throw new Error(`no ${id} in the plan`);
  return cellTextOf(context(), item, field);
}

describe('columns of schedule insight', () => {
  it('tell the slack of leaves, whether or not the critical path is shown, and none of parents and projects', () => {
    expect([textOf('Assay', 'totalSlack'), textOf('Assay', 'freeSlack')]).toEqual(['3', '3']);
    expect([textOf('Batch', 'totalSlack'), textOf('Report', 'totalSlack')]).toEqual(['0', '0']);
    expect([textOf('Chemistry', 'totalSlack'), textOf('Alpha', 'freeSlack')]).toEqual(['', '']);
  });

  it('tell dates of the baseline and the slip in days that count, later with a plus', () => {
    expect([textOf('Batch', 'baselineStart'), textOf('Batch', 'baselineEnd'), textOf('Batch', 'slip')]).toEqual(['5 Jan', '6 Jan', '+3']);
    expect([textOf('Report', 'slip'), textOf('Alpha', 'slip')]).toEqual(['−1', '−1']);
    expect([textOf('Assay', 'baselineEnd'), textOf('Assay', 'slip')]).toEqual(['', '']);
  });
});

describe('the tooltip of a bar', () => {
  it('tells slack while the critical path is shown, and the baseline that is compared', () => {
    expect(tooltipOf(context(true), 'Assay')?.lines).toContain('3 wd of slack, 3 wd free');
    expect(tooltipOf(context(true), 'Batch')?.lines).toContain('On the critical path');
    expect(tooltipOf(context(), 'Batch')?.lines).toContain('Approved: 5 to 6 January 2026, ends 3 wd later');
    expect(tooltipOf(context(), 'Assay')?.lines).toContain('Not in Approved');
    expect(tooltipOf({ ...context(), baseline: undefined }, 'Assay')?.lines.join()).not.toMatch(/slack|Approved/);
  });
});
