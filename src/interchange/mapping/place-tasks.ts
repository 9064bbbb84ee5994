/** Times of day to days, by rule; nothing is rescheduled. */
import { FIRST_DAY, LAST_DAY, weekdayOf, type Day } from '../../lib/days.ts';
import type { MilestoneEdge } from '../../planning/model.ts';
import type { ForeignProject, ForeignTask, LocalTime } from '../foreign-project.ts';
import { splitLocalTime } from '../local-time.ts';
import type { RemarkLog } from '../remarks.ts';
import { REMARKS } from './remark-texts.ts';
import type { TaskNode } from './tree.ts';

export type Placement = {
  readonly startOn: Day;
  readonly endOn: Day;
  readonly isMilestone: boolean;
  readonly milestoneEdge: MilestoneEdge;
};

type Clock = Pick<ForeignProject, 'dayStartMinute' | 'minutesPerDay'>;

/** Placements by node index. `fallbackStartOn` is where a plan without any date begins. */
export function placeTasks(nodes: readonly TaskNode[], project: ForeignProject, fallbackStartOn: Day, log: RemarkLog): Placement[] {
  const placements: (Placement | undefined)[] = nodes.map((node) => (node.hasChildren ? undefined : placeLeaf(node.task, project, log)));
  placeUndated(nodes, placements, startOfAll(placements) ?? firstDayOf(project) ?? fallbackStartOn, project, log);
  spanParents(nodes, placements, project, log);
  return placements.map((placement) => {
    if (!placement) throw new Error('a task was left without dates');
    return placement;
  });
}

function startOfAll(placements: readonly (Placement | undefined)[]): Day | undefined {
  const start = placements.reduce((least, placement) => Math.min(least, placement?.startOn ?? Infinity), Infinity);
  return start === Infinity ? undefined : start;
}

function firstDayOf(project: ForeignProject): Day | undefined {
  const time = project.summary?.start ?? project.start;
  return time ? splitLocalTime(time).day : undefined;
}

function isZeroLength(task: ForeignTask): boolean {
  if (task.durationMinutes !== null) return task.durationMinutes === 0 && (task.start === task.finish || !task.start || !task.finish);
  const isSameMoment = task.start !== null && task.start === task.finish && task.start.length > 10;
  return isSameMoment || (task.isMilestone && (task.start === task.finish || !task.start || !task.finish));
}

/** Undefined when the task has no date at all. */
function placeLeaf(task: ForeignTask, clock: Clock, log: RemarkLog): Placement | undefined {
  if (!task.start && !task.finish) return undefined;
  const time = task.finish ?? task.start;
  if (time && isZeroLength(task)) return placeMilestone(time, clock);
  if (task.isMilestone) log.add(REMARKS.longMilestone, task.name);
  if (task.start && task.finish) {
    const startOn = splitLocalTime(task.start).day;
    const endOn = endDayOf(task.finish, startOn, clock, log, task.name);
    if (endOn < startOn) log.add(REMARKS.reversed, task.name);
    return phase(startOn, Math.max(startOn, endOn));
  }
  log.add(REMARKS.halfDated, task.name);
  if (task.start) return phaseFrom(splitLocalTime(task.start).day, task, clock);
  const endOn = endDayOf(time ?? '', FIRST_DAY, clock, log, task.name);
  return phase(backFrom(endOn, task, clock), endOn);
}

/** At or before the start of the working day it stands at that edge of the day, else at the end. */
function placeMilestone(time: LocalTime, clock: Clock): Placement {
  const { day, minute } = splitLocalTime(time);
  const milestoneEdge = minute !== null && minute <= clock.dayStartMinute ? 'start' : 'end';
  return { startOn: day, endOn: day, isMilestone: true, milestoneEdge };
}

/** Work that ends at or before the start of a working day was done on the day before. */
export function endDayOf(finish: LocalTime, startOn: Day, clock: Clock, log: RemarkLog, name: string): Day {
  const { day, minute } = splitLocalTime(finish);
  if (minute === null || minute > clock.dayStartMinute || day - 1 < startOn) return day;
  log.add(REMARKS.dayBefore, name);
  return day - 1;
}

