import { rankBetween } from '../../lib/rank.ts';
import { BLANK_PROJECT } from '../blank-plan.ts';
import type { Project, StaffId } from '../model.ts';
import { leavesBelow, type ProjectNode, subtreeOf } from '../phase-node.ts';
import { findEntity, listProjects, type Plan } from '../plan-index.ts';
import { lengthCalendarOf } from '../schedule/requirement.ts';
import { archived } from '../tree/place-in-tree.ts';
import { movedStartOf, shiftLeaves } from '../tree/shift.ts';
import type { CommandOf, ProjectFields } from './command.ts';
import { deleteOwned, deleteSubtree, withoutUndefined } from './phase-commands.ts';
import { alreadyExists, checkDays, isDay, movedOutOfRange, notFound, quote, refused, type Refused } from './refused.ts';
import { type Transaction, write } from './transaction.ts';

export function createProject(tx: Transaction, command: CommandOf<'project.create'>): Refused | undefined {
  const { plan } = tx;
  const { id, siteId, name, startOn, endOn } = command;
  if (plan.projects.has(id)) return alreadyExists('project');
  const project: Project = {
    id,
    rank: rankBetween(listProjects(plan).at(-1)?.rank, undefined),
    ...BLANK_PROJECT,
    ...withoutUndefined(command.fields ?? {}),
    siteId,
    name,
    startOn,
    endOn,
  };
  const refusal = checkDays(startOn, endOn) ?? checkReferences(plan, { ...command.fields, siteId }, '');
  if (refusal) return refusal;
  write(tx, 'project', id, project);
  return undefined;
}

export function updateProject(tx: Transaction, command: CommandOf<'project.update'>): Refused | undefined {
  const node = tx.plan.index.projectNodes.get(command.id);
  if (!node) return notFound('project');
  const fields = withoutUndefined(command.fields);
  if (node.project.isArchived && fields.isArchived !== false) return archived(node);
  const refusal = checkReferences(tx.plan, fields, 'fields.');
  if (refusal) return refusal;
  write(tx, 'project', command.id, { ...node.project, ...fields });
  if (!node.project.hasFixedDates) tx.refittedProjects.add(node);
  return undefined;
}

function checkReferences(plan: Plan, fields: ProjectFields, prefix: string): Refused | undefined {
  if (fields.siteId !== undefined && !plan.sites.has(fields.siteId)) return notFound('site', `${prefix || ''}siteId`);
  const isMissing = (id: StaffId | null | undefined) => id !== undefined && id !== null && !plan.staff.has(id);
  if (isMissing(fields.managerId)) return notFound('project manager', 'fields.managerId');
  if (isMissing(fields.salesManagerId)) return notFound('sales manager', 'fields.salesManagerId');
  return undefined;
}

export function rescheduleProject(tx: Transaction, command: CommandOf<'project.reschedule'>): Refused | undefined {
  const node = tx.plan.index.projectNodes.get(command.id);
  if (!node) return notFound('project');
  const { project } = node;
  if (project.isArchived) return archived(node);
  const { startOn, endOn } = command;
  const refusal = checkDays(startOn, endOn) ?? checkEnd(node, startOn, endOn);
  if (refusal) return refusal;
  return startOn === project.startOn ? setProjectDays(tx, node, startOn, endOn) : moveProject(tx, node, startOn, endOn);
}

function checkEnd(node: ProjectNode, startOn: number, endOn: number): Refused | undefined {
  const { project, roots } = node;
  if (startOn !== project.startOn || endOn === project.endOn || roots.length === 0 || project.hasFixedDates) return undefined;
  return refused(
    'fixed_by_children',
    `${quote(project.name)} ends with its last phase. Move or resize its phases, or switch on fixed dates for the project.`,
    { field: 'endOn', ids: [project.id] },
  );
}

function setProjectDays(tx: Transaction, node: ProjectNode, startOn: number, endOn: number): undefined {
  if (node.project.startOn === startOn && node.project.endOn === endOn) return;
  write(tx, 'project', node.project.id, { ...node.project, startOn, endOn });
  tx.reasons.set(node.project.id, { kind: 'asked' });
  tx.refittedProjects.add(node);
}

