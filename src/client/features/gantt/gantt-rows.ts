/** The Gantt's rows as the timeline takes them, worked out when they are looked at. */
import type { Day } from '../../../lib/days.ts';
import { calendarOf } from '../../../planning/calendar/calendar-of.ts';
import { once } from '../../../lib/once.ts';
import type { Project, ProjectId } from '../../../planning/model.ts';
import type { Plan } from '../../../planning/plan.ts';
import { completionOf } from '../../../planning/schedule/completion.ts';
import type { DayFormat } from '../../timeline/day-format.ts';
import type { RowSource, Span, TimelineBar, TimelineRow } from '../../timeline/timeline-model.ts';
import { describeItem } from './describe.ts';
import {
  findItem,
  listSections,
  nameOf,
  spanOf,
  type FlatItem,
  type GanttItem,
  type Group,
  type ItemFilter,
  type Section,
} from './gantt-items.ts';
import { findSlip, spokenSlip, type Baseline } from './insight/use-baseline.ts';
import type { ScheduleInsight } from './schedule-insight.ts';
import type { CanReport } from './use-permissions.ts';

/** Rows that hold a whole project: the links within it are placed when a part of it is first seen. */
export type RowPart = { readonly projectId: ProjectId; readonly first: number; readonly end: number };

export type GanttRows = RowSource & {
  readonly extent: Span;
  /** undefined: projects do not stay together, as when rows are sorted or grouped. */
  readonly parts?: readonly RowPart[];
  /** Items that pass search and filters; undefined while there are none. */
  readonly foundCount?: number | undefined;
  /** undefined: the row is the heading of a group. */
  itemAt(index: number): FlatItem | undefined;
  find(rowId: string): FlatItem | undefined;
  findGroup?(rowId: string): ShownGroup | undefined;
};

export type ShownGroup = Group & { readonly isExpanded: boolean };

export type RowContext = {
  readonly plan: Plan;
  /** The plan object stays the same while it changes: this tells that it did. */
  readonly version: number;
  readonly format: DayFormat;
  readonly insight: ScheduleInsight;
  readonly baseline: Baseline | undefined;
  readonly canEdit: (project: Project) => boolean;
  readonly canReport: CanReport;
  readonly today: Day;
};

export function createGanttRows(context: RowContext, filter: ItemFilter): GanttRows {
  const { plan } = context;
  const sections = placeSections(listSections(plan, filter));
  const count = sections.at(-1)?.end ?? 0;
  const sectionById = new Map(sections.map((section) => [section.project.id, section]));
  const made = new Map<number, TimelineRow>();
  const itemAt = (index: number): FlatItem => {
    const section = sectionAt(sections, index);
    const found = section?.items()[index - section.first];
    if (!found) throw new RangeError(`no row ${index}`);
    return found;
  };
  const indexOf = (rowId: string): number => {
    const item = findItem(plan, rowId);
    const section = item && sectionById.get(item.project.id);
    const place = section?.places().get(rowId);
    return section && place !== undefined ? section.first + place : -1;
  };
  const find = (rowId: string): FlatItem | undefined => {
    const index = indexOf(rowId);
    return index < 0 ? undefined : itemAt(index);
  };
  return {
    count,
    extent: extentOf(sections, context.today),
    parts: sections,
    itemAt,
    indexOf,
    find,
    rowAt(index) {
      const known = made.get(index);
      if (known) return known;
      const row = rowOf(context, itemAt(index));
      made.set(index, row);
      return row;
    },
  };
}

type PlacedSection = RowPart & {
  readonly project: Project;
  items(): readonly FlatItem[];
  /** Places within the section by row id. */
  places(): ReadonlyMap<string, number>;
};

function placeSections(sections: readonly Section[]): PlacedSection[] {
  let end = 0;
  return sections.map(({ project, count, list }) => {
    const first = end;
    end += count;
    const items = once(list);
    const places = once(() => new Map(items().map(({ item }, index) => [item.id as string, index])));
    return { project, projectId: project.id, first, end, items, places };
  });
}

function sectionAt(sections: readonly PlacedSection[], index: number): PlacedSection | undefined {
  let low = 0;
  let high = sections.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sections[middle]?.end ?? 0) <= index) low = middle + 1;
    else high = middle;
  }
  return sections[low];
}

/** The row of an item. */
export function rowOf(context: RowContext, flat: FlatItem): TimelineRow {
  const { item } = flat;
  return {
    id: item.id,
    level: flat.level,
    siblingCount: flat.siblingCount,
    siblingPosition: flat.siblingPosition,
    isExpanded: flat.hasChildren ? flat.isExpanded : undefined,
    calendarKey: item.project.siteId,
    isGroupStart: item.kind === 'project',
    bars: [barOf(context, flat)],
  };
}

