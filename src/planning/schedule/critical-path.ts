import type { Day } from '../../lib/days.ts';
import type { SiteCalendar } from '../calendar/site-calendar.ts';
import type { Phase, PhaseId, ProjectId } from '../model.ts';
import { finishInstantOf, isLeaf, type OrderPlace, type PhaseNode, type ProjectNode, startInstantOf } from '../phase-node.ts';
import type { Plan } from '../plan-index.ts';
import { listPlaces, listPlacesByProject } from './project-places.ts';
import { advance, earliestStartOf, lengthCalendarOf, spanFrom } from './requirement.ts';

/** A leaf's place in the network. Days are inclusive, as in a phase; slack is in days that count in the project. */
export type CriticalTask = {
  readonly earlyStart: Day;
  readonly earlyFinish: Day;
  readonly lateStart: Day;
  readonly lateFinish: Day;
  /** How long it can be late without delaying the project. */
  readonly totalSlackDays: number;
  /** How long it can be late without delaying any other phase of the project. */
  readonly freeSlackDays: number;
  readonly isCritical: boolean;
};

export type CriticalPath = {
  /** One entry per leaf. */
  readonly tasks: ReadonlyMap<PhaseId, CriticalTask>;
  /** The last day of the project as its links have it; undefined without phases. */
  readonly finishOn: Day | undefined;
};

/**
 * The figures of all nodes of one project, by `slot`. Early and late instants of a parent are those of its leaves that links on it
 * look at. Bounds come from the links of a node and of what contains it: each link is looked at once, not once per leaf.
 */
type Network = {
  readonly project: ProjectNode;
  readonly calendar: SiteCalendar | undefined;
  readonly places: readonly OrderPlace[];
  readonly phases: Phase[];
  /** The latest, and the earliest, early start and finish. */
  readonly lastStart: Float64Array;
  readonly lastFinish: Float64Array;
  readonly firstStart: Float64Array;
  readonly firstFinish: Float64Array;
  /** The earliest late start and finish. */
  readonly lateStart: Float64Array;
  readonly lateFinish: Float64Array;
  /** Forward: instants that nothing below may start or finish before. Backward: that it may not start or finish after. */
  readonly startBound: Float64Array;
  readonly finishBound: Float64Array;
  /** Backward, as followers stand early: the limits for free slack. */
  readonly freeStartBound: Float64Array;
  readonly freeFinishBound: Float64Array;
};

/**
 * The critical path method over the leaves of one project, in the order of its links, which are taken as binding every pair of
 * leaves below their ends. The schedule is taken as it stands: a leaf is never earlier than now, and later only where it
 * breaks a link. Predecessors in other projects stay where they are; successors there do not count. Late dates lead back from the
 * latest early finish of the project; critical is what has no slack.
 */
export function criticalPathOf(plan: Plan, projectId: ProjectId): CriticalPath {
  const project = plan.index.projectNodes.get(projectId);
  return project ? measureProject(plan, project, listPlaces(plan, project)) : NOTHING;
}

/** `criticalPathOf` for all projects, for less than one after the other. */
export function criticalPathsOf(plan: Plan): ReadonlyMap<ProjectId, CriticalPath> {
  const places = listPlacesByProject(plan);
  const paths = new Map<ProjectId, CriticalPath>();
  for (const [id, project] of plan.index.projectNodes) paths.set(id, measureProject(plan, project, places.get(project) ?? []));
  return paths;
}

const NOTHING: CriticalPath = { tasks: new Map(), finishOn: undefined };

function measureProject(plan: Plan, project: ProjectNode, places: readonly OrderPlace[]): CriticalPath {
  if (project.roots.length === 0) return NOTHING;
  const network = createNetwork(plan, project, places);
  passForward(network);
  const finish = largestOf(project.roots, network.lastFinish);
  return { tasks: passBackward(network, finish), finishOn: finish - 1 };
}

function createNetwork(plan: Plan, project: ProjectNode, places: readonly OrderPlace[]): Network {
  let count = 0;
  for (const place of places) if (place === place.node.entry) place.node.slot = count++;
  const scratch = borrowScratch(count);
  return {
    project,
    calendar: lengthCalendarOf(plan, project),
    places,
    phases: [],
    lastStart: scratch[0],
    lastFinish: scratch[1],
    firstStart: scratch[2],
    firstFinish: scratch[3],
    lateStart: scratch[4],
    lateFinish: scratch[5],
    startBound: scratch[6],
    finishBound: scratch[7],
    freeStartBound: scratch[8],
    freeFinishBound: scratch[9],
  };
}

type Ten<Item> = readonly [Item, Item, Item, Item, Item, Item, Item, Item, Item, Item];
let scratch: Ten<Float64Array> | undefined;

