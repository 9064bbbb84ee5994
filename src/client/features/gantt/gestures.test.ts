import { describe, expect, it } from 'vitest';
import { dayOf, formatDay } from '../../../lib/days.ts';
import type { Phase, PhaseId, Project, ProjectId, SiteId } from '../../../planning/model.ts';
import { createPlan } from '../../../planning/plan.ts';
import type { GanttItem } from './gantt-items.ts';
import { commandsOf } from './gestures.ts';

// Ids of this test's own plan.
const [siteId, projectId, phaseId] = ['s' as SiteId, 'p' as ProjectId, 'f' as PhaseId];
const thursday = dayOf(2026, 11, 19);

function itemIn(workingDays: boolean): { readonly plan: ReturnType<typeof createPlan>; readonly item: GanttItem } {
  const project: Project = {
    id: projectId,
    siteId,
    rank: 'V',
    name: 'P',
    startOn: thursday,
    endOn: thursday + 6,
    hasFixedDates: false,
    autoSchedule: true,
    workingDays,
    isConfirmed: true,
    isArchived: false,
    color: null,
    customer: null,
    managerId: null,
    salesManagerId: null,
    volume: null,
    currency: null,
    notes: null,
  };
  const phase: Phase = {
    id: phaseId,
    projectId,
    parentId: null,
    rank: 'V',
    name: 'Coupling',
    startOn: thursday,
    endOn: thursday + 6,
    isMilestone: false,
    milestoneEdge: 'end',
    completionPercent: null,
    status: 'todo',
    color: null,
    notes: null,
  };
  const plan = createPlan({
    revision: 1,
    sites: [{ id: siteId, name: 'S', countryCode: null, regionCode: null, timeZone: 'UTC', weekendDays: [6, 7] }],
    holidays: [],
    companyEvents: [],
    staff: [],
    projects: [project],
    phases: [phase],
    dependencies: [],
    assignments: [],
    equipment: [],
    reservations: [],
    timeOff: [],
  });
  return { plan, item: { kind: 'phase', id: phaseId, project, phase } };
}

function movedBy(days: number, workingDays: boolean): string {
  const { plan, item } = itemIn(workingDays);
  const from = { startDay: thursday, endDay: thursday + 6 };
  const to = { startDay: from.startDay + days, endDay: from.endDay + days };
  const [command] = commandsOf(plan, item, { kind: 'move', rowId: phaseId, barId: phaseId, deltaDays: days, from, to });
  if (command?.kind !== 'phase.reschedule') throw new Error('a phase is rescheduled');
  return `${formatDay(command.startOn)} ${formatDay(command.endOn)}`;
}

describe('a moved bar', () => {
  it('keeps its working days and starts on one, in the direction of the move', () => {
    expect(movedBy(1, true)).toBe('2026-11-20 2026-11-26');
    expect(movedBy(2, true)).toBe('2026-11-23 2026-11-27');
    expect(movedBy(-4, true)).toBe('2026-11-13 2026-11-19');
  });

  it('keeps its calendar days where the project counts those', () => {
    expect(movedBy(2, false)).toBe('2026-11-21 2026-11-27');
  });
});
