/**
 * Reads Microsoft Project's XML (MSPDI), of any version and of other programs, with any namespace or none. Source: the published
 * MSPDI schema; lag and slack are tenths of a minute there, durations working time.
 */
import { accept, refuse, type Result } from '../../lib/result.ts';
import { isSummaryRow, LIMITS, type FileRefusal, type ForeignProject, type ForeignTask } from '../foreign-project.ts';
import { parseClock, parseLocalTime } from '../local-time.ts';
import { countOf, createRemarkLog, type RemarkLog, type RemarkText } from '../remarks.ts';
import { assignmentOf, linkOf, resourceOf, taskOf, type TaskParts } from './records.ts';
import { readXml, type XmlHandlers, type XmlOutcome, type XmlRecord } from './read-xml.ts';

/** What is collected while the file passes. */
type Collected = {
  root: string;
  project: XmlRecord;
  tasks: ForeignTask[];
  parts: TaskParts;
  links: number;
  blankRows: number;
  resources: ForeignProject['resources'][number][];
  assignments: ForeignProject['assignments'][number][];
  calendars: { uid: number; name: string; exceptions: number }[];
  exceptions: { new: number; old: number };
  customFieldNames: Map<string, string>;
  timephased: number;
};

const RECORDS = new Set([
  'Tasks/Task',
  'Task/PredecessorLink',
  'Task/ExtendedAttribute',
  'Task/Baseline',
  'Calendars/Calendar',
  'Exceptions/Exception',
  'WeekDays/WeekDay',
  'Resources/Resource',
  'Assignments/Assignment',
  'ExtendedAttributes/ExtendedAttribute',
]);

const STRIPPED: RemarkText = {
  code: 'control_characters',
  kind: 'changed',
  say: (count) => `${countOf(count, 'control character')} that XML does not allow were left out of texts.`,
};
const UNREADABLE: RemarkText = {
  code: 'unreadable_characters',
  kind: 'changed',
  say: (count) => `${countOf(count, 'character')} that do not fit the file's own encoding now read as “\ufffd”.`,
};

export function readMspdi(bytes: Uint8Array): Result<ForeignProject, FileRefusal> {
  const log = createRemarkLog();
  const collected = createCollected();
  const outcome = readXml(bytes, handlersOf(collected));
  if (outcome.refusal) return refuse(explain(outcome.refusal, outcome, collected));
  log.add(STRIPPED, undefined, outcome.strippedCharacters);
  log.add(UNREADABLE, undefined, outcome.unreadableCharacters);
  log.add(
    { code: 'timephased', kind: 'ignored', say: (count) => `Work by day (${countOf(count, 'entry', 'entries')}) is not taken over.` },
    undefined,
    collected.timephased,
  );
  return accept(projectOf(collected, log));
}

function createCollected(): Collected {
  return {
    root: '',
    project: new Map(),
    tasks: [],
    parts: { links: [], customFieldIds: [], baselines: 0 },
    links: 0,
    blankRows: 0,
    resources: [],
    assignments: [],
    calendars: [],
    exceptions: { new: 0, old: 0 },
    customFieldNames: new Map(),
    timephased: 0,
  };
}

function handlersOf(collected: Collected): XmlHandlers {
  return {
    onRoot(name) {
      collected.root = name;
      return name === 'Project' ? undefined : { code: 'not_a_plan', message: describeRoot(name) };
    },
    kindOf(parentName, name) {
      if (name === 'TimephasedData') {
        collected.timephased += 1;
        return 'skip';
      }
      return RECORDS.has(`${parentName}/${name}`) ? 'record' : 'plain';
    },
    onRecord: (parentName, name, record) => takeRecord(collected, parentName, name, record),
  };
}

function describeRoot(name: string): string {
  const known: Record<string, string> = {
    project: 'a GanttProject file',
    html: 'a web page',
    APIBusinessObjects: 'a Primavera XML file',
    Workbook: 'an Excel XML workbook',
    pkg: 'a Word XML document',
  };
  const what = known[name] ?? `an XML file of another kind (its first element is “${name.slice(0, 60)}”)`;
  return `This is ${what}, not a Microsoft Project XML file. Export the plan as Microsoft Project XML and import that.`;
}

