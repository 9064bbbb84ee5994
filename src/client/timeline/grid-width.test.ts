import { describe, expect, it } from 'vitest';
import { gridWidthIn } from './grid-width.ts';

const alone = (width: number) => ({ width, fullWidth: width });

describe('the width of the table', () => {
  it('is half of the room, neither narrow nor wide', () => {
    expect(gridWidthIn(alone(1200), undefined)).toBe(600);
    expect(gridWidthIn(alone(2400), undefined)).toBe(620);
    expect(gridWidthIn(alone(440), undefined)).toBe(220);
  });

  it('stays when a panel opens beside it, while the bars keep their part', () => {
    expect(gridWidthIn({ width: 900, fullWidth: 1000 }, undefined)).toBe(495);
    expect(gridWidthIn({ width: 700, fullWidth: 1200 }, undefined)).toBe(385);
  });

  it('is what one chose, as far as there is room', () => {
    expect(gridWidthIn(alone(1200), 300)).toBe(300);
    expect(gridWidthIn(alone(1000), 900)).toBe(550);
    expect(gridWidthIn(alone(1000), 20)).toBe(120);
  });
});