/** Arrays that one calculation fills before it reads them; kept for the next, as none outlives its call. */
function borrowScratch(count: number): Ten<Float64Array> {
  if (scratch && scratch[0].length >= count) return scratch;
  const create = () => new Float64Array(Math.ceil(count * 1.5));
  scratch = [create(), create(), create(), create(), create(), create(), create(), create(), create(), create()];
  return scratch;
}

/** A slot of a node of the network is within its arrays. */
function at(values: Float64Array, slot: number): number {
  return values[slot] ?? Number.NaN;
}

function passForward(network: Network): void {
  for (const place of network.places) {
    const { node } = place;
    if (place === node.entry) boundForward(network, node);
    if (place !== node.exit) continue;
    if (isLeaf(node)) placeEarly(network, node);
    else {
      const { lastStart, lastFinish, firstStart, firstFinish } = network;
      lastStart[node.slot] = largestOf(node.children, lastStart);
      lastFinish[node.slot] = largestOf(node.children, lastFinish);
      firstStart[node.slot] = smallestOf(node.children, firstStart);
      firstFinish[node.slot] = smallestOf(node.children, firstFinish);
    }
  }
}

function boundForward({ project, calendar, lastStart, lastFinish, startBound, finishBound }: Network, node: PhaseNode): void {
  let start = node.parent ? at(startBound, node.parent.slot) : -Infinity;
  let finish = node.parent ? at(finishBound, node.parent.slot) : -Infinity;
  for (const { from, lagDays, followsFinish, bindsFinish } of node.incoming) {
    const present = followsFinish ? from.lastFinish : from.lastStart;
    const base = from.project === project ? at(followsFinish ? lastFinish : lastStart, from.slot) : present;
    const required = advance(base, lagDays, calendar);
    if (bindsFinish) finish = Math.max(finish, required);
    else start = Math.max(start, required);
  }
  startBound[node.slot] = start;
  finishBound[node.slot] = finish;
}

/** A leaf stands where it is, or where its links push it. */
function placeEarly(network: Network, leaf: PhaseNode): void {
  const { calendar, startBound, finishBound } = network;
  const { slot } = leaf;
  const [start, finish] = [at(startBound, slot), at(finishBound, slot)];
  let { phase } = leaf;
  if (leaf.lastStart < start || leaf.lastFinish < finish) {
    let startOn = phase.startOn;
    if (start > -Infinity) startOn = Math.max(startOn, earliestStartOf(phase, start, false, calendar));
    if (finish > -Infinity) startOn = Math.max(startOn, earliestStartOf(phase, finish, true, calendar));
    phase = { ...phase, ...spanFrom(phase, calendar ? calendar.nextWorkingDay(startOn) : startOn, calendar) };
  }
  network.phases[slot] = phase;
  network.lastStart[slot] = network.firstStart[slot] = startInstantOf(phase);
  network.lastFinish[slot] = network.firstFinish[slot] = finishInstantOf(phase);
}

function passBackward(network: Network, projectFinish: number): Map<PhaseId, CriticalTask> {
  const tasks = new Map<PhaseId, CriticalTask>();
  const { places, lateStart, lateFinish } = network;
  for (let index = places.length - 1; index >= 0; index -= 1) {
    const place = places[index];
    if (!place) continue;
    const { node } = place;
    if (place === node.exit) boundBackward(network, node, projectFinish);
    if (place !== node.entry) continue;
    if (isLeaf(node)) tasks.set(node.phase.id, measureLeaf(network, node));
    else {
      lateStart[node.slot] = smallestOf(node.children, lateStart);
      lateFinish[node.slot] = smallestOf(node.children, lateFinish);
    }
  }
  return tasks;
}

function boundBackward(network: Network, node: PhaseNode, projectFinish: number): void {
  const { project, calendar, startBound, finishBound, freeStartBound, freeFinishBound, firstStart, firstFinish, lateStart, lateFinish } =
    network;
  const { slot, parent } = node;
  startBound[slot] = parent ? at(startBound, parent.slot) : Infinity;
  freeStartBound[slot] = parent ? at(freeStartBound, parent.slot) : Infinity;
  finishBound[slot] = parent ? at(finishBound, parent.slot) : projectFinish;
  freeFinishBound[slot] = parent ? at(freeFinishBound, parent.slot) : projectFinish;
  for (const { to, lagDays, followsFinish, bindsFinish } of node.outgoing) {
    if (to.project !== project) continue;
    const free = latestBaseOf(at(bindsFinish ? firstFinish : firstStart, to.slot), lagDays, calendar);
    const late = latestBaseOf(at(bindsFinish ? lateFinish : lateStart, to.slot), lagDays, calendar);
    const bound = followsFinish ? finishBound : startBound;
    const freeBound = followsFinish ? freeFinishBound : freeStartBound;
    bound[slot] = Math.min(at(bound, slot), late);
    freeBound[slot] = Math.min(at(freeBound, slot), free);
  }
}

