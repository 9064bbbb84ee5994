import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { planRecipe, snapshotOf } from '../../../tests/support/random-plans.ts';
import {
  equipmentId,
  makeBooking,
  makeEquipment,
  makeLink,
  makePhase,
  makePlan,
  makeProject,
  makeStaff,
  MONDAY,
  phaseId,
  staffId,
} from '../../../tests/support/small-plans.ts';
import { runCommands } from '../commands/run-commands.ts';
import type { Assignment, AssignmentId, PlanSnapshot, TimeOff, TimeOffId } from '../model.ts';
import { applyPatches } from '../patches.ts';
import { createPlan, listProjects, type Plan } from '../plan.ts';
import type { CheckId, Finding } from './finding.ts';
import { planHealthOf } from './plan-health.ts';

function healthOf(plan: Plan, today = 0) {
  return planHealthOf(plan, { projects: listProjects(plan), todayAt: () => MONDAY + today, createId: () => crypto.randomUUID() });
}

function find(plan: Plan, check: CheckId, today = 0): readonly Finding[] {
  return healthOf(plan, today).groups.find((group) => group.check === check)?.findings ?? [];
}

function idsOf(findings: readonly Finding[]): string[] {
  return findings.map(({ itemId }) => itemId);
}

/** Does the first fix of each finding and answers with what the check finds then. */
function fixed(plan: Plan, check: CheckId, today = 0): string[] {
  for (const { fixes } of find(plan, check, today)) {
    const outcome = runCommands(plan, fixes[0]?.commands ?? [], { doubleBooking: 'allow' });
    if (outcome.kind === 'refused') throw new Error(outcome.refusal.message);
    applyPatches(plan, outcome.patches);
  }
  return idsOf(find(plan, check, today));
}

function assign(name: string, phase: string, allocationPercent = 50): Assignment {
  const id = `${name} on ${phase}` as AssignmentId;
  return { id, staffId: staffId(name), projectId: null, phaseId: phaseId(phase), allocationPercent, startOn: null, endOn: null };
}

function chain(parts: Partial<PlanSnapshot> = {}): Plan {
  return makePlan({
    phases: [makePhase('Assay', 0, 4), makePhase('Batch', 7, 11), makePhase('Report', 14, 18)],
    dependencies: [makeLink('Assay', 'Batch'), makeLink('Batch', 'Report')],
    staff: [makeStaff('Ada')],
    assignments: [assign('Ada', 'Assay'), assign('Ada', 'Batch'), assign('Ada', 'Report')],
    projects: [makeProject('Alpha', { workingDays: true })],
    ...parts,
  });
}

describe('a sound plan', () => {
  it('has no findings', () => {
    expect(healthOf(chain())).toEqual({ groups: [], findingCount: 0, openCount: 3, soundPercent: 100 });
  });

  it('is not asked for what is archived or masked', () => {
    const late = { projects: [makeProject('Alpha', { isArchived: true })] };
    expect(healthOf(chain(late), 30).findingCount).toBe(0);
    expect(healthOf(chain({ projects: [makeProject('Alpha', { isMasked: true })] }), 30).findingCount).toBe(0);
  });
});

describe('progress', () => {
  it('is overdue when the end has passed, and settled by done', () => {
    const plan = chain();
    expect(find(plan, 'overdue', 8)).toMatchObject([{ itemId: 'Assay', days: 4, percent: 0 }]);
    expect(find(plan, 'overdue', 8)[0]?.fixes[1]).toMatchObject({ kind: 'extend', on: MONDAY + 8 });
    expect(fixed(plan, 'overdue', 8)).toEqual([]);
  });

  it('is missing when the start has passed and nothing was done', () => {
    const plan = chain();
    expect(find(plan, 'notStarted', 2)).toMatchObject([
      { itemId: 'Assay', days: 2, fixes: [{ kind: 'move', on: MONDAY + 2 }, { kind: 'markStarted' }] },
    ]);
    expect(fixed(plan, 'notStarted', 2)).toEqual([]);
  });

  it('is behind an even pace, which says where it leads', () => {
    const phases = [makePhase('Assay', 0, 11, { completionPercent: 20, status: 'inProgress' })];
    const plan = chain({ phases, dependencies: [], assignments: [assign('Ada', 'Assay')] });
    // Five of ten working days have passed for a fifth of the work: 25 working days in all.
    expect(find(plan, 'behind', 7)).toMatchObject([{ itemId: 'Assay', percent: 20, days: 50, to: MONDAY + 32 }]);
    expect(fixed(plan, 'behind', 7)).toEqual([]);
  });

  it('contradicts a status', () => {
    const phases = [makePhase('Assay', 0, 4, { status: 'done' }), makePhase('Batch', 7, 11, { completionPercent: 100 })];
    const plan = chain({ phases, dependencies: [makeLink('Assay', 'Batch')], assignments: [] });
    expect(idsOf(find(plan, 'statusMismatch'))).toEqual(['Assay', 'Batch']);
    expect(fixed(plan, 'statusMismatch')).toEqual([]);
  });
});

