import { describe, expect, it } from 'vitest';
import { linkId, makeLink, makePhase, makePlan, makeProject, makeSite, phaseId } from '../../../tests/support/small-plans.ts';
import { runCommands } from '../commands/run-commands.ts';
import type { Plan } from '../plan.ts';
import { createLinkCheck } from './link-check.ts';

/** A with a child A1 with a child A11, B with B1; C; D of an archived project. A1 → B, B1 → C. */
function plan(): Plan {
  return makePlan({
    sites: [makeSite('Basel')],
    projects: [makeProject('Alpha'), makeProject('Old', { isArchived: true })],
    phases: [
      makePhase('A', 0, 4),
      makePhase('A1', 0, 4, { parentId: phaseId('A') }),
      makePhase('A11', 0, 4, { parentId: phaseId('A1') }),
      makePhase('B', 5, 9),
      makePhase('B1', 5, 9, { parentId: phaseId('B') }),
      makePhase('C', 10, 14),
      makePhase('D', 0, 4, { projectId: makeProject('Old').id }),
    ],
    dependencies: [makeLink('A1', 'B'), makeLink('B1', 'C')],
  });
}

const NAMES = ['A', 'A1', 'A11', 'B', 'B1', 'C', 'D'] as const;

describe('the check of where a link may lead', () => {
  it('allows just what the engine would, in both directions', () => {
    const here = plan();
    for (const from of NAMES) {
      const mayFollow = createLinkCheck(here, phaseId(from), 'predecessor');
      for (const to of NAMES) {
        const link = { predecessorId: phaseId(from), successorId: phaseId(to), type: 'FS', lagDays: 0 } as const;
        const outcome = runCommands(here, [{ kind: 'dependency.link', id: linkId('new'), ...link }], { doubleBooking: 'refuse' });
        expect(mayFollow(phaseId(to)), `${from} to ${to}`).toBe(outcome.kind === 'accepted');
        expect(createLinkCheck(here, phaseId(to), 'successor')(phaseId(from)), `${to} after ${from}`).toBe(outcome.kind === 'accepted');
      }
    }
  });

  it('leaves a link out of account that would be taken away', () => {
    const here = plan();
    const link = makeLink('B1', 'C');
    expect(createLinkCheck(here, phaseId('C'), 'predecessor')(phaseId('B1'))).toBe(false);
    expect(createLinkCheck(here, phaseId('C'), 'predecessor', link.id)(phaseId('B1'))).toBe(true);
    expect(createLinkCheck(here, phaseId('B1'), 'predecessor', link.id)(phaseId('C'))).toBe(true);
  });

  it('knows nothing of a phase that is not there', () => {
    expect(createLinkCheck(plan(), phaseId('gone'), 'predecessor')(phaseId('C'))).toBe(false);
  });
});
