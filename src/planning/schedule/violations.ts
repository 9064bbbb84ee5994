import type { Dependency, DependencyId, PhaseId, ProjectId } from '../model.ts';
import type { LinkEdge, PhaseNode, Span } from '../phase-node.ts';
import type { Plan } from '../plan-index.ts';
import { runCommands } from '../commands/run-commands.ts';
import { isViolated, lengthCalendarOf, requiredInstantOf } from './requirement.ts';

/** A leaf that starts or finishes before a link lets it. */
export type Violation = {
  readonly dependency: Dependency;
  readonly projectId: ProjectId;
  /** The leaf itself, which may lie below the link's successor. */
  readonly phaseId: PhaseId;
  /** By how much it is too early, in days that count in its project. */
  readonly missingDays: number;
  /** Where `schedule.resolve` would put it; null when that would leave the calendar. */
  readonly resolved: Span | null;
};

/** Whether a leaf below the link's successor, or the successor itself, is too early for it. */
export function isBroken(plan: Plan, id: DependencyId): boolean {
  const edge = plan.index.edges.get(id);
  const found: Omit<Violation, 'resolved'>[] = [];
  if (edge && !edge.to.project.project.isArchived) addBroken(found, plan, edge);
  return found.length > 0;
}

/** Whether a leaf is too early for a link of its own or of what it lies in. */
export function isTooEarly(plan: Plan, id: PhaseId): boolean {
  const node = plan.index.nodes.get(id);
  if (!node || node.children.length > 0 || node.project.project.isArchived) return false;
  return isViolated(node, lengthCalendarOf(plan, node.project));
}

/** All violations, or those of one project's phases, by link. Archived projects have none: nobody can act on them. */
export function violationsOf(plan: Plan, projectId?: ProjectId): Violation[] {
  const violations: Omit<Violation, 'resolved'>[] = [];
  for (const edge of plan.index.edges.values()) {
    const { project } = edge.to.project;
    if (!project.isArchived && (projectId === undefined || project.id === projectId)) addBroken(violations, plan, edge);
  }
  const resolved = new Map(Array.from(new Set(violations.map((one) => one.projectId)), (id) => [id, resolve(plan, id)]));
  return violations.map((violation) => ({ ...violation, resolved: resolved.get(violation.projectId)?.get(violation.phaseId) ?? null }));
}

function addBroken(violations: Omit<Violation, 'resolved'>[], plan: Plan, edge: LinkEdge): void {
  const { dependency, to } = edge;
  const calendar = lengthCalendarOf(plan, to.project);
  const required = requiredInstantOf(edge, calendar);
  const visit = (node: PhaseNode): void => {
    for (const child of node.children) visit(child);
    const instant = edge.bindsFinish ? node.lastFinish : node.lastStart;
    if (instant >= required || node.children.length > 0) return;
    const missingDays = calendar ? calendar.ordinalOf(required) - calendar.ordinalOf(instant) : required - instant;
    violations.push({ dependency, projectId: to.project.project.id, phaseId: node.phase.id, missingDays });
  };
  visit(to);
}

function resolve(plan: Plan, id: ProjectId): ReadonlyMap<string, Span> {
  const outcome = runCommands(plan, [{ kind: 'schedule.resolve', id }], { doubleBooking: 'allow' });
  return new Map(outcome.kind === 'accepted' ? outcome.moves.map((move) => [move.id, move.to]) : []);
}
