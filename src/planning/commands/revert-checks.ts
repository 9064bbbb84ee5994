/** Why the way back may be closed, each refusal with the fields of others that may have closed it. */
import type { CustomColumn, CustomValue, Dependency, EntityName, Patch, Phase } from '../model.ts';
import { isLeaf, isWithin, type PhaseNode } from '../phase-node.ts';
import { customValuesIn, customValuesOf, findEntity, type Plan } from '../plan-index.ts';
import { findPath } from '../schedule/gate-order.ts';
import type { FieldRef, Refusal } from './command.ts';
import { appliesTo, findMisfit, fitsColumn } from './custom-checks.ts';
import { nameOf, quote, refused, type Refused } from './refused.ts';

const REFERENCES: readonly { readonly field: string; readonly entity: EntityName; readonly what: string }[] = [
  { field: 'siteId', entity: 'site', what: 'site' },
  { field: 'homeSiteId', entity: 'site', what: 'site' },
  { field: 'projectId', entity: 'project', what: 'project' },
  { field: 'parentId', entity: 'phase', what: 'phase' },
  { field: 'phaseId', entity: 'phase', what: 'phase' },
  { field: 'predecessorId', entity: 'phase', what: 'phase' },
  { field: 'successorId', entity: 'phase', what: 'phase' },
  { field: 'staffId', entity: 'staff', what: 'person' },
  { field: 'managerId', entity: 'staff', what: 'person' },
  { field: 'salesManagerId', entity: 'staff', what: 'person' },
  { field: 'equipmentId', entity: 'equipment', what: 'equipment' },
  { field: 'columnId', entity: 'customColumn', what: 'column' },
];

/** Everything that the restored thing names must still be there, and its place in the tree not within itself. */
export function checkReferences(plan: Plan, entity: EntityName, restored: object): Refused | undefined {
  const record = restored as Record<string, unknown>;
  for (const { field, entity: target, what } of REFERENCES) {
    const id = record[field];
    if (typeof id === 'string' && findEntity(plan, target, id) === undefined)
      return refused('not_found', `A ${what} that this change belongs to has been deleted since, so it cannot be taken back.`, {
        ids: [id],
        causes: [{ entity: target, id, field: 'id' }],
      });
  }
  if (entity === 'dependency') return checkOtherLink(plan, restored as Dependency);
  return entity === 'phase' ? checkTreePlace(plan, restored as Phase) : undefined;
}

function checkOtherLink(plan: Plan, { id, predecessorId, successorId }: Dependency): Refused | undefined {
  const to = plan.index.nodes.get(successorId);
  const other = to?.incoming.find(({ dependency }) => dependency.id !== id && dependency.predecessorId === predecessorId);
  if (!to || !other) return undefined;
  return refused('dependency_duplicate', `${nameOf(to)} has been linked to ${nameOf(other.from)} again since. Remove that link first.`, {
    ids: [other.dependency.id],
    causes: [{ entity: 'dependency', id: other.dependency.id, field: 'id' }],
  });
}

function checkTreePlace(plan: Plan, phase: Phase): Refused | undefined {
  const node = plan.index.nodes.get(phase.id);
  const parent = phase.parentId === null ? undefined : plan.index.nodes.get(phase.parentId);
  if (!node || !parent || !isWithin(parent, node)) return undefined;
  const causes: FieldRef[] = [];
  for (let at: PhaseNode | undefined = parent; at && at !== node; at = at.parent) causes.push(refTo(at, 'parentId'));
  return refused('tree_cycle', `${quote(phase.name)} contains its former parent now, so it cannot go back there.`, {
    ids: [phase.id],
    causes,
  });
}

/** Whether anything new hangs on a thing whose creation is taken back. */
export function checkUnused(plan: Plan, entity: EntityName, id: string): Refused | undefined {
  const causes = listUses(plan, entity, id);
  if (causes.length === 0) return undefined;
  const { name } = findEntity(plan, entity, id) as { readonly name?: string };
  const message = `${quote(name ?? '')} has been built upon since: other things depend on it now. Remove those first, or delete it.`;
  return refused('in_use', message, { ids: [id], causes });
}

