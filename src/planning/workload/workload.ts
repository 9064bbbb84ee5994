import { type Day, weekdayOf } from '../../lib/days.ts';
import { calendarOf } from '../calendar/calendar-of.ts';
import { addTimeOff } from '../calendar/time-off-days.ts';
import type { Assignment, Project, SiteId, Staff, StaffId } from '../model.ts';
import { assignmentsOfStaff, type Plan, timeOffOf } from '../plan-index.ts';

/** A person's days from `from` on, one value per day, in percent of a full day. */
export type Workload = {
  readonly staffId: StaffId;
  readonly from: Day;
  /** What the person can give: 0 on weekends, holidays of the home site, and whole days off. */
  readonly capacity: Float64Array;
  /** What confirmed projects ask for. */
  readonly load: Float64Array;
  /** What unconfirmed projects ask for on top. */
  readonly tentative: Float64Array;
};

/** `clash`: work on a day off. */
export type LoadState = 'off' | 'free' | 'partial' | 'full' | 'over' | 'clash';

export function loadStateOf(capacity: number, load: number): LoadState {
  if (capacity <= 0) return load > 0 ? 'clash' : 'off';
  if (load <= 0) return 'free';
  if (load < capacity) return 'partial';
  return load === capacity ? 'full' : 'over';
}

/** Capacity and load of some people on each day from `from` to `to`, both included. */
export function workloadsOf(plan: Plan, staffIds: readonly StaffId[], from: Day, to: Day): Workload[] {
  const days = Math.max(0, to - from + 1);
  const workedAt = new Map<SiteId | null, Uint8Array>();
  return staffIds.flatMap((id) => {
    const staff = plan.staff.get(id);
    if (!staff) return [];
    let worked = workedAt.get(staff.homeSiteId);
    if (!worked) workedAt.set(staff.homeSiteId, (worked = listWorked(plan, staff.homeSiteId, from, days)));
    return [measure(plan, staff, worked, from)];
  });
}

/**
 * Mean load of the days on which there is capacity or load, and the highest: what views show where a cell is more than a day.
 * `start` and `end` are positions in the workload, `end` excluded.
 */
export function summarizeLoad({ capacity, load }: Workload, start: number, end: number): { readonly mean: number; readonly peak: number } {
  let [sum, count, peak] = [0, 0, 0];
  for (let index = start; index < end; index += 1) {
    const value = load[index] ?? 0;
    if (value === 0 && (capacity[index] ?? 0) === 0) continue;
    sum += value;
    count += 1;
    if (value > peak) peak = value;
  }
  return { mean: count === 0 ? 0 : sum / count, peak };
}

/** 1 for each day that the site works, 0 for the others; weekdays decide for people without a home site. */
function listWorked(plan: Plan, siteId: SiteId | null, from: Day, days: number): Uint8Array {
  const worked = new Uint8Array(days).fill(siteId === null ? 1 : 0);
  if (siteId === null) return worked;
  const calendar = calendarOf(plan, siteId);
  const last = calendar.ordinalOf(from + days);
  for (let ordinal = calendar.ordinalOf(from); ordinal < last; ordinal += 1) worked[calendar.dayAt(ordinal) - from] = 1;
  return worked;
}

function measure(plan: Plan, staff: Staff, worked: Uint8Array, from: Day): Workload {
  const days = worked.length;
  const usual = usualCapacity(staff, worked, from);
  const capacity = usual.slice();
  const timeOff = timeOffOf(plan, staff.id);
  if (timeOff.length > 0) {
    const away = new Float64Array(days);
    for (const one of timeOff) addTimeOff(one, from, away);
    for (let index = 0; index < days; index += 1) capacity[index] = (capacity[index] ?? 0) * (1 - (away[index] ?? 0));
  }
  const [load, tentative] = [new Float64Array(days), new Float64Array(days)];
  for (const assignment of assignmentsOfStaff(plan, staff.id)) {
    const span = findSpan(plan, assignment);
    if (span && !span.project.isArchived)
      addLoad(span, assignment.allocationPercent, usual, from, span.project.isConfirmed ? load : tentative);
  }
  return { staffId: staff.id, from, capacity, load, tentative };
}

function usualCapacity(staff: Staff, worked: Uint8Array, from: Day): Float64Array {
  const usual = new Float64Array(worked.length);
  if (!staff.isActive) return usual;
  const week = staff.weeklyPattern.map((percent) => (percent * staff.maxCapacityPercent) / 100);
  let weekday = weekdayOf(from) - 1;
  for (let index = 0; index < worked.length; index += 1) {
    if (worked[index] === 1) usual[index] = week[weekday] ?? 0;
    weekday = weekday === 6 ? 0 : weekday + 1;
  }
  return usual;
}

type AssignedSpan = { readonly startOn: Day; readonly endOn: Day; readonly project: Project };

function findSpan(plan: Plan, { phaseId, projectId, startOn, endOn }: Assignment): AssignedSpan | undefined {
  const phase = phaseId === null ? undefined : plan.phases.get(phaseId);
  const owner = phase?.projectId ?? projectId;
  const project = owner === null ? undefined : plan.projects.get(owner);
  if (!project) return undefined;
  return { startOn: phase?.startOn ?? startOn ?? project.startOn, endOn: phase?.endOn ?? endOn ?? project.endOn, project };
}

/**
 * An assignment asks for its part of each day that the person usually works; time off does not excuse it, so that a clash shows.
 * Weekends and holidays within it ask for nothing, unless it has no other days: then work was planned on a day off.
 */
function addLoad(span: AssignedSpan, percent: number, usual: Float64Array, from: Day, load: Float64Array): void {
  const start = Math.max(0, span.startOn - from);
  const end = Math.min(load.length, span.endOn - from + 1);
  let isAsked = false;
  for (let index = start; index < end; index += 1) {
    if ((usual[index] ?? 0) <= 0) continue;
    load[index] = (load[index] ?? 0) + percent;
    isAsked = true;
  }
  const isWhole = span.startOn >= from && span.endOn < from + load.length;
  if (isAsked || !isWhole) return;
  for (let index = start; index < end; index += 1) load[index] = (load[index] ?? 0) + percent;
}
