/** Ids grouped by a key: the phases of an owner, the bookings of an item. Groups appear and vanish with their members. */
export type GroupIndex = Map<string, Set<string>>;

export function addToGroup(index: GroupIndex, key: string | null, id: string): void {
  if (key === null) return;
  const group = index.get(key);
  if (group) group.add(id);
  else index.set(key, new Set([id]));
}

export function removeFromGroup(index: GroupIndex, key: string | null, id: string): void {
  if (key === null) return;
  const group = index.get(key);
  if (!group) return;
  group.delete(id);
  if (group.size === 0) index.delete(key);
}

/** The members as entities of `all`, in the order in which they joined. */
export function listGroup<Id extends string, Entity>(index: GroupIndex, key: string, all: ReadonlyMap<Id, Entity>): Entity[] {
  const entities: Entity[] = [];
  for (const id of index.get(key) ?? []) {
    // The index holds only ids of this collection.
    const entity = all.get(id as Id);
    if (entity !== undefined) entities.push(entity);
  }
  return entities;
}