describe('logic', () => {
  it('leaves no phase between first and last without links', () => {
    const phases = [...chain().phases.values(), makePhase('Extra', 7, 9)];
    const plan = chain({ phases });
    expect(find(plan, 'openStart')).toMatchObject([{ itemId: 'Extra', otherId: 'Assay' }]);
    expect(find(plan, 'openEnd')).toMatchObject([{ itemId: 'Extra', otherId: 'Report' }]);
    expect(fixed(plan, 'openStart')).toEqual([]);
    expect(fixed(plan, 'openEnd')).toEqual([]);
  });

  it('is missing altogether where a project has no links', () => {
    const plan = chain({ dependencies: [] });
    expect(find(plan, 'noLinks')).toMatchObject([{ itemId: 'Alpha', fixes: [{ kind: 'linkAll', amount: 2 }] }]);
    expect(fixed(plan, 'noLinks')).toEqual([]);
    expect(healthOf(plan).findingCount).toBe(0);
  });

  it('is broken by a phase that stands too early, which three things settle', () => {
    const broken = () =>
      chain({
        projects: [makeProject('Alpha', { autoSchedule: false })],
        phases: [makePhase('Assay', 0, 9), makePhase('Batch', 7, 11), makePhase('Report', 21, 25)],
      });
    expect(find(broken(), 'violation')).toMatchObject([{ itemId: 'Batch', days: 3, otherId: 'Assay' }]);
    for (const index of [0, 1, 2]) {
      const plan = broken();
      const outcome = runCommands(plan, find(plan, 'violation')[0]?.fixes[index]?.commands ?? [], { doubleBooking: 'refuse' });
      if (outcome.kind === 'accepted') applyPatches(plan, outcome.patches);
      expect([index, find(plan, 'violation')]).toEqual([index, []]);
    }
    expect(fixed(broken(), 'manualSchedule')).toEqual([]);
  });

  it('does not hold a phase that was put later by hand', () => {
    const phases = [makePhase('Assay', 0, 4), makePhase('Batch', 7, 11), makePhase('Report', 21, 25)];
    const plan = chain({ phases });
    expect(find(plan, 'hardDate')).toMatchObject([{ itemId: 'Report', days: 5, otherId: 'Batch', fixes: [{ on: MONDAY + 14 }] }]);
    expect(fixed(plan, 'hardDate')).toEqual([]);
  });

  it('is doubtful with leads, fixed dates and starts on days off', () => {
    const plan = chain({
      projects: [{ ...makeProject('Alpha', { workingDays: true, hasFixedDates: true }), endOn: MONDAY + 30 }],
      phases: [makePhase('Assay', 0, 4), makePhase('Batch', 5, 11), makePhase('Report', 14, 18)],
      dependencies: [makeLink('Assay', 'Batch', 'FS', -1), makeLink('Batch', 'Report')],
    });
    expect(find(plan, 'lead')).toMatchObject([{ itemId: 'Batch', otherId: 'Assay', days: 1 }]);
    expect(find(plan, 'fixedDates')).toMatchObject([{ itemId: 'Alpha', from: MONDAY, to: MONDAY + 18 }]);
    expect(find(plan, 'dayOff')).toMatchObject([{ itemId: 'Batch', fixes: [{ on: MONDAY + 7 }] }]);
    for (const check of ['lead', 'fixedDates', 'dayOff'] as const) expect([check, fixed(plan, check)]).toEqual([check, []]);
  });
});

