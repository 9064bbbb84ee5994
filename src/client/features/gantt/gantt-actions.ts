/** What menus, toolbar and keys do to the plan: each action is one batch of commands, one step of undo. */
import { createUuid } from '../../../lib/uuid.ts';
import { calendarOf } from '../../../planning/calendar/calendar-of.ts';
import type { Command } from '../../../planning/commands/command.ts';
import type { Phase, PhaseId } from '../../../planning/model.ts';
import { childrenOf, hasChildren, type Plan } from '../../../planning/plan.ts';
import { nameOf, type GanttItem } from './gantt-items.ts';

export type Action = {
  readonly commands: readonly Command[];
  /** Names the step for undo: "Add phase". */
  readonly label: string;
  /** The row to go to afterwards. */
  readonly focusId?: string;
  /** The new row's name is to be typed at once. */
  readonly isRenamed?: boolean;
  readonly announcement?: string;
  /** Whose new dates are read out, where there is no other announcement. */
  readonly subjectId?: string;
};

/** Why an action is not there for an item, for a disabled menu item. */
export type Unavailable = { readonly reason: string };

const NEW_PHASE_WORKING_DAYS = 5;

/** A phase below the item in the same place of the tree; in a project, as its last phase. It begins where the item ends. */
export function addPhaseBelow(plan: Plan, item: GanttItem): Action {
  return item.kind === 'project'
    ? addPhase(plan, item, null, lastOf(childrenOf(plan, item.id, null)))
    : addPhase(plan, item, item.phase.parentId, item.phase);
}

/** A phase inside the item, as its last one. */
export function addSubphase(plan: Plan, item: GanttItem): Action {
  if (item.kind === 'project') return addPhaseBelow(plan, item);
  return addPhase(plan, item, item.id, lastOf(childrenOf(plan, item.project.id, item.id)), item.phase);
}

function addPhase(plan: Plan, item: GanttItem, parentId: PhaseId | null, after: Phase | undefined, within?: Phase): Action {
  const calendar = calendarOf(plan, item.project.siteId);
  const startOn = calendar.nextWorkingDay(after ? after.endOn + 1 : (within ?? item.project).startOn);
  const isFirstInside = within !== undefined && after === undefined;
  const endOn = isFirstInside ? Math.max(startOn, within.endOn) : calendar.addWorkingDays(startOn, NEW_PHASE_WORKING_DAYS) - 1;
  const id = createUuid() as PhaseId; // Born here: a command carries the final id.
  return {
    commands: [
      {
        kind: 'phase.create',
        id,
        projectId: item.project.id,
        parentId,
        ...(after ? { afterId: after.id } : {}),
        name: 'New phase',
        startOn: isFirstInside ? within.startOn : startOn,
        endOn,
      },
    ],
    label: 'Add phase',
    focusId: id,
    isRenamed: true,
    announcement: 'New phase added. Type its name.',
  };
}

export function rename(item: GanttItem, name: string): Action {
  return {
    commands: [
      item.kind === 'project'
        ? { kind: 'project.update', id: item.id, fields: { name } }
        : { kind: 'phase.update', id: item.id, fields: { name } },
    ],
    label: `Rename ${nameOf(item)}`,
    announcement: `Renamed to ${name}`,
  };
}

export function remove(item: GanttItem, focusId: string | undefined): Action {
  return {
    commands: [item.kind === 'project' ? { kind: 'project.delete', id: item.id } : { kind: 'phase.delete', id: item.id }],
    label: `Delete ${nameOf(item)}`,
    ...(focusId === undefined ? {} : { focusId }),
    announcement: `${nameOf(item)} deleted`,
  };
}

export function indent(plan: Plan, item: GanttItem): Action | Unavailable {
  if (item.kind === 'project') return { reason: 'A project cannot be indented' };
  const siblings = childrenOf(plan, item.project.id, item.phase.parentId);
  const above = siblings[siblings.findIndex((sibling) => sibling.id === item.id) - 1];
  if (!above) return { reason: 'There is no phase above on the same level' };
  if (above.isMilestone) return { reason: `${above.name} is a milestone and cannot hold phases` };
  return {
    commands: [{ kind: 'phase.move', id: item.id, projectId: item.project.id, parentId: above.id }],
    label: `Indent ${item.phase.name}`,
    focusId: item.id,
    announcement: `${item.phase.name} is now part of ${above.name}`,
  };
}

export function outdent(plan: Plan, item: GanttItem): Action | Unavailable {
  if (item.kind === 'project') return { reason: 'A project cannot be outdented' };
  const parent = item.phase.parentId === null ? undefined : plan.phases.get(item.phase.parentId);
  if (!parent) return { reason: 'The phase is on the top level of its project' };
  return {
    commands: [{ kind: 'phase.move', id: item.id, projectId: item.project.id, parentId: parent.parentId, afterId: parent.id }],
    label: `Outdent ${item.phase.name}`,
    focusId: item.id,
    announcement: `${item.phase.name} now stands beside ${parent.name}`,
  };
}

export function toggleMilestone(plan: Plan, item: GanttItem): Action | Unavailable {
  if (item.kind === 'project') return { reason: 'A project cannot be a milestone' };
  if (hasChildren(plan, item.id)) return { reason: 'A phase that holds others cannot be a milestone' };
  const { phase } = item;
  if (!phase.isMilestone) {
    return {
      commands: [
        { kind: 'phase.reschedule', id: phase.id, startOn: phase.endOn, endOn: phase.endOn },
        { kind: 'phase.update', id: phase.id, fields: { isMilestone: true } },
      ],
      label: `Convert ${phase.name} to a milestone`,
      announcement: `${phase.name} is now a milestone`,
    };
  }
  return {
    commands: [{ kind: 'phase.update', id: phase.id, fields: { isMilestone: false } }],
    label: `Convert ${phase.name} to a phase`,
    announcement: `${phase.name} is now a phase`,
  };
}

function lastOf<Item>(items: readonly Item[]): Item | undefined {
  return items.at(-1);
}
