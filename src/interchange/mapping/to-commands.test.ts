import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { formatDay, parseDay } from '../../lib/days.ts';
import { createUuid } from '../../lib/uuid.ts';
import { EMPTY_PLAN } from '../../planning/blank-plan.ts';
import { runCommands } from '../../planning/commands/run-commands.ts';
import type { Phase, SiteId, StaffId } from '../../planning/model.ts';
import { applyPatches } from '../../planning/patches.ts';
import { createPlan, type Plan } from '../../planning/plan.ts';
import { readFile } from '../read-file.ts';
import { toCommands, type ImportPlan, type MappingOptions } from './to-commands.ts';

const SITE = createUuid() as SiteId;
const ADA = createUuid() as StaffId;
const staff = [
  { id: ADA, name: 'Ada Okafor', email: 'a.okafor@lab.example' },
  { id: createUuid() as StaffId, name: 'Kim Lee', email: null },
  { id: createUuid() as StaffId, name: 'kim lee', email: null },
];

function map(source: string | Uint8Array, options: Partial<MappingOptions> = {}): ImportPlan {
  const read = readFile(typeof source === 'string' ? new TextEncoder().encode(source) : source, 'file');
  if (!read.ok) throw new Error(read.refusal.message);
  const fallbackStartOn = parseDay('2027-01-04') ?? 0;
  const mapped = toCommands(read.value.project, {
    siteId: SITE,
    fallbackName: 'file',
    workingDays: false,
    staff,
    fallbackStartOn,
    createId: createUuid,
    ...options,
  });
  if (!mapped.ok) throw new Error(mapped.refusal.message);
  return mapped.value;
}

/** The commands run by the engine on a plan with one site and the staff. */
function run({ commands }: ImportPlan): Plan {
  const site = { id: SITE, name: 'Zurich', countryCode: null, regionCode: null, timeZone: 'UTC', weekendDays: [6, 7] as const };
  const people = staff.map(({ id, name }) => ({
    id,
    name,
    homeSiteId: SITE,
    jobTitle: null,
    maxCapacityPercent: 100,
    weeklyPattern: [100, 100, 100, 100, 100, 0, 0],
    isActive: true,
  }));
  const plan = createPlan({ ...EMPTY_PLAN, sites: [site], staff: people });
  const outcome = runCommands(plan, commands, { doubleBooking: 'refuse' });
  if (outcome.kind === 'refused') throw new Error(outcome.refusal.message);
  applyPatches(plan, outcome.patches);
  return plan;
}

/** The created phases in the order of the file. */
function phasesOf(mapped: ImportPlan): Phase[] {
  const plan = run(mapped);
  return mapped.commands.flatMap((command) => (command.kind === 'phase.create' ? (plan.phases.get(command.id) ?? []) : []));
}

const task = (uid: number, inner: string): string => `<Task><UID>${uid}</UID><ID>${uid}</ID><Name>T${uid}</Name>${inner}</Task>`;
const dated = (uid: number, start: string, finish: string, inner = ''): string =>
  task(uid, `<Start>${start}</Start><Finish>${finish}</Finish>${inner}`);
const file = (tasks: string, rest = ''): string => `<Project><Name>P</Name><Tasks>${tasks}</Tasks>${rest}</Project>`;
const days = ({ startOn, endOn }: Pick<Phase, 'startOn' | 'endOn'>): string => `${formatDay(startOn)} ${formatDay(endOn)}`;
const codesOf = (plan: ImportPlan): string[] => plan.report.map(({ code, count }) => `${code} ${count}`);
const linksOf = (plan: ImportPlan) =>
  plan.commands.flatMap((command) => (command.kind === 'dependency.link' ? [`${command.type} ${command.lagDays}`] : []));

