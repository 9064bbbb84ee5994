import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FIRST_DAY, LAST_DAY } from '../lib/days.ts';
import { fromWire, toWire } from './days-wire.ts';

describe('the wire form of days', () => {
  it('turns days of entities, lists and patches into text, and nothing else', () => {
    const inside = {
      count: 3,
      startOn: 0,
      endOn: null,
      exceptionsOn: [1, 2],
      fields: { startOn: 31 },
      patches: [
        { entity: 'phase', id: 'a', field: 'startOn', from: null, to: 59 },
        { entity: 'phase', id: 'a', field: 'completionPercent', from: 1, to: 2 },
      ],
    };
    expect(toWire(inside)).toEqual({
      count: 3,
      startOn: '1970-01-01',
      endOn: null,
      exceptionsOn: ['1970-01-02', '1970-01-03'],
      fields: { startOn: '1970-02-01' },
      patches: [
        { entity: 'phase', id: 'a', field: 'startOn', from: null, to: '1970-03-01' },
        { entity: 'phase', id: 'a', field: 'completionPercent', from: 1, to: 2 },
      ],
    });
    expect(fromWire(toWire(inside))).toEqual(inside);
  });

  it('comes back equal for any day', () => {
    fc.assert(
      fc.property(fc.integer({ min: FIRST_DAY, max: LAST_DAY }), (day) => {
        expect(fromWire(toWire({ startOn: day }))).toEqual({ startOn: day });
      }),
    );
  });

  it('refuses text that is no day', () => {
    expect(() => fromWire({ startOn: '2026-02-30' })).toThrow(RangeError);
  });
});
