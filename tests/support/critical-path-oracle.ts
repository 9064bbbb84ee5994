/**
 * Slack by trying: a leaf is delayed day by day, everything that has to give way is pushed, and one looks whether the project ends
 * later (total slack) or any other leaf moved (free slack). Shares no code with the engine.
 */
import type { Phase } from '../../src/planning/model.ts';
import { firstPlace } from './oracle-consequences.ts';
import { begunOn, finishOf, holds, nextWorked, type Pair, pairsOf, workedDaysOf, type World } from './oracle-world.ts';

export type TriedTask = {
  readonly startOn: number;
  readonly endOn: number;
  readonly totalSlackDays: number;
  readonly freeSlackDays: number;
};

type Leaves = ReadonlyMap<string, Phase>;
type Rules = { readonly pairs: readonly Pair[]; readonly isWorked: ((day: number) => boolean) | undefined };

/** The leaves of a project with their early days and slack, by id. */
export function tryCriticalPath(world: World, projectId: string): Map<string, TriedTask> {
  const project = world.projects.find(({ id }) => id === projectId);
  if (!project) throw new Error('no such project');
  const rules: Rules = { pairs: pairsOf(world).filter(({ to }) => to.projectId === projectId), isWorked: workedDaysOf(world, project) };
  const leaves = world.phases.filter(
    (phase) => phase.projectId === projectId && !world.phases.some(({ parentId }) => parentId === phase.id),
  );
  const early = giveWay(new Map(leaves.map((leaf) => [leaf.id as string, { ...leaf }])), rules);
  return new Map(Array.from(early, ([id, leaf]) => [id, tryLeaf(early, leaf, rules)]));
}

/** Pushes leaves until nothing breaks a link; predecessors in other projects stay. */
function giveWay(start: Leaves, { pairs, isWorked }: Rules): Leaves {
  const leaves = new Map(start);
  for (let hasMoved = true; hasMoved;) {
    hasMoved = false;
    for (const leaf of Array.from(leaves.values())) {
      const own = pairs.filter(({ to }) => to.id === leaf.id).map((pair) => ({ ...pair, from: leaves.get(pair.from.id) ?? pair.from }));
      if (own.every((pair) => holds(pair, leaf, isWorked))) continue;
      leaves.set(leaf.id, firstPlace(leaf, own, isWorked));
      hasMoved = true;
    }
  }
  return leaves;
}

function tryLeaf(early: Leaves, leaf: Phase, rules: Rules): TriedTask {
  const finish = lastFinish(early);
  let freeSlackDays = -1;
  let totalSlackDays = -1;
  let delayed = leaf;
  for (let days = 0; ; days += 1) {
    const after = giveWay(new Map(early).set(leaf.id, delayed), rules);
    if (lastFinish(after) > finish) break;
    totalSlackDays = days;
    const hasOnlyItMoved = Array.from(after).every(([id, { startOn }]) => id === leaf.id || startOn === early.get(id)?.startOn);
    if (hasOnlyItMoved && freeSlackDays === days - 1) freeSlackDays = days;
    const next = delayed.startOn + 1;
    delayed = begunOn(delayed, rules.isWorked ? nextWorked(rules.isWorked, next) : next, rules.isWorked);
  }
  return { startOn: leaf.startOn, endOn: leaf.endOn, totalSlackDays, freeSlackDays };
}

function lastFinish(leaves: Leaves): number {
  return Math.max(...Array.from(leaves.values(), finishOf));
}
