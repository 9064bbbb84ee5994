/** How the plan differs from dates that were kept before. */
import type { Day } from '../../lib/days.ts';
import type { Phase, PhaseId, Project, ProjectId } from '../model.ts';
import { hasChildren, type Plan } from '../plan-index.ts';
import { calendarOf } from '../calendar/calendar-of.ts';

/** The dates that something had; `id` is a project's or a phase's. */
export type KeptDates = {
  readonly id: string;
  readonly projectId: ProjectId;
  readonly name: string;
  readonly startOn: Day;
  readonly endOn: Day;
};

/** In days that count in the project: working days where it counts in them, else calendar days. Later is positive. */
export type Slip = { readonly startDays: number; readonly endDays: number; readonly isWorkingDays: boolean };

/** By how much something begins and ends later than it once did; undefined for what is not in the plan any more. */
export function slipOf(plan: Plan, kept: KeptDates): Slip | undefined {
  const now = findSpan(plan, kept.id);
  const project = now && plan.projects.get('projectId' in now ? now.projectId : now.id);
  if (!now || !project) return undefined;
  const calendar = project.workingDays ? calendarOf(plan, project.siteId) : undefined;
  const between = (from: Day, to: Day) => (calendar ? calendar.ordinalOf(to) - calendar.ordinalOf(from) : to - from);
  return {
    startDays: between(kept.startOn, now.startOn),
    endDays: between(kept.endOn + 1, now.endOn + 1),
    isWorkingDays: calendar !== undefined,
  };
}

export type Comparison = {
  /** Leaves and projects that end later, the worst first; equal ones in the order of their dates. */
  readonly later: readonly SlippedItem[];
  readonly earlier: readonly SlippedItem[];
  readonly unchangedCount: number;
  /** Phases of the compared projects that were not there yet. */
  readonly addedIds: readonly PhaseId[];
  /** What was kept and is not in the plan any more. */
  readonly removed: readonly KeptDates[];
};

export type SlippedItem = { readonly kept: KeptDates; readonly isProject: boolean; readonly slip: Slip };

/** Compares kept dates with the plan: projects and leaves; a parent's dates only say what its leaves say. */
export function compareWithKept(plan: Plan, items: readonly KeptDates[]): Comparison {
  const keptIds = new Set(items.map((item) => item.id));
  const projectIds = new Set(items.map((item) => item.projectId));
  const later: SlippedItem[] = [];
  const earlier: SlippedItem[] = [];
  const removed: KeptDates[] = [];
  let unchangedCount = 0;
  for (const kept of items) {
    const slip = slipOf(plan, kept);
    if (!slip) removed.push(kept);
    // The id is of one kind or the other; a look-up of the wrong kind finds nothing.
    else if (!hasChildren(plan, kept.id as PhaseId)) {
      const item = { kept, isProject: kept.id === kept.projectId, slip };
      if (slip.endDays > 0) later.push(item);
      else if (slip.endDays < 0) earlier.push(item);
      else unchangedCount += 1;
    }
  }
  const addedIds: PhaseId[] = [];
  for (const phase of plan.phases.values()) if (projectIds.has(phase.projectId) && !keptIds.has(phase.id)) addedIds.push(phase.id);
  const bySlip = (a: SlippedItem, b: SlippedItem) =>
    Math.abs(b.slip.endDays) - Math.abs(a.slip.endDays) || a.kept.startOn - b.kept.startOn || (a.kept.id < b.kept.id ? -1 : 1);
  return { later: later.sort(bySlip), earlier: earlier.sort(bySlip), unchangedCount, addedIds, removed };
}

function findSpan(plan: Plan, id: string): Project | Phase | undefined {
  return plan.phases.get(id as PhaseId) ?? plan.projects.get(id as ProjectId);
}
