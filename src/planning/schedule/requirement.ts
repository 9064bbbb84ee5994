import type { Day } from '../../lib/days.ts';
import { calendarOf } from '../calendar/calendar-of.ts';
import type { SiteCalendar } from '../calendar/site-calendar.ts';
import type { Phase } from '../model.ts';
import type { LinkEdge, PhaseNode, ProjectNode, Span } from '../phase-node.ts';
import type { Plan } from '../plan-index.ts';

/** Lags and lengths of a project count in this calendar; undefined: calendar days. */
export function lengthCalendarOf(plan: Plan, { project }: ProjectNode): SiteCalendar | undefined {
  return project.workingDays ? calendarOf(plan, project.siteId) : undefined;
}

/** The instant n days after (or, negative, before) another, in calendar or in working days. */
export function advance(instant: number, days: number, calendar: SiteCalendar | undefined): number {
  return calendar ? calendar.addWorkingDays(instant, days) : instant + days;
}

/**
 * The instant before which a link lets no leaf of its successor start (or finish, where `bindsFinish`): the latest start or
 * finish among the leaves of its predecessor plus the lag, which counts in the calendar of the successor's project.
 */
export function requiredInstantOf(edge: LinkEdge, calendar: SiteCalendar | undefined): number {
  return advance(edge.followsFinish ? edge.from.lastFinish : edge.from.lastStart, edge.lagDays, calendar);
}

export type Repair = Span & { readonly edge: LinkEdge };

/** Whether a leaf breaks a link of its own or of a phase that contains it. */
export function isViolated(leaf: PhaseNode, calendar: SiteCalendar | undefined): boolean {
  for (let node: PhaseNode | undefined = leaf; node; node = node.parent) {
    for (const edge of node.incoming) {
      const instant = edge.bindsFinish ? leaf.lastFinish : leaf.lastStart;
      if (instant < requiredInstantOf(edge, calendar)) return true;
    }
  }
  return false;
}

/**
 * Where a leaf that breaks a link is pushed to: the earliest later start at which every link into it and into what contains
 * it holds, its length kept; undefined when it breaks none. Of several links the one that asks for the latest
 * start is named, of equal ones that with the lowest id, so that browser and server name the same.
 */
export function findRepair(leaf: PhaseNode, calendar: SiteCalendar | undefined): Repair | undefined {
  if (!isViolated(leaf, calendar)) return undefined;
  let [latest, binding]: [Day, LinkEdge | undefined] = [leaf.phase.startOn, undefined];
  for (let node: PhaseNode | undefined = leaf; node; node = node.parent) {
    for (const edge of node.incoming) {
      const required = requiredInstantOf(edge, calendar);
      const startOn = earliestStartOf(leaf.phase, required, edge.bindsFinish, calendar);
      if (startOn < latest || (startOn === latest && binding && binding.dependency.id < edge.dependency.id)) continue;
      latest = startOn;
      binding = edge;
    }
  }
  if (!binding) throw new Error(`phase ${leaf.phase.id} breaks a link that asks for nothing`);
  return { ...spanFrom(leaf.phase, calendar ? calendar.nextWorkingDay(latest) : latest, calendar), edge: binding };
}

/** The earliest first day at which a leaf of this length starts (or finishes) no sooner than the instant. */
export function earliestStartOf(phase: Phase, required: number, isFinish: boolean, calendar: SiteCalendar | undefined): Day {
  if (phase.isMilestone) return phase.milestoneEdge === 'end' ? required - 1 : required;
  if (!isFinish) return required;
  const workedDays = calendar?.workingDaysBetween(phase.startOn, phase.endOn) ?? 0;
  if (!calendar || workedDays === 0) return required - (phase.endOn - phase.startOn + 1);
  return calendar.dayAt(calendar.ordinalOf(required - 1) - workedDays + 1);
}

/**
 * A leaf's days from another first day, its length kept: in working days where there is a calendar and the leaf covers any
 * working day, else in calendar days.
 */
export function spanFrom(phase: Phase, startOn: Day, calendar: SiteCalendar | undefined): Span {
  if (phase.isMilestone) return { startOn, endOn: startOn };
  const workedDays = calendar?.workingDaysBetween(phase.startOn, phase.endOn) ?? 0;
  if (!calendar || workedDays === 0) return { startOn, endOn: startOn + (phase.endOn - phase.startOn) };
  return { startOn, endOn: calendar.dayAt(calendar.ordinalOf(startOn) + workedDays - 1) };
}
