/** What a change did to an item, in words, from its patches. */
import type { MoveReason } from '../../../../planning/commands/command.ts';
import { findEntity } from '../../../../planning/plan.ts';
import type { CustomColumnId, EquipmentId, Patch, PhaseId, ProjectId, StaffId } from '../../../../planning/model.ts';
import type { Plan } from '../../../../planning/plan.ts';
import type { DayFormat } from '../../../timeline/day-format.ts';
import { formatCellValue } from '../../../ui/format-cell.ts';
import { statusTexts } from '../phase-status.ts';

export type ActivityWords = {
  readonly plan: Plan;
  readonly format: DayFormat;
  readonly itemId: string;
  /** What is known of links, assignments and bookings that are gone, by id. */
  readonly facts: Facts;
};

/** The fields of things as changes told them. */
export type Facts = ReadonlyMap<string, Readonly<Record<string, unknown>>>;

/** Why days of something changed, as the change log tells it. */
export type ToldMove = {
  readonly id: string;
  readonly reason: {
    readonly kind: MoveReason['kind'];
    readonly parentId?: string | undefined;
    readonly predecessorId?: string | undefined;
  };
};

export type Told = { readonly patches: readonly Patch[]; readonly moves: readonly ToldMove[] };

type Field = (words: ActivityWords, from: unknown, to: unknown) => string;

const statuses: Readonly<Record<string, string>> = statusTexts;

const days =
  (label: string): Field =>
  ({ format }, from, to) =>
    typeof from === 'number' && typeof to === 'number' ? `${label} ${format.short(from)} → ${format.short(to)}` : `${label} changed`;
const option =
  (label: string): Field =>
  (_, __, to) =>
    `${label} ${to === true ? 'on' : 'off'}`;
const value =
  (label: string, show: (value: unknown, words: ActivityWords) => string = textOf): Field =>
  (words, from, to) =>
    `${label} ${from === null ? '–' : show(from, words)} → ${to === null ? '–' : show(to, words)}`;
const plain =
  (text: string): Field =>
  () =>
    text;
const person = (id: unknown, { plan }: ActivityWords) => plan.staff.get(id as StaffId)?.name ?? 'somebody';

/** In the order in which they are told. A rank says only that the order changed. */
const fields: Readonly<Record<string, Field>> = {
  name: (_, from, to) => `Renamed from “${textOf(from)}” to “${textOf(to)}”`,
  startOn: days('Start'),
  endOn: days('End'),
  completionPercent: (_, from, to) => `Done ${numberOf(from)} % → ${numberOf(to)} %`,
  status: value('Status', (status) => statuses[textOf(status)] ?? textOf(status)),
  isMilestone: (_, __, to) => (to === true ? 'Made a milestone' : 'No longer a milestone'),
  milestoneEdge: (_, __, to) => (to === 'start' ? 'Moved to the start of its day' : 'Moved to the end of its day'),
  parentId: ({ plan }, _, to) =>
    to === null ? 'Moved to the top of the project' : `Moved under ${plan.phases.get(to as PhaseId)?.name ?? 'another phase'}`,
  siteId: plain('Moved to another site'),
  hasFixedDates: option('Fixed dates'),
  autoSchedule: option('Automatic scheduling'),
  workingDays: option('Working days'),
  isConfirmed: (_, __, to) => (to === true ? 'Confirmed' : 'Made tentative'),
  isArchived: (_, __, to) => (to === true ? 'Archived' : 'Restored from the archive'),
  managerId: value('Manager', person),
  salesManagerId: value('Sales manager', person),
  customer: value('Customer'),
  volume: value('Volume'),
  currency: value('Currency'),
  color: plain('Colour changed'),
  notes: plain('Notes changed'),
  rank: plain('Order changed'),
};

/** What changes told of things when they were made or removed; the latest first, as pages come. */
export function gatherFacts(changes: readonly Told[]): Facts {
  const facts = new Map<string, Record<string, unknown>>();
  for (const { patches } of changes) {
    const born = new Map(patches.flatMap((patch) => (patch.field === 'id' ? [[patch.id, patch.from === null] as const] : [])));
    for (const { id, field, from, to } of patches) {
      const isMade = born.get(id);
      if (isMade === undefined) continue;
      const known = facts.get(id) ?? {};
      known[field] ??= isMade ? to : from;
      facts.set(id, known);
    }
  }
  return facts;
}

const MAX_OTHERS = 3;

