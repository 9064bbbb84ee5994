import { describe, expect, it } from 'vitest';
import { makeHoliday, makeLink, makePhase, makePlan, makeProject, MONDAY, phaseId } from '../../../../../tests/support/small-plans.ts';
import { explainPlace } from '../../../../planning/schedule/explain-place.ts';
import type { Plan } from '../../../../planning/plan.ts';
import { dayFormatOf } from '../../../timeline/day-format.ts';
import { whyAnnouncement, whyLines } from './why-words.ts';

const format = dayFormatOf('en-GB', 2026);
const linesOf = (plan: Plan, name: string) => whyLines(plan, format, explainPlace(plan, phaseId(name), 'start'));

describe('why an item is where it is, in words', () => {
  it('tells each phase of the chain once, with its link, lag and days off', () => {
    const plan = makePlan({
      projects: [makeProject('Alpha', { workingDays: true })],
      holidays: [makeHoliday(MONDAY + 7)],
      phases: [makePhase('Assay', 0, 3), makePhase('Report', 8, 9)],
      dependencies: [makeLink('Assay', 'Report', 'FS', 1)],
    });
    expect(linesOf(plan, 'Report')).toEqual([
      {
        id: 'Report',
        name: 'Report',
        placed: 'starts 13 Jan',
        sentences: ['Begins when Assay has ended, 1 working day later (FS+1d).', 'Nobody works from Sat 10 Jan to Mon 12 Jan (Holiday).'],
        end: undefined,
      },
      {
        id: 'Assay',
        name: 'Assay',
        placed: '5 Jan – 8 Jan, 4 working days',
        sentences: ['Stands at the date that it was given; it waits for nothing.'],
        end: 'own',
      },
    ]);
  });

  it('names the phase that decides within a linked parent', () => {
    const plan = makePlan({
      phases: [makePhase('Chemistry', 0, 4), makePhase('Batch', 0, 4, { parentId: phaseId('Chemistry') }), makePhase('Report', 5, 6)],
      dependencies: [makeLink('Chemistry', 'Report')],
    });
    expect(linesOf(plan, 'Report')[0]?.sentences).toEqual(['Begins when Batch in Chemistry has ended (FS).']);
  });

  it('says what could be, and what is broken', () => {
    const late = makePlan({ phases: [makePhase('Assay', 0, 4), makePhase('Report', 9, 12)], dependencies: [makeLink('Assay', 'Report')] });
    expect(linesOf(late, 'Report')[0]?.sentences[1]).toBe('Assay would let it begin from 10 Jan on; nothing pulls it there.');
    const broken = makePlan({
      projects: [makeProject('Alpha', { autoSchedule: false })],
      phases: [makePhase('Assay', 0, 4), makePhase('Report', 2, 6)],
      dependencies: [makeLink('Assay', 'Report')],
    });
    expect(linesOf(broken, 'Report')[0]).toMatchObject({
      sentences: [
        'Was put here although Assay (FS) lets it begin from 10 Jan on only.',
        'Automatic scheduling is off in this project, so it stays.',
      ],
      end: 'violated',
    });
  });

  it('announces the first reason and the last cause', () => {
    const plan = makePlan({ phases: [makePhase('Assay', 0, 4), makePhase('Report', 5, 6)], dependencies: [makeLink('Assay', 'Report')] });
    expect(whyAnnouncement(linesOf(plan, 'Report'))).toBe(
      'Report starts 10 Jan. Begins when Assay has ended (FS). It all begins with Assay, 5 Jan – 9 Jan, 5 days.',
    );
  });
});
