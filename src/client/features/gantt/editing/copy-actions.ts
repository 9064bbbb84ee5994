/** Copies of rows: with all that is below them, the links among them, the people on them and their custom values. Work on a copy has not begun. */
import { createUuid } from '../../../../lib/uuid.ts';
import type { Command } from '../../../../planning/commands/command.ts';
import type { AssignmentId, DependencyId, Phase, PhaseId, Project, ProjectId, StaffId } from '../../../../planning/model.ts';
import { assignmentsOf, childrenOf, customValuesOf, predecessorLinksOf, type Plan } from '../../../../planning/plan.ts';
import type { Action, Unavailable } from '../gantt-actions.ts';
import { nameOf, type GanttItem } from '../gantt-items.ts';
import { moveTo, namesOf, topItems, topPhases, type TreeTarget } from './many-actions.ts';

const MAX_COPIED = 5000;

/** Where something goes that is put at a row: into a project as its last phase, or after a phase. */
export function targetAt(plan: Plan, item: GanttItem): TreeTarget {
  if (item.kind === 'project') {
    const last = childrenOf(plan, item.id, null).at(-1);
    return { projectId: item.id, parentId: null, afterId: last?.id ?? null };
  }
  return { projectId: item.project.id, parentId: item.phase.parentId, afterId: item.id };
}

/** Each copy stands after what it copies. */
export function duplicate(plan: Plan, items: readonly GanttItem[]): Action | Unavailable {
  const top = topItems(plan, items);
  const copy = createCopy(plan, ' (copy)');
  for (const item of top) {
    if (item.kind === 'project') copy.addProject(item.project);
    else copy.addRoot(item.phase, { projectId: item.project.id, parentId: item.phase.parentId, afterId: item.id });
  }
  return copy.finish(`Duplicate ${namesOf(top)}`, `${namesOf(top)} duplicated`);
}

/** Copies at a row. Projects become projects of their own. */
export function pasteCopies(plan: Plan, items: readonly GanttItem[], at: GanttItem): Action | Unavailable {
  const top = topItems(plan, items);
  const copy = createCopy(plan, '');
  let target = targetAt(plan, at);
  for (const item of top) {
    if (item.kind === 'project') copy.addProject(item.project);
    else target = { ...target, afterId: copy.addRoot(item.phase, target) };
  }
  return copy.finish(`Paste ${namesOf(top)}`, `${namesOf(top)} pasted`);
}

/** What was cut moves to a row. */
export function pasteCut(plan: Plan, items: readonly GanttItem[], at: GanttItem): Action | Unavailable {
  const phases = topPhases(plan, items);
  if (phases.some(({ id }) => id === at.id)) return { reason: `${nameOf(at)} is what was cut: choose another place` };
  return moveTo(plan, phases, targetAt(plan, at));
}

type Place = Omit<TreeTarget, 'afterId'> & Partial<TreeTarget>;

function createCopy(plan: Plan, suffix: string) {
  const commands: Command[] = [];
  const later: Command[] = [];
  const copies = new Map<PhaseId, PhaseId>();
  let focusId: string | undefined;

  const addPhase = (phase: Phase, place: Place, name: string): PhaseId => {
    const id = createUuid() as PhaseId; // Born here: a command carries the final id.
    copies.set(phase.id, id);
    const { startOn, endOn, isMilestone, milestoneEdge, color, notes } = phase;
    commands.push({ kind: 'phase.create', id, ...place, name, startOn, endOn, fields: { isMilestone, milestoneEdge, color, notes } });
    for (const { staffId, allocationPercent } of assignmentsOf(plan, phase.id)) later.push(assign(id, staffId, allocationPercent));
    for (const { columnId, value } of customValuesOf(plan, phase.id))
      later.push({ kind: 'customValue.set', id: columnId, phaseId: id, value });
    for (const child of childrenOf(plan, phase.projectId, phase.id))
      addPhase(child, { projectId: place.projectId, parentId: id }, child.name);
    return id;
  };
  const addLinks = (): void => {
    for (const [original, successorId] of copies) {
      for (const { predecessorId, type, lagDays } of predecessorLinksOf(plan, original)) {
        const predecessor = copies.get(predecessorId);
        const id = createUuid() as DependencyId; // Born here as well.
        if (predecessor) later.push({ kind: 'dependency.link', id, predecessorId: predecessor, successorId, type, lagDays });
      }
    }
  };
  return {
    addRoot(phase: Phase, target: TreeTarget): PhaseId {
      const id = addPhase(phase, target, `${phase.name}${suffix}`);
      focusId = id;
      return id;
    },
    addProject(project: Project): void {
      const id = createUuid() as ProjectId; // Born here as well.
      commands.push(createProject(project, id, `${project.name} (copy)`));
      for (const { columnId, value } of customValuesOf(plan, project.id))
        later.push({ kind: 'customValue.set', id: columnId, projectId: id, value });
      for (const root of childrenOf(plan, project.id, null)) addPhase(root, { projectId: id, parentId: null }, root.name);
      focusId = id;
    },
    finish(label: string, announcement: string): Action | Unavailable {
      addLinks();
      if (commands.length === 0) return { reason: 'There is nothing to copy' };
      if (commands.length > MAX_COPIED) return { reason: `${MAX_COPIED} rows can be copied at once` };
      return { commands: [...commands, ...later], label, announcement, ...(focusId === undefined ? {} : { focusId }) };
    },
  };
}

function assign(phaseId: PhaseId, staffId: StaffId, allocationPercent: number): Command {
  const fields = { staffId, phaseId, projectId: null, allocationPercent, startOn: null, endOn: null };
  // Born here as well.
  return { kind: 'assignment.set', id: createUuid() as AssignmentId, fields };
}

function createProject(project: Project, id: ProjectId, name: string): Command {
  const { siteId, startOn, endOn, hasFixedDates, autoSchedule, workingDays, isConfirmed, color, customer } = project;
  const { managerId, salesManagerId, volume, currency, notes } = project;
  const fields = {
    hasFixedDates,
    autoSchedule,
    workingDays,
    isConfirmed,
    color,
    customer,
    managerId,
    salesManagerId,
    volume,
    currency,
    notes,
  };
  return { kind: 'project.create', id, siteId, name, startOn, endOn, fields };
}
