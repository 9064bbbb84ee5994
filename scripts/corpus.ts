/**
 * Reads every file of a corpus of project files and compares it with expected values, field by field:
 * `npm run corpus -- FOLDER`, where FOLDER holds a folder for each kind and `expected/KIND/NAME.json`. Ends with 1 on any difference.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { ForeignProject, ForeignTask } from '../src/interchange/foreign-project.ts';
import { toCommands } from '../src/interchange/mapping/to-commands.ts';
import { readFile } from '../src/interchange/read-file.ts';
import { createUuid } from '../src/lib/uuid.ts';
import { EMPTY_PLAN } from '../src/planning/blank-plan.ts';
import { runCommands } from '../src/planning/commands/run-commands.ts';
import type { SiteId } from '../src/planning/model.ts';
import { createPlan } from '../src/planning/plan.ts';

type Lag = { readonly minutes?: number };
type ExpectedTask = {
  readonly uid: number;
  readonly id?: number;
  readonly name?: string;
  readonly outlineLevel?: number;
  readonly start?: string;
  readonly finish?: string;
  readonly milestone?: boolean;
  readonly inactive?: boolean;
  readonly notes?: string;
  readonly percentComplete?: number;
  readonly predecessors?: readonly { readonly uid: number; readonly type: string; readonly lag?: Lag }[];
};
type ExpectedAssignment = { readonly taskUid: number; readonly resourceUid?: number; readonly units?: number };
type ExpectedResource = { readonly uid: number; readonly name?: string };
type Expected = {
  readonly error?: string;
  readonly tasks?: readonly ExpectedTask[];
  readonly resources?: readonly ExpectedResource[];
  readonly assignments?: readonly ExpectedAssignment[];
};

type Outcome = 'equal' | 'differs' | 'refused' | 'failed' | 'not supported yet';
type Row = {
  readonly kind: string;
  readonly file: string;
  readonly outcome: Outcome;
  readonly values: number;
  readonly details: readonly string[];
};

/** What is read by now. Of the other kinds only a clean refusal is asked. */
const READ_KINDS = new Set(['mspdi']);
const MAX_DETAILS = 5;
/** Refusing a file must not take longer, nor grow the process by more. */
const MAX_REFUSAL_MS = 5000;
const MAX_REFUSAL_BYTES = 300 * 1024 * 1024;

const flatten = (task: ForeignTask): Record<string, string> => ({
  uid: String(task.uid),
  id: String(task.id),
  name: task.name,
  level: String(task.outlineLevel),
  start: task.start ?? '',
  finish: task.finish ?? '',
  milestone: String(task.isMilestone),
  inactive: String(task.isInactive),
  notes: task.notes ?? '',
  percent: String(task.percentComplete),
  links: task.links.map(({ predecessorUid, type, lag }) => `${predecessorUid}${type}${Math.round(lag.amount)}`).join(' '),
});

const flattenExpected = (task: ExpectedTask): Record<string, string> => ({
  uid: String(task.uid),
  id: String(task.id ?? 0),
  name: task.name ?? '',
  level: String(task.outlineLevel ?? 0),
  start: task.start ?? '',
  finish: task.finish ?? '',
  milestone: String(task.milestone ?? false),
  inactive: String(task.inactive ?? false),
  notes: task.notes ?? '',
  percent: String(task.percentComplete ?? 0),
  links: (task.predecessors ?? []).map(({ uid, type, lag }) => `${uid}${type}${Math.round(lag?.minutes ?? 0)}`).join(' '),
});

type Comparison = { readonly values: number; readonly details: string[] };

function compare(project: ForeignProject, expected: Expected): Comparison {
  const details: string[] = [];
  let values = 0;
  const check = (what: string, actual: string, wanted: string): void => {
    values += 1;
    if (actual !== wanted) details.push(`${what}: read “${actual}”, expected “${wanted}”`);
  };
  const tasks = [...(project.summary ? [project.summary] : []), ...project.tasks].map(flatten);
  const wanted = (expected.tasks ?? []).map(flattenExpected);
  check('number of tasks', String(tasks.length), String(wanted.length));
  for (const [index, want] of wanted.entries()) {
    const task = tasks[index] ?? {};
    for (const [field, value] of Object.entries(want)) check(`task ${want['uid']} ${field}`, task[field] ?? '', value);
  }
  const resources = (expected.resources ?? []).filter((resource) => resource.uid !== 0);
  check('resources', project.resources.map(({ uid }) => uid).join(' '), resources.map(({ uid }) => uid).join(' '));
  const assigned = (expected.assignments ?? []).filter(({ resourceUid }) => resourceUid !== undefined && resourceUid !== 0);
  check(
    'assignments',
    project.assignments.map((one) => `${one.taskUid}:${one.resourceUid}:${one.unitsPercent}`).join(' '),
    assigned.map((one) => `${one.taskUid}:${String(one.resourceUid)}:${one.units ?? 100}`).join(' '),
  );
  return { values, details };
}