function measureLeaf(network: Network, leaf: PhaseNode): CriticalTask {
  const { calendar, phases } = network;
  const { slot } = leaf;
  const phase = phases[slot] ?? leaf.phase;
  const length = lengthOf(phase, calendar);
  const [start, finish] = [startInstantOf(phase), finishInstantOf(phase)];
  // Leaves that begin or end on days off may round to less than their early dates, which are possible by construction.
  const lateFinish = Math.max(finish, latestFinishOf(phase, length, at(network.finishBound, slot), at(network.startBound, slot)));
  const freeFinish = latestFinishOf(phase, length, at(network.freeFinishBound, slot), at(network.freeStartBound, slot));
  const lateStart = Math.max(startBefore(phase, length, lateFinish), start);
  network.lateStart[slot] = lateStart;
  network.lateFinish[slot] = lateFinish;
  const totalSlackDays = daysBetween(finish, lateFinish, calendar);
  const freeSlackDays = Math.min(totalSlackDays, daysBetween(finish, freeFinish, calendar));
  return {
    earlyStart: phase.startOn,
    earlyFinish: phase.endOn,
    lateStart: phase.isMilestone ? milestoneDay(phase, lateStart) : lateStart,
    lateFinish: phase.isMilestone ? milestoneDay(phase, lateFinish) : lateFinish - 1,
    totalSlackDays,
    freeSlackDays: Math.max(0, freeSlackDays),
    isCritical: totalSlackDays <= 0,
  };
}

function milestoneDay(phase: Phase, instant: number): Day {
  return phase.milestoneEdge === 'end' ? instant - 1 : instant;
}

function daysBetween(from: number, to: number, calendar: SiteCalendar | undefined): number {
  return calendar ? calendar.ordinalOf(to) - calendar.ordinalOf(from) : to - from;
}

/** The latest instant from which `lagDays` later (see `advance`) is not after `bound`. */
function latestBaseOf(bound: number, lagDays: number, calendar: SiteCalendar | undefined): number {
  if (!calendar) return bound - lagDays;
  if (lagDays >= 0) return calendar.addWorkingDays(bound, -lagDays);
  return calendar.dayAt(calendar.ordinalOf(bound + 1) - 1 - lagDays);
}

/** How long a leaf is: in working days of the calendar, or, without one or any such day, in calendar days. */
type Length = { readonly days: number; readonly calendar: SiteCalendar | undefined };

function lengthOf(phase: Phase, calendar: SiteCalendar | undefined): Length {
  if (phase.isMilestone) return { days: 0, calendar };
  const workedDays = calendar?.workingDaysBetween(phase.startOn, phase.endOn) ?? 0;
  return workedDays > 0 ? { days: workedDays, calendar } : { days: phase.endOn - phase.startOn + 1, calendar: undefined };
}

/** The latest finish of a leaf that finishes and starts no later than two instants, where it can really stand. */
function latestFinishOf(phase: Phase, { days, calendar }: Length, finishBound: number, startBound: number): number {
  if (!calendar) return Math.min(finishBound, startBound + days);
  // A leaf ends with a working day; a milestone may stand at the start of one.
  if (phase.isMilestone) {
    const bound = Math.min(finishBound, startBound);
    if (phase.milestoneEdge === 'start') return calendar.dayAt(calendar.ordinalOf(bound + 1) - 1);
    return calendar.dayAt(calendar.ordinalOf(bound) - 1) + 1;
  }
  const last = calendar.ordinalOf(finishBound) - 1;
  // The last working day to start on is the one before, or at, the bound.
  const lastByStart = startBound < Infinity ? calendar.ordinalOf(startBound + 1) - 1 + days - 1 : Infinity;
  return calendar.dayAt(Math.min(last, lastByStart)) + 1;
}

/** The latest start of a leaf that finishes no later than an instant. */
function startBefore(phase: Phase, { days, calendar }: Length, finish: number): number {
  return calendar && !phase.isMilestone ? calendar.dayAt(calendar.ordinalOf(finish) - days) : finish - days;
}

function largestOf(nodes: readonly PhaseNode[], values: Float64Array): number {
  let most = -Infinity;
  for (const { slot } of nodes) most = Math.max(most, at(values, slot));
  return most;
}

function smallestOf(nodes: readonly PhaseNode[], values: Float64Array): number {
  let least = Infinity;
  for (const { slot } of nodes) least = Math.min(least, at(values, slot));
  return least;
}
