import { isDayField } from '../../../contract/days-wire.ts';
import { formatDay } from '../../../lib/days.ts';

/** A field's value with its days as text. */
export function wireValue(field: string, value: unknown): unknown {
  if (!isDayField(field)) return value;
  if (Array.isArray(value)) return value.map((item) => wireValue(field, item));
  return typeof value === 'number' ? formatDay(value) : value;
}
