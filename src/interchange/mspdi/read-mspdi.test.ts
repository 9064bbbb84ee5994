import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { LIMITS, type ForeignProject } from '../foreign-project.ts';
import { readMspdi } from './read-mspdi.ts';

const FIXTURES = new URL('../../../tests/fixtures/mspdi/', import.meta.url);
const fixture = (name: string): Uint8Array => readFileSync(new URL(encodeURIComponent(name), FIXTURES));
const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

function read(source: string | Uint8Array): ForeignProject {
  const result = readMspdi(typeof source === 'string' ? bytesOf(source) : source);
  if (!result.ok) throw new Error(result.refusal.message);
  return result.value;
}

function refusalOf(source: string | Uint8Array) {
  const result = readMspdi(typeof source === 'string' ? bytesOf(source) : source);
  return result.ok ? undefined : result.refusal;
}

type Expected = {
  readonly tasks: readonly {
    readonly uid: number;
    readonly id: number;
    readonly name?: string;
    readonly outlineLevel: number;
    readonly start: string;
    readonly finish: string;
    readonly milestone?: boolean;
    readonly percentComplete: number;
    readonly predecessors?: readonly { readonly uid: number; readonly type: string; readonly lag?: { readonly minutes: number } }[];
  }[];
};

describe('Microsoft Project XML', () => {
  it.each(['not updated.xml', 'Project.xml'])('%s reads with the tasks, dates, levels and links that another reader finds', (name) => {
    const project = read(fixture(name));
    // The file lies beside the fixture and is written by hand.
    const expected = JSON.parse(new TextDecoder().decode(fixture(`${name}.expected.json`))) as Expected;
    const tasks = [...(project.summary ? [project.summary] : []), ...project.tasks];
    expect(
      tasks.map((task) => ({
        uid: task.uid,
        id: task.id,
        name: task.name,
        outlineLevel: task.outlineLevel,
        start: task.start,
        finish: task.finish,
        milestone: task.isMilestone,
        percentComplete: task.percentComplete,
        predecessors: task.links.map(({ predecessorUid, type, lag }) => ({ uid: predecessorUid, type, minutes: lag.amount })),
      })),
    ).toEqual(
      expected.tasks.map((task) => ({
        ...task,
        name: task.name ?? '',
        milestone: task.milestone ?? false,
        predecessors: (task.predecessors ?? []).map(({ uid, type, lag }) => ({ uid, type, minutes: lag?.minutes ?? 0 })),
      })),
    );
  });

  it('namespace, byte order mark and encoding do not matter', () => {
    const body = '<Tasks><Task><UID>1</UID><Name>Prüfen</Name><Start>2026-05-04T08:00:00</Start></Task></Tasks>';
    const plain = read(`<Project>${body}</Project>`);
    const prefixed = body.replaceAll(/<(\/?)(\w)/g, '<$1p:$2');
    const utf16 = Buffer.from(`\ufeff<?xml version="1.0" encoding="UTF-16"?><Project>${body}</Project>`, 'utf16le');
    const latin = Buffer.from(`<?xml version="1.0" encoding="ISO-8859-1"?><Project>${body}</Project>`, 'latin1');
    expect(plain.tasks[0]).toMatchObject({ uid: 1, name: 'Prüfen', outlineLevel: 1, start: '2026-05-04T08:00:00' });
    expect(read(`\ufeff<Project xmlns="http://schemas.microsoft.com/project">${body}</Project>`)).toEqual(plain);
    expect(read(`<p:Project xmlns:p="http://schemas.microsoft.com/project">${prefixed}</p:Project>`)).toEqual(plain);
    expect(read(utf16)).toEqual(plain);
    expect(read(utf16.subarray(2))).toEqual(plain);
    expect(read(latin)).toEqual(plain);
  });

  it('texts in an encoding that the file does not name, or that break the one it names, are read and counted', () => {
    const body = '<Project><Tasks><Task><UID>1</UID><Name>Prüfen</Name></Task></Tasks></Project>';
    expect(read(Buffer.from(body, 'latin1')).tasks[0]?.name).toBe('Prüfen');
    const broken = read(Buffer.from(`<?xml version="1.0" encoding="UTF-8"?>${body}`, 'latin1'));
    expect(broken.tasks[0]?.name).toBe('Pr\ufffdfen');
    expect(broken.remarks).toMatchObject([{ code: 'unreadable_characters', count: 1 }]);
  });

  it('a summary row is the only one on level 0', () => {
    const row = (uid: number, level: number): string => `<Task><UID>${uid}</UID><OutlineLevel>${level}</OutlineLevel></Task>`;
    const shape = (...rows: string[]) => {
      const { summary, tasks } = read(`<Project><Tasks>${rows.join('')}</Tasks></Project>`);
      return [summary?.uid ?? null, tasks.map((task) => task.uid)];
    };
    expect(shape(row(0, 0), row(1, 1))).toEqual([0, [1]]);
    expect(shape(row(0, 0))).toEqual([0, []]);
    expect(shape(row(0, 1), row(1, 1))).toEqual([null, [0, 1]]);
    expect(shape(row(1, 0), row(2, 1), row(3, 0))).toEqual([null, [1, 2, 3]]);
    expect(shape(row(4, 0))).toEqual([null, [4]]);
  });

  it('characters that XML forbids are left out and counted, also as references and at the seams of what is read at once', () => {
    const filler = 'x'.repeat(65_480);
    const project = read(
      `<Project><Title>${filler}</Title><Tasks><Task><UID>1</UID><Name>a\u0001b&#x1F;c&#8;d\u000be&#9;f</Name></Task></Tasks></Project>`,
    );
    expect(project.tasks[0]?.name).toBe('abcde\tf');
    expect(project.remarks).toMatchObject([{ code: 'control_characters', count: 4 }]);
    for (let pad = 65_500; pad < 65_545; pad += 1)
      expect(
        read(`<Project><!--${' '.repeat(pad)}--><Tasks><Task><UID>1</UID><Name>&#x1F;&amp;</Name></Task></Tasks></Project>`).tasks[0]?.name,
      ).toBe('&');
  });

  it('lags are tenths of a minute, but for the percent formats', () => {
    const links = [
      ['<Type>0</Type><LinkLag>4800</LinkLag><LagFormat>7</LagFormat>', 'FF', { amount: 480, unit: 'working' }],
      ['<Type>1</Type><LinkLag>-4800</LinkLag><LagFormat>39</LagFormat>', 'FS', { amount: -480, unit: 'working' }],
      ['<Type>2</Type><LinkLag>14400</LinkLag><LagFormat>8</LagFormat>', 'SF', { amount: 1440, unit: 'elapsed' }],
      ['<Type>3</Type><LinkLag>50</LinkLag><LagFormat>19</LagFormat>', 'SS', { amount: 50, unit: 'percent' }],
      ['', 'FS', { amount: 0, unit: 'working' }],
    ] as const;
    const xml = links.map(([inner]) => `<PredecessorLink><PredecessorUID>1</PredecessorUID>${inner}</PredecessorLink>`).join('');
    const [task] = read(`<Project><Tasks><Task><UID>2</UID>${xml}</Task></Tasks></Project>`).tasks;
    expect(task?.links.map(({ type, lag }) => [type, lag])).toEqual(links.map(([, type, lag]) => [type, lag]));
  });

  it('blank rows, work by day, nobody and the exceptions of both kinds are told apart', () => {
    const project = read(`<Project><Calendars><Calendar><UID>1</UID><Name>C</Name>
      <WeekDays><WeekDay><DayType>0</DayType></WeekDay><WeekDay><DayType>2</DayType></WeekDay></WeekDays>
      <Exceptions><Exception><Name>a</Name></Exception><Exception><Name>b</Name></Exception></Exceptions></Calendar></Calendars>
      <Tasks><Task><UID>1</UID><IsNull>1</IsNull></Task><Task><UID>2</UID><Name>T</Name><TimephasedData><Value>x</Value></TimephasedData></Task></Tasks>
      <Resources><Resource><UID>0</UID></Resource><Resource><UID>4</UID><Name>Glue</Name><Type>0</Type></Resource></Resources>
      <Assignments><Assignment><TaskUID>2</TaskUID><ResourceUID>-65535</ResourceUID></Assignment>
      <Assignment><TaskUID>2</TaskUID><ResourceUID>4</ResourceUID><Units>0.5</Units></Assignment></Assignments></Project>`);
    expect(project.blankRows).toBe(1);
    expect(project.calendars).toEqual([{ uid: 1, name: 'C', exceptions: 2 }]);
    expect(project.resources).toEqual([{ uid: 4, name: 'Glue', email: null, kind: 'material' }]);
    expect(project.assignments).toEqual([{ taskUid: 2, resourceUid: 4, unitsPercent: 50 }]);
    expect(project.remarks).toMatchObject([{ code: 'timephased', count: 1 }]);
  });

  it('a file that is cut off says how far it could be read', () => {
    const whole = fixture('cryostat-upgrade.xml');
    const refusal = refusalOf(whole.subarray(0, whole.length / 2));
    expect(refusal?.code).toBe('damaged');
    expect(refusal?.message).toMatch(/cut off at line \d+: \d+ tasks could be read before that, the last one “.+”/);
  });

  it('document types, foreign roots, deep nesting and too many rows are refused with what to do', () => {
    const bomb = '<!DOCTYPE p [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><Project><Title>&b;</Title></Project>';
    expect(refusalOf(bomb)?.code).toBe('forbidden_content');
    expect(refusalOf('<Project><Title>&undefined;</Title></Project>')?.code).toBe('damaged');
    expect(refusalOf('<project name="x"><tasks/></project>')?.message).toContain('GanttProject');
    expect(refusalOf('<Project>' + '<a>'.repeat(200))?.code).toBe('too_deep');
    expect(refusalOf(`<Project><Tasks>${'<Task><UID>1</UID></Task>'.repeat(LIMITS.tasks + 1)}</Tasks></Project>`)?.code).toBe(
      'too_many_rows',
    );
    expect(refusalOf(`<!--${'x'.repeat(1 << 22)}`)?.code).toBe('not_a_plan');
  });
});
