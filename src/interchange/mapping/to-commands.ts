/**
 * From another program's project to one batch of commands that creates it here, with a report of what differs. Dates come out
 * as they are stored: the project is created without automatic scheduling, and the last command turns it on, which moves nothing.
 */
import { accept, refuse, type Result } from '../../lib/result.ts';
import type { Day } from '../../lib/days.ts';
import type { Command } from '../../planning/commands/command.ts';
import type { AssignmentId, DependencyId, PhaseStatus, ProjectId, SiteId } from '../../planning/model.ts';
import { LIMITS, type FileRefusal, type ForeignProject, type Remark } from '../foreign-project.ts';
import { splitLocalTime } from '../local-time.ts';
import { createRemarkLog, type RemarkLog } from '../remarks.ts';
import { mapLinks, noteUnkeptLinks, type MappedLink } from './links.ts';
import { mapPeople, type MappedAssignment, type MatchedResource, type StaffCandidate } from './people.ts';
import { endDayOf, placeTasks, type Placement } from './place-tasks.ts';
import { REMARKS } from './remark-texts.ts';
import { buildTree, type TaskNode } from './tree.ts';

export type MappingOptions = {
  readonly siteId: SiteId;
  /** Instead of the name in the file. */
  readonly projectName?: string | undefined;
  /** When neither gives one. */
  readonly fallbackName: string;
  readonly workingDays: boolean;
  readonly staff: readonly StaffCandidate[];
  /** Where a plan without any date begins. */
  readonly fallbackStartOn: Day;
  readonly createId: () => string;
};

export type PreviewRow = {
  readonly id: number;
  readonly level: number;
  readonly name: string;
  readonly startOn: Day;
  readonly endOn: Day;
  readonly isMilestone: boolean;
  readonly hasChildren: boolean;
  readonly completionPercent: number | null;
};

export type ImportPlan = {
  readonly projectId: ProjectId;
  readonly project: { readonly name: string; readonly startOn: Day; readonly endOn: Day };
  readonly commands: readonly Command[];
  readonly rows: readonly PreviewRow[];
  readonly people: readonly MatchedResource[];
  readonly counts: {
    readonly phases: number;
    readonly milestones: number;
    readonly dependencies: number;
    readonly assignments: number;
    readonly notes: number;
    readonly levels: number;
  };
  readonly report: readonly Remark[];
};

/** One import is one transaction; more than this is refused. */
const MAX_IMPORT_COMMANDS = 200_000;

export function toCommands(project: ForeignProject, options: MappingOptions): Result<ImportPlan, FileRefusal> {
  const log = createRemarkLog();
  const nodes = buildTree(project, options.createId, log);
  const placements = placeTasks(nodes, project, options.fallbackStartOn, log);
  const links = mapLinks(nodes, project, log);
  if (!options.workingDays) noteUnkeptLinks(links, placements, log);
  const { people, assignments } = mapPeople(project, options.staff, log);
  const rows = nodes.map((node) => rowOf(node, placements, log));
  noteLeftOut(project, log);
  const span = spanOf(nodes, placements, project, options.fallbackStartOn, log);
  // A fresh id becomes the project's id here.
  const projectId = options.createId() as ProjectId;
  const name = cleanName(options.projectName ?? project.name ?? '') || cleanName(options.fallbackName) || 'Imported project';
  const build: Build = { project, projectId, nodes, placements, rows, options };
  const commands: Command[] = [
    createProject(build, name, span),
    ...nodes.map((node) => createPhase(build, node, log)),
    ...links.map((link) => createLink(link, options)),
    ...createAssignments(build, assignments, span),
    { kind: 'project.update', id: projectId, fields: { autoSchedule: true } },
  ];
  if (commands.length > MAX_IMPORT_COMMANDS)
    return refuse({
      code: 'too_many_rows',
      message: `The plan holds more than ${MAX_IMPORT_COMMANDS.toLocaleString('en')} tasks, links and assignments, the most that one import takes. Split it into several files.`,
    });
  return accept({
    projectId,
    project: { name, startOn: span.startOn, endOn: span.endOn },
    commands,
    rows,
    people,
    counts: {
      phases: nodes.length,
      milestones: rows.filter((row) => row.isMilestone).length,
      dependencies: links.length,
      assignments: commands.filter((command) => command.kind === 'assignment.set').length,
      notes: nodes.filter((node) => node.task.notes !== null).length,
      levels: rows.reduce((deepest, row) => Math.max(deepest, row.level), 0),
    },
    report: [...project.remarks, ...log.list()],
  });
}

type Build = {
  readonly project: ForeignProject;
  readonly projectId: ProjectId;
  readonly nodes: readonly TaskNode[];
  readonly placements: readonly Placement[];
  readonly rows: readonly PreviewRow[];
  readonly options: MappingOptions;
};

type Span = { readonly startOn: Day; readonly endOn: Day; readonly hasFixedDates: boolean };

function rowOf(node: TaskNode, placements: readonly Placement[], log: RemarkLog): PreviewRow {
  const placement = placementOf(placements, node);
  const cleaned = cleanName(node.task.name);
  if (cleaned === '') log.add(REMARKS.noName, `row ${node.task.id}`);
  if (node.task.name.length > LIMITS.nameLength) log.add(REMARKS.nameCut, node.task.name);
  const percent = Math.round(node.task.percentComplete);
  return {
    id: node.task.id,
    level: node.level,
    name: cleaned || 'Untitled',
    startOn: placement.startOn,
    endOn: placement.endOn,
    isMilestone: placement.isMilestone,
    hasChildren: node.hasChildren,
    completionPercent: node.hasChildren || percent === 0 ? null : percent,
  };
}