/** The sentences about one item, the item's own fields first, with the reason where its days were moved by something else. */
export function activityLines(words: ActivityWords, { patches, moves }: Told): string[] {
  const own = patches.filter((patch) => patch.id === words.itemId);
  const others = Map.groupBy(
    patches.filter((patch) => patch.id !== words.itemId),
    (patch) => patch.id,
  );
  const isDated = own.some(({ field }) => field === 'startOn' || field === 'endOn');
  const related = [...others.values()].flatMap((group) => relatedLine(words, group, isDated) ?? []);
  const phases = [...others.values()].flatMap((group) => phaseLine(words, group) ?? []);
  const move = moves.find(({ id }) => id === words.itemId);
  const lines = ownLines(words, own);
  const reason = isDated && move ? reasonText(words.plan, move) : undefined;
  return [
    ...(reason === undefined ? lines : lines.map((line, index) => (index === lastDated(lines) ? `${line}, ${reason}` : line))),
    ...related,
    ...phases.slice(0, MAX_OTHERS),
    ...(phases.length > MAX_OTHERS ? [`and ${phases.length - MAX_OTHERS} more phases`] : []),
  ];
}

function lastDated(lines: readonly string[]): number {
  return lines.findLastIndex((line) => line.startsWith('Start ') || line.startsWith('End '));
}

function reasonText(plan: Plan, { reason }: ToldMove): string | undefined {
  switch (reason.kind) {
    case 'asked':
      return undefined;
    case 'withParent':
      return `moved with ${nameOf(plan, reason.parentId) ?? 'what contains it'}`;
    case 'spansChildren':
      return 'as its phases moved';
    case 'pushed':
      return `pushed by ${nameOf(plan, reason.predecessorId) ?? 'a phase before it'}`;
  }
}

function ownLines(words: ActivityWords, patches: readonly Patch[]): string[] {
  const birth = patches.find((patch) => patch.field === 'id');
  if (birth) return [birth.from === null ? 'Created' : 'Deleted'];
  const told = Object.entries(fields).flatMap(([field, tell]) => {
    const patch = patches.find((patch) => patch.field === field);
    return patch ? [tell(words, patch.from, patch.to)] : [];
  });
  return told.length > 1 ? told.filter((line) => line !== 'Order changed') : told;
}

/** A phase in the item: "Assay: Start 3 Mar → 5 Mar". */
function phaseLine(words: ActivityWords, patches: readonly Patch[]): string | undefined {
  const [first] = patches;
  if (first?.entity !== 'phase') return undefined;
  const lines = ownLines(words, patches).filter((line) => line !== 'Order changed');
  const facts = words.facts.get(first.id);
  const name = nameOf(words.plan, first.id) ?? textOf(facts?.['name']);
  return lines.length === 0 ? undefined : `${name === '' ? 'A phase' : name}: ${lines.join(', ')}`;
}

/** What became of a link, an assignment or a booking of the item. `isDated`: the item's own days changed, and bookings went with them. */
function relatedLine(words: ActivityWords, patches: readonly Patch[], isDated: boolean): string | undefined {
  const [first] = patches;
  switch (first?.entity) {
    case 'dependency':
      return linkLine(words, first.id, patches);
    case 'assignment':
      return assignmentLine(words, first.id, patches);
    case 'reservation':
      return bookingLine(words, first.id, patches, isDated);
    case 'customValue':
      return cellLine(words, first.id, patches);
    case undefined:
    case 'site':
    case 'holiday':
    case 'companyEvent':
    case 'staff':
    case 'project':
    case 'phase':
    case 'equipment':
    case 'timeOff':
    case 'customColumn':
      return undefined;
  }
}

type Kind = 'dependency' | 'assignment' | 'reservation' | 'customValue';

/** A field of a thing as it is in the plan, else as the changes told it. */
function fieldOf({ plan, facts }: ActivityWords, entity: Kind, id: string, field: string): unknown {
  const present: Readonly<Record<string, unknown>> | undefined = findEntity(plan, entity, id);
  return present?.[field] ?? facts.get(id)?.[field];
}

/** true: the thing was made by these patches; false: removed; undefined: changed. */
function isMadeBy(patches: readonly Patch[]): boolean | undefined {
  const birth = patches.find((patch) => patch.field === 'id');
  return birth && birth.from === null;
}

