import type { EntityName, Patch } from '../model.ts';
import { customValueIdOf } from '../custom-value-id.ts';
import { isEqualValue } from '../patches.ts';
import { findEntity, type Plan } from '../plan-index.ts';
import type { Command } from './command.ts';

/** A field that a command sets by name (not what follows from it), with the value asked for. */
export type SetField = { readonly entity: EntityName; readonly id: string; readonly field: string; readonly value: unknown };

export type Conflict = {
  readonly entity: EntityName;
  readonly id: string;
  readonly field: string;
  readonly mine: unknown;
  readonly theirs: unknown;
  readonly revision: number;
  readonly actorName: string | null;
};

const SET_ENTITIES: Readonly<Record<string, EntityName>> = {
  'assignment.set': 'assignment',
  'booking.set': 'reservation',
  'block.set': 'reservation',
  'timeOff.set': 'timeOff',
  'site.set': 'site',
  'holiday.set': 'holiday',
  'event.set': 'companyEvent',
  'equipment.set': 'equipment',
  'staff.set': 'staff',
  'project.update': 'project',
  'phase.update': 'phase',
  'customColumn.update': 'customColumn',
};

/**
 * Which fields of which existing things the commands set. Creations set nothing that others could have changed; deletions,
 * links and `schedule.resolve` run on the plan as it is, so they conflict with nobody.
 */
export function fieldsSetBy(plan: Plan, commands: readonly Command[]): SetField[] {
  return commands.flatMap((command) => listSet(command).filter(({ entity, id }) => findEntity(plan, entity, id) !== undefined));
}

function listSet(command: Command): SetField[] {
  const set = (entity: EntityName, fields: object): SetField[] =>
    Object.entries(fields).flatMap(([field, value]: [string, unknown]) =>
      value === undefined ? [] : [{ entity, id: command.id, field, value }],
    );
  if (command.kind === 'phase.reschedule') return set('phase', { startOn: command.startOn, endOn: command.endOn });
  if (command.kind === 'project.reschedule') return set('project', { startOn: command.startOn, endOn: command.endOn });
  if (command.kind === 'phase.move') return set('phase', { projectId: command.projectId, parentId: command.parentId });
  if (command.kind === 'progress.set') return set('phase', { completionPercent: command.completionPercent });
  if (command.kind === 'dependency.update') return set('dependency', { type: command.type, lagDays: command.lagDays });
  if (command.kind === 'customValue.set') {
    const { phaseId, projectId, value } = command;
    return [
      {
        entity: 'customValue',
        id: customValueIdOf(command.id, phaseId ?? projectId ?? command.id),
        field: 'value',
        value: value === false ? null : value,
      },
    ];
  }
  const entity = SET_ENTITIES[command.kind];
  return entity && 'fields' in command && command.fields ? set(entity, command.fields) : [];
}

/**
 * The fields that the commands set and that somebody changed since the sender looked (`patchesSince`, in the order of their
 * revisions), unless both ask for the same value. One entry per field, with the last of the changes.
 */
export function findConflicts(
  plan: Plan,
  commands: readonly Command[],
  patchesSince: readonly (Patch & { readonly revision: number; readonly actorName: string | null })[],
): Conflict[] {
  const last = new Map(patchesSince.map((patch) => [keyOf(patch), patch]));
  return fieldsSetBy(plan, commands).flatMap(({ entity, id, field, value }) => {
    const change = last.get(keyOf({ entity, id, field }));
    if (!change || isEqualValue(change.to, value)) return [];
    return [{ entity, id, field, mine: value, theirs: change.to, revision: change.revision, actorName: change.actorName }];
  });
}

function keyOf({ entity, id, field }: { readonly entity: EntityName; readonly id: string; readonly field: string }): string {
  return `${entity} ${id} ${field}`;
}
