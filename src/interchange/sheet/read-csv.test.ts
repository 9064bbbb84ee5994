import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { ForeignProject, ForeignTask } from '../foreign-project.ts';
import { readCsv, type SheetOptions, type SheetReading } from './read-csv.ts';

const fixture = (name: string): Uint8Array => readFileSync(new URL(`../../../tests/fixtures/csv/${name}`, import.meta.url));

function read(
  source: string | Uint8Array,
  options: SheetOptions = {},
): { readonly project: ForeignProject; readonly reading: SheetReading } {
  const result = readCsv(typeof source === 'string' ? new TextEncoder().encode(source) : source, options);
  if (!result.ok) throw new Error(result.refusal.message);
  return result.value;
}

const brief = (task: ForeignTask) => [task.id, task.outlineLevel, task.name, task.start, task.finish, task.durationMinutes];
const links = (task: ForeignTask | undefined) =>
  task?.links.map(({ predecessorUid, type, lag }) => `${predecessorUid}${type}${lag.amount}`);
const codes = (project: ForeignProject) => project.remarks.map(({ code, count }) => `${code} ${count}`);
const startsOf = (source: string, options: SheetOptions = {}) => read(source, options).project.tasks.map((task) => task.start);

describe('sheets', () => {
  it('reads an English sheet with commas, month first, levels, quoted cells and people', () => {
    const { project, reading } = read(fixture('english-mdy.csv'));
    expect(reading).toMatchObject({ delimiter: ',', encoding: 'utf-8', dateOrder: 'mdy', isDateOrderAmbiguous: false, hasHeader: true });
    expect(project.tasks.map(brief)).toEqual([
      [1, 1, 'Detector test', '2027-03-01', '2027-03-19', 7200],
      [2, 2, 'Set up', '2027-03-01', '2027-03-05', 2400],
      [3, 2, 'Run A', '2027-03-08', '2027-03-12', 2400],
      [4, 2, 'Run B', '2027-03-15', '2027-03-19', 2400],
      [5, 1, 'Results agreed', '2027-03-19', '2027-03-19', 0],
    ]);
    expect(links(project.tasks[3])).toEqual(['3FS0', '2FS1920']);
    expect(links(project.tasks[4])).toEqual(['4FS0', '3SS2400']);
    expect(project.tasks[1]).toMatchObject({ percentComplete: 100, notes: 'Bring the old\npower supply, too' });
    expect(project.tasks[4]?.isMilestone).toBe(true);
    expect(project.resources.map(({ name }) => name)).toEqual(['Ada Okafor', 'Jonas Weber']);
    expect(project.assignments.map(({ taskUid, resourceUid, unitsPercent }) => [taskUid, resourceUid, unitsPercent])).toEqual([
      [2, 1, 50],
      [2, 2, 100],
      [3, 1, 100],
    ]);
    expect(project.remarks).toEqual([]);
  });

  it('reads a German sheet with semicolons in Windows-1252, indented names and localised links', () => {
    const { project, reading } = read(fixture('deutsch-windows-1252.csv'));
    expect(reading).toMatchObject({ delimiter: ';', encoding: 'windows-1252', dateOrder: 'dmy' });
    expect(project.tasks.map(brief)).toEqual([
      [1, 1, 'Prüfstand', '2027-03-01', '2027-03-19', 7200],
      [2, 2, 'Aufbau', '2027-03-01', '2027-03-05', 2400],
      [3, 2, 'Messreihe', '2027-03-08', '2027-03-17', 3600],
      [4, 2, 'Übergabe', '2027-03-19', '2027-03-19', 0],
    ]);
    expect(links(project.tasks[3])).toEqual(['3FS960']);
    expect(project.tasks[1]?.notes).toBe('Größe prüfen; alte Stützen');
  });

  it('reads a French sheet with tabs in UTF-16', () => {
    const { project, reading } = read(fixture('francais-utf16.csv'));
    expect(reading).toMatchObject({ delimiter: '\t', encoding: 'utf-16le', dateOrder: 'dmy', isDateOrderAmbiguous: false });
    expect(project.tasks.map(brief)).toEqual([
      [1, 1, 'Étude préliminaire', '2027-03-01', '2027-03-12', 4800],
      [2, 1, 'Essais', '2027-03-15', '2027-03-24', 3840],
      [3, 1, 'Revue', '2027-03-25', '2027-03-25', 0],
    ]);
    expect(links(project.tasks[2])).toEqual(['2FS480']);
  });

  it('decides day and month over all dates, and says so when nothing decides', () => {
    expect(startsOf('Name,Start\nA,1/2/2027\nB,1/13/2027')).toEqual(['2027-01-02', '2027-01-13']);
    expect(startsOf('Name,Start\nA,1/2/2027\nB,13/1/2027')).toEqual(['2027-02-01', '2027-01-13']);
    expect(startsOf('Name,Start,Finish\nA,1/2/2027,4/1/2027')).toEqual(['2027-01-02']);
    expect(startsOf('Name,Start,Finish\nA,2/1/2027,1/3/2027')).toEqual(['2027-01-02']);
    const ambiguous = read('Name;Anfang\nA;01/02/2027');
    expect(ambiguous.reading).toMatchObject({ dateOrder: 'dmy', isDateOrderAmbiguous: true });
    expect(codes(ambiguous.project)).toEqual(['date_order_ambiguous 1']);
    const told = read('Name;Anfang\nA;01/02/2027', { dateOrder: 'mdy' });
    expect([told.project.tasks[0]?.start, told.project.remarks]).toEqual(['2027-01-02', []]);
  });

  it('understands dates in words, compact dates, spreadsheet numbers and times of day', () => {
    expect(
      startsOf(
        'Name;Start\nA;27. Januar 2027\nB;3 février 2027\nC;"Feb 4, 2027"\nD;5-Mar-27\nE;20270306\nF;46453\nG;2027/03/08\nH;Mi 10.03.27',
      ),
    ).toEqual(['2027-01-27', '2027-02-03', '2027-02-04', '2027-03-05', '2027-03-06', '2027-03-07', '2027-03-08', '2027-03-10']);
    expect(startsOf('Name,Start\nA,3/15/2027 1:30 PM\nB,3/16/2027 8:00 AM')).toEqual(['2027-03-15T13:30:00', '2027-03-16T08:00:00']);
    expect(startsOf('Name;Start\nA;2027-03-15 00:00')).toEqual(['2027-03-15']);
  });

  it('takes levels from the structure code, and predecessors by it', () => {
    const { project } = read(
      'WBS;Task;Start;End;Predecessors\n1;A;2027-01-01;2027-01-09;\n1.1;B;2027-01-01;2027-01-02;\n1.2;C;2027-01-03;2027-01-09;1.1FS\n2;D;2027-02-01;2027-02-02;1',
    );
    expect(project.tasks.map((task) => task.outlineLevel)).toEqual([1, 2, 2, 1]);
    expect(project.tasks.map(links)).toEqual([[], [], ['2FS0'], ['1FS0']]);
  });

  it('columns can be told, and need no titles when they are plain', () => {
    const { project } = read('x;y;z\nA;2027-01-05;2027-01-01', { columns: { name: 0, start: 2, finish: 1 } });
    expect(project.tasks.map(brief)).toEqual([[2, 1, 'A', '2027-01-01', '2027-01-05', null]]);
    const untitled = read('Design,2027-01-01,2027-01-05\nBuild,2027-01-06,2027-02-05');
    expect(untitled.reading.hasHeader).toBe(false);
    expect(untitled.project.tasks.map((task) => task.finish)).toEqual(['2027-01-05', '2027-02-05']);
    const dropped = read('Name,Start,Notes\nA,2027-01-01,secret', { columns: { notes: -1 } });
    expect(dropped.project.tasks[0]?.notes).toBeNull();
  });

  it('reports ragged rows, rows without names and cells that cannot be read, with their row numbers', () => {
    const { project } = read(
      'Name,Start,Duration,% Complete,Predecessors\nA,2027-01-01,soon,half,9\nB,32.13.2027\n,2027-01-02,1,,\n\nC,2027-01-03,2d,0.5,,extra\n',
    );
    expect(project.tasks.map((task) => task.name)).toEqual(['A', 'B', 'C']);
    expect(project.blankRows).toBe(1);
    const examples = Object.fromEntries(project.remarks.map((remark) => [remark.code, remark.examples]));
    expect(examples).toEqual({
      ragged_row: ['row 3: 2 cells instead of 5', 'row 6: 6 cells instead of 5'],
      row_without_name: ['row 4'],
      duration_unreadable: ['row 2: “soon”'],
      percent_unreadable: ['row 2: “half”'],
      link_unreadable: ['row 2: “9”'],
      date_unreadable: ['row 3: “32.13.2027”'],
    });
    expect(project.tasks[2]?.percentComplete).toBe(50);
  });

  it('keeps decimal commas of lags apart from commas between predecessors', () => {
    const { project } = read('Name;Predecessors\nA;\nB;1\nC;"1FS+1,5d,2SS-1d"\nD;"1,2,3FF+50%"');
    expect(project.tasks.map(links)).toEqual([[], ['1FS0'], ['1FS720', '2SS-480'], ['1FS0', '2FS0', '3FF50']]);
  });

  it('refuses what is no plan with the titles that it saw, and what ends inside a quote', () => {
    const unknown = readCsv(new TextEncoder().encode('price,amount\n1,2\n'));
    expect(unknown).toMatchObject({ ok: false, refusal: { code: 'columns_unknown' } });
    expect(unknown.ok ? '' : unknown.refusal.message).toContain('“price”, “amount”');
    const cut = readCsv(new TextEncoder().encode('Name,Start\n"A,2027-01-01\nB,2027-01-02\n'));
    expect(cut).toMatchObject({ ok: false, refusal: { code: 'damaged' } });
  });
});