function listUses(plan: Plan, entity: EntityName, id: string): FieldRef[] {
  const { index } = plan;
  const owned = (name: EntityName, ids: Iterable<string> | undefined, field: string) =>
    Array.from(ids ?? [], (one): FieldRef => ({ entity: name, id: one, field }));
  const where = <Item extends { readonly id: string }>(name: EntityName, items: Iterable<Item>, field: keyof Item & string) =>
    Array.from(items).flatMap((item): FieldRef[] => (item[field] === id ? [{ entity: name, id: item.id, field }] : []));
  const values = (some: readonly CustomValue[]) => some.map((one): FieldRef => ({ entity: 'customValue', id: one.id, field: 'id' }));
  switch (entity) {
    case 'site':
      return [
        ...where('project', plan.projects.values(), 'siteId'),
        ...where('equipment', plan.equipment.values(), 'siteId'),
        ...where('staff', plan.staff.values(), 'homeSiteId'),
        ...where('holiday', plan.holidays.values(), 'siteId'),
        ...where('companyEvent', plan.companyEvents.values(), 'siteId'),
      ];
    case 'staff':
      return [
        ...owned('assignment', index.assignmentsByStaff.get(id), 'staffId'),
        ...owned('timeOff', index.timeOffByStaff.get(id), 'staffId'),
        ...where('project', plan.projects.values(), 'managerId'),
        ...where('project', plan.projects.values(), 'salesManagerId'),
      ];
    case 'equipment':
      return owned('reservation', index.reservationsByEquipment.get(id), 'equipmentId');
    case 'project':
    case 'phase': {
      const node = index.nodes.get(id as Phase['id']);
      const children = node?.children ?? index.projectNodes.get(id as Phase['projectId'])?.roots ?? [];
      return [
        ...children.map((child) => refTo(child, entity === 'phase' ? 'parentId' : 'projectId')),
        ...[...(node?.incoming ?? []), ...(node?.outgoing ?? [])].map(({ dependency }): FieldRef => ({
          entity: 'dependency',
          id: dependency.id,
          field: 'id',
        })),
        ...owned('assignment', index.assignmentsByOwner.get(id), `${entity}Id`),
        ...owned('reservation', index.reservationsByOwner.get(id), `${entity}Id`),
        ...values(customValuesOf(plan, id as Phase['id'])),
      ];
    }
    case 'customColumn':
      return values(customValuesIn(plan, id as CustomColumn['id']));
    case 'customValue':
    case 'holiday':
    case 'companyEvent':
    case 'dependency':
    case 'assignment':
    case 'reservation':
    case 'timeOff':
      return [];
  }
}

function refTo({ phase }: PhaseNode, field: string): FieldRef {
  return { entity: 'phase', id: phase.id, field };
}

/** Whether each thing makes sense again as it stands at the end, for others may have changed the rest of it since. */
export function checkWhole(plan: Plan, entity: EntityName, id: string): Refused | undefined {
  const thing = findEntity(plan, entity, id) as Readonly<Record<string, unknown>> | undefined;
  if (!thing) return undefined;
  const { startOn, endOn } = thing;
  const refs = (...fields: readonly string[]) => ({ ids: [id], causes: fields.map((field): FieldRef => ({ entity, id, field })) });
  const name = typeof thing['name'] === 'string' ? quote(thing['name']) : 'Something';
  if (typeof startOn === 'number' && typeof endOn === 'number' && endOn < startOn)
    return refused('end_before_start', `${name} would end before it starts, for its days were changed since.`, refs('startOn', 'endOn'));
  if (entity === 'timeOff' && endOn === null && thing['recurrence'] === null)
    return refused('invalid_field', 'The absence would have no end, for its days were changed since.', refs('recurrence', 'endOn'));
  if (entity === 'customColumn' || entity === 'customValue') return checkCustom(plan, entity, id);
  const node = entity === 'phase' ? plan.index.nodes.get(id as Phase['id']) : undefined;
  return node && checkPhase(node, refs('startOn', 'endOn', 'isMilestone'));
}

