/** What a change did to an item, in words, from its patches. */
import type { EquipmentId, Patch, PhaseId, StaffId } from '../../../../planning/model.ts';
import type { Plan } from '../../../../planning/plan.ts';
import type { DayFormat } from '../../../timeline/day-format.ts';

export type HistoryWords = { readonly plan: Plan; readonly format: DayFormat; readonly itemId: string };

type Field = (words: HistoryWords, from: unknown, to: unknown) => string;

const statuses: Readonly<Record<string, string>> = { todo: 'To do', inProgress: 'In progress', blocked: 'Blocked', done: 'Done' };

const days =
  (label: string): Field =>
  ({ format }, from, to) =>
    typeof from === 'number' && typeof to === 'number' ? `${label} ${format.short(from)} → ${format.short(to)}` : `${label} changed`;
const option =
  (label: string): Field =>
  (_, __, to) =>
    `${label} ${to === true ? 'on' : 'off'}`;
const value =
  (label: string, show: (value: unknown, words: HistoryWords) => string = textOf): Field =>
  (words, from, to) =>
    `${label} ${from === null ? '–' : show(from, words)} → ${to === null ? '–' : show(to, words)}`;
const plain =
  (text: string): Field =>
  () =>
    text;
const person = (id: unknown, { plan }: HistoryWords) => plan.staff.get(id as StaffId)?.name ?? 'somebody';

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

/** The sentences about one item, the item's own fields first. */
export function historyLines(words: HistoryWords, patches: readonly Patch[]): string[] {
  const own = patches.filter((patch) => patch.id === words.itemId);
  const others = Map.groupBy(
    patches.filter((patch) => patch.id !== words.itemId),
    (patch) => patch.id,
  );
  return [...ownLines(words, own), ...[...others.values()].flatMap((group) => relatedLine(words, group) ?? [])];
}

function ownLines(words: HistoryWords, patches: readonly Patch[]): string[] {
  const birth = patches.find((patch) => patch.field === 'id');
  if (birth) return [birth.from === null ? 'Created' : 'Deleted'];
  const told = Object.entries(fields).flatMap(([field, tell]) => {
    const patch = patches.find((patch) => patch.field === field);
    return patch ? [tell(words, patch.from, patch.to)] : [];
  });
  return told.length > 1 ? told.filter((line) => line !== 'Order changed') : told;
}

/** A link, an assignment or a booking of the item that came or went. */
function relatedLine(words: HistoryWords, patches: readonly Patch[]): string | undefined {
  const { plan, itemId } = words;
  const birth = patches.find((patch) => patch.field === 'id');
  if (!birth) return undefined;
  const isMade = birth.from === null;
  const valueOf = (field: string): unknown => {
    const patch = patches.find((patch) => patch.field === field);
    return isMade ? patch?.to : patch?.from;
  };
  // Ids of patches are looked up, not trusted.
  const phase = (field: string) => plan.phases.get(valueOf(field) as PhaseId)?.name ?? 'another phase';
  switch (birth.entity) {
    case 'dependency': {
      const isAfter = valueOf('successorId') === itemId;
      if (isMade) return isAfter ? `Linked after ${phase('predecessorId')}` : `Linked before ${phase('successorId')}`;
      return `Link ${isAfter ? `from ${phase('predecessorId')}` : `to ${phase('successorId')}`} removed`;
    }
    case 'assignment': {
      const name = person(valueOf('staffId'), words);
      return isMade ? `Assigned ${name} with ${numberOf(valueOf('allocationPercent'))} %` : `${name} no longer assigned`;
    }
    case 'reservation': {
      const name = plan.equipment.get(valueOf('equipmentId') as EquipmentId)?.name ?? 'an instrument';
      return isMade ? `Booked ${name}` : `Booking of ${name} removed`;
    }
    case 'site':
    case 'holiday':
    case 'companyEvent':
    case 'staff':
    case 'project':
    case 'phase':
    case 'equipment':
    case 'timeOff':
      return undefined;
  }
}

function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

function numberOf(value: unknown): number {
  return typeof value === 'number' ? value : 0;
}
