import { formatDay, parseDay, type Day } from '../lib/days.ts';

/**
 * The wire form of plan data: every value under a key that ends in `On` is a day (or a list of days) and travels as
 * `YYYY-MM-DD`; so do `from` and `to` of a patch whose `field` ends in `On`. One rule for both directions, for browser and server.
 */
export function toWire(value: unknown): unknown {
  return convert(value, (day) => (typeof day === 'number' ? formatDay(day) : day));
}

/** The inverse of `toWire`. Throws a RangeError on a day that is none: parse outside data with the contract's schemas first. */
export function fromWire(value: unknown): unknown {
  return convert(value, (text) => (typeof text === 'string' ? requireDay(text) : text));
}

export function isDayField(name: string): boolean {
  return name.endsWith('On');
}

function requireDay(text: string): Day {
  const day = parseDay(text);
  if (day === undefined) throw new RangeError(`"${text}" is not a day (YYYY-MM-DD)`);
  return day;
}

function convert(value: unknown, day: (value: unknown) => unknown): unknown {
  if (Array.isArray(value)) return value.map((item) => convert(item, day));
  if (typeof value !== 'object' || value === null) return value;
  const isDayPatch = 'field' in value && typeof value.field === 'string' && isDayField(value.field) && 'from' in value;
  const entries = Object.entries(value).map(([key, item]): [string, unknown] => {
    const isDay = isDayField(key) || (isDayPatch && (key === 'from' || key === 'to'));
    return [key, isDay ? convertDays(item, day) : convert(item, day)];
  });
  return Object.fromEntries(entries);
}

function convertDays(value: unknown, day: (value: unknown) => unknown): unknown {
  return Array.isArray(value) ? value.map(day) : day(value);
}
