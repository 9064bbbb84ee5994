/** Links that the plan can hold, each once, without circles; the others with a reason. */
import type { DependencyType } from '../../planning/model.ts';
import type { ForeignLink, ForeignProject } from '../foreign-project.ts';
import type { RemarkLog } from '../remarks.ts';
import { findCircularLinks } from './circles.ts';
import type { Placement } from './place-tasks.ts';
import { REMARKS } from './remark-texts.ts';
import type { TaskNode } from './tree.ts';

export type MappedLink = {
  readonly predecessor: TaskNode;
  readonly successor: TaskNode;
  readonly type: DependencyType;
  readonly lagDays: number;
};

const MAX_LAG_DAYS = 3650;

export function mapLinks(nodes: readonly TaskNode[], project: ForeignProject, log: RemarkLog): MappedLink[] {
  const nodeOf = new Map<number, TaskNode>();
  for (const node of nodes) if (!nodeOf.has(node.task.uid)) nodeOf.set(node.task.uid, node);
  const seen = new Set<string>();
  const links = nodes.flatMap((successor) =>
    successor.task.links.flatMap((link) => {
      const predecessor = nodeOf.get(link.predecessorUid);
      const fault = faultOf(link, predecessor, successor, seen);
      if (fault || !predecessor) {
        log.add(fault ?? REMARKS.linkMissing, describe(predecessor?.task.name ?? `task ${link.predecessorUid}`, successor));
        return [];
      }
      seen.add(`${predecessor.index} ${successor.index}`);
      return [{ predecessor, successor, type: link.type, lagDays: lagDaysOf(link, predecessor, successor, project, log) }];
    }),
  );
  const circular = findCircularLinks(nodes, links);
  for (const link of circular) log.add(REMARKS.linkCycle, describe(link.predecessor.task.name, link.successor));
  return circular.size === 0 ? links : links.filter((link) => !circular.has(link));
}

function describe(predecessor: string, successor: TaskNode): string {
  return `${predecessor} → ${successor.task.name}`;
}

function faultOf(link: ForeignLink, predecessor: TaskNode | undefined, successor: TaskNode, seen: ReadonlySet<string>) {
  if (link.isExternal) return REMARKS.linkExternal;
  if (!predecessor) return REMARKS.linkMissing;
  if (predecessor === successor) return REMARKS.linkSelf;
  if (isAncestor(predecessor, successor) || isAncestor(successor, predecessor)) return REMARKS.linkFamily;
  return seen.has(`${predecessor.index} ${successor.index}`) ? REMARKS.linkDuplicate : undefined;
}

function isAncestor(above: TaskNode, below: TaskNode): boolean {
  if (above.level >= below.level) return false;
  for (let node = below.parent; node; node = node.parent) if (node === above) return true;
  return false;
}

/** Working lags count days of the file's own length, elapsed ones days of the clock, percents the predecessor's duration. */
function lagDaysOf(link: ForeignLink, predecessor: TaskNode, successor: TaskNode, project: ForeignProject, log: RemarkLog): number {
  const { amount, unit } = link.lag;
  const name = describe(predecessor.task.name, successor);
  if (unit === 'percent' && amount !== 0) log.add(REMARKS.lagPercent, `${name}: ${amount} %`);
  const exact =
    unit === 'elapsed'
      ? amount / 1440
      : (unit === 'percent' ? (amount / 100) * (predecessor.task.durationMinutes ?? 0) : amount) / project.minutesPerDay;
  const whole = Math.sign(exact) * Math.round(Math.abs(exact));
  if (Math.abs(whole - exact) > 1e-6) log.add(REMARKS.lagRounded, `${name}: ${exact.toFixed(2)} days`);
  if (Math.abs(whole) > MAX_LAG_DAYS) log.add(REMARKS.lagLimit, name);
  return Math.max(-MAX_LAG_DAYS, Math.min(MAX_LAG_DAYS, whole)) || 0;
}

/** Notes the links between leaves that the stored dates do not keep when lags count calendar days. */
export function noteUnkeptLinks(links: readonly MappedLink[], placements: readonly Placement[], log: RemarkLog): void {
  for (const { predecessor, successor, type, lagDays } of links) {
    const [before, after] = [placements[predecessor.index], placements[successor.index]];
    if (!before || !after || predecessor.hasChildren || successor.hasChildren) continue;
    const base = (type === 'FS' || type === 'FF' ? endOf(before) : startOf(before)) + lagDays;
    const met = type === 'FS' || type === 'SS' ? startOf(after) : endOf(after);
    if (met < base) log.add(REMARKS.notKept, describe(predecessor.task.name, successor));
  }
}

/** Day boundaries: a phase begins at the start of its first day and ends at the start of the day after its last. */
function startOf(placement: Placement): number {
  return placement.isMilestone && placement.milestoneEdge === 'end' ? placement.startOn + 1 : placement.startOn;
}

function endOf(placement: Placement): number {
  return placement.isMilestone && placement.milestoneEdge === 'start' ? placement.endOn : placement.endOn + 1;
}
