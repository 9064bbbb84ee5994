/** A plan with patches on top that are not applied yet: what a change makes of each entity, before it is saved. */
import type { Entities, EntityName, Patch } from '../../../planning/model.ts';
import { ENTITY_FIELDS } from '../../../planning/patches.ts';
import { findEntity, type Plan } from '../../../planning/plan.ts';
import type { PlanLookup } from './sight.ts';

export type Touched = { readonly entity: EntityName; readonly id: string; readonly patches: readonly Patch[] };

export type Draft = {
  readonly before: PlanLookup;
  readonly after: PlanLookup;
  /** Every entity that the patches name, in their order. */
  readonly touched: readonly Touched[];
};

/** Looks entities of a plan up by kind and id, ids coming from outside. */
export function lookupIn(plan: Plan): PlanLookup {
  return (entity, id) => findEntity(plan, entity, id);
}

export function draftOf(plan: Plan, patches: readonly Patch[]): Draft {
  const before = lookupIn(plan);
  const groups = groupPatches(patches);
  const results = new Map<string, Entities[EntityName] | undefined>();
  for (const [key, { entity, id, patches: own }] of groups) results.set(key, foldPatches(entity, before(entity, id), own));
  return {
    before,
    after: <Name extends EntityName>(entity: Name, id: string) => {
      const key = keyOf(entity, id);
      // The key names the kind, so the row under it is of that kind.
      return results.has(key) ? (results.get(key) as Entities[Name] | undefined) : before(entity, id);
    },
    touched: [...groups.values()],
  };
}

function groupPatches(patches: readonly Patch[]): Map<string, { entity: EntityName; id: string; patches: Patch[] }> {
  const groups = new Map<string, { entity: EntityName; id: string; patches: Patch[] }>();
  for (const patch of patches) {
    const key = keyOf(patch.entity, patch.id);
    const group = groups.get(key);
    if (group) group.patches.push(patch);
    else groups.set(key, { entity: patch.entity, id: patch.id, patches: [patch] });
  }
  return groups;
}

/** The entity after its patches; undefined when they delete it. A creation names every field that is not null; the rest are null. */
function foldPatches(
  entity: EntityName,
  row: Entities[EntityName] | undefined,
  patches: readonly Patch[],
): Entities[EntityName] | undefined {
  const fields: Record<string, unknown> = row ? { ...row } : Object.fromEntries(ENTITY_FIELDS[entity].map((field) => [field, null]));
  for (const patch of patches) fields[patch.field] = patch.to;
  // The engine made these patches from whole entities, so the fields add up to one again.
  return fields['id'] === null ? undefined : (fields as unknown as Entities[EntityName]);
}

function keyOf(entity: EntityName, id: string): string {
  return `${entity} ${id}`;
}
