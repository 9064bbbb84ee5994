import { describe, expect, it } from 'vitest';
import { makeLink, makePhase, makePlan, MONDAY } from '../../../../../tests/support/small-plans.ts';
import { runCommands } from '../../../../planning/commands/run-commands.ts';
import { planHealthOf } from '../../../../planning/health/plan-health.ts';
import { listProjects } from '../../../../planning/plan.ts';
import { dayFormatOf } from '../../../timeline/day-format.ts';
import { fixAll } from './fix-all.ts';
import { findingText, fixText } from './health-words.ts';

const plan = makePlan({
  phases: [
    makePhase('Assay', 0, 4),
    makePhase('Batch', 5, 6),
    makePhase('Extra', 5, 6),
    makePhase('More', 5, 6),
    makePhase('Report', 7, 8),
  ],
  dependencies: [makeLink('Assay', 'Batch'), makeLink('Batch', 'Report')],
});
const { groups } = planHealthOf(plan, { projects: listProjects(plan), todayAt: () => MONDAY, createId: () => crypto.randomUUID() });
const open = groups.find((group) => group.check === 'openStart')?.findings ?? [];
const preview = (commands: Parameters<typeof runCommands>[1]) => runCommands(plan, commands, { doubleBooking: 'refuse' });

describe('settling all findings of a check', () => {
  it('is one batch, without those that a rule of the plan refuses', () => {
    expect(fixAll('openStart', open, preview)).toMatchObject({ count: 2 });
    const [first] = open;
    const twice = first ? [first, first] : [];
    expect(fixAll('openStart', twice, preview)).toMatchObject({ count: 1 });
  });

  it('is not offered where one fix would spoil another', () => {
    expect(fixAll('overload', open, preview)).toBeUndefined();
    expect(fixAll('openStart', [], preview)).toBeUndefined();
  });
});

describe('findings in words', () => {
  it('say what is wrong and what is done about it', () => {
    const words = { plan, format: dayFormatOf('en-GB', 2026) };
    const [finding] = open;
    expect(finding && findingText(words, finding)).toBe('Begins after Assay without a link');
    expect(finding?.fixes.map((fix) => fixText(words, fix))).toEqual(['Link with Assay']);
  });
});
