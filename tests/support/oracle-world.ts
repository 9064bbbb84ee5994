/** Reading a plan for the schedule oracle: leaves, pairs of linked leaves, worked days, and what of them holds. */
import type { Dependency, Phase, PlanSnapshot, Project, Reservation } from '../../src/planning/model.ts';

export type Mutable<Entity> = { -readonly [Field in keyof Entity]: Entity[Field] };

/** A plan as plain records; `order` holds the ids of siblings in their order, by parent or project. */
export type World = {
  sites: PlanSnapshot['sites'];
  holidays: Mutable<PlanSnapshot['holidays'][number]>[];
  projects: Mutable<Project>[];
  phases: Mutable<Phase>[];
  dependencies: Mutable<Dependency>[];
  reservations: Mutable<Reservation>[];
  assignments: Mutable<PlanSnapshot['assignments'][number]>[];
  order: Map<string, string[]>;
};

/** Thrown within the oracle only. */
export class Refused extends Error {
  readonly code: string;
  constructor(code: string) {
    super(code);
    this.code = code;
  }
}

export const LAST_DAY = 84_005; // 2199-12-31
export const FIRST_DAY = -25_567; // 1900-01-01

export function worldOf(snapshot: PlanSnapshot): World {
  const order = new Map<string, string[]>();
  const byRank = [...snapshot.phases].sort((a, b) => (a.rank < b.rank ? -1 : a.rank > b.rank ? 1 : 0));
  for (const phase of byRank) {
    const key = phase.parentId ?? phase.projectId;
    order.set(key, [...(order.get(key) ?? []), phase.id]);
  }
  return {
    sites: snapshot.sites,
    holidays: snapshot.holidays.map((one) => ({ ...one })),
    projects: snapshot.projects.map((one) => ({ ...one })),
    phases: snapshot.phases.map((one) => ({ ...one })),
    dependencies: snapshot.dependencies.map((one) => ({ ...one })),
    reservations: snapshot.reservations.map((one) => ({ ...one })),
    assignments: snapshot.assignments.map((one) => ({ ...one })),
    order,
  };
}

export function copyOf(world: World): World {
  return {
    sites: world.sites,
    holidays: world.holidays.map((one) => ({ ...one })),
    projects: world.projects.map((one) => ({ ...one })),
    phases: world.phases.map((one) => ({ ...one })),
    dependencies: world.dependencies.map((one) => ({ ...one })),
    reservations: world.reservations.map((one) => ({ ...one })),
    assignments: world.assignments.map((one) => ({ ...one })),
    order: new Map(Array.from(world.order, ([key, ids]) => [key, [...ids]])),
  };
}

export const phaseOf = (world: World, id: string | null) => world.phases.find((phase) => phase.id === id);
export const projectOf = (world: World, id: string | null) => world.projects.find((project) => project.id === id);
const childrenOf = (world: World, id: string) => world.phases.filter((phase) => phase.parentId === id);
export const isLeaf = (world: World, id: string) => !world.phases.some((phase) => phase.parentId === id);

export function leavesOf(world: World, id: string): Mutable<Phase>[] {
  const children = childrenOf(world, id);
  if (children.length === 0) return world.phases.filter((phase) => phase.id === id);
  return children.flatMap((child) => leavesOf(world, child.id));
}

export function subtreeOf(world: World, id: string): Mutable<Phase>[] {
  return [...world.phases.filter((phase) => phase.id === id), ...childrenOf(world, id).flatMap((child) => subtreeOf(world, child.id))];
}

export function isInside(world: World, id: string, container: string): boolean {
  for (let phase = phaseOf(world, id); phase; phase = phaseOf(world, phase.parentId)) if (phase.id === container) return true;
  return false;
}

export type Pair = { readonly link: Dependency; readonly from: Mutable<Phase>; readonly to: Mutable<Phase> };

