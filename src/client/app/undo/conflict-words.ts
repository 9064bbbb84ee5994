/** A conflict of an undo in words: which thing, which field, both values, who and when. */
import { isDayField } from '../../../contract/days-wire.ts';
import type { Problem } from '../../../contract/problems.ts';
import { parseDay } from '../../../lib/days.ts';
import type { CustomValue, Dependency, EntityName } from '../../../planning/model.ts';
import type { Plan } from '../../../planning/plan.ts';
import { findEntity } from '../../../planning/plan-index.ts';
import { dayFormatOf } from '../../timeline/day-format.ts';
import { formatCellValue } from '../../ui/format-cell.ts';
import { statusTexts } from '../../features/gantt/phase-status.ts';

export type Conflict = NonNullable<Problem['conflicts']>[number];

export type ConflictWords = {
  readonly item: string;
  readonly field: string;
  /** What the step had set; undefined where another's new thing stands in the way, which has no counterpart. */
  readonly mine: string | undefined;
  readonly theirs: string;
  readonly who: string;
};

const things: Readonly<Record<EntityName, string>> = {
  site: 'Site',
  holiday: 'Holiday',
  companyEvent: 'Company event',
  staff: 'Person',
  project: 'Project',
  phase: 'Phase',
  dependency: 'Link',
  assignment: 'Assignment',
  equipment: 'Instrument',
  reservation: 'Booking',
  timeOff: 'Time off',
  customColumn: 'Column',
  customValue: 'Value',
};

const fields: Readonly<Record<string, string>> = {
  startOn: 'Start',
  endOn: 'End',
  completionPercent: 'Done',
  allocationPercent: 'Allocation',
  maxCapacityPercent: 'Capacity',
  parentId: 'Parent',
  projectId: 'Project',
  phaseId: 'Phase',
  siteId: 'Site',
  staffId: 'Person',
  managerId: 'Manager',
  salesManagerId: 'Sales manager',
  equipmentId: 'Instrument',
  rank: 'Order',
  isMilestone: 'Milestone',
  milestoneEdge: 'Edge of the day',
  lagDays: 'Lag',
  isConfirmed: 'Confirmed',
  isArchived: 'Archived',
  hasFixedDates: 'Fixed dates',
  autoSchedule: 'Automatic scheduling',
  workingDays: 'Working days',
  color: 'Colour',
  columnId: 'Column',
  appliesTo: 'Applies to',
};

const choices: Readonly<Record<string, string>> = {
  ...statusTexts,
  start: 'Start',
  end: 'End',
};

/** Only what stands in the way of undoing `mine` to `theirs`, as the reader's language writes it. */
export function conflictWords(plan: Plan, locale: string, conflict: Conflict): ConflictWords {
  const { entity, id, field, actorName, revision } = conflict;
  const item = nameOf(plan, entity as EntityName, id);
  const who = `${actorName ?? 'Somebody'}, revision ${revision.toLocaleString(locale)}`;
  if (field === 'id') return { item, field: 'Existence', mine: undefined, theirs: conflict.theirs === null ? 'Deleted' : 'Added', who };
  const cell = entity === 'customValue' ? findEntity(plan, 'customValue', id) : undefined;
  const column = cell && plan.customColumns.get(cell.columnId);
  const show = (value: unknown): string =>
    column && field === 'value' ? formatCellValue(column, value, locale) : valueOf(plan, locale, field, value);
  return { item, field: fields[field] ?? capital(field), mine: show(conflict.mine), theirs: show(conflict.theirs), who };
}

function nameOf(plan: Plan, entity: EntityName, id: string): string {
  const thing = findEntity(plan, entity, id);
  if (!thing) return `${things[entity]} that is gone`;
  if ('name' in thing) return thing.name;
  if (entity === 'dependency') {
    // The name of the entity says what it is.
    const { predecessorId, successorId } = thing as Dependency;
    return `${named(plan, predecessorId) ?? '?'} → ${named(plan, successorId) ?? '?'}`;
  }
  if (entity === 'customValue') {
    // As above.
    const { columnId, projectId, phaseId } = thing as CustomValue;
    return `${plan.customColumns.get(columnId)?.name ?? '?'} · ${named(plan, phaseId ?? projectId) ?? '?'}`;
  }
  const refs = Object.entries(thing).flatMap(([field, value]) => (field.endsWith('Id') ? (named(plan, value) ?? []) : []));
  return [things[entity], ...refs].join(' · ');
}

const referred: readonly EntityName[] = ['phase', 'project', 'staff', 'equipment', 'site'];

/** The name of whatever an id of the plan stands for. */
function named(plan: Plan, id: unknown): string | undefined {
  if (typeof id !== 'string') return undefined;
  for (const entity of referred) {
    const thing = findEntity(plan, entity, id);
    if (thing && 'name' in thing) return thing.name;
  }
  return undefined;
}

function valueOf(plan: Plan, locale: string, field: string, value: unknown): string {
  if (value === null || value === undefined) return field === 'parentId' ? 'Top of the project' : 'Empty';
  if (typeof value === 'boolean') return value ? 'Yes' : 'No';
  if (typeof value === 'number') {
    if (field.endsWith('Percent')) return `${value.toLocaleString(locale)} %`;
    return field === 'lagDays' ? `${value.toLocaleString(locale)} d` : value.toLocaleString(locale);
  }
  if (typeof value !== 'string') return 'Another choice';
  const day = isDayField(field) ? parseDay(value) : undefined;
  if (day !== undefined) return dayFormatOf(locale).long(day);
  if (field === 'rank') return 'Another place';
  return field.endsWith('Id') ? (named(plan, value) ?? 'Something that is gone') : (choices[value] ?? value);
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
