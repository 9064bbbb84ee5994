import { describe, expect, it } from 'vitest';
import {
  makePhase,
  makePlan,
  makeProject,
  makeSite,
  makeStaff,
  MONDAY,
  phaseId,
  projectId,
  siteId,
  staffId,
} from '../../../../tests/support/small-plans.ts';
import { usualGridOptions, type Arrangement } from '../../data/grid-options.ts';
import { dayFormatOf } from '../../timeline/day-format.ts';
import { arrangeItems } from './gantt-arranged.ts';
import { nameOf } from './gantt-items.ts';
import { createInsight } from './schedule-insight.ts';
import type { ValueContext } from './gantt-values.ts';

/** Two projects at two sites; Beta has a tree of two levels. */
function context(): ValueContext {
  const beta = { projectId: projectId('Beta') };
  const inChemistry = { ...beta, parentId: phaseId('Chemistry') };
  const done = { status: 'done', completionPercent: 100 } as const;
  const plan = makePlan({
    sites: [makeSite('Basel'), makeSite('Lyon')],
    staff: [makeStaff('Ada'), makeStaff('Tom')],
    projects: [
      makeProject('Alpha', { managerId: staffId('Tom') }),
      makeProject('Beta', { siteId: siteId('Lyon'), managerId: staffId('Ada'), isConfirmed: false }),
    ],
    phases: [
      makePhase('Step 10', 0, 4, { rank: 'a', ...done }),
      makePhase('Step 9', 35, 39, { rank: 'b' }),
      makePhase('Chemistry', 0, 29, { rank: 'a', ...beta }),
      makePhase('Synthesis', 0, 19, { rank: 'a', ...inChemistry, status: 'blocked' }),
      makePhase('Analysis', 20, 29, { rank: 'b', ...inChemistry, ...done }),
      makePhase('Änderung', 59, 59, { rank: 'b', ...beta }),
    ],
  });
  return { plan, format: dayFormatOf('en-GB', 2026), today: MONDAY + 10, insight: createInsight(plan, 0, false), baseline: undefined };
}

function rowsOf(
  options: Partial<Arrangement>,
  { search = '', collapsed = [] as readonly string[], kept = new Map<string, string>() } = {},
) {
  const filter = { siteId: null, search, isCollapsed: (id: string) => collapsed.includes(id), kept };
  const { rows, foundCount } = arrangeItems(context(), filter, { ...usualGridOptions, ...options });
  const lines = rows.map((row) =>
    row.kind === 'group'
      ? `${'-'.repeat(row.group.level - 1)}[${row.group.label} ${row.group.items.length}]`
      : `${'-'.repeat(row.flat.level - 1)}${nameOf(row.flat.item)}`,
  );
  return { lines, foundCount, rows };
}

describe('order', () => {
  it('sorts among siblings and leaves the tree whole; numbers in names count as numbers', () => {
    const { lines } = rowsOf({ sort: [{ column: 'name', isDescending: false }] });
    expect(lines).toEqual(['Alpha', '-Step 9', '-Step 10', 'Beta', '-Änderung', '-Chemistry', '--Analysis', '--Synthesis']);
  });

  it('goes by dates from late to early, and what is equal stays in the order of the plan', () => {
    const { lines } = rowsOf({ sort: [{ column: 'start', isDescending: true }] });
    expect(lines).toEqual(['Alpha', '-Step 9', '-Step 10', 'Beta', '-Änderung', '-Chemistry', '--Analysis', '--Synthesis']);
  });

  it('puts what has no value last, whichever way it goes', () => {
    for (const isDescending of [true, false])
      expect(rowsOf({ sort: [{ column: 'status', isDescending }] }).lines.slice(-3)[0]).toBe('-Chemistry');
  });
});

