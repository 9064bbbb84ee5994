/** A small plan for tests of the Gantt: one project, a phase that holds another, and one beside it. */
import { dayOf } from '../../src/lib/days.ts';
import { createUuid } from '../../src/lib/uuid.ts';
import { dayFormatOf } from '../../src/client/timeline/day-format.ts';
import { findItem, type GanttItem } from '../../src/client/features/gantt/gantt-items.ts';
import type { ValueContext } from '../../src/client/features/gantt/gantt-values.ts';
import { createInsight } from '../../src/client/features/gantt/schedule-insight.ts';
import { EMPTY_PLAN } from '../../src/planning/blank-plan.ts';
import type { Command } from '../../src/planning/commands/command.ts';
import { runCommands } from '../../src/planning/commands/run-commands.ts';
import type { PhaseId, ProjectId, SiteId } from '../../src/planning/model.ts';
import { applyPatches } from '../../src/planning/patches.ts';
import { createPlan, type Plan } from '../../src/planning/plan.ts';

export const siteId = createUuid() as SiteId;
export const projectId = createUuid() as ProjectId;
export const ids = { chemistry: createUuid() as PhaseId, synthesis: createUuid() as PhaseId, report: createUuid() as PhaseId };
export const [monday, friday] = [dayOf(2027, 3, 1), dayOf(2027, 3, 5)];

export function run(plan: Plan, commands: readonly Command[]): void {
  const outcome = runCommands(plan, commands, { doubleBooking: 'refuse' });
  if (outcome.kind === 'refused') throw new Error(outcome.refusal.message);
  applyPatches(plan, outcome.patches);
}

export function samplePlan(): Plan {
  const plan = createPlan(EMPTY_PLAN);
  const days = { startOn: monday, endOn: friday };
  run(plan, [
    { kind: 'site.set', id: siteId, fields: { name: 'Basel', timeZone: 'Europe/Zurich', weekendDays: [6, 7] } },
    { kind: 'project.create', id: projectId, siteId, name: 'KX-204', ...days },
    { kind: 'phase.create', id: ids.chemistry, projectId, parentId: null, name: 'Chemistry', ...days },
    { kind: 'phase.create', id: ids.synthesis, projectId, parentId: ids.chemistry, name: 'Synthesis', ...days },
    { kind: 'phase.create', id: ids.report, projectId, parentId: null, name: 'Report', ...days },
  ]);
  return plan;
}

export function itemOf(plan: Plan, id: string): GanttItem {
  const item = findItem(plan, id);
  if (!item) throw new Error(`no ${id}`);
  return item;
}

/** What cells are read and typed with. */
export function valuesOf(plan: Plan, today = monday): ValueContext {
  return { plan, format: dayFormatOf('en-GB', 2027), today, insight: createInsight(plan, 0, false), baseline: undefined };
}
