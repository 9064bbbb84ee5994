import { describe, expect, it } from 'vitest';
import { makeLink, makePhase, makePlan } from '../../../../../tests/support/small-plans.ts';
import { tracedLinks } from './traced-links.ts';

describe('the links that stand out for an item', () => {
  it('are those that hold it where it is, and none of the others', () => {
    const plan = makePlan({
      phases: [makePhase('Assay', 0, 4), makePhase('Batch', 0, 2), makePhase('Analysis', 5, 8), makePhase('Report', 9, 12)],
      dependencies: [makeLink('Assay', 'Analysis'), makeLink('Batch', 'Analysis'), makeLink('Analysis', 'Report')],
    });
    expect(tracedLinks(plan, 0, 'Report')).toEqual(new Set(['Analysis to Report', 'Assay to Analysis']));
    expect(tracedLinks(plan, 0, 'Assay').size).toBe(0);
    expect(tracedLinks(plan, 0, undefined).size).toBe(0);
    expect(tracedLinks(plan, 0, 'unknown').size).toBe(0);
  });
});
