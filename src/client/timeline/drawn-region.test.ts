import { describe, expect, it } from 'vitest';
import { covers, isFarFrom, regionToDraw } from './drawn-region.ts';

const seenAt = (y: number) => ({ x: 0, y, width: 900, height: 800 });

describe('the painted part', () => {
  it('reaches beyond what is seen where one scrolls slowly, so that the next frames need no painting', () => {
    expect(isFarFrom(seenAt(1000), seenAt(1060))).toBe(false);
    const drawn = { ...regionToDraw(seenAt(1060), { isFar: false, isOnTop: false }), x: 0 };
    expect(covers(drawn, seenAt(1100))).toBe(true);
    expect(covers(drawn, seenAt(1180))).toBe(false);
  });

  it('is what is seen and no more at first, and where each frame is far from the one before', () => {
    expect(isFarFrom({ x: 0, y: 0, width: 0, height: 0 }, seenAt(0))).toBe(true);
    expect(isFarFrom(seenAt(1000), seenAt(1320))).toBe(true);
    const drawn = regionToDraw(seenAt(1320), { isFar: true, isOnTop: true });
    expect(drawn.height).toBeLessThan(seenAt(0).height + 10);
    expect(drawn.y).toBeLessThanOrEqual(1320);
    expect(drawn.y + drawn.height).toBeGreaterThanOrEqual(1320 + 800);
  });

  it('leaves the table free while the canvas lies on top of it', () => {
    const seen = { ...seenAt(1000), x: 1003.5 };
    expect(regionToDraw(seen, { isFar: false, isOnTop: false }).x).toBeLessThan(1003 - 100);
    for (const isFar of [false, true]) expect(regionToDraw(seen, { isFar, isOnTop: true }).x).toBe(1003);
  });
});