/** The phases keep their place in the project, its bookings and assignments move by as many days as its start. */
function moveProject(tx: Transaction, node: ProjectNode, startOn: number, endOn: number): Refused | undefined {
  const { project } = node;
  const { id } = project;
  const hasPhases = node.roots.length > 0;
  const calendar = hasPhases ? lengthCalendarOf(tx.plan, node) : undefined;
  const to = movedStartOf(startOn, calendar);
  setProjectDays(tx, node, to, Math.max(to, endOn));
  tx.asked.add(id);
  const reason = { kind: 'withParent', parentId: id } as const;
  for (const root of node.roots) {
    for (const { phase } of subtreeOf(root)) {
      tx.asked.add(phase.id);
      tx.reasons.set(phase.id, reason);
    }
  }
  const refusal = carryOwned(tx, node, to - project.startOn);
  if (refusal) return refusal;
  const leaves = node.roots.flatMap((root) => leavesBelow(root));
  return shiftLeaves(tx, leaves, { from: project.startOn, to }, calendar, reason);
}

function carryOwned(tx: Transaction, node: ProjectNode, days: number): Refused | undefined {
  const { plan } = tx;
  const { id, name } = node.project;
  for (const reservationId of plan.index.reservationsByOwner.get(id) ?? []) {
    const reservation = findEntity(plan, 'reservation', reservationId);
    if (!reservation) continue;
    const [startOn, endOn] = [reservation.startOn + days, reservation.endOn + days];
    if (!isDay(startOn) || !isDay(endOn)) return movedOutOfRange(name, id);
    write(tx, 'reservation', reservationId, { ...reservation, startOn, endOn });
  }
  for (const assignmentId of plan.index.assignmentsByOwner.get(id) ?? []) {
    const assignment = findEntity(plan, 'assignment', assignmentId);
    if (!assignment || assignment.startOn === null || assignment.endOn === null) continue;
    const [startOn, endOn] = [assignment.startOn + days, assignment.endOn + days];
    if (!isDay(startOn) || !isDay(endOn)) return movedOutOfRange(name, id);
    write(tx, 'assignment', assignmentId, { ...assignment, startOn, endOn });
  }
  return undefined;
}

/** The order of the projects is one for all of a workspace, whatever of it somebody sees. */
export function reorderProject(tx: Transaction, command: CommandOf<'project.move'>): Refused | undefined {
  const { plan } = tx;
  const node = plan.index.projectNodes.get(command.id);
  if (!node) return notFound('project');
  if (node.project.isArchived) return archived(node);
  const others = listProjects(plan).filter(({ id }) => id !== command.id);
  const at = others.findIndex(({ id }) => id === command.afterId);
  if (command.afterId !== null && at < 0) return notFound('neighbouring project', 'afterId');
  const before = others[at]?.rank;
  // Projects of equal rank cannot be parted; the moved one follows them all.
  const next = others.slice(at + 1).find(({ rank }) => before === undefined || rank > before);
  write(tx, 'project', command.id, { ...node.project, rank: rankBetween(before, next?.rank) });
  return undefined;
}

export function deleteProject(tx: Transaction, command: CommandOf<'project.delete'>): Refused | undefined {
  const node = tx.plan.index.projectNodes.get(command.id);
  if (!node) return notFound('project');
  for (const root of node.roots.toReversed()) deleteSubtree(tx, root);
  deleteOwned(tx, command.id);
  write(tx, 'project', command.id, undefined);
  return undefined;
}

export function resolveProject(tx: Transaction, command: CommandOf<'schedule.resolve'>): Refused | undefined {
  const node = tx.plan.index.projectNodes.get(command.id);
  if (!node) return notFound('project');
  if (node.project.isArchived) return archived(node);
  tx.resolved = node;
  for (const root of node.roots) tx.examined.add(root);
  return undefined;
}