describe('filters', () => {
  it('show what passes with all that it is in, and count what passes', () => {
    const { lines, foundCount, rows } = rowsOf({ filters: [{ column: 'status', kind: 'in', keys: ['done'] }] });
    expect(lines).toEqual(['Alpha', '-Step 10', 'Beta', '-Chemistry', '--Analysis']);
    expect(foundCount).toBe(2);
    expect(rows.map((row) => row.kind === 'item' && row.flat.isContext === true)).toEqual([true, false, true, true, false]);
  });

  it('leave what is kept in its place, set back, and do not count it', () => {
    const filters: Arrangement['filters'] = [{ column: 'status', kind: 'in', keys: ['done'] }];
    const kept = new Map([['Synthesis', 'Synthesis']]);
    const { lines, foundCount, rows } = rowsOf({ filters }, { kept });
    expect(lines).toEqual(['Alpha', '-Step 10', 'Beta', '-Chemistry', '--Synthesis', '--Analysis']);
    expect(foundCount).toBe(2);
    expect(rows.filter((row) => row.kind === 'item' && row.flat.isContext !== true)).toHaveLength(2);
    expect(rowsOf({ filters, groups: ['status'] }, { kept }).lines).toContain('-Synthesis');
  });

  it('must all be passed', () => {
    const filters: Arrangement['filters'] = [
      { column: 'status', kind: 'in', keys: ['done'] },
      { column: 'site', kind: 'notIn', keys: ['Basel'] },
    ];
    expect(rowsOf({ filters }).lines).toEqual(['Beta', '-Chemistry', '--Analysis']);
  });

  it('know nobody, parts of names without their accents, ranges of numbers and days that count from today', () => {
    expect(rowsOf({ filters: [{ column: 'name', kind: 'has', text: 'ander' }] }).lines).toEqual(['Beta', '-Änderung']);
    expect(rowsOf({ filters: [{ column: 'duration', kind: 'range', from: '', to: '1' }] }).lines).toEqual(['Beta', '-Änderung']);
    expect(rowsOf({ filters: [{ column: 'start', kind: 'range', from: 'today+20', to: 'today+30' }] }).lines).toEqual(['Alpha', '-Step 9']);
    expect(rowsOf({ filters: [{ column: 'people', kind: 'notIn', keys: [''] }] }).lines).toEqual([]);
    expect(rowsOf({ filters: [{ column: 'nonsense', kind: 'has', text: 'x' }] }).lines).toHaveLength(8);
  });

  it('work together with the search, which opens what is closed', () => {
    const options = { filters: [{ column: 'status', kind: 'in', keys: ['done'] }] } as const;
    expect(rowsOf(options, { collapsed: ['Beta', 'Chemistry'] }).lines).toEqual(['Alpha', '-Step 10', 'Beta']);
    expect(rowsOf(options, { search: 'chem', collapsed: ['Beta', 'Chemistry'] }).lines).toEqual(['Beta', '-Chemistry', '--Analysis']);
  });
});

describe('groups', () => {
  it('of what projects share keep the trees', () => {
    expect(rowsOf({ groups: ['manager'] }).lines).toEqual([
      '[Ada 1]',
      '-Beta',
      '--Chemistry',
      '---Synthesis',
      '---Analysis',
      '--Änderung',
      '[Tom 1]',
      '-Alpha',
      '--Step 10',
      '--Step 9',
    ]);
  });

  it('that cut across projects list phases by themselves, in the order of the choices', () => {
    expect(rowsOf({ groups: ['status'] }).lines).toEqual([
      '[To do 2]',
      '-Step 9',
      '-Änderung',
      '[Blocked 1]',
      '-Synthesis',
      '[Done 2]',
      '-Step 10',
      '-Analysis',
    ]);
  });

  it('stand in one another, can be closed, and follow the order of their column', () => {
    const { lines, rows } = rowsOf({ groups: ['site', 'status'], sort: [{ column: 'site', isDescending: true }] });
    expect(lines).toEqual([
      '[Lyon 3]',
      '-[To do 1]',
      '--Änderung',
      '-[Blocked 1]',
      '--Synthesis',
      '-[Done 1]',
      '--Analysis',
      '[Basel 2]',
      '-[To do 1]',
      '--Step 9',
      '-[Done 1]',
      '--Step 10',
    ]);
    const lyon = rows[0]?.kind === 'group' ? rows[0].group.id : '';
    expect(rowsOf({ groups: ['site', 'status'] }, { collapsed: [lyon] }).lines.slice(-1)).toEqual(['[Lyon 3]']);
  });

  it('of dates are months', () => {
    expect(rowsOf({ groups: ['start'] }).lines.filter((line) => line.startsWith('['))).toEqual([
      '[January 2026 3]',
      '[February 2026 1]',
      '[March 2026 1]',
    ]);
  });
});