function phase(startOn: Day, endOn: Day): Placement {
  return { startOn: Math.max(FIRST_DAY, startOn), endOn: Math.min(LAST_DAY, endOn), isMilestone: false, milestoneEdge: 'end' };
}

/** Whole days that a task lasts, at least one; at most what fits the accepted years. */
function lengthOf(task: ForeignTask, clock: Clock): number {
  const minutes = task.durationMinutes ?? 0;
  return Math.min(40_000, Math.max(1, Math.ceil(minutes / (task.isElapsedDuration ? 1440 : clock.minutesPerDay) - 1e-9)));
}

function isWeekend(day: Day): boolean {
  return weekdayOf(day) > 5;
}

function phaseFrom(startOn: Day, task: ForeignTask, clock: Clock): Placement {
  let end = startOn;
  if (task.isElapsedDuration) end = startOn + lengthOf(task, clock) - 1;
  else for (let left = lengthOf(task, clock) - (isWeekend(startOn) ? 0 : 1); left > 0; left -= isWeekend(end) ? 0 : 1) end += 1;
  return phase(startOn, Math.min(LAST_DAY, end));
}

function backFrom(endOn: Day, task: ForeignTask, clock: Clock): Day {
  if (task.isElapsedDuration) return endOn - lengthOf(task, clock) + 1;
  let start = endOn;
  for (let left = lengthOf(task, clock) - (isWeekend(endOn) ? 0 : 1); left > 0; left -= isWeekend(start) ? 0 : 1) start -= 1;
  return start;
}

/** Tasks without dates follow the latest predecessor that has some, else stand at the start of the project. */
function placeUndated(nodes: readonly TaskNode[], placements: (Placement | undefined)[], startOn: Day, clock: Clock, log: RemarkLog): void {
  const indexOf = new Map(nodes.map((node) => [node.task.uid, node.index]));
  for (const node of nodes) {
    if (node.hasChildren || placements[node.index]) continue;
    log.add(REMARKS.undated, node.task.name);
    const ends = node.task.links.flatMap((link) => placements[indexOf.get(link.predecessorUid) ?? -1]?.endOn ?? []);
    let start = ends.length === 0 ? startOn : Math.min(LAST_DAY, ends.reduce((a, b) => Math.max(a, b)) + 1);
    if (isZeroLength(node.task)) {
      const day = ends.length === 0 ? start : start - 1;
      placements[node.index] = { startOn: day, endOn: day, isMilestone: true, milestoneEdge: 'end' };
      continue;
    }
    while (isWeekend(start) && start < LAST_DAY) start += 1;
    placements[node.index] = phaseFrom(start, node.task, clock);
  }
}

/** Parents span their children; what a summary row said of itself is only compared. */
function spanParents(nodes: readonly TaskNode[], placements: (Placement | undefined)[], clock: Clock, log: RemarkLog): void {
  for (const node of nodes.toReversed()) {
    const own = placements[node.index];
    const parent = node.parent;
    if (!own || !parent) continue;
    const so = placements[parent.index];
    placements[parent.index] = phase(Math.min(so?.startOn ?? Infinity, own.startOn), Math.max(so?.endOn ?? -Infinity, own.endOn));
  }
  for (const node of nodes) {
    const span = placements[node.index];
    if (!node.hasChildren || !span) continue;
    if (node.task.isMilestone) log.add(REMARKS.parentMilestone, node.task.name);
    if (differs(node.task, span, clock)) log.add(REMARKS.summaryDates, node.task.name);
  }
}

function differs(task: ForeignTask, span: Placement, clock: Clock): boolean {
  if (!task.start || !task.finish) return false;
  const silent: RemarkLog = { add: () => undefined, list: () => [] };
  const startOn = splitLocalTime(task.start).day;
  const stored = splitLocalTime(task.finish).day;
  return startOn !== span.startOn || (stored !== span.endOn && endDayOf(task.finish, startOn, clock, silent, '') !== span.endOn);
}