/** A value fits its column, and a column every value in it, for kinds and options may have been changed since. */
function checkCustom(plan: Plan, entity: 'customColumn' | 'customValue', id: string): Refused | undefined {
  const value = entity === 'customValue' ? plan.customValues.get(id as CustomValue['id']) : undefined;
  const column = plan.customColumns.get(value ? value.columnId : (id as CustomColumn['id']));
  if (!column) return undefined;
  const isAtHome = !value || (fitsColumn(column, value.value) && appliesTo(column, value.phaseId === null ? 'project' : 'phase'));
  const misfit = isAtHome ? (value ? undefined : findMisfit(plan, column)) : value;
  if (!misfit) return undefined;
  const causes: FieldRef[] = value
    ? ['kind', 'appliesTo', 'options'].map((field) => ({ entity: 'customColumn', id: column.id, field }))
    : [{ entity: 'customValue', id: misfit.id, field: 'value' }];
  return refused('in_use', `A value in ${quote(column.name)} would not fit the column any more, for one of them was changed since.`, {
    ids: [misfit.phaseId ?? misfit.projectId ?? column.id],
    causes,
  });
}

function checkPhase(node: PhaseNode, dates: Pick<Refusal, 'ids' | 'causes'>): Refused | undefined {
  const { phase } = node;
  const torn = [node.parent && ([node.parent, node] as const), ...node.children.map((child) => [node, child] as const)].find(
    (pair) => pair && pair[0].phase.projectId !== pair[1].phase.projectId,
  );
  if (torn) {
    const message = `${nameOf(torn[1])} and ${nameOf(torn[0])}, which would contain it, would stand in two projects, for one was moved since.`;
    return refused('in_use', message, {
      ids: torn.map((one) => one.phase.id),
      causes: torn.flatMap((one) => [refTo(one, 'projectId'), refTo(one, 'parentId')]),
    });
  }
  const wrong = [node, node.parent].find((one) => one && one.phase.isMilestone && !isLeaf(one));
  if (wrong)
    return refused('milestone_with_children', `${nameOf(wrong)} would be a milestone that contains phases. Move them out of it first.`, {
      ids: [wrong.phase.id],
      causes: [refTo(wrong, 'isMilestone'), ...wrong.children.map((child) => refTo(child, 'parentId'))],
    });
  if (phase.isMilestone && phase.endOn !== phase.startOn)
    return refused('invalid_field', `${nameOf(node)} would be a milestone that lasts several days, for its days were changed since.`, {
      ids: dates.ids ?? [],
      causes: dates.causes ?? [],
    });
  const holder = [node, node.parent].find((one) => one && one.phase.completionPercent !== null && !isLeaf(one));
  if (!holder) return undefined;
  return refused('parent_progress', `${nameOf(holder)} contains phases now, so its progress is theirs. Move them out of it first.`, {
    ids: [holder.phase.id],
    causes: [refTo(holder, 'completionPercent'), ...holder.children.map((child) => refTo(child, 'parentId'))],
  });
}

/** The refusal of a way back at whose end links form a circle: with the links and places of the tree that the circle goes through. */
export function circleRefusal(plan: Plan, patches: readonly Patch[]): Refused {
  const circle = patches.map((patch) => findCircle(plan, patch)).find((path) => path !== undefined) ?? [];
  const inCircle = new Set(circle);
  const links = circle.flatMap(({ outgoing }) => outgoing.filter(({ to }) => inCircle.has(to)));
  return refused(
    'dependency_cycle',
    'Taking this back would make links form a circle with links that were made since. Remove those first.',
    {
      ids: circle.map(({ phase }) => phase.id),
      causes: [
        ...links.map(({ dependency }): FieldRef => ({ entity: 'dependency', id: dependency.id, field: 'id' })),
        ...circle.map((node) => refTo(node, 'parentId')),
      ],
    },
  );
}

function findCircle(plan: Plan, { entity, id }: Patch): PhaseNode[] | undefined {
  const edge = entity === 'dependency' ? plan.index.edges.get(id as Dependency['id']) : undefined;
  if (edge) return pathBetween(edge.to, 'entry', edge.from, 'exit');
  const node = entity === 'phase' ? plan.index.nodes.get(id as Phase['id']) : undefined;
  if (!node?.parent) return undefined;
  return pathBetween(node, 'entry', node.parent, 'entry') ?? pathBetween(node.parent, 'exit', node, 'exit');
}

type Gate = 'entry' | 'exit';

function pathBetween(from: PhaseNode, gate: Gate, to: PhaseNode, goal: Gate): PhaseNode[] | undefined {
  const [start, end] = [from[gate], to[goal]];
  return start && end && findPath(start, end);
}
