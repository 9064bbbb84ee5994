import type { Entities, EntityName, Patch } from './model.ts';
import { findEntity, type Plan } from './plan-index.ts';
import { dropOrder, storeEntity, storeOnTheWay } from './store-entity.ts';

/** Every field of each kind of entity, `id` first. `isMasked` of a project is absent unless set. */
export const ENTITY_FIELDS: { readonly [Name in EntityName]: readonly (keyof Entities[Name] & string)[] } = {
  site: ['id', 'name', 'countryCode', 'regionCode', 'timeZone', 'weekendDays'],
  holiday: ['id', 'siteId', 'name', 'kind', 'startOn', 'endOn'],
  companyEvent: ['id', 'siteId', 'name', 'color', 'startOn', 'endOn'],
  staff: ['id', 'name', 'homeSiteId', 'jobTitle', 'maxCapacityPercent', 'weeklyPattern', 'isActive'],
  project: [
    'id',
    'siteId',
    'rank',
    'name',
    'startOn',
    'endOn',
    'hasFixedDates',
    'autoSchedule',
    'workingDays',
    'isConfirmed',
    'isArchived',
    'color',
    'customer',
    'managerId',
    'salesManagerId',
    'volume',
    'currency',
    'notes',
  ],
  phase: [
    'id',
    'projectId',
    'parentId',
    'rank',
    'name',
    'startOn',
    'endOn',
    'isMilestone',
    'milestoneEdge',
    'completionPercent',
    'status',
    'color',
    'notes',
  ],
  dependency: ['id', 'predecessorId', 'successorId', 'type', 'lagDays'],
  assignment: ['id', 'staffId', 'projectId', 'phaseId', 'allocationPercent', 'startOn', 'endOn'],
  equipment: ['id', 'siteId', 'name', 'typeName', 'color', 'isActive', 'notes'],
  reservation: ['id', 'equipmentId', 'kind', 'projectId', 'phaseId', 'startOn', 'endOn', 'note'],
  timeOff: ['id', 'staffId', 'kind', 'startOn', 'endOn', 'dayPart', 'recurrence', 'exceptionsOn', 'note'],
  customColumn: ['id', 'rank', 'name', 'kind', 'appliesTo', 'options'],
  customValue: ['id', 'columnId', 'projectId', 'phaseId', 'value'],
};

/** From how many patches on the order of links is built anew when next needed, rather than kept valid one by one. */
const REBUILD_ORDER_FROM = 2000;

/**
 * Applies a batch's patches in their order. Replaces entity objects (their identity changes) and keeps every index; unknown
 * fields are kept as they come. Throws on a patch that cannot apply: a change of what is not there, a phase without its parent.
 */
export function applyPatches(plan: Plan, patches: readonly Patch[]): void {
  if (patches.length >= REBUILD_ORDER_FROM) dropOrder(plan);
  for (const run of runsOf(patches)) applyRun(plan, run);
}

export function setRevision(plan: Plan, revision: number): void {
  // `revision` is read-only for everyone but this function.
  (plan as { revision: number }).revision = revision;
}

/**
 * The patches that take back what these did, one run per entity in reverse order, so that parents come before children again.
 */
export function invertPatches(patches: readonly Patch[]): Patch[] {
  return runsOf(patches)
    .reverse()
    .flatMap((run) => run.map(({ entity, id, field, from, to }) => ({ entity, id, field, from: to, to: from })));
}

/** The patches from one state of an entity to another; undefined stands for its absence. */
export function diffEntity(entity: EntityName, id: string, before: object | undefined, after: object | undefined): Patch[] {
  const patches: Patch[] = [];
  const [old, next] = [before as Record<string, unknown> | undefined, after as Record<string, unknown> | undefined];
  for (const field of ENTITY_FIELDS[entity]) {
    const from = old?.[field] ?? null;
    const to = next?.[field] ?? null;
    if (from !== to && !isEqualValue(from, to)) patches.push({ entity, id, field, from, to });
  }
  return patches;
}

/** Values of fields are plain data: scalars, lists and small objects. */
export function isEqualValue(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const [keysOfA, keysOfB] = [Object.keys(a), Object.keys(b)];
  const [recordA, recordB] = [a as Record<string, unknown>, b as Record<string, unknown>];
  return keysOfA.length === keysOfB.length && keysOfA.every((key) => Object.hasOwn(b, key) && isEqualValue(recordA[key], recordB[key]));
}

/** Neighbouring patches of one entity. */
export function runsOf(patches: readonly Patch[]): Patch[][] {
  const runs: Patch[][] = [];
  let run: Patch[] = [];
  for (const patch of patches) {
    const last = run.at(-1);
    if (last && last.id === patch.id && last.entity === patch.entity && patch.field !== 'id') run.push(patch);
    else {
      run = [patch];
      runs.push(run);
    }
  }
  return runs;
}

function applyRun(plan: Plan, run: readonly Patch[]): void {
  const first = run[0];
  if (!first) return;
  const { entity, id } = first;
  const before = findEntity(plan, entity, id);
  if (first.field === 'id' && first.to === null) {
    if (before === undefined) throw new Error(`there is no ${entity} ${id} to delete`);
    storeEntity(plan, entity, id, undefined);
    return;
  }
  const isCreation = first.field === 'id';
  if (isCreation === (before !== undefined))
    throw new Error(isCreation ? `there is a ${entity} ${id} already` : `there is no ${entity} ${id}`);
  const base = before ?? Object.fromEntries(ENTITY_FIELDS[entity].map((field) => [field, null]));
  const next = { ...base, ...Object.fromEntries(run.map(({ field, to }) => [field, to])) };
  // Patches come from the engine or through the contract's schema, so the fields have their types.
  storeOnTheWay(plan, entity, id, next as Entities[typeof entity]);
}
