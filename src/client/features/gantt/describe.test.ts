import { describe, expect, it } from 'vitest';
import { dayOf } from '../../../lib/days.ts';
import { createSiteCalendar } from '../../../planning/calendar/site-calendar.ts';
import { dayFormatOf } from '../../timeline/day-format.ts';
import { describeItem, rangeText, shiftText, workingShiftText } from './describe.ts';

const english = dayFormatOf('en-GB');
const march = (day: number) => dayOf(2026, 3, day);

describe('descriptions', () => {
  it('say a phase in one sentence', () => {
    const phase = { name: 'Synthesis', startOn: march(3), endOn: march(14), completionPercent: 40, workingDays: 9 };
    expect(describeItem(english, { ...phase, kind: 'phase', notes: [] })).toBe(
      'Synthesis, 3 to 14 March 2026, 9 working days, 40 percent done',
    );
    expect(describeItem(english, { ...phase, kind: 'project', notes: ['tentative'] })).toBe(
      'Synthesis, project, 3 to 14 March 2026, 9 working days, 40 percent done, tentative',
    );
  });

  it('say a milestone by its day, and whether it is done', () => {
    const milestone = { name: 'Gate', startOn: march(3), endOn: march(3), kind: 'milestone', workingDays: 0, notes: [] } as const;
    expect(describeItem(english, { ...milestone, completionPercent: 0 })).toBe('Gate, milestone, 3 March 2026');
    expect(describeItem(english, { ...milestone, completionPercent: 100 })).toBe('Gate, milestone, 3 March 2026, done');
  });

  it('join days as the language does', () => {
    expect(rangeText(english, march(28), dayOf(2026, 4, 2))).toBe('28 March to 2 April 2026');
    expect(rangeText(dayFormatOf('de-DE'), march(3), march(14))).toMatch(/^3\.\s?–\s?14\. März 2026$/u);
  });

  it('tell shifts in days and in working days', () => {
    const calendar = createSiteCalendar([6, 7], []);
    expect(shiftText(march(3), march(5))).toBe('2 days later');
    expect(shiftText(march(5), march(4))).toBe('1 day earlier');
    expect(shiftText(march(5), march(5))).toBeUndefined();
    // 5 March 2026 is a Thursday: the weekend does not count.
    expect(workingShiftText(calendar, march(5), march(12))).toBe('+5 wd');
    expect(workingShiftText(calendar, march(12), march(5))).toBe('−5 wd');
  });
});