describe('people and instruments', () => {
  it('are proposed for work that nobody does: who works nearby and has the most time', () => {
    const plan = chain({
      staff: [makeStaff('Ada'), makeStaff('Ben')],
      assignments: [assign('Ada', 'Assay'), assign('Ben', 'Assay'), assign('Ben', 'Report'), assign('Ada', 'Report', 80)],
      phases: [makePhase('Assay', 0, 4), makePhase('Batch', 7, 11), makePhase('Report', 7, 18)],
      dependencies: [makeLink('Assay', 'Batch'), makeLink('Assay', 'Report')],
    });
    expect(find(plan, 'unassigned')).toMatchObject([{ itemId: 'Batch', fixes: [{ kind: 'assign', staffId: 'Ben', amount: 50 }] }]);
    expect(fixed(plan, 'unassigned')).toEqual([]);
  });

  it('are not asked for where the project itself or a parent has somebody', () => {
    const parent = makePhase('Chemistry', 0, 4);
    const plan = chain({
      phases: [parent, makePhase('Assay', 0, 4, { parentId: parent.id })],
      dependencies: [],
      assignments: [assign('Ada', 'Chemistry')],
    });
    expect(find(plan, 'unassigned')).toEqual([]);
  });

  it('are asked for too much: one finding over a weekend, told of what begins last', () => {
    const plan = chain({
      phases: [makePhase('Assay', 0, 11), makePhase('Batch', 3, 9)],
      dependencies: [],
      assignments: [assign('Ada', 'Assay', 60), assign('Ada', 'Batch', 70)],
    });
    expect(find(plan, 'overload')).toMatchObject([
      { itemId: 'Batch', staffId: 'Ada', from: MONDAY + 3, to: MONDAY + 9, percent: 30, fixes: [{ kind: 'reduce', amount: 40 }] },
    ]);
    expect(fixed(plan, 'overload')).toEqual([]);
  });

  it('are away while they are planned', () => {
    const away: TimeOff = {
      id: 'away' as TimeOffId,
      staffId: staffId('Ada'),
      kind: 'vacation',
      startOn: MONDAY + 7,
      endOn: MONDAY + 8,
      dayPart: 'full',
      recurrence: null,
      exceptionsOn: [],
      note: null,
    };
    const plan = chain({ timeOff: [away] });
    expect(find(plan, 'absence')).toMatchObject([{ itemId: 'Batch', from: MONDAY + 7, to: MONDAY + 8, fixes: [{ on: MONDAY + 9 }] }]);
    expect(fixed(plan, 'absence')).toEqual([]);
  });

  it('are promised twice, and the later booking gives way', () => {
    const [first, second] = [makePhase('Assay', 0, 4), makePhase('Batch', 3, 9)];
    const plan = chain({
      phases: [first, second],
      dependencies: [],
      assignments: [],
      equipment: [makeEquipment('Reactor')],
      reservations: [makeBooking('one', 'Reactor', first), makeBooking('two', 'Reactor', second)],
    });
    expect(find(plan, 'instrumentClash')).toMatchObject([
      {
        itemId: 'Batch',
        otherId: 'Assay',
        equipmentId: equipmentId('Reactor'),
        from: MONDAY + 3,
        to: MONDAY + 4,
        fixes: [{ on: MONDAY + 7 }],
      },
    ]);
    expect(fixed(plan, 'instrumentClash')).toEqual([]);
  });
});

describe('any plan', () => {
  it('is judged without a fault, and no fix is refused for another reason than a rule of the plan', () => {
    fc.assert(
      fc.property(planRecipe, (recipe) => {
        const plan = createPlan(snapshotOf(recipe));
        const before = JSON.stringify([...plan.phases.values()]);
        const { groups, soundPercent, findingCount } = healthOf(plan, 5);
        expect(soundPercent).toBeGreaterThanOrEqual(0);
        expect(soundPercent).toBeLessThanOrEqual(100);
        expect(groups.reduce((sum, group) => sum + group.findings.length, 0)).toBe(findingCount);
        for (const { fixes } of groups.flatMap((group) => group.findings).slice(0, 40))
          for (const { commands } of fixes)
            expect(['accepted', 'refused']).toContain(runCommands(plan, commands, { doubleBooking: 'allow' }).kind);
        expect(JSON.stringify([...plan.phases.values()])).toBe(before);
      }),
      { numRuns: 60 },
    );
  });

  it('counts a share of sound phases', () => {
    const { soundPercent, openCount } = healthOf(chain(), 8);
    expect([openCount, soundPercent]).toEqual([3, 33]);
  });

  it('is of the given projects alone', () => {
    const scope = { projects: [], todayAt: () => MONDAY + 99, createId: () => crypto.randomUUID() };
    expect(planHealthOf(chain(), scope)).toMatchObject({ findingCount: 0, soundPercent: 100 });
  });
});
