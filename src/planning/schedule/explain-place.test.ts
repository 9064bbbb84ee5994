import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { planRecipe, snapshotOf } from '../../../tests/support/random-plans.ts';
import { makeHoliday, makeLink, makePhase, makePlan, makeProject, MONDAY, phaseId, projectId } from '../../../tests/support/small-plans.ts';
import { createPlan, type Plan } from '../plan.ts';
import { explainPlace, type PlaceSide } from './explain-place.ts';
import { isBroken, isTooEarly, violationsOf } from './violations.ts';

/** Each step as "item side day rule". */
function told(plan: Plan, name: string, side: PlaceSide = 'start'): string[] {
  return explainPlace(plan, phaseId(name), side).map(({ id, side, on, rule }) => `${id} ${side} ${on - MONDAY} ${rule.kind}`);
}

describe('why something stands where it stands', () => {
  it('leads along the links that hold it to the date that somebody chose', () => {
    const plan = makePlan({
      phases: [makePhase('Assay', 0, 4), makePhase('Analysis', 5, 8), makePhase('Report', 9, 12)],
      dependencies: [makeLink('Assay', 'Analysis'), makeLink('Analysis', 'Report')],
    });
    expect(told(plan, 'Report')).toEqual([
      'Report start 9 link',
      'Analysis end 8 length',
      'Analysis start 5 link',
      'Assay end 4 length',
      'Assay start 0 own',
    ]);
    expect(told(plan, 'Report', 'end')[0]).toBe('Report end 12 length');
  });

  it('says since when links would let a phase begin that was put later', () => {
    const plan = makePlan({ phases: [makePhase('Assay', 0, 4), makePhase('Report', 9, 12)], dependencies: [makeLink('Assay', 'Report')] });
    const [step] = explainPlace(plan, phaseId('Report'), 'start');
    expect(step?.rule).toMatchObject({ kind: 'own', earliest: { startOn: MONDAY + 5, dependency: { id: 'Assay to Report' } } });
  });

  it('says which link a phase breaks', () => {
    const plan = makePlan({
      projects: [makeProject('Alpha', { autoSchedule: false })],
      phases: [makePhase('Assay', 0, 4), makePhase('Report', 2, 6)],
      dependencies: [makeLink('Assay', 'Report')],
    });
    const steps = explainPlace(plan, phaseId('Report'), 'start');
    expect(steps).toHaveLength(1);
    expect(steps[0]?.rule).toMatchObject({ kind: 'violated', allowedOn: MONDAY + 5 });
  });

  it('finds the phase within a predecessor that decides, and the phase around a successor that carries the link', () => {
    const within = (parent: string) => ({ parentId: phaseId(parent) });
    const plan = makePlan({
      phases: [
        makePhase('Chemistry', 0, 6),
        makePhase('Route', 0, 2, within('Chemistry')),
        makePhase('Batch', 1, 6, within('Chemistry')),
        makePhase('Biology', 7, 9),
        makePhase('Assay', 7, 9, within('Biology')),
      ],
      dependencies: [makeLink('Chemistry', 'Biology')],
    });
    expect(told(plan, 'Biology')).toEqual(['Biology start 7 children', 'Assay start 7 link', 'Batch end 6 length', 'Batch start 1 own']);
    expect(explainPlace(plan, phaseId('Assay'), 'start')[0]?.rule).toMatchObject({ kind: 'link', holderId: 'Biology' });
  });

  it('names the days off that moved a start on', () => {
    const plan = makePlan({
      projects: [makeProject('Alpha', { workingDays: true })],
      holidays: [makeHoliday(MONDAY + 7)],
      phases: [makePhase('Assay', 0, 4), makePhase('Report', 8, 9)],
      dependencies: [makeLink('Assay', 'Report')],
    });
    const [step] = explainPlace(plan, phaseId('Report'), 'start');
    expect(step?.rule).toMatchObject({ kind: 'link', daysOff: { from: MONDAY + 5, to: MONDAY + 7 } });
  });

  it('lists other links that hold it on the same day', () => {
    const plan = makePlan({
      phases: [makePhase('Assay', 0, 4), makePhase('Batch', 2, 4), makePhase('Report', 5, 6)],
      dependencies: [makeLink('Assay', 'Report'), makeLink('Batch', 'Report')],
    });
    const [step] = explainPlace(plan, phaseId('Report'), 'start');
    expect(step?.rule).toMatchObject({ dependency: { id: 'Assay to Report' }, others: [{ id: 'Batch to Report' }] });
  });

  it('tells a start that a finish link asks for', () => {
    const plan = makePlan({
      phases: [makePhase('Assay', 0, 9), makePhase('Report', 7, 9)],
      dependencies: [makeLink('Assay', 'Report', 'FF')],
    });
    expect(told(plan, 'Report').slice(0, 2)).toEqual(['Report start 7 link', 'Assay end 9 length']);
  });

  it('explains a project by its first phase, or by dates of its own', () => {
    const phases = [makePhase('Assay', 2, 4)];
    const spanning = explainPlace(makePlan({ phases }), projectId('Alpha'), 'start');
    expect(spanning.map(({ rule }) => rule.kind)).toEqual(['children', 'own']);
    const fixed = makePlan({ projects: [makeProject('Alpha', { hasFixedDates: true })], phases });
    expect(explainPlace(fixed, projectId('Alpha'), 'start').map(({ rule }) => rule.kind)).toEqual(['fixedDates']);
    expect(explainPlace(makePlan({}), projectId('Alpha'), 'end').map(({ rule }) => rule.kind)).toEqual(['own']);
  });

  it('answers nothing for what is not in the plan', () => {
    expect(explainPlace(makePlan({}), phaseId('Nothing'), 'start')).toEqual([]);
  });

  it('says of each phase and each link by itself what the list of violations says of all', () => {
    fc.assert(
      fc.property(planRecipe, (recipe) => {
        const plan = createPlan(snapshotOf(recipe));
        const all = violationsOf(plan);
        const phases = Array.from(plan.phases.keys()).filter((id) => isTooEarly(plan, id));
        expect(new Set(phases)).toEqual(new Set(all.map((violation) => violation.phaseId)));
        const links = Array.from(plan.dependencies.keys()).filter((id) => isBroken(plan, id));
        expect(new Set(links)).toEqual(new Set(all.map((violation) => violation.dependency.id)));
      }),
      { numRuns: 200 },
    );
  });

  it('ends with a date that somebody chose, whatever the plan, and calls broken what the list of violations does', () => {
    fc.assert(
      fc.property(planRecipe, (recipe) => {
        const plan = createPlan(snapshotOf(recipe));
        const broken = new Set(violationsOf(plan).map((violation) => violation.phaseId));
        for (const phase of plan.phases.values()) {
          expect(['own', 'violated']).toContain(explainPlace(plan, phase.id, 'start').at(-1)?.rule.kind);
        }
        const told = Array.from(broken, (id) => explainPlace(plan, id, 'start')[0]?.rule.kind);
        expect(new Set(told)).toEqual(new Set(broken.size > 0 ? ['violated'] : []));
      }),
      { numRuns: 100 },
    );
  });
});