function barOf(context: RowContext, flat: FlatItem): TimelineBar {
  const { item } = flat;
  const { startOn, endOn } = spanOf(item);
  const isMasked = item.project.isMasked === true;
  const canEdit = !isMasked && context.canEdit(item.project);
  const isLeaf = !flat.hasChildren;
  const completion = isMasked ? null : Math.round(completionOf(context.plan, item.id));
  const slackUntilDay = item.kind === 'phase' ? context.insight.slackUntil(item.phase) : undefined;
  return {
    id: item.id,
    kind: barKindOf(flat),
    startDay: startOn,
    endDay: endOn,
    ...(item.kind === 'phase' && item.phase.isMilestone ? { edge: item.phase.milestoneEdge } : {}),
    color: colorOf(item),
    look: isMasked ? 'masked' : item.kind === 'project' && !item.project.isConfirmed ? 'tentative' : 'solid',
    progressPercent: completion,
    isCritical: item.kind === 'phase' && context.insight.isCritical(item.phase),
    ...(slackUntilDay === undefined ? {} : { slackUntilDay }),
    ...comparedSpan(context.baseline, item.id),
    label: nameOf(item),
    describe: () => describe(context, flat, completion ?? 0),
    canMove: canEdit,
    canProgress: item.kind === 'phase' && isLeaf && !item.phase.isMilestone && context.canReport(context.plan, item),
    canLink: canEdit && item.kind === 'phase',
    canResize: canEdit && (item.kind === 'phase' ? isLeaf && !item.phase.isMilestone : isLeaf || item.project.hasFixedDates),
  };
}

function comparedSpan(baseline: Baseline | undefined, id: string): Pick<TimelineBar, 'compared'> {
  if (!baseline) return {};
  const kept = baseline.items.get(id);
  return { compared: kept ? { startDay: kept.startOn, endDay: kept.endOn } : null };
}

function barKindOf({ item, hasChildren }: FlatItem): TimelineBar['kind'] {
  if (item.kind === 'project') return 'project';
  if (hasChildren) return 'summary';
  return item.phase.isMilestone ? 'milestone' : 'task';
}

function describe(context: RowContext, flat: FlatItem, completionPercent: number): string {
  const { item } = flat;
  const { startOn, endOn } = spanOf(item);
  const notes: string[] = [];
  if (item.kind === 'project' && !item.project.isConfirmed && item.project.isMasked !== true) notes.push('tentative');
  if (item.kind === 'phase' && context.insight.isCritical(item.phase)) notes.push('on the critical path');
  if (item.kind === 'phase' && context.insight.isViolated(item.phase)) notes.push('breaks a dependency');
  const slip = findSlip(context.plan, context.baseline, item.id);
  if (slip) notes.push(`${spokenSlip(slip.endDays, slip.isWorkingDays)} against the baseline`);
  return describeItem(context.format, {
    name: nameOf(item),
    startOn,
    endOn,
    kind: item.kind === 'project' ? 'project' : flat.hasChildren ? 'parent' : item.phase.isMilestone ? 'milestone' : 'phase',
    completionPercent,
    workingDays: workingDaysOf(context.plan, item),
    notes,
  });
}

/** Working days of an item by its site's calendar. */
export function workingDaysOf(plan: Plan, item: GanttItem): number {
  if (item.kind === 'phase' && item.phase.isMilestone) return 0;
  const { startOn, endOn } = spanOf(item);
  return calendarOf(plan, item.project.siteId).workingDaysBetween(startOn, endOn);
}

/** A phase's own colour, else its project's, else one of the series, always the same for a project. */
export function colorOf(item: GanttItem): string {
  const own = item.kind === 'phase' ? item.phase.color : null;
  return own ?? item.project.color ?? seriesOf(item.project);
}

const SERIES_COUNT = 8;
const series = new WeakMap<Project, string>();

function seriesOf(project: Project): string {
  const known = series.get(project);
  if (known !== undefined) return known;
  let sum = 0;
  for (const character of project.id) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 9973;
  const color = `--chart-series-${(sum % SERIES_COUNT) + 1}`;
  series.set(project, color);
  return color;
}

/** The days that all of a plan's shown projects cover; around today when there are none. */
function extentOf(sections: readonly PlacedSection[], today: Day): Span {
  let [startDay, endDay] = [today - 30, today + 60];
  for (const { project } of sections) {
    startDay = Math.min(startDay, project.startOn);
    endDay = Math.max(endDay, project.endOn);
  }
  return { startDay, endDay };
}
