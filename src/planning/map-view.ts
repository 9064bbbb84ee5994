/**
 * What an index holds, read as a map of its entities by id: a map of their own beside it would hold each id twice, which is
 * most of the memory of a large plan. `others` are entities that the index holds apart; they come last.
 */
export function viewOf<Id, Holder, Entity>(
  held: ReadonlyMap<Id, Holder>,
  entityOf: (holder: Holder) => Entity,
  others: ReadonlyMap<Id, Entity> = new Map(),
): ReadonlyMap<Id, Entity> {
  function* entries(): Generator<[Id, Entity], undefined> {
    for (const [id, holder] of held) yield [id, entityOf(holder)];
    yield* others;
  }
  function* values(): Generator<Entity, undefined> {
    for (const holder of held.values()) yield entityOf(holder);
    yield* others.values();
  }
  function* keys(): Generator<Id, undefined> {
    yield* held.keys();
    yield* others.keys();
  }
  const view: ReadonlyMap<Id, Entity> = {
    get size() {
      return held.size + others.size;
    },
    get(id) {
      const holder = held.get(id);
      return holder === undefined ? others.get(id) : entityOf(holder);
    },
    has: (id) => held.has(id) || others.has(id),
    forEach(visit) {
      for (const [id, entity] of entries()) visit(entity, id, view);
    },
    entries,
    keys,
    values,
    [Symbol.iterator]: entries,
  };
  return view;
}
