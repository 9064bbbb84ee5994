import { describe, expect, it } from 'vitest';
import { dayOf } from '../../lib/days.ts';
import { dayFormatOf } from './day-format.ts';
import { createScale, type ScaleMode } from './scale.ts';
import { headerTicks } from './ticks.ts';

const english = dayFormatOf('en-GB');
const words = { week: (week: number) => `W${week}` };

function ticks(mode: ScaleMode, cellWidth: number, format = english) {
  return headerTicks(createScale(mode, cellWidth, 0), dayOf(2026, 12, 24), dayOf(2027, 1, 12), format, words);
}

describe('header ticks', () => {
  it('shows ISO weeks over weekdays in the week mode', () => {
    const { upper, lower } = ticks('week', 60);
    expect(upper.map((tick) => tick.hint)).toEqual(['W52', 'W53', 'W1', 'W2']);
    expect(upper[2]).toMatchObject({ startDay: dayOf(2027, 1, 4), endDay: dayOf(2027, 1, 11), label: 'January 2027' });
    expect(lower[0]).toMatchObject({ label: '24', hint: 'Thu' });
    expect(lower).toHaveLength(20);
  });

  it('shows months over days, and weeks where days would be too narrow', () => {
    expect(ticks('month', 30).upper.map((tick) => tick.label)).toEqual(['December 2026', 'January 2027']);
    expect(ticks('month', 30).lower[0]).toMatchObject({ label: '24', hint: 'T' });
    expect(ticks('month', 30).weeks.map((tick) => tick.label)).toEqual(['W52', 'W53', 'W1', 'W2']);
    expect(ticks('month', 14).weeks).toEqual([]);
    expect(ticks('month', 14).lower.map((tick) => tick.hint)).toEqual(['W52', 'W53', 'W1', 'W2']);
  });

  it('shows months over weeks in the quarter mode and years over months in the year mode', () => {
    expect(ticks('quarter', 48).lower.map((tick) => tick.label)).toEqual(['W52', 'W53', 'W1', 'W2']);
    expect(ticks('year', 60).upper.map((tick) => tick.label)).toEqual(['2026', '2027']);
    expect(ticks('year', 60).lower.map((tick) => tick.label)).toEqual(['Dec', 'Jan']);
    expect(ticks('year', 20).lower.map((tick) => tick.label)).toEqual(['D', 'J']);
  });

  it('speaks the language of the reader', () => {
    expect(ticks('month', 30, dayFormatOf('de-DE')).upper[0]?.label).toBe('Dezember 2026');
    expect(ticks('year', 60, dayFormatOf('fr-FR')).lower[0]?.label).toBe('déc.');
  });
});
