import { describe, expect, it } from 'vitest';
import {
  accept,
  change,
  daysOf,
  linkId,
  makeHoliday,
  makeLink,
  makePhase,
  makePlan,
  makeProject,
  MONDAY,
  phaseId,
  projectId,
  refusalOf,
  reschedule,
} from '../../../tests/support/small-plans.ts';
import { violationsOf } from './violations.ts';

describe('automatic scheduling', () => {
  it('pushes each follower once, as far as it must, and says through which link', () => {
    const phases = [makePhase('Assay', 0, 4), makePhase('Analysis', 5, 8), makePhase('Report', 11, 12)];
    const plan = makePlan({ phases, dependencies: [makeLink('Assay', 'Analysis'), makeLink('Analysis', 'Report')] });
    const moves = change(plan, reschedule('Assay', 2, 6));
    expect([daysOf(plan, 'Analysis'), daysOf(plan, 'Report')]).toEqual([
      [7, 10],
      [11, 12],
    ]);
    expect(moves.map(({ id, reason }) => [id, reason.kind])).toEqual([
      ['Alpha', 'spansChildren'],
      ['Analysis', 'pushed'],
      ['Assay', 'asked'],
    ]);
    expect(moves[1]?.reason).toMatchObject({ dependencyId: 'Assay to Analysis', predecessorId: 'Assay', type: 'FS' });
  });

  it('never pulls a follower back', () => {
    const plan = makePlan({
      phases: [makePhase('Assay', 5, 6), makePhase('Report', 7, 8)],
      dependencies: [makeLink('Assay', 'Report')],
    });
    change(plan, reschedule('Assay', 0, 1));
    expect(daysOf(plan, 'Report')).toEqual([7, 8]);
  });

  it('pushes a phase back that is dragged before its predecessor ends', () => {
    const plan = makePlan({
      phases: [makePhase('Assay', 0, 4), makePhase('Report', 5, 6)],
      dependencies: [makeLink('Assay', 'Report')],
    });
    change(plan, reschedule('Report', 3, 6));
    expect(daysOf(plan, 'Report')).toEqual([5, 8]);
  });

  it.each([
    ['FS', 0, [5, 7]],
    ['FS', -2, [3, 5]],
    ['SS', 1, [1, 3]],
    ['FF', 2, [4, 6]],
    ['SF', 0, [0, 2]],
    ['SF', 5, [2, 4]],
  ] as const)('%s with lag %i lets a phase of three days stand first on the right day', (type, lagDays, days) => {
    const plan = makePlan({ phases: [makePhase('Assay', 0, 4), makePhase('Report', 0, 2)] });
    change(plan, {
      kind: 'dependency.link',
      id: linkId('link'),
      predecessorId: phaseId('Assay'),
      successorId: phaseId('Report'),
      type,
      lagDays,
    });
    expect(daysOf(plan, 'Report')).toEqual(days);
  });

  it('lets a phase start on the day of a milestone at its start, and the day after one at its end', () => {
    const milestone = (milestoneEdge: 'start' | 'end') =>
      makePlan({
        phases: [makePhase('Go', 3, 3, { isMilestone: true, milestoneEdge }), makePhase('Assay', 0, 1)],
        dependencies: [makeLink('Go', 'Assay')],
      });
    const [atStart, atEnd] = [milestone('start'), milestone('end')];
    for (const plan of [atStart, atEnd]) change(plan, { kind: 'schedule.resolve', id: projectId('Alpha') });
    expect(daysOf(atStart, 'Assay')).toEqual([3, 4]);
    expect(daysOf(atEnd, 'Assay')).toEqual([4, 5]);
  });

  it('puts a milestone at the end of its day on the last day of its predecessor', () => {
    const plan = makePlan({ phases: [makePhase('Assay', 0, 4), makePhase('Done', 0, 0, { isMilestone: true })] });
    const link = makeLink('Assay', 'Done');
    change(plan, { kind: 'dependency.link', ...link });
    expect(daysOf(plan, 'Done')).toEqual([4, 4]);
  });

  it('a link on a parent binds all its leaves, as predecessor and as successor', () => {
    const phases = [
      makePhase('Build', 0, 6),
      makePhase('Frame', 0, 2, { parentId: phaseId('Build') }),
      makePhase('Roof', 3, 6, { parentId: phaseId('Build') }),
      makePhase('Use', 0, 9),
      makePhase('Move in', 0, 1, { parentId: phaseId('Use') }),
      makePhase('Party', 9, 9, { parentId: phaseId('Use') }),
    ];
    const plan = makePlan({ phases });
    change(plan, { kind: 'dependency.link', ...makeLink('Build', 'Use') });
    expect([daysOf(plan, 'Move in'), daysOf(plan, 'Party'), daysOf(plan, 'Use')]).toEqual([
      [7, 8],
      [9, 9],
      [7, 9],
    ]);
    change(plan, reschedule('Frame', 8, 10));
    expect([daysOf(plan, 'Move in'), daysOf(plan, 'Party'), daysOf(plan, 'Use')]).toEqual([
      [11, 12],
      [11, 11],
      [11, 12],
    ]);
  });

  it('crosses into other projects, but not into those that schedule by hand or are archived', () => {
    const plan = makePlan({
      projects: [
        makeProject('Alpha'),
        makeProject('Beta'),
        makeProject('Gamma', { autoSchedule: false }),
        makeProject('Delta', { isArchived: true }),
      ],
      phases: [
        makePhase('Assay', 0, 1),
        makePhase('B', 2, 2, { projectId: projectId('Beta') }),
        makePhase('C', 2, 2, { projectId: projectId('Gamma') }),
        makePhase('D', 2, 2, { projectId: projectId('Delta') }),
      ],
      dependencies: [makeLink('Assay', 'B'), makeLink('Assay', 'C'), makeLink('Assay', 'D')],
    });
    change(plan, reschedule('Assay', 0, 4));
    expect([daysOf(plan, 'B'), daysOf(plan, 'C'), daysOf(plan, 'D')]).toEqual([
      [5, 5],
      [2, 2],
      [2, 2],
    ]);
  });
});

