/** What a plain resource call means as commands, and where each command's field stands in the call's body. */
import type { z } from 'zod';
import type {
  createPhaseBodySchema,
  createProjectBodySchema,
  updatePhaseBodySchema,
  updateProjectBodySchema,
} from '../../../contract/projects.ts';
import type { Command } from '../../../planning/commands/command.ts';
import type { CustomColumnId, Phase, PhaseId, Project, ProjectId } from '../../../planning/model.ts';

type Body<Schema extends z.ZodType> = z.output<Schema>;

export function createProjectCommands(id: ProjectId, body: Body<typeof createProjectBodySchema>): Command[] {
  const { id: _id, siteId, name, startOn, endOn, customValues, ...fields } = body;
  return [
    { kind: 'project.create', id, siteId, name, startOn, endOn, ...(hasAny(fields) && { fields }) },
    ...cellCommands({ projectId: id }, customValues),
  ];
}

/** Fields first: whether the end may be set can hang on `hasFixedDates`. A day that is left out stays. */
export function updateProjectCommands(id: ProjectId, body: Body<typeof updateProjectBodySchema>, project: Project | undefined): Command[] {
  const { startOn, endOn, customValues, ...fields } = body;
  const commands = cellCommands({ projectId: id }, customValues);
  const isMove = startOn !== undefined || endOn !== undefined;
  if (hasAny(fields) || (!isMove && commands.length === 0)) commands.push({ kind: 'project.update', id, fields });
  if (isMove) commands.push({ kind: 'project.reschedule', id, ...daysOf(body, project) });
  return commands;
}

export function createPhaseCommands(id: PhaseId, projectId: ProjectId, body: Body<typeof createPhaseBodySchema>): Command[] {
  const { id: _id, parentId, afterId, name, startOn, endOn, completionPercent, customValues, ...fields } = body;
  const create: Command = {
    kind: 'phase.create',
    id,
    projectId,
    parentId,
    name,
    startOn,
    endOn,
    ...(afterId !== undefined && { afterId }),
    ...(completionPercent !== undefined && { completionPercent }),
    ...(hasAny(fields) && { fields }),
  };
  return [create, ...cellCommands({ phaseId: id }, customValues)];
}

/** Place, fields, progress, days: in this order, so that the days hold in the place that the phase then has. */
export function updatePhaseCommands(id: PhaseId, body: Body<typeof updatePhaseBodySchema>, phase: Phase | undefined): Command[] {
  const { projectId, parentId, afterId, startOn, endOn, completionPercent, customValues, ...fields } = body;
  const commands: Command[] = [];
  if (phase && (projectId !== undefined || parentId !== undefined || afterId !== undefined)) {
    const isOtherProject = projectId !== undefined && projectId !== phase.projectId;
    const keptParentId = isOtherProject ? null : phase.parentId;
    commands.push({
      kind: 'phase.move',
      id,
      projectId: projectId ?? phase.projectId,
      parentId: parentId === undefined ? keptParentId : parentId,
      ...(afterId !== undefined && { afterId }),
    });
  }
  if (hasAny(fields)) commands.push({ kind: 'phase.update', id, fields });
  commands.push(...cellCommands({ phaseId: id }, customValues));
  if (completionPercent !== undefined) commands.push({ kind: 'progress.set', id, completionPercent });
  if (startOn !== undefined || endOn !== undefined) commands.push({ kind: 'phase.reschedule', id, ...daysOf(body, phase) });
  return commands.length > 0 ? commands : [{ kind: 'phase.update', id, fields }];
}

function cellCommands(
  owner: { readonly projectId: ProjectId } | { readonly phaseId: PhaseId },
  values: Body<typeof updatePhaseBodySchema>['customValues'],
): Command[] {
  // The contract's schema has read the keys as ids of columns.
  return Object.entries(values ?? {}).map(([id, value]) => ({ kind: 'customValue.set', id: id as CustomColumnId, ...owner, value }));
}

type Days = { readonly startOn: number; readonly endOn: number };

function daysOf(body: Partial<Days>, now: Days | undefined): Days {
  // Without the thing itself its policy answers first, so these days are never looked at.
  return { startOn: body.startOn ?? now?.startOn ?? 0, endOn: body.endOn ?? now?.endOn ?? 0 };
}

function hasAny(fields: object): boolean {
  return Object.values(fields).some((value) => value !== undefined);
}