/** Every link as all its pairs of leaves. */
export function pairsOf(world: World): Pair[] {
  return world.dependencies.flatMap((link) =>
    leavesOf(world, link.predecessorId).flatMap((from) => leavesOf(world, link.successorId).map((to) => ({ link, from, to }))),
  );
}

function hasCircle(pairs: readonly Pair[]): boolean {
  const open = new Set<string>();
  const done = new Set<string>();
  const visit = (id: string): boolean => {
    if (done.has(id)) return false;
    if (open.has(id)) return true;
    open.add(id);
    if (pairs.some((pair) => pair.from.id === id && visit(pair.to.id))) return true;
    open.delete(id);
    done.add(id);
    return false;
  };
  return pairs.some((pair) => visit(pair.from.id));
}

export function worldHasCircle(world: World): boolean {
  return hasCircle(pairsOf(world));
}

// --- days, one by one --------------------------------------------------------------------------------------------------

/** Undefined where a project counts calendar days. */
export type IsWorked = ((day: number) => boolean) | undefined;

export function workedDaysOf(world: World, project: Project): IsWorked {
  if (!project.workingDays) return undefined;
  const site = world.sites.find(({ id }) => id === project.siteId);
  if (!site) throw new Error('a project without its site');
  const holidays = world.holidays.filter(({ siteId }) => siteId === site.id);
  return (day) => {
    const weekday = ((((day + 3) % 7) + 7) % 7) + 1;
    if (site.weekendDays.some((off) => off === weekday)) return false;
    return !holidays.some(({ startOn, endOn }) => startOn <= day && day <= endOn);
  };
}

export function countWorked(isWorked: (day: number) => boolean, from: number, until: number): number {
  let count = 0;
  for (let day = from; day < until; day += 1) if (isWorked(day)) count += 1;
  return count;
}

export function nextWorked(isWorked: (day: number) => boolean, from: number): number {
  let day = from;
  while (!isWorked(day)) day += 1;
  return day;
}

function instantAfter(instant: number, lag: number, isWorked: IsWorked): number {
  if (!isWorked) return instant + lag;
  let at = instant;
  for (let left = lag; left > 0; at += 1) if (isWorked(at)) left -= 1;
  for (let left = -lag; left > 0;) {
    at -= 1;
    if (isWorked(at)) left -= 1;
  }
  return at;
}

const startOf = (phase: Phase) => (phase.isMilestone && phase.milestoneEdge === 'end' ? phase.startOn + 1 : phase.startOn);
export const finishOf = (phase: Phase) => (phase.isMilestone && phase.milestoneEdge === 'start' ? phase.startOn : phase.endOn + 1);

export function holds({ link, from }: Pair, to: Phase, isWorked: IsWorked): boolean {
  const base = link.type === 'FS' || link.type === 'FF' ? finishOf(from) : startOf(from);
  const bound = link.type === 'FS' || link.type === 'SS' ? startOf(to) : finishOf(to);
  return bound >= instantAfter(base, link.lagDays, isWorked);
}

/** A leaf begun on another day, as long as it was. */
export function begunOn(phase: Phase, startOn: number, isWorked: IsWorked): Phase {
  if (phase.isMilestone) return { ...phase, startOn, endOn: startOn };
  const worked = isWorked ? countWorked(isWorked, phase.startOn, phase.endOn + 1) : 0;
  if (!isWorked || worked === 0) return { ...phase, startOn, endOn: startOn + phase.endOn - phase.startOn };
  let endOn = startOn - 1;
  for (let left = worked; left > 0;) {
    endOn += 1;
    if (isWorked(endOn)) left -= 1;
  }
  return { ...phase, startOn, endOn };
}

/** The pairs that do not hold, by link and leaves. */
export function brokenPairs(world: World): { readonly key: string; readonly to: Phase }[] {
  return pairsOf(world).flatMap((pair) => {
    const project = projectOf(world, pair.to.projectId);
    if (!project || holds(pair, pair.to, workedDaysOf(world, project))) return [];
    return [{ key: `${pair.link.id} ${pair.from.id} ${pair.to.id}`, to: pair.to }];
  });
}