function linkLine(words: ActivityWords, id: string, patches: readonly Patch[]): string {
  const { plan, itemId } = words;
  const isAfter = fieldOf(words, 'dependency', id, 'successorId') === itemId;
  const other = nameOf(plan, fieldOf(words, 'dependency', id, isAfter ? 'predecessorId' : 'successorId')) ?? 'another phase';
  const isMade = isMadeBy(patches);
  if (isMade === true) {
    const code = linkCode(patches.find(({ field }) => field === 'type')?.to, patches.find(({ field }) => field === 'lagDays')?.to);
    return isAfter ? `Linked after ${other} (${code})` : `Linked before ${other} (${code})`;
  }
  if (isMade === false) return `Link ${isAfter ? `from ${other}` : `to ${other}`} removed`;
  const parts = patches.flatMap(({ field, from, to }) => {
    if (field === 'type') return [`${textOf(from)} → ${textOf(to)}`];
    return field === 'lagDays' ? [`lag ${lagText(from)} d → ${lagText(to)} d`] : [];
  });
  return `Link ${isAfter ? `from ${other}` : `to ${other}`}: ${parts.join(', ')}`;
}

function lagText(value: unknown): string {
  const days = numberOf(value);
  return days < 0 ? `−${-days}` : String(days);
}

function linkCode(type: unknown, lagDays: unknown): string {
  const lag = numberOf(lagDays);
  return `${textOf(type)}${lag === 0 ? '' : lag > 0 ? `+${lag}d` : `−${-lag}d`}`;
}

function assignmentLine(words: ActivityWords, id: string, patches: readonly Patch[]): string | undefined {
  const name = person(fieldOf(words, 'assignment', id, 'staffId'), words);
  const isMade = isMadeBy(patches);
  const patchOf = (field: string) => patches.find((patch) => patch.field === field);
  if (isMade === true) return `Assigned ${name} with ${numberOf(patchOf('allocationPercent')?.to)} %`;
  if (isMade === false) return `${name} no longer assigned`;
  const [staff, share] = [patchOf('staffId'), patchOf('allocationPercent')];
  const parts = [
    ...(staff ? [`${person(staff.from, words)} replaced by ${person(staff.to, words)}`] : []),
    ...(share ? [`${staff ? '' : `${name} `}${numberOf(share.from)} % → ${numberOf(share.to)} %`] : []),
    ...dayParts(words, patches, staff || share ? '' : `${name} `),
  ];
  return parts.length === 0 ? undefined : parts.join(', ');
}

function bookingLine(words: ActivityWords, id: string, patches: readonly Patch[], isDated: boolean): string | undefined {
  const equipmentName = (value: unknown) => words.plan.equipment.get(value as EquipmentId)?.name ?? 'an instrument';
  const name = equipmentName(fieldOf(words, 'reservation', id, 'equipmentId'));
  const isMade = isMadeBy(patches);
  if (isMade === true) return `Booked ${name}`;
  if (isMade === false) return `Booking of ${name} removed`;
  const changed = patches.find(({ field }) => field === 'equipmentId');
  const parts = [
    ...(changed ? [`${equipmentName(changed.from)} → ${equipmentName(changed.to)}`] : []),
    ...(isDated ? [] : dayParts(words, patches, '')),
    ...(patches.some(({ field }) => field === 'note') ? ['note changed'] : []),
  ];
  return parts.length === 0 ? undefined : `Booking of ${name}: ${parts.join(', ')}`;
}

/** A cell is told like a field of the item: "Risk Low → High". */
function cellLine(words: ActivityWords, id: string, patches: readonly Patch[]): string | undefined {
  const change = patches.find(({ field }) => field === 'value');
  const column = words.plan.customColumns.get(fieldOf(words, 'customValue', id, 'columnId') as CustomColumnId);
  if (!change) return undefined;
  if (!column) return 'A value in a column that is gone changed';
  const show = (value: unknown) => (value === null ? '–' : formatCellValue(column, value, words.format.locale));
  return `${column.name} ${show(change.from)} → ${show(change.to)}`;
}

function dayParts({ format }: ActivityWords, patches: readonly Patch[], before: string): string[] {
  return patches.flatMap(({ field, from, to }) => {
    const label = field === 'startOn' ? 'from' : field === 'endOn' ? 'until' : undefined;
    return label !== undefined && typeof from === 'number' && typeof to === 'number'
      ? [`${before}${label} ${format.short(from)} → ${format.short(to)}`]
      : [];
  });
}

/** Ids of patches are looked up, not trusted. */
function nameOf(plan: Plan, id: unknown): string | undefined {
  return plan.phases.get(id as PhaseId)?.name ?? plan.projects.get(id as ProjectId)?.name;
}

function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

function numberOf(value: unknown): number {
  return typeof value === 'number' ? value : 0;
}
