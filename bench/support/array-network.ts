import type { PlanSnapshot } from '../../src/planning/model.ts';

/** The critical path method reduced to arithmetic: the baseline of the engine's benchmark. */
export type ArrayNetwork = {
  readonly length: Int32Array;
  readonly start: Int32Array;
  /** The links by their ends, as positions. */
  readonly from: Int32Array;
  readonly to: Int32Array;
  readonly lag: Int32Array;
};

/** The same phases and links as plain numbers; parents count as tasks of their own. */
export function createArrayNetwork(snapshot: PlanSnapshot): ArrayNetwork {
  const place = new Map(snapshot.phases.map(({ id }, index) => [id, index]));
  return {
    length: Int32Array.from(snapshot.phases, ({ startOn, endOn }) => endOn - startOn + 1),
    start: Int32Array.from(snapshot.phases, ({ startOn }) => startOn),
    from: Int32Array.from(snapshot.dependencies, ({ predecessorId }) => place.get(predecessorId) ?? 0),
    to: Int32Array.from(snapshot.dependencies, ({ successorId }) => place.get(successorId) ?? 0),
    lag: Int32Array.from(snapshot.dependencies, ({ lagDays }) => lagDays),
  };
}

/** Sorts topologically, then early dates forward, late dates backward, all links read as finish to start; answers the total slack. */
export function passForwardAndBackward({ length, start, from, to, lag }: ArrayNetwork): number {
  const [tasks, links] = [length.length, from.length];
  const first = new Int32Array(tasks + 1);
  const waiting = new Int32Array(tasks);
  for (let link = 0; link < links; link += 1) {
    first[(from[link] ?? 0) + 1] = (first[(from[link] ?? 0) + 1] ?? 0) + 1;
    waiting[to[link] ?? 0] = (waiting[to[link] ?? 0] ?? 0) + 1;
  }
  for (let task = 0; task < tasks; task += 1) first[task + 1] = (first[task + 1] ?? 0) + (first[task] ?? 0);
  const byFrom = new Int32Array(links);
  const next = first.slice();
  for (let link = 0; link < links; link += 1) {
    const at = next[from[link] ?? 0] ?? 0;
    byFrom[at] = link;
    next[from[link] ?? 0] = at + 1;
  }
  const order = new Int32Array(tasks);
  let [head, tail] = [0, 0];
  for (let task = 0; task < tasks; task += 1) if (waiting[task] === 0) order[tail++] = task;
  const early = start.slice();
  let finish = 0;
  while (head < tail) {
    const task = order[head++] ?? 0;
    const end = (early[task] ?? 0) + (length[task] ?? 0);
    if (end > finish) finish = end;
    for (let at = first[task] ?? 0; at < (first[task + 1] ?? 0); at += 1) {
      const link = byFrom[at] ?? 0;
      const follower = to[link] ?? 0;
      const required = end + (lag[link] ?? 0);
      if (required > (early[follower] ?? 0)) early[follower] = required;
      waiting[follower] = (waiting[follower] ?? 0) - 1;
      if (waiting[follower] === 0) order[tail++] = follower;
    }
  }
  const late = new Int32Array(tasks).fill(finish);
  let slack = 0;
  for (let index = tail - 1; index >= 0; index -= 1) {
    const task = order[index] ?? 0;
    let end = late[task] ?? 0;
    for (let at = first[task] ?? 0; at < (first[task + 1] ?? 0); at += 1) {
      const link = byFrom[at] ?? 0;
      const follower = to[link] ?? 0;
      const limit = (late[follower] ?? 0) - (length[follower] ?? 0) - (lag[link] ?? 0);
      if (limit < end) end = limit;
    }
    late[task] = end;
    slack += end - (early[task] ?? 0) - (length[task] ?? 0);
  }
  return slack;
}