function takeRecord(collected: Collected, parentName: string, name: string, record: XmlRecord): FileRefusal | undefined {
  switch (name) {
    case 'PredecessorLink': {
      const link = linkOf(record);
      if (link) collected.parts.links.push(link);
      collected.links += 1;
      return limit(collected.links, LIMITS.links, 'links');
    }
    case 'ExtendedAttribute': {
      const id = record.get('FieldID')?.trim() ?? '';
      if (parentName === 'Task') collected.parts.customFieldIds.push(id);
      else collected.customFieldNames.set(id, (record.get('Alias') || record.get('FieldName') || id).slice(0, 100));
      return undefined;
    }
    case 'Baseline':
      collected.parts.baselines += 1;
      return undefined;
    case 'Task':
      return takeTask(collected, record);
    case 'Exception':
      collected.exceptions.new += 1;
      return undefined;
    case 'WeekDay':
      if (record.get('DayType')?.trim() === '0') collected.exceptions.old += 1;
      return undefined;
    case 'Calendar':
      takeCalendar(collected, record);
      return limit(collected.calendars.length, LIMITS.resources + 1000, 'calendars');
    case 'Resource': {
      const resource = resourceOf(record);
      if (resource) collected.resources.push(resource);
      return limit(collected.resources.length, LIMITS.resources, 'resources');
    }
    case 'Assignment': {
      const assignment = assignmentOf(record);
      if (assignment) collected.assignments.push(assignment);
      return limit(collected.assignments.length, LIMITS.assignments, 'assignments');
    }
    default:
      if (parentName === '') collected.project = record;
      return undefined;
  }
}

function takeTask(collected: Collected, record: XmlRecord): FileRefusal | undefined {
  const parts = collected.parts;
  collected.parts = { links: [], customFieldIds: [], baselines: 0 };
  if (record.get('IsNull')?.trim() === '1') collected.blankRows += 1;
  else collected.tasks.push(taskOf(record, parts, collected.tasks.length + collected.blankRows));
  return limit(collected.tasks.length + collected.blankRows, LIMITS.tasks, 'tasks');
}

/** A calendar of 2007 and later holds its exceptions twice, in the old and in the new form; the new ones count. */
function takeCalendar(collected: Collected, record: XmlRecord): void {
  const { new: newer, old } = collected.exceptions;
  collected.exceptions = { new: 0, old: 0 };
  collected.calendars.push({
    uid: Number(record.get('UID') ?? -1),
    name: (record.get('Name') ?? '').trim().slice(0, LIMITS.nameLength),
    exceptions: newer > 0 ? newer : old,
  });
}

function limit(count: number, max: number, what: string): FileRefusal | undefined {
  if (count <= max) return undefined;
  return {
    code: 'too_many_rows',
    message: `The file holds more than ${max.toLocaleString('en')} ${what}, the most that one import takes. Split the plan into several files.`,
  };
}

/** Says how far a damaged file could be read. */
function explain(refusal: FileRefusal, outcome: XmlOutcome, collected: Collected): FileRefusal {
  if (refusal.code !== 'damaged') return refusal;
  if (collected.root === '')
    return {
      code: 'damaged',
      message: `The file looks like XML but is damaged at line ${outcome.line}, before any project. Export it again.`,
    };
  const last = collected.tasks.at(-1)?.name;
  const reached =
    collected.tasks.length === 0
      ? 'no task could be read before that'
      : `${countOf(collected.tasks.length, 'task')} could be read before that${last ? `, the last one “${last.slice(0, 80)}”` : ''}`;
  const isCut = /unclosed tag|unexpected end|must contain a root|text data outside/.test(refusal.message);
  return {
    code: 'damaged',
    message: `The file ${isCut ? 'is cut off' : 'is damaged'} at line ${outcome.line.toLocaleString('en')}: ${reached}. Nothing was imported; save or download the file again.`,
  };
}

function projectOf(collected: Collected, log: RemarkLog): ForeignProject {
  const { project } = collected;
  const summary = isSummaryRow(collected.tasks) ? (collected.tasks[0] ?? null) : null;
  const text = (name: string): string | null => project.get(name)?.trim() || null;
  return {
    format: 'mspdi',
    program: programOf(project),
    name: (summary?.name || null) ?? text('Title') ?? text('Name')?.replace(/\.(xml|mpp|mpt)$/i, '') ?? null,
    start: parseLocalTime(project.get('StartDate')),
    finish: parseLocalTime(project.get('FinishDate')),
    minutesPerDay: positive(project.get('MinutesPerDay'), 480, 1440),
    dayStartMinute: parseClock(project.get('DefaultStartTime')) ?? 480,
    dayEndMinute: parseClock(project.get('DefaultFinishTime')) ?? 1020,
    summary,
    tasks: summary ? collected.tasks.slice(1) : collected.tasks,
    resources: collected.resources,
    assignments: collected.assignments,
    calendars: collected.calendars,
    customFieldNames: collected.customFieldNames,
    blankRows: collected.blankRows,
    remarks: log.list(),
  };
}

function positive(text: string | undefined, fallback: number, max: number): number {
  const value = Number(text);
  return Number.isFinite(value) && value > 0 && value <= max ? value : fallback;
}

function programOf(project: XmlRecord): string | null {
  const version = project.get('SaveVersion')?.trim();
  const build = project.get('BuildNumber')?.trim();
  if (version === undefined || version === '') return null;
  if (version === '12') return 'Microsoft Project 2007';
  if (version === '14') return build?.startsWith('16.') ? 'Microsoft Project 2016 or later' : 'Microsoft Project 2010 or later';
  return `Microsoft Project (version ${version.slice(0, 10)})`;
}
