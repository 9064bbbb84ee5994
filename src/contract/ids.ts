import { z } from 'zod';
import { formatDay, parseDay, type Day } from '../lib/days.ts';
import type { Brand } from '../lib/brand.ts';

export type UserSessionId = Brand<string, 'UserSessionId'>;

/**
 * A UUID that becomes a branded id here, at the boundary: in lower case, as the database answers it, so that ids compare as
 * text. The cast changes the type alone, so the JSON schema stays a UUID.
 */
export function idSchema<Id extends string>(): z.ZodType<Id, Id> {
  return z.uuid().toLowerCase() as unknown as z.ZodType<Id, Id>;
}

/** `YYYY-MM-DD` on the wire, a day number inside; years 1900 to 2199. */
export const daySchema = z.codec(
  z.iso.date().refine((text) => parseDay(text) !== undefined, 'must be a day of the years 1900 to 2199'),
  z.int(),
  { decode: (text): Day => parseDay(text) ?? Number.NaN, encode: (day) => formatDay(day) },
);

/** A single line of text as people type it: trimmed, without control characters. */
export function lineSchema(maxLength: number) {
  return z
    .string()
    .trim()
    .min(1)
    .max(maxLength)
    .regex(/^[^\u0000-\u001f\u007f\ud800-\udfff]*$/u, 'must be one line without control characters or half characters');
}

/** Text of several lines. NUL and unpaired surrogates cannot be stored in PostgreSQL. */
export function textSchema(maxLength: number) {
  return z
    .string()
    .max(maxLength)
    .regex(/^[^\u0000\ud800-\udfff]*$/u, 'must not contain NUL or half of a surrogate pair');
}

export const colorSchema = z.string().regex(/^#[0-9a-f]{6}$/, 'must be a colour like #3366cc');
export const percentSchema = z.int().min(0).max(100);
