import type { EntityName, Patch, Phase } from '../model.ts';
import { ENTITY_FIELDS, isEqualValue, runsOf } from '../patches.ts';
import { findEntity, type Plan } from '../plan-index.ts';

/** Something to be undone that somebody has changed again since. */
export type RevertConflict = {
  readonly entity: EntityName;
  readonly id: string;
  readonly field: string;
  readonly expected: unknown;
  readonly actual: unknown;
};

/** What becomes of fields that were changed since: nothing is undone, they keep their values, or they go back all the same. */
export type OnConflict = 'refuse' | 'keep' | 'overwrite' | DecideConflict;
/** For each field of its own, where somebody may not overwrite everything. */
export type DecideConflict = (conflict: RevertConflict) => 'keep' | 'overwrite';

export function findRevertConflicts(plan: Plan, patches: readonly Patch[]): RevertConflict[] {
  return runsOf(patches).flatMap((run) => findRunConflicts(plan, run));
}

function findRunConflicts(plan: Plan, run: readonly Patch[]): RevertConflict[] {
  const [first] = run;
  if (!first) return [];
  const { entity, id } = first;
  const now = findEntity(plan, entity, id) as Record<string, unknown> | undefined;
  if (isDeletion(first)) return now ? [{ entity, id, field: 'id', expected: null, actual: id }] : [];
  if (!now) return [{ entity, id, field: 'id', expected: id, actual: null }];
  const given = new Map(run.map(({ field, to }) => [field, to]));
  // A creation stands for all fields: those without a patch were null.
  const fields: readonly string[] = first.field === 'id' ? ENTITY_FIELDS[entity] : run.map(({ field }) => field);
  return fields.flatMap((field) => {
    const [expected, actual] = [given.get(field) ?? null, now[field] ?? null];
    return isEqualValue(expected, actual) || isDerived(plan, entity, id, field) ? [] : [{ entity, id, field, expected, actual }];
  });
}

function isDeletion({ field, to }: Patch): boolean {
  return field === 'id' && to === null;
}

function isDerived(plan: Plan, entity: EntityName, id: string, field: string): boolean {
  if (field !== 'startOn' && field !== 'endOn') return false;
  if (entity === 'reservation') return findEntity(plan, 'reservation', id)?.phaseId !== null;
  if (entity === 'phase') return (plan.index.nodes.get(id as Phase['id'])?.children.length ?? 0) > 0;
  if (entity !== 'project') return false;
  const project = findEntity(plan, 'project', id);
  return project !== undefined && !project.hasFixedDates && (plan.index.projectNodes.get(project.id)?.roots.length ?? 0) > 0;
}

/** Fields that mean something only together: where one of them is kept, all are. */
const COUPLED: readonly ReadonlySet<string>[] = [
  new Set(['startOn', 'endOn', 'isMilestone', 'milestoneEdge', 'recurrence']),
  new Set(['projectId', 'parentId', 'phaseId', 'rank']),
  new Set(['kind', 'options']),
];

/**
 * The patches without those that conflicts stand against. Kept: the field with what is coupled to it, and of a creation the
 * whole thing with whatever it belongs to. Overwritten: only what is gone, or there again, is left alone.
 */
export function withoutConflicts(
  patches: readonly Patch[],
  conflicts: readonly RevertConflict[],
  onConflict: Exclude<OnConflict, 'refuse'>,
): readonly Patch[] {
  const decide = typeof onConflict === 'function' ? onConflict : () => onConflict;
  // What is gone, or there again, can neither be kept nor overwritten: it is left alone.
  const left = conflicts.filter((conflict) => conflict.field === 'id' || decide(conflict) === 'keep');
  const fieldsById = Map.groupBy(left, ({ entity, id }) => `${entity} ${id}`);
  const kept = new Set<string>();
  const rest = runsOf(patches).map((run): readonly Patch[] => {
    const [first] = run;
    const fields = first && fieldsById.get(`${first.entity} ${first.id}`)?.map(({ field }) => field);
    if (!first || !fields) return run;
    if (fields.includes('id')) return [];
    if (first.field === 'id') kept.add(first.id);
    return first.field === 'id' ? [] : run.filter(({ field }) => !isCoupledTo(field, fields));
  });
  return withoutOwners(rest, patches, kept).flat();
}

function isCoupledTo(field: string, fields: readonly string[]): boolean {
  return fields.some((other) => other === field || COUPLED.some((group) => group.has(field) && group.has(other)));
}

/** What a kept creation refers to must stay too, where the same change created it. */
function withoutOwners(runs: readonly (readonly Patch[])[], patches: readonly Patch[], kept: Set<string>): readonly (readonly Patch[])[] {
  const createdIds = new Set(patches.filter(({ field, from }) => field === 'id' && from === null).map(({ id }) => id));
  const byId = Map.groupBy(patches, ({ id }) => id);
  // A set is walked to its end, with what is added on the way.
  for (const id of kept) {
    for (const { field, to } of byId.get(id) ?? []) if (field !== 'id' && typeof to === 'string' && createdIds.has(to)) kept.add(to);
  }
  return kept.size === 0 ? runs : runs.filter(([first]) => !first || first.field !== 'id' || first.from !== null || !kept.has(first.id));
}