describe('import as commands', () => {
  it.each([false, true])('the engine takes them and keeps every date as mapped, working days %s', (workingDays) => {
    for (const name of ['mspdi/cryostat-upgrade.xml', 'mspdi/not updated.xml', 'csv/english-mdy.csv', 'csv/deutsch-windows-1252.csv']) {
      const mapped = map(readFileSync(new URL(`../../../tests/fixtures/${encodeURI(name)}`, import.meta.url)), { workingDays });
      const plan = run(mapped);
      const phases = mapped.commands.flatMap((command) => (command.kind === 'phase.create' ? [plan.phases.get(command.id)] : []));
      expect(phases.map((phase) => phase && [phase.name, days(phase), phase.isMilestone])).toEqual(
        mapped.rows.map((row) => [row.name, days(row), row.isMilestone]),
      );
      const project = plan.projects.get(mapped.projectId);
      expect(project).toMatchObject({ ...mapped.project, autoSchedule: true, workingDays });
      expect(plan.dependencies.size).toBe(mapped.counts.dependencies);
    }
  });

  it('drops times of day by rule', () => {
    const cases = [
      ['2027-03-01T08:00:00', '2027-03-05T17:00:00', '2027-03-01 2027-03-05'],
      ['2027-03-01T08:00:00', '2027-03-05T12:00:00', '2027-03-01 2027-03-05'],
      ['2027-03-01T08:00:00', '2027-03-05T08:00:00', '2027-03-01 2027-03-04'],
      ['2027-03-01T08:00:00', '2027-03-05T00:00:00', '2027-03-01 2027-03-04'],
      ['2027-03-01T23:00:00', '2027-03-02T08:00:00', '2027-03-01 2027-03-01'],
      ['2027-03-01T06:00:00', '2027-03-01T08:00:00', '2027-03-01 2027-03-01'],
      ['2027-03-01', '2027-03-05', '2027-03-01 2027-03-05'],
    ] as const;
    const mapped = map(
      file(cases.map(([start, finish], index) => dated(index + 1, start, finish, '<Duration>PT8H0M0S</Duration>')).join('')),
    );
    expect(mapped.rows.map(days)).toEqual(cases.map(([, , expected]) => expected));
    expect(codesOf(mapped)).toEqual(['ends_day_before 3']);
  });

  it('tasks without length are milestones at the edge of the day where they stand', () => {
    const at = (uid: number, time: string): string =>
      dated(uid, `2027-03-01T${time}`, `2027-03-01T${time}`, '<Duration>PT0H0M0S</Duration>');
    const mapped = map(file(at(1, '08:00:00') + at(2, '12:00:00') + at(3, '17:00:00') + at(4, '00:00:00')));
    expect(phasesOf(mapped).map((phase) => [days(phase), phase.milestoneEdge])).toEqual([
      ['2027-03-01 2027-03-01', 'start'],
      ['2027-03-01 2027-03-01', 'end'],
      ['2027-03-01 2027-03-01', 'end'],
      ['2027-03-01 2027-03-01', 'start'],
    ]);
  });

  it('marked milestones with a length or with children stay phases, and are named', () => {
    const long = dated(1, '2027-03-01T08:00:00', '2027-03-03T17:00:00', '<Duration>PT24H0M0S</Duration><Milestone>1</Milestone>');
    const parent = dated(2, '2027-03-01T08:00:00', '2027-03-01T08:00:00', '<OutlineLevel>1</OutlineLevel><Milestone>1</Milestone>');
    const child = dated(3, '2027-03-02T08:00:00', '2027-03-03T17:00:00', '<OutlineLevel>2</OutlineLevel>');
    const mapped = map(file(long + parent + child));
    expect(mapped.rows.map((row) => row.isMilestone)).toEqual([false, false, false]);
    expect(codesOf(mapped)).toEqual(['milestone_with_length 1', 'milestone_with_children 1', 'summary_dates 1']);
  });

  it('the summary row becomes the project, longer than its tasks where the file says so', () => {
    const summary = `<Task><UID>0</UID><Name>Whole</Name><OutlineLevel>0</OutlineLevel><Start>2027-02-01T08:00:00</Start><Finish>2027-04-30T17:00:00</Finish></Task>`;
    const mapped = map(file(summary + dated(1, '2027-03-01T08:00:00', '2027-03-05T17:00:00')));
    expect(mapped.project.name).toBe('Whole');
    expect(days(mapped.project)).toBe('2027-02-01 2027-04-30');
    expect(mapped.rows).toHaveLength(1);
    expect([...run(mapped).projects.values()][0]).toMatchObject({ hasFixedDates: true });
    expect(map(file(summary), { projectName: 'Other' }).project.name).toBe('Other');
  });

  it('lags become days: working ones by the length of the day, elapsed ones by the clock, percents by the predecessor', () => {
    const link = (inner: string): string => `<PredecessorLink><PredecessorUID>1</PredecessorUID><Type>1</Type>${inner}</PredecessorLink>`;
    const after = (uid: number, inner: string): string => dated(uid, '2027-05-03T08:00:00', '2027-05-04T17:00:00', link(inner));
    const tasks =
      dated(1, '2027-03-01T08:00:00', '2027-03-04T17:00:00', '<Duration>PT32H0M0S</Duration>') +
      after(2, '<LinkLag>9600</LinkLag><LagFormat>7</LagFormat>') +
      after(3, '<LinkLag>-4800</LinkLag><LagFormat>7</LagFormat>') +
      after(4, '<LinkLag>28800</LinkLag><LagFormat>8</LagFormat>') +
      after(5, '<LinkLag>50</LinkLag><LagFormat>19</LagFormat>') +
      after(6, '<LinkLag>2400</LinkLag><LagFormat>5</LagFormat>');
    const mapped = map(file(tasks));
    expect(linksOf(mapped)).toEqual(['FS 2', 'FS -1', 'FS 2', 'FS 2', 'FS 1']);
    expect(codesOf(mapped)).toEqual(['lag_percent 1', 'lag_rounded 1']);
  });

  it('links that a plan cannot hold are left out with a reason, and the rest is taken', () => {
    const links = (...uids: number[]): string =>
      uids.map((uid) => `<PredecessorLink><PredecessorUID>${uid}</PredecessorUID></PredecessorLink>`).join('');
    const at = (uid: number, level: number, inner: string): string =>
      dated(uid, '2027-03-01T08:00:00', '2027-03-01T17:00:00', `<OutlineLevel>${level}</OutlineLevel>${inner}`);
    const mapped = map(
      file(
        at(1, 1, '') +
          at(2, 2, links(1, 2, 3)) +
          at(3, 1, links(99)) +
          at(4, 1, links(3, 3, 5)) +
          at(5, 1, links(4)) +
          at(6, 1, links(1)) +
          at(7, 2, '') +
          at(8, 1, ''),
      ),
    );
    expect(codesOf(mapped).sort()).toEqual(
      ['link_cycle 1', 'link_duplicate 1', 'link_missing 1', 'link_not_kept 3', 'link_to_itself 1', 'link_to_own_parent 1'].sort(),
    );
    expect(run(mapped).dependencies.size).toBe(mapped.counts.dependencies);
  });

  it('a circle through containment is broken at its last link', () => {
    const link = (uid: number): string => `<PredecessorLink><PredecessorUID>${uid}</PredecessorUID></PredecessorLink>`;
    const at = (uid: number, level: number, inner = ''): string =>
      dated(uid, '2027-03-01T08:00:00', '2027-03-01T17:00:00', `<OutlineLevel>${level}</OutlineLevel>${inner}`);
    const mapped = map(file(at(1, 1, link(4)) + at(2, 2) + at(3, 2) + at(4, 1, link(3))));
    const reasons = mapped.report.filter((entry) => entry.code === 'link_cycle');
    expect(reasons).toMatchObject([{ count: 1, examples: ['T3 → T4'] }]);
    expect(run(mapped).dependencies.size).toBe(1);
  });

  it('people are found by e-mail, then by name; the others are listed', () => {
    const resources = [
      '<Resource><UID>1</UID><Name>A. O.</Name><EmailAddress>A.Okafor@LAB.example</EmailAddress><Type>1</Type></Resource>',
      '<Resource><UID>2</UID><Name>Okafor, Ada</Name><Type>1</Type></Resource>',
      '<Resource><UID>3</UID><Name>Kim Lee</Name><Type>1</Type></Resource>',
      '<Resource><UID>4</UID><Name>Nobody</Name><Type>1</Type></Resource>',
      '<Resource><UID>5</UID><Name>Concrete</Name><Type>0</Type></Resource>',
    ].join('');
    const assign = (taskUid: number, resourceUid: number, units: number): string =>
      `<Assignment><TaskUID>${taskUid}</TaskUID><ResourceUID>${resourceUid}</ResourceUID><Units>${units}</Units></Assignment>`;
    const assignments = assign(1, 1, 0.5) + assign(1, 2, 1) + assign(2, 2, 3) + assign(2, 3, 1) + assign(2, 4, 1) + assign(2, 5, 1);
    const tasks = dated(1, '2027-03-01', '2027-03-02') + dated(2, '2027-03-01', '2027-03-02');
    const mapped = map(file(tasks, `<Resources>${resources}</Resources><Assignments>${assignments}</Assignments>`));
    expect(mapped.people.map((person) => person.staffId)).toEqual([ADA, ADA, null, null]);
    expect(
      [...run(mapped).assignments.values()]
        .map((assignment) => [assignment.staffId, assignment.allocationPercent])
        .toSorted((a, b) => Number(b[1]) - Number(a[1])),
    ).toEqual([
      [ADA, 100],
      [ADA, 50],
    ]);
    expect(codesOf(mapped)).toEqual([
      'person_ambiguous 1',
      'person_unmatched 1',
      'resource_not_a_person 1',
      'assignment_duplicate 1',
      'units_limit 1',
    ]);
  });

  it('inactive tasks, placeholders and blank rows are left out, an inactive parent of active tasks is not', () => {
    const at = (uid: number, level: number, inner = ''): string =>
      dated(uid, '2027-03-01', '2027-03-02', `<OutlineLevel>${level}</OutlineLevel>${inner}`);
    const inactive = '<Active>0</Active>';
    const mapped = map(
      file(
        at(1, 1, inactive) +
          at(2, 2, inactive) +
          at(3, 2) +
          at(4, 1, inactive) +
          at(5, 2, inactive) +
          at(6, 1, '<ExternalTask>1</ExternalTask>') +
          task(7, '<IsNull>1</IsNull>'),
      ),
    );
    expect(mapped.rows.map((row) => [row.level, row.name])).toEqual([
      [1, 'T1'],
      [2, 'T3'],
    ]);
    expect(codesOf(mapped)).toEqual(['inactive_task 3', 'external_task 1', 'blank_row 1']);
  });

  it('dates that the file leaves out are computed from what it has, and that is said', () => {
    const sheet = 'Name;Start;End;Duration;Predecessors\nA;2027-03-05;;3 days;\nB;;2027-03-09;2d;\nC;;;2d;1\nD;;;;\nE;2027-03-05;;3 ed;';
    const mapped = map(sheet);
    expect(mapped.rows.map((row) => `${row.name} ${days(row)}`)).toEqual([
      'A 2027-03-05 2027-03-09',
      'B 2027-03-08 2027-03-09',
      'C 2027-03-10 2027-03-11',
      'D 2027-03-05 2027-03-05',
      'E 2027-03-05 2027-03-07',
    ]);
    expect(codesOf(mapped)).toEqual(['date_computed 3', 'task_without_dates 2']);
    expect(map('Name\nOnly a name').rows.map(days)).toEqual(['2027-01-04 2027-01-04']);
  });

  it('names and notes are made to fit, levels close up', () => {
    const long = 'x'.repeat(300);
    const tasks = `<Task><UID>1</UID><OutlineLevel>1</OutlineLevel><Name> a\n b\t</Name><Notes>${'n'.repeat(30_000)}</Notes></Task><Task><UID>2</UID><OutlineLevel>5</OutlineLevel></Task><Task><UID>3</UID><OutlineLevel>3</OutlineLevel><Name>${long}</Name></Task>`;
    const mapped = map(file(tasks));
    expect(mapped.rows.map((row) => [row.level, row.name])).toEqual([
      [1, 'a b'],
      [2, 'Untitled'],
      [2, long.slice(0, 200)],
    ]);
    const [first] = [...run(mapped).phases.values()].filter((phase) => phase.notes !== null);
    expect(first?.notes).toHaveLength(20_000);
  });
});
