import { expect, it } from 'vitest';
import { linkId, phaseId, makeLink, makePhase, makePlan } from '../../../../tests/support/small-plans.ts';
import { createInsight } from './schedule-insight.ts';

it('the critical path goes on over a link between parents, through the leaves that the link looks at', () => {
  const plan = makePlan({
    phases: [
      makePhase('Series A', 0, 4),
      makePhase('Coupling', 0, 4, { parentId: phaseId('Series A') }),
      makePhase('Spare', 0, 1, { parentId: phaseId('Series A') }),
      makePhase('Series B', 5, 9),
      makePhase('Scaffold', 5, 9, { parentId: phaseId('Series B') }),
      makePhase('Notes', 0, 1),
      makePhase('Review', 5, 6),
    ],
    dependencies: [makeLink('Series A', 'Series B'), makeLink('Notes', 'Review'), makeLink('Series A', 'Review')],
  });
  const insight = createInsight(plan, 0, true);
  expect(insight.isCriticalLink(linkId('Series A to Series B'))).toBe(true);
  expect(insight.isCriticalLink(linkId('Notes to Review'))).toBe(false);
  expect(insight.isCriticalLink(linkId('Series A to Review'))).toBe(false);
  expect(createInsight(plan, 0, false).isCriticalLink(linkId('Series A to Series B'))).toBe(false);
});