function placementOf(placements: readonly Placement[], node: TaskNode): Placement {
  const placement = placements[node.index];
  if (!placement) throw new Error(`task ${node.task.uid} has no dates`);
  return placement;
}

/** One line without control characters, not longer than a name may be, never half a character. */
function cleanName(text: string): string {
  const line = text.replaceAll(/[\u0000-\u001f\u007f\s]+/g, ' ').trim();
  const cut = line.slice(0, LIMITS.nameLength);
  return (/[\ud800-\udbff]$/.test(cut) ? cut.slice(0, -1) : cut).trim().toWellFormed();
}

function cleanNotes(text: string, log: RemarkLog, name: string): string {
  if (text.length > LIMITS.notesLength) log.add(REMARKS.notesCut, name);
  return text.slice(0, LIMITS.notesLength).replaceAll('\0', '').toWellFormed();
}

function spanOf(
  nodes: readonly TaskNode[],
  placements: readonly Placement[],
  project: ForeignProject,
  fallback: Day,
  log: RemarkLog,
): Span {
  const [start, finish] = [project.summary?.start ?? project.start, project.summary?.finish ?? project.finish];
  const own = start ? splitLocalTime(start).day : undefined;
  const silent: RemarkLog = { add: () => undefined, list: () => [] };
  const ownEnd = finish ? endDayOf(finish, own ?? splitLocalTime(finish).day, project, silent, '') : undefined;
  if (nodes.length === 0) {
    log.add(REMARKS.noTasks);
    const startOn = own ?? ownEnd ?? fallback;
    return { startOn, endOn: Math.max(startOn, ownEnd ?? startOn), hasFixedDates: false };
  }
  let [first, last] = [Infinity, -Infinity];
  for (const { startOn, endOn } of placements) [first, last] = [Math.min(first, startOn), Math.max(last, endOn)];
  const hasFixedDates = (own ?? first) < first || (ownEnd ?? last) > last;
  if (hasFixedDates) log.add(REMARKS.summaryLength);
  return { startOn: Math.min(own ?? first, first), endOn: Math.max(ownEnd ?? last, last), hasFixedDates };
}

function createProject({ projectId, options }: Build, name: string, span: Span): Command {
  const { startOn, endOn, hasFixedDates } = span;
  return {
    kind: 'project.create',
    id: projectId,
    siteId: options.siteId,
    name,
    startOn,
    endOn,
    fields: { autoSchedule: false, workingDays: options.workingDays, hasFixedDates },
  };
}

function createPhase({ projectId, placements, rows }: Build, node: TaskNode, log: RemarkLog): Command {
  const { startOn, endOn, isMilestone, milestoneEdge } = placementOf(placements, node);
  const row = rows[node.index];
  const percent = row?.completionPercent ?? null;
  const notes = node.task.notes;
  return {
    kind: 'phase.create',
    id: node.phaseId,
    projectId,
    parentId: node.parent?.phaseId ?? null,
    name: row?.name ?? 'Untitled',
    startOn,
    endOn,
    ...(percent === null ? {} : { completionPercent: percent }),
    fields: {
      ...(isMilestone ? { isMilestone, milestoneEdge } : {}),
      ...(percent === null ? {} : { status: statusOf(percent) }),
      ...(notes === null ? {} : { notes: cleanNotes(notes, log, node.task.name) }),
    },
  };
}

function statusOf(percent: number): PhaseStatus {
  return percent >= 100 ? 'done' : 'inProgress';
}

function createLink({ predecessor, successor, type, lagDays }: MappedLink, options: MappingOptions): Command {
  // A fresh id becomes a dependency's id here.
  const id = options.createId() as DependencyId;
  return { kind: 'dependency.link', id, predecessorId: predecessor.phaseId, successorId: successor.phaseId, type, lagDays };
}

/** An assignment to the summary row is one to the project, over its whole length. */
function createAssignments({ project, projectId, nodes, options }: Build, assignments: readonly MappedAssignment[], span: Span): Command[] {
  const nodeOf = new Map(nodes.map((node) => [node.task.uid, node]));
  return assignments.flatMap(({ staffId, taskUid, allocationPercent }): Command[] => {
    // A fresh id becomes an assignment's id here.
    const id = options.createId() as AssignmentId;
    const node = nodeOf.get(taskUid);
    if (node) {
      const fields = { staffId, projectId: null, phaseId: node.phaseId, allocationPercent, startOn: null, endOn: null };
      return [{ kind: 'assignment.set', id, fields }];
    }
    if (project.summary?.uid !== taskUid) return [];
    const fields = { staffId, projectId, phaseId: null, allocationPercent, startOn: span.startOn, endOn: span.endOn };
    return [{ kind: 'assignment.set', id, fields }];
  });
}

/** Counts what a plan here has no place for yet. */
function noteLeftOut(project: ForeignProject, log: RemarkLog): void {
  log.add(REMARKS.blankRows, undefined, project.blankRows);
  for (const task of project.tasks) {
    if (task.hasConstraint) log.add(REMARKS.constraints, task.name);
    if (task.hasDeadline) log.add(REMARKS.deadlines, task.name);
    if (task.hasCost) log.add(REMARKS.costs, task.name);
    if (task.hasOwnCalendar) log.add(REMARKS.taskCalendars, task.name);
    log.add(REMARKS.baselines, task.name, task.baselines);
    for (const id of task.customFieldIds) log.add(REMARKS.customFields, `${project.customFieldNames.get(id) ?? id} of ${task.name}`);
  }
  for (const calendar of project.calendars) log.add(REMARKS.calendarExceptions, calendar.name, calendar.exceptions);
}
