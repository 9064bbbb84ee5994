import { expect, test } from 'vitest';
import { numberText, readNumber } from './number-text.ts';

test.each([
  ['en', '1234.5', 1234.5],
  ['en', '1,234.5', 1234.5],
  ['en', '1,234', 1234],
  ['en', '1,234,567', 1_234_567],
  ['en', '1,5', 1.5],
  ['en', '.5', 0.5],
  ['en', '−12', -12],
  ['de', '1.234,5', 1234.5],
  ['de', '1.234', 1234],
  ['de', '1,5', 1.5],
  ['de', '1.5', 1.5],
  ['de', '1,234', 1.234],
  ['fr', '1 234,5', 1234.5],
  ['de-CH', '1’234.5', 1234.5],
])('in %s, %s is %d', (locale, text, value) => {
  expect(readNumber(text, locale)).toBe(value);
});

test.each(['', 'x', '1x', '--1', '1.2.3', '1,2,3', '5 %', 'Infinity', '0x10'])('%j is no number', (text) => {
  expect(readNumber(text, 'en')).toBeUndefined();
});

test.each(['en', 'de', 'fr', 'de-CH'])('what is shown to be typed in %s is read as the same number', (locale) => {
  for (const value of [0, -1234.5, 0.125, 1_234_567, 999.999]) expect(readNumber(numberText(value, locale), locale)).toBe(value);
});