describe('working days', () => {
  const working = (more: object = {}) => makeProject('Alpha', { workingDays: true, ...more });

  it('a pushed phase starts on a working day and keeps its length in working days', () => {
    const plan = makePlan({
      projects: [working()],
      holidays: [makeHoliday(MONDAY + 7)],
      phases: [makePhase('Assay', 0, 2), makePhase('Report', 3, 4)],
      dependencies: [makeLink('Assay', 'Report')],
    });
    change(plan, reschedule('Assay', 0, 4));
    expect(daysOf(plan, 'Report')).toEqual([8, 9]);
  });

  it('lags count working days of the project of the successor', () => {
    const phases = [makePhase('Assay', 0, 4), makePhase('Report', 5, 5)];
    const plan = makePlan({ projects: [working()], phases });
    change(plan, { kind: 'dependency.link', ...makeLink('Assay', 'Report', 'FS', 2) });
    expect(daysOf(plan, 'Report')).toEqual([9, 9]);
  });

  it('a phase that breaks nothing may stand on a weekend', () => {
    const plan = makePlan({ projects: [working()], phases: [makePhase('Assay', 0, 1)] });
    change(plan, reschedule('Assay', 5, 6));
    expect(daysOf(plan, 'Assay')).toEqual([5, 6]);
  });
});

describe('violations', () => {
  const byHand = () =>
    makePlan({
      projects: [makeProject('Alpha', { autoSchedule: false })],
      phases: [makePhase('Assay', 0, 4), makePhase('Report', 3, 4), makePhase('Talk', 5, 5)],
      dependencies: [makeLink('Assay', 'Report'), makeLink('Report', 'Talk')],
    });

  it('are listed where scheduling is by hand, with what resolving would do', () => {
    const violations = violationsOf(byHand());
    expect(violations).toHaveLength(1);
    expect(violations[0]).toMatchObject({ phaseId: 'Report', missingDays: 2, resolved: { startOn: MONDAY + 5, endOn: MONDAY + 6 } });
  });

  it('are resolved on request, with everything that follows', () => {
    const plan = byHand();
    change(plan, { kind: 'schedule.resolve', id: projectId('Alpha') });
    expect([daysOf(plan, 'Report'), daysOf(plan, 'Talk')]).toEqual([
      [5, 6],
      [7, 7],
    ]);
    expect(violationsOf(plan)).toEqual([]);
  });

  it('are not repaired by switching automatic scheduling on alone', () => {
    const { patches } = accept(byHand(), { kind: 'project.update', id: projectId('Alpha'), fields: { autoSchedule: true } });
    expect(patches.map(({ field }) => field)).toEqual(['autoSchedule']);
  });
});

describe('circles of links', () => {
  it('are refused with the path named', () => {
    const plan = makePlan({
      phases: [makePhase('Synthesis', 0, 1), makePhase('Assay', 2, 3), makePhase('Report', 4, 4)],
      dependencies: [makeLink('Synthesis', 'Assay'), makeLink('Assay', 'Report')],
    });
    const refusal = refusalOf(plan, { kind: 'dependency.link', ...makeLink('Report', 'Synthesis') });
    expect(refusal).toMatchObject({ code: 'dependency_cycle', commandIndex: 0, ids: ['Synthesis', 'Assay', 'Report'] });
    expect(refusal.message).toBe(
      '“Synthesis” cannot depend on “Report”: the links would form a circle, Synthesis → Assay → Report → Synthesis. Remove one of them first.',
    );
  });

  it('are seen through containment', () => {
    const phases = [makePhase('Build', 0, 3), makePhase('Frame', 0, 3, { parentId: phaseId('Build') }), makePhase('Test', 4, 5)];
    const plan = makePlan({ phases, dependencies: [makeLink('Build', 'Test')] });
    expect(refusalOf(plan, { kind: 'dependency.link', ...makeLink('Test', 'Frame') }).code).toBe('dependency_cycle');
    expect(refusalOf(plan, { kind: 'dependency.link', ...makeLink('Frame', 'Build') }).code).toBe('dependency_containment');
    const move = refusalOf(plan, { kind: 'phase.move', id: phaseId('Test'), projectId: projectId('Alpha'), parentId: phaseId('Build') });
    expect(move.code).toBe('dependency_cycle');
    expect(move.message).toContain('“Test” cannot be moved into “Build”');
  });

  it('a second link between the same two phases is refused', () => {
    const plan = makePlan({ phases: [makePhase('A', 0, 0), makePhase('B', 1, 1)], dependencies: [makeLink('A', 'B')] });
    expect(refusalOf(plan, { kind: 'dependency.link', ...makeLink('A', 'B', 'SS'), id: linkId('again') }).code).toBe(
      'dependency_duplicate',
    );
  });
});
