/** One record of the file each: text in, value out. Whatever is missing or unreadable takes the schema's default. */
import type { DependencyType } from '../../planning/model.ts';
import type { ForeignAssignment, ForeignLag, ForeignLink, ForeignResource, ForeignTask } from '../foreign-project.ts';
import { parseLocalTime, parseXmlDuration } from '../local-time.ts';
import type { XmlRecord } from './read-xml.ts';

/** The records inside a task, collected before the task itself ends. */
export type TaskParts = { readonly links: ForeignLink[]; readonly customFieldIds: string[]; baselines: number };

const LINK_TYPES: readonly DependencyType[] = ['FF', 'FS', 'SF', 'SS'];
/** Bit of a duration format that only says "estimated". */
const ESTIMATED = 0x20;
const ELAPSED_FORMATS = new Set([4, 6, 8, 10, 12]);
const PERCENT_FORMATS = new Set([19, 20]);
const NOBODY = -65_535;

function whole(record: XmlRecord, name: string): number | undefined {
  const text = record.get(name)?.trim();
  if (text === undefined || text === '') return undefined;
  const value = Number(text);
  return Number.isSafeInteger(value) ? value : undefined;
}

function decimal(record: XmlRecord, name: string): number {
  const value = Number(record.get(name)?.trim() || '0');
  return Number.isFinite(value) ? value : 0;
}

function isSet(record: XmlRecord, name: string): boolean {
  const text = record.get(name)?.trim().toLowerCase();
  return text === '1' || text === 'true';
}

/** `index` is the row's place in the file, for files that write no row numbers. */
export function taskOf(record: XmlRecord, parts: TaskParts, index: number): ForeignTask {
  const id = whole(record, 'ID') ?? index;
  const format = (whole(record, 'DurationFormat') ?? 7) & ~ESTIMATED;
  const uid = whole(record, 'UID') ?? id;
  return {
    uid,
    id,
    name: record.get('Name')?.trim() ?? '',
    outlineLevel: Math.max(0, whole(record, 'OutlineLevel') ?? levelOf(record.get('OutlineNumber')) ?? (uid === 0 ? 0 : 1)),
    start: parseLocalTime(record.get('Start')) ?? parseLocalTime(record.get('ManualStart')),
    finish: parseLocalTime(record.get('Finish')) ?? parseLocalTime(record.get('ManualFinish')),
    durationMinutes: parseXmlDuration(record.get('Duration')) ?? parseXmlDuration(record.get('ManualDuration')),
    isElapsedDuration: ELAPSED_FORMATS.has(format),
    isMilestone: isSet(record, 'Milestone'),
    isInactive: record.get('Active')?.trim() === '0',
    isExternal: isSet(record, 'ExternalTask'),
    percentComplete: Math.min(100, Math.max(0, decimal(record, 'PercentComplete'))),
    notes: record.get('Notes')?.trim() || null,
    links: parts.links,
    hasConstraint: (whole(record, 'ConstraintType') ?? 0) !== 0,
    hasDeadline: parseLocalTime(record.get('Deadline')) !== null,
    hasCost: decimal(record, 'Cost') !== 0 || decimal(record, 'FixedCost') !== 0,
    hasOwnCalendar: (whole(record, 'CalendarUID') ?? -1) >= 0,
    baselines: parts.baselines,
    customFieldIds: parts.customFieldIds,
  };
}

function levelOf(outlineNumber: string | undefined): number | undefined {
  const text = outlineNumber?.trim();
  if (!text) return undefined;
  return text === '0' ? 0 : text.split('.').length;
}

export function linkOf(record: XmlRecord): ForeignLink | undefined {
  const predecessorUid = whole(record, 'PredecessorUID');
  if (predecessorUid === undefined) return undefined;
  return {
    predecessorUid,
    type: LINK_TYPES[whole(record, 'Type') ?? 1] ?? 'FS',
    lag: lagOf(record),
    isExternal: isSet(record, 'CrossProject'),
  };
}

/** `LinkLag` is in tenths of a minute whatever the format shows, but for the percent formats, where it is percent. */
function lagOf(record: XmlRecord): ForeignLag {
  const stored = decimal(record, 'LinkLag');
  const format = (whole(record, 'LagFormat') ?? 7) & ~ESTIMATED;
  if (PERCENT_FORMATS.has(format)) return { amount: stored, unit: 'percent' };
  return { amount: stored / 10, unit: ELAPSED_FORMATS.has(format) ? 'elapsed' : 'working' };
}

/** Undefined for blank rows and for uid 0, which stands for nobody. */
export function resourceOf(record: XmlRecord): ForeignResource | undefined {
  const uid = whole(record, 'UID');
  if (uid === undefined || uid <= 0 || isSet(record, 'IsNull')) return undefined;
  const isWork = (whole(record, 'Type') ?? 1) === 1;
  return {
    uid,
    name: record.get('Name')?.trim() || `Resource ${uid}`,
    email: record.get('EmailAddress')?.trim() || null,
    kind: isSet(record, 'IsCostResource') ? 'cost' : isWork ? 'work' : 'material',
  };
}

export function assignmentOf(record: XmlRecord): ForeignAssignment | undefined {
  const [taskUid, resourceUid] = [whole(record, 'TaskUID'), whole(record, 'ResourceUID')];
  if (taskUid === undefined || resourceUid === undefined || resourceUid === NOBODY || resourceUid <= 0) return undefined;
  return { taskUid, resourceUid, unitsPercent: (record.has('Units') ? decimal(record, 'Units') : 1) * 100 };
}
