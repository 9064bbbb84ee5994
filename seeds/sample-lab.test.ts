import { describe, expect, it } from 'vitest';
import { dayOf } from '../src/lib/days.ts';
import { applyPatches } from '../src/planning/patches.ts';
import { createPlan, type Plan } from '../src/planning/plan.ts';
import { runCommands } from '../src/planning/commands/run-commands.ts';
import type { SiteId } from '../src/planning/model.ts';
import { createLargePlan } from './large-plan.ts';
import { createSampleLab } from './sample-lab.ts';

const noon = dayOf(2026, 11, 18);

function emptyPlan(lab: ReturnType<typeof createSampleLab>): Plan {
  return createPlan({
    revision: 0,
    sites: lab.sites,
    holidays: lab.holidays,
    companyEvents: lab.companyEvents,
    staff: lab.users,
    equipment: lab.equipment,
    projects: [],
    phases: [],
    dependencies: [],
    assignments: [],
    reservations: [],
    timeOff: [],
    customColumns: [],
    customValues: [],
  });
}

describe('the sample laboratory', () => {
  it.each([noon, noon + 4, dayOf(2027, 1, 1)])('is one batch that the engine takes as it is, around day %i', (today) => {
    const lab = createSampleLab(today);
    const plan = emptyPlan(lab);
    const outcome = runCommands(plan, lab.commands, { doubleBooking: 'refuse' });
    expect(outcome.kind === 'refused' ? outcome.refusal.message : '').toBe('');
    if (outcome.kind !== 'accepted') return;
    applyPatches(plan, outcome.patches);
    expect(plan.projects.size).toBe(12);
    expect(plan.phases.size).toBeGreaterThanOrEqual(150);
    expect([lab.sites.length, lab.users.length, lab.equipment.length]).toEqual([3, 40, 15]);
    expect(Array.from(plan.projects.values()).some((project) => project.startOn <= today && project.endOn >= today)).toBe(true);
    expect(plan.reservations.size).toBeGreaterThan(30);
  });

  it('nothing is moved by its own links: what is seeded is what is seen', () => {
    const lab = createSampleLab(noon);
    const plan = emptyPlan(lab);
    const outcome = runCommands(plan, lab.commands, { doubleBooking: 'refuse' });
    if (outcome.kind !== 'accepted') throw new Error(outcome.refusal.message);
    expect(outcome.moves.filter((move) => move.reason.kind === 'pushed')).toEqual([]);
  });
});

it('the large workspace is taken batch by batch, without a violated link', () => {
  const lab = createSampleLab(noon);
  const plan = emptyPlan(lab);
  const site: SiteId | undefined = lab.sites[0]?.id;
  if (site === undefined) throw new Error('the laboratory has no site');
  for (const batch of createLargePlan(site, noon, { projects: 5, groups: 4, subgroups: 5, leaves: 4 })) {
    const outcome = runCommands(plan, batch, { doubleBooking: 'refuse' });
    if (outcome.kind !== 'accepted') throw new Error(outcome.refusal.message);
    applyPatches(plan, outcome.patches);
  }
  expect(plan.phases.size).toBe(520);
});
