import { describe, expect, it } from 'vitest';
import { dayOf } from '../../lib/days.ts';
import { dayFormatOf } from './day-format.ts';

describe('short days', () => {
  it('name the year where it is not the one at hand', () => {
    const english = dayFormatOf('en-GB', 2026);
    expect(english.short(dayOf(2026, 1, 27))).toBe('27 Jan');
    expect(english.short(dayOf(2000, 1, 27))).toBe('27 Jan 2000');
    expect(english.short(dayOf(2027, 1, 1))).toBe('1 Jan 2027');
  });

  it("do so in the language's own way", () => {
    expect(dayFormatOf('de-DE', 2026).short(dayOf(2000, 1, 27))).toBe('27. Jan. 2000');
    expect(dayFormatOf('en-US', 2026).short(dayOf(2000, 1, 27))).toBe('Jan 27, 2000');
  });

  it('go without a year where none is at hand', () => {
    expect(dayFormatOf('en-GB').short(dayOf(2000, 1, 27))).toBe('27 Jan');
  });
});
