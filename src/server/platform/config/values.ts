import { z } from 'zod';

/** How single variables read. Messages complete a sentence that begins with the variable's name. */
export function wholeNumber(min: number, max: number, fallback: number) {
  return z
    .string()
    .trim()
    .regex(/^\d{1,9}$/, `must be a whole number from ${min} to ${max}`)
    .transform(Number)
    .refine((value) => value >= min && value <= max, `must be a whole number from ${min} to ${max}`)
    .default(fallback);
}

export function flag(fallback: boolean) {
  return z
    .enum(['true', 'false', '1', '0'], 'must be true or false')
    .transform((value) => value === 'true' || value === '1')
    .default(fallback);
}

export function optional<Schema extends z.ZodType>(schema: Schema) {
  return schema.optional();
}

export const httpUrl = z.url({ protocol: /^https?$/, error: 'must be an address like https://milestone.example.org' });
