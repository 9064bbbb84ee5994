/** Whether the links between phases carry the schedule. */
import { calendarOf } from '../calendar/calendar-of.ts';
import type { Command } from '../commands/command.ts';
import type { DependencyId, PhaseId } from '../model.ts';
import type { LinkEdge, PhaseNode } from '../phase-node.ts';
import { explainPlace } from '../schedule/explain-place.ts';
import type { Violation } from '../schedule/violations.ts';
import type { Checked, Finding, Fix } from './finding.ts';
import { isDone, moveTo } from './progress-checks.ts';

export function checkLogic(checked: Checked): Finding[] {
  const links = checked.leaves.flatMap(linksAround);
  return [
    ...checked.violations.map(findingOfViolation),
    ...(links.length === 0 ? checkNoLinks(checked) : checkOpenEnds(checked)),
    ...checkProjectRules(checked, links.length > 0),
    ...checkHardDates(checked),
    ...checkLeads(checked),
    ...checkDaysOff(checked),
  ];
}

/** A violation with the three ways out: the phase moves, the lag allows it, or the link goes. */
export function findingOfViolation({ dependency, projectId, phaseId, missingDays, resolved }: Violation): Finding {
  const { id, predecessorId } = dependency;
  const lagDays = dependency.lagDays - missingDays;
  const fixes: Fix[] = [
    { kind: 'changeLag', amount: lagDays, commands: [{ kind: 'dependency.update', id, lagDays }] },
    { kind: 'unlink', commands: [{ kind: 'dependency.unlink', id }] },
  ];
  if (resolved) fixes.unshift({ kind: 'move', on: resolved.startOn, commands: [{ kind: 'phase.reschedule', id: phaseId, ...resolved }] });
  return { check: 'violation', projectId, itemId: phaseId, days: missingDays, dependencyId: id, otherId: predecessorId, fixes };
}

/** The links of a phase and of what contains it, in both directions. */
function linksAround(node: PhaseNode): readonly LinkEdge[] {
  return [...linksInto(node), ...linksOutOf(node)];
}

function linksInto(node: PhaseNode): readonly LinkEdge[] {
  return node.parent ? [...node.incoming, ...linksInto(node.parent)] : node.incoming;
}

function linksOutOf(node: PhaseNode): readonly LinkEdge[] {
  return node.parent ? [...node.outgoing, ...linksOutOf(node.parent)] : node.outgoing;
}

/** The first phases of a project wait for nothing and the last ones hold nothing up; all others should. */
function checkOpenEnds({ leaves, project, createId }: Checked): Finding[] {
  const byFinish = leaves.toSorted((a, b) => a.lastFinish - b.lastFinish);
  const byStart = leaves.toSorted((a, b) => a.lastStart - b.lastStart);
  const firstFinish = byFinish[0]?.lastFinish ?? 0;
  const lastStart = byStart.at(-1)?.lastStart ?? 0;
  return leaves.flatMap((leaf): Finding[] => {
    if (isDone(leaf.phase)) return [];
    const base = { projectId: project.id, itemId: leaf.phase.id };
    const before = leaf.lastStart >= firstFinish && linksInto(leaf).length === 0 ? lastBefore(byFinish, leaf) : undefined;
    const after = leaf.lastFinish <= lastStart && linksOutOf(leaf).length === 0 ? firstAfter(byStart, leaf) : undefined;
    return [
      ...(before
        ? [{ ...base, check: 'openStart' as const, otherId: before.phase.id, fixes: [link(before, leaf, before, createId())] }]
        : []),
      ...(after ? [{ ...base, check: 'openEnd' as const, otherId: after.phase.id, fixes: [link(leaf, after, after, createId())] }] : []),
    ];
  });
}

/** How many candidates are looked at for a sibling. */
const NEAR = 50;

/** What ended last before a phase begins, a sibling rather than another; `ascending` by finish. */
function lastBefore(ascending: readonly PhaseNode[], leaf: PhaseNode): PhaseNode | undefined {
  const end = countUntil(ascending, (other) => other.lastFinish <= leaf.lastStart);
  const near = ascending.slice(Math.max(0, end - NEAR), end).filter((other) => other !== leaf);
  return near.findLast((other) => other.parent === leaf.parent) ?? near.at(-1);
}

/** What begins first after a phase has ended, a sibling rather than another; `ascending` by start. */
function firstAfter(ascending: readonly PhaseNode[], leaf: PhaseNode): PhaseNode | undefined {
  const start = countUntil(ascending, (other) => other.lastStart < leaf.lastFinish);
  const near = ascending.slice(start, start + NEAR).filter((other) => other !== leaf);
  return near.find((other) => other.parent === leaf.parent) ?? near[0];
}

