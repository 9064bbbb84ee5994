import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { barColorsOf, contrast, parseColor, type Rgb } from './color.ts';

const channel = fc.integer({ min: 0, max: 255 });
const themes: readonly { readonly surface: Rgb; readonly text: Rgb }[] = [
  { surface: parseColor('#ffffff'), text: parseColor('#191d27') },
  { surface: parseColor('#171a20'), text: parseColor('#eceef3') },
];

describe('bar colours', () => {
  it('keep the label readable on the bar and on its done part, whatever the colour, in both themes', () => {
    fc.assert(
      fc.property(channel, channel, channel, fc.constantFrom(...themes), (red, green, blue, { surface, text }) => {
        const colors = barColorsOf([red, green, blue], surface, text);
        for (const fill of [colors.fill, colors.progress]) expect(contrast(parseColor(fill), text)).toBeGreaterThanOrEqual(4.5);
      }),
    );
  });

  it('reads the forms that computed styles and the plan use', () => {
    expect(parseColor('#3b6fd9')).toEqual([59, 111, 217]);
    expect(parseColor('rgb(59, 111, 217)')).toEqual([59, 111, 217]);
    expect(parseColor('rgb(59 111 217 / 0.5)')).toEqual([59, 111, 217]);
    expect(parseColor('chartreuse-ish')).toEqual([128, 128, 128]);
  });
});
