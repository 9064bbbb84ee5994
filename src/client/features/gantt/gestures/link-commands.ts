/** Arrows drawn, taken to another bar, or made together with a new phase. */
import { createUuid } from '../../../../lib/uuid.ts';
import { calendarOf } from '../../../../planning/calendar/calendar-of.ts';
import type { Dependency, DependencyId, DependencyType, Phase, PhaseId } from '../../../../planning/model.ts';
import { childrenOf, type Plan } from '../../../../planning/plan.ts';
import { createLinkCheck } from '../../../../planning/schedule/link-check.ts';
import type { BarSide, LinkGesture, OpenLink } from '../../../timeline/timeline-model.ts';
import type { Action, Unavailable } from '../gantt-actions.ts';
import { findItem, nameOf, type GanttItem } from '../gantt-items.ts';
import { itemOfRow, lockedBy, type GestureContext } from './gesture-context.ts';

const TYPES: Readonly<Record<BarSide, Readonly<Record<BarSide, DependencyType>>>> = {
  end: { start: 'FS', end: 'FF' },
  start: { start: 'SS', end: 'SF' },
};

/** The type of an arrow by the ends that it joins. */
export function typeOfEnds({ from, to }: Pick<LinkGesture, 'from' | 'to'>): DependencyType {
  return TYPES[from.side][to.side];
}

export function drawLink(context: GestureContext, gesture: LinkGesture): Action | Unavailable {
  const { plan } = context;
  const [from, to] = [itemOfRow(context, gesture.from.rowId), itemOfRow(context, gesture.to.rowId)];
  if (from.kind === 'project' || to.kind === 'project') return { reason: 'Arrows join phases, not projects' };
  const locked = lockedBy(context, to);
  if (locked) return locked;
  const type = typeOfEnds(gesture);
  // The timeline's arrows carry the ids of dependencies.
  const before = gesture.linkId === undefined ? undefined : plan.dependencies.get(gesture.linkId as DependencyId);
  return before ? takeElsewhere(context, before, from.phase, to.phase, type) : linkAnew(from.phase, to.phase, type, 0);
}

/** An arrow keeps its lag wherever it is taken. */
function takeElsewhere(context: GestureContext, before: Dependency, from: Phase, to: Phase, type: DependencyType): Action | Unavailable {
  if (before.predecessorId === from.id && before.successorId === to.id) {
    if (before.type === type) return { reason: 'The arrow leads there already' };
    return { commands: [{ kind: 'dependency.update', id: before.id, type }], label: `Change link of ${to.name}` };
  }
  const previous = findItem(context.plan, before.successorId);
  const locked = previous && lockedBy(context, previous);
  if (locked) return locked;
  const anew = linkAnew(from, to, type, before.lagDays);
  return { ...anew, commands: [{ kind: 'dependency.unlink', id: before.id }, ...anew.commands], label: `Change link of ${to.name}` };
}

const announcedTypes = { FS: 'now follows', SS: 'now starts with', FF: 'now ends with', SF: 'now ends at the start of' } as const;

/** "Synthesis now follows Scouting". */
export function linkedText(from: string, to: string, type: DependencyType): string {
  return `${to} ${announcedTypes[type]} ${from}`;
}

function linkAnew(from: Phase, to: Phase, type: DependencyType, lagDays: number): Action {
  const id = createUuid() as DependencyId; // Born here: a command carries the final id.
  return {
    commands: [{ kind: 'dependency.link', id, predecessorId: from.id, successorId: to.id, type, lagDays }],
    label: `Link ${from.name} to ${to.name}`,
    announcement: linkedText(from.name, to.name, type),
  };
}

/** The rows that the held end of an arrow may be dropped on. */
export function targetsOf(context: GestureContext, { linkId, fixed, held }: OpenLink): (rowId: string) => boolean {
  const item = findItem(context.plan, fixed.rowId);
  if (item?.kind !== 'phase') return () => false;
  if (held === 'from' && lockedBy(context, item)) return () => false;
  // Ids of rows are looked up, not trusted.
  const isLegal = createLinkCheck(context.plan, item.id, held === 'to' ? 'predecessor' : 'successor', linkId as DependencyId | undefined);
  return (rowId) => {
    const other = findItem(context.plan, rowId);
    if (other?.kind !== 'phase' || (held === 'to' && lockedBy(context, other))) return false;
    return isLegal(other.id);
  };
}

const NEW_PHASE_WORKING_DAYS = 5;

/** A new phase beside a phase in the tree that follows it, or at its start side comes before it, joined finish to start. */
export function addLinkedPhase(plan: Plan, item: GanttItem, side: BarSide): Action | Unavailable {
  if (item.kind === 'project') return { reason: 'Arrows join phases, not projects' };
  const { phase, project } = item;
  const calendar = calendarOf(plan, project.siteId);
  const [id, linkId] = [createUuid() as PhaseId, createUuid() as DependencyId]; // Born here: commands carry the final ids.
  const siblings = childrenOf(plan, project.id, phase.parentId);
  const isAfter = side === 'end';
  const startOn = isAfter
    ? calendar.nextWorkingDay(finishOf(phase))
    : calendar.dayAt(calendar.ordinalOf(startOf(phase)) - NEW_PHASE_WORKING_DAYS);
  const endOn = isAfter
    ? calendar.addWorkingDays(startOn, NEW_PHASE_WORKING_DAYS) - 1
    : calendar.dayAt(calendar.ordinalOf(startOf(phase)) - 1);
  const afterId = isAfter ? phase.id : (siblings[siblings.findIndex((one) => one.id === phase.id) - 1]?.id ?? null);
  const [predecessorId, successorId] = isAfter ? [phase.id, id] : [id, phase.id];
  return {
    commands: [
      { kind: 'phase.create', id, projectId: project.id, parentId: phase.parentId, afterId, name: 'New phase', startOn, endOn },
      { kind: 'dependency.link', id: linkId, predecessorId, successorId, type: 'FS', lagDays: 0 },
    ],
    label: `Add phase ${isAfter ? 'after' : 'before'} ${nameOf(item)}`,
    focusId: id,
    isRenamed: true,
    announcement: `New phase ${isAfter ? 'after' : 'before'} ${nameOf(item)}, linked to it. Type its name.`,
  };
}

/** The first day after a phase; a milestone at the start of its day leaves that day to its successor. */
function finishOf(phase: Phase): number {
  return phase.isMilestone && phase.milestoneEdge === 'start' ? phase.startOn : phase.endOn + 1;
}

/** The day that a predecessor must have ended before. */
function startOf(phase: Phase): number {
  return phase.isMilestone && phase.milestoneEdge === 'end' ? phase.startOn + 1 : phase.startOn;
}
