import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rankBetween, ranksBetween } from './rank.ts';

describe('ranks', () => {
  it('a rank lies strictly between its neighbours, wherever rows are put', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 1000 }), { maxLength: 200 }), (places) => {
        const ranks: string[] = [];
        for (const place of places) {
          const index = place % (ranks.length + 1);
          ranks.splice(index, 0, rankBetween(ranks[index - 1], ranks[index]));
        }
        expect(ranks).toEqual([...new Set(ranks)].sort());
        expect(ranks.every((rank) => /^[0-9A-Za-z]+$/.test(rank) && !rank.endsWith('0'))).toBe(true);
      }),
    );
  });

  it('ten thousand rows appended or prepended one by one keep short ranks', () => {
    let [last, first] = [rankBetween(undefined, undefined), rankBetween(undefined, undefined)];
    for (let count = 0; count < 10_000; count += 1) {
      const [next, previous] = [rankBetween(last, undefined), rankBetween(undefined, first)];
      expect(next > last && previous < first).toBe(true);
      [last, first] = [next, previous];
    }
    expect(last.length).toBeLessThanOrEqual(6);
    expect(first.length).toBeLessThanOrEqual(6);
  });

  it('many ranks at once are ascending', () => {
    const ranks = ranksBetween('A', 'B', 500);
    expect(ranks).toEqual([...new Set(ranks)].sort());
    expect(ranks.every((rank) => rank > 'A' && rank < 'B')).toBe(true);
  });

  it('refuses neighbours in the wrong order', () => {
    expect(() => rankBetween('b', 'a')).toThrow(RangeError);
  });
});
