/**
 * Ranks order siblings: strings over 0-9 A-Z a-z, compared by code unit, with room between any two, so that moving one
 * row changes one row. A rank is the digits of a base-62 fraction; it never ends in "0".
 */
const WIDTH = 6;
const STEP = 62 ** 2;
const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** A rank strictly between two ranks; `undefined` stands for the open end. Throws when `before` is not less than `after`. */
export function rankBetween(before: string | undefined, after: string | undefined): string {
  const low = before ?? '';
  if (after !== undefined && low >= after) throw new RangeError(`no rank between "${low}" and "${after}"`);
  return stepPast(before, after) ?? midpoint(low, after);
}

/**
 * At an open end ranks advance by a fixed step in their first digits, so that ten thousand rows appended one by one keep short
 * ranks (halving the rest each time would add a digit for every few of them). Undefined when both ends are set or no step is left.
 */
function stepPast(before: string | undefined, after: string | undefined): string | undefined {
  const known = before ?? after;
  if (known === undefined || (before !== undefined && after !== undefined)) return undefined;
  const value = Array.from(known.slice(0, WIDTH).padEnd(WIDTH, '0')).reduce((sum, digit) => sum * 62 + DIGITS.indexOf(digit), 0);
  const next = before === undefined ? value - STEP : value + STEP;
  return next > 0 && next < 62 ** WIDTH ? digitsOf(next, WIDTH).replace(/0+$/, '') : undefined;
}

/** `count` ascending ranks strictly between two ranks, all of nearly the same short length. */
export function ranksBetween(before: string | undefined, after: string | undefined, count: number): string[] {
  const width = Math.max(1, Math.ceil(Math.log(count + 2) / Math.log(62)));
  const step = Math.floor(62 ** width / (count + 1));
  const prefix = before === undefined && after === undefined ? '' : rankBetween(before, after);
  return Array.from({ length: count }, (_, index) => prefix + digitsOf(step * (index + 1), width).replace(/0+$/, ''));
}

function digitsOf(value: number, width: number): string {
  let digits = '';
  for (let rest = value, index = 0; index < width; index += 1) {
    digits = DIGITS.charAt(rest % 62) + digits;
    rest = Math.floor(rest / 62);
  }
  return digits;
}

function midpoint(low: string, high: string | undefined): string {
  let prefix = '';
  for (let index = 0; ; index += 1) {
    const lowDigit = index < low.length ? DIGITS.indexOf(low.charAt(index)) : 0;
    const highDigit = high !== undefined && index < high.length ? DIGITS.indexOf(high.charAt(index)) : 62;
    if (highDigit - lowDigit > 1) return prefix + DIGITS.charAt(Math.floor((lowDigit + highDigit) / 2));
    prefix += DIGITS.charAt(lowDigit);
    if (highDigit - lowDigit === 1) return prefix + midpoint(low.slice(index + 1), undefined);
  }
}
