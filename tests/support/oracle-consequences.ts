/** What follows from a change, for the schedule oracle: who is pushed, and how parents span. */
import type { Phase } from '../../src/planning/model.ts';
import {
  begunOn,
  FIRST_DAY,
  holds,
  isLeaf,
  type IsWorked,
  LAST_DAY,
  leavesOf,
  type Mutable,
  type Pair,
  pairsOf,
  phaseOf,
  projectOf,
  Refused,
  workedDaysOf,
  type World,
} from './oracle-world.ts';

type Aftermath = { readonly changed: Set<string>; readonly examined: Set<string>; readonly resolved?: string };

export function settle(world: World, { changed, examined, resolved }: Aftermath): void {
  const pairs = pairsOf(world);
  for (const leaf of inTurn(world, pairs)) {
    const own = pairs.filter((pair) => pair.to.id === leaf.id);
    const isConcerned = changed.has(leaf.id) || examined.has(leaf.id) || own.some((pair) => changed.has(pair.from.id));
    const project = projectOf(world, leaf.projectId);
    if (!project || !isConcerned || project.isArchived || (!project.autoSchedule && project.id !== resolved)) continue;
    const isWorked = workedDaysOf(world, project);
    if (own.every((pair) => holds(pair, leaf, isWorked))) continue;
    moveTo(world, leaf, firstPlace(leaf, own, isWorked));
    changed.add(leaf.id);
  }
  fitSpans(world);
}

/** The first later day on which everything holds, tried one after the other. */
export function firstPlace(leaf: Phase, own: readonly Pair[], isWorked: IsWorked): Phase {
  for (let startOn = leaf.startOn + 1; startOn <= LAST_DAY; startOn += 1) {
    if (isWorked && !isWorked(startOn)) continue;
    const place = begunOn(leaf, startOn, isWorked);
    if (own.every((pair) => holds(pair, place, isWorked))) return place;
  }
  throw new Refused('out_of_range');
}

/** Leaves such that predecessors come first. */
function inTurn(world: World, pairs: readonly Pair[]): Mutable<Phase>[] {
  const waiting = world.phases.filter((phase) => isLeaf(world, phase.id));
  const turn: Mutable<Phase>[] = [];
  while (waiting.length > 0) {
    const at = waiting.findIndex((leaf) => !pairs.some((pair) => pair.to.id === leaf.id && waiting.includes(pair.from)));
    const [leaf] = waiting.splice(at, 1);
    if (at < 0 || !leaf) throw new Error('circle');
    turn.push(leaf);
  }
  return turn;
}

export function moveTo(world: World, phase: Mutable<Phase>, { startOn, endOn }: { startOn: number; endOn: number }): void {
  if (startOn < FIRST_DAY || endOn > LAST_DAY) throw new Refused('out_of_range');
  phase.startOn = startOn;
  phase.endOn = endOn;
}

export function fitSpans(world: World): void {
  for (const phase of world.phases) {
    const leaves = leavesOf(world, phase.id);
    phase.startOn = Math.min(...leaves.map(({ startOn }) => startOn));
    phase.endOn = Math.max(...leaves.map(({ endOn }) => endOn));
  }
  for (const project of world.projects) {
    const phases = world.phases.filter(({ projectId }) => projectId === project.id);
    if (phases.length === 0) continue;
    const fixed = project.hasFixedDates ? [project] : [];
    project.startOn = Math.min(...[...phases, ...fixed].map(({ startOn }) => startOn));
    project.endOn = Math.max(...[...phases, ...fixed].map(({ endOn }) => endOn));
  }
  for (const reservation of world.reservations) {
    const phase = phaseOf(world, reservation.phaseId);
    if (!phase) continue;
    reservation.startOn = phase.startOn;
    reservation.endOn = phase.endOn;
  }
}