/** The engine must take what is made of a file, and move nothing. */
function faultsOfMapping(project: ForeignProject): string[] {
  const siteId = createUuid() as SiteId;
  const mapped = toCommands(project, {
    siteId,
    fallbackName: 'Corpus',
    workingDays: false,
    staff: [],
    fallbackStartOn: 20_000,
    createId: createUuid,
  });
  if (!mapped.ok) return [`not mapped: ${mapped.refusal.message}`];
  const site = { id: siteId, name: 'Site', countryCode: null, regionCode: null, timeZone: 'UTC', weekendDays: [6, 7] as const };
  const outcome = runCommands(createPlan({ ...EMPTY_PLAN, sites: [site] }), mapped.value.commands, { doubleBooking: 'refuse' });
  if (outcome.kind === 'refused') return [`refused by the engine: ${outcome.refusal.message}`];
  return outcome.moves.map((move) => `moved by the engine: ${move.entity} ${move.id}`);
}

function readOne(folder: string, kind: string, file: string): Row {
  const bytes = readFileSync(path.join(folder, kind, file));
  const expectedFile = path.join(folder, 'expected', kind, `${file}.json`);
  // The expected values are another program's reading in a documented form; absent keys mean null, false, 0 or empty.
  const expected = existsSync(expectedFile) ? (JSON.parse(readFileSync(expectedFile, 'utf8')) as Expected) : undefined;
  const [fromMs, fromBytes] = [performance.now(), process.memoryUsage().rss];
  let read;
  try {
    read = readFile(bytes, file);
  } catch (error) {
    return { kind, file, outcome: 'failed', values: 0, details: [String(error)] };
  }
  const cost = costFault(performance.now() - fromMs, process.memoryUsage().rss - fromBytes);
  if (!read.ok) {
    const isAsked = !READ_KINDS.has(kind) || expected?.error !== undefined;
    const outcome = cost === undefined ? (kind === 'broken' ? 'refused' : isAsked ? 'not supported yet' : 'differs') : 'failed';
    return { kind, file, outcome, values: 0, details: cost === undefined ? [read.refusal.message] : [cost] };
  }
  if (kind === 'broken') return { kind, file, outcome: 'failed', values: 0, details: ['was read, but is broken'] };
  if (!expected) return { kind, file, outcome: 'failed', values: 0, details: ['has no expected values'] };
  const { values, details } = compare(read.value.project, expected);
  const faults = [...details, ...faultsOfMapping(read.value.project)];
  return { kind, file, outcome: faults.length === 0 ? 'equal' : 'differs', values, details: faults };
}

function costFault(tookMs: number, bytes: number): string | undefined {
  if (tookMs > MAX_REFUSAL_MS) return `took ${Math.round(tookMs)} ms`;
  return bytes > MAX_REFUSAL_BYTES ? `grew the process by ${Math.round(bytes / 1024 / 1024)} MB` : undefined;
}

function report(rows: readonly Row[]): void {
  const outcomes: readonly Outcome[] = ['equal', 'differs', 'refused', 'not supported yet', 'failed'];
  console.log(['kind', 'files', ...outcomes, 'values compared'].map((title) => title.padEnd(18)).join(''));
  for (const kind of new Set(rows.map((row) => row.kind))) {
    const own = rows.filter((row) => row.kind === kind);
    const counts = outcomes.map((outcome) => own.filter((row) => row.outcome === outcome).length);
    const values = own.reduce((sum, row) => sum + row.values, 0);
    console.log([kind, own.length, ...counts, values].map((cell) => String(cell).padEnd(18)).join(''));
  }
  for (const row of rows) {
    if (row.outcome === 'equal' || row.outcome === 'not supported yet') continue;
    console.log(`\n${row.kind}/${row.file}: ${row.outcome}`);
    for (const detail of row.details.slice(0, MAX_DETAILS)) console.log(`  ${detail}`);
    if (row.details.length > MAX_DETAILS) console.log(`  … and ${row.details.length - MAX_DETAILS} more`);
  }
}

const { positionals } = parseArgs({ allowPositionals: true });
const [folder] = positionals;
if (folder === undefined || !existsSync(path.join(folder, 'expected'))) {
  console.error('Usage: npm run corpus -- FOLDER   (a folder with a folder for each kind of file, and expected/)');
  process.exit(2);
}
const kinds = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory() && entry.name !== 'expected');
const rows = kinds.flatMap(({ name: kind }) =>
  readdirSync(path.join(folder, kind))
    .sort()
    .map((file) => readOne(folder, kind, file)),
);
report(rows);
const bad = rows.filter((row) => row.outcome === 'differs' || row.outcome === 'failed').length;
console.log(`\n${rows.length} files, ${bad} with a difference.`);
process.exitCode = bad === 0 ? 0 : 1;