/** How many of an ordered list pass, all of which stand before those that do not. */
function countUntil(ordered: readonly PhaseNode[], passes: (node: PhaseNode) => boolean): number {
  let [low, high] = [0, ordered.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    const node = ordered[middle];
    if (node && passes(node)) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Finish to start without lag between phases that stand in this order: nothing moves by it. */
function link(from: PhaseNode, to: PhaseNode, named: PhaseNode, id: string): Fix {
  return { kind: 'link', phaseId: named.phase.id, commands: [linkCommand(from.phase.id, to.phase.id, id)] };
}

function linkCommand(predecessorId: PhaseId, successorId: PhaseId, id: string): Command {
  // A new link's id is born here.
  return { kind: 'dependency.link', id: id as DependencyId, predecessorId, successorId, type: 'FS', lagDays: 0 };
}

const MIN_PHASES_TO_LINK = 3;

function checkNoLinks({ leaves, project, createId }: Checked): Finding[] {
  const open = leaves.filter((leaf) => !isDone(leaf.phase));
  if (open.length < MIN_PHASES_TO_LINK) return [];
  const byFinish = leaves.toSorted((a, b) => a.lastFinish - b.lastFinish);
  const commands = leaves.flatMap((leaf) => {
    const before = lastBefore(byFinish, leaf);
    return before ? [linkCommand(before.phase.id, leaf.phase.id, createId())] : [];
  });
  const fixes: Fix[] = commands.length === 0 ? [] : [{ kind: 'linkAll', amount: commands.length, commands }];
  return [{ check: 'noLinks', projectId: project.id, itemId: project.id, fixes }];
}

function checkProjectRules({ leaves, project }: Checked, hasLinks: boolean): Finding[] {
  const { id } = project;
  const base = { projectId: id, itemId: id };
  const spanStart = Math.min(...leaves.map(({ phase }) => phase.startOn));
  const spanEnd = Math.max(...leaves.map(({ phase }) => phase.endOn));
  const isWider = project.hasFixedDates && leaves.length > 0 && (project.startOn < spanStart || project.endOn > spanEnd);
  const letSpan: Fix = { kind: 'letSpan', commands: [{ kind: 'project.update', id, fields: { hasFixedDates: false } }] };
  const schedule: Fix = { kind: 'schedule', commands: [{ kind: 'project.update', id, fields: { autoSchedule: true } }] };
  return [
    ...(isWider ? [{ ...base, check: 'fixedDates' as const, from: spanStart, to: spanEnd, fixes: [letSpan] }] : []),
    ...(hasLinks && !project.autoSchedule ? [{ ...base, check: 'manualSchedule' as const, fixes: [schedule] }] : []),
  ];
}

/** Work yet to begin that stands later than its links ask: held by hand, so that it does not follow when they move back. */
function checkHardDates(checked: Checked): Finding[] {
  const { plan, project, leaves, today } = checked;
  const calendar = calendarOf(plan, project.siteId);
  const soonest = calendar.nextWorkingDay(today);
  return leaves.flatMap((leaf) => {
    const { phase } = leaf;
    if (isDone(phase) || phase.status !== 'todo' || phase.startOn <= today) return [];
    const [step] = explainPlace(plan, phase.id, 'start');
    const earliest = step?.rule.kind === 'own' ? step.rule.earliest : undefined;
    if (!earliest) return [];
    const startOn = Math.max(earliest.startOn, soonest);
    const days = calendar.workingDaysBetween(startOn, phase.startOn - 1);
    if (days === 0) return [];
    const otherId = earliest.dependency.predecessorId;
    return [{ check: 'hardDate', projectId: project.id, itemId: phase.id, days, otherId, fixes: [moveTo(checked, leaf, startOn)] }];
  });
}

function checkLeads({ project, leaves }: Checked): Finding[] {
  const edges = new Set(leaves.flatMap(linksInto).filter((edge) => edge.lagDays < 0));
  return Array.from(edges, ({ dependency: { id, predecessorId, successorId, lagDays } }) => ({
    check: 'lead',
    projectId: project.id,
    itemId: successorId,
    otherId: predecessorId,
    dependencyId: id,
    days: -lagDays,
    fixes: [{ kind: 'changeLag', amount: 0, commands: [{ kind: 'dependency.update', id, lagDays: 0 }] }],
  }));
}

/** Where lengths count working days, a phase that begins on another is shorter than it looks. */
function checkDaysOff(checked: Checked): Finding[] {
  const { plan, project, leaves, today } = checked;
  if (!project.workingDays) return [];
  const calendar = calendarOf(plan, project.siteId);
  return leaves.flatMap((leaf) => {
    const { phase } = leaf;
    if (phase.isMilestone || isDone(phase) || phase.endOn < today || calendar.isWorkingDay(phase.startOn)) return [];
    return [
      { check: 'dayOff', projectId: project.id, itemId: phase.id, from: phase.startOn, fixes: [moveTo(checked, leaf, phase.startOn)] },
    ];
  });
}
