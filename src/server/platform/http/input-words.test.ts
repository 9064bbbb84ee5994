import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { useInputWords } from './input-words.ts';

useInputWords();

const said = (schema: z.ZodType, value: unknown): string | undefined => schema.safeParse(value).error?.issues[0]?.message;

describe('what is said of a value that is not taken', () => {
  it.each([
    [z.string(), undefined, 'is missing'],
    [z.string(), 7, 'must be text'],
    [z.string().min(1), '', 'must not be empty'],
    [z.string().min(12), 'short', 'must have at least 12 characters'],
    [z.string().max(1), 'ab', 'must have at most 1 character'],
    [z.array(z.string()).max(2), ['a', 'b', 'c'], 'must have at most 2 entries'],
    [z.int().min(1), 0, 'must be at least 1'],
    [z.int(), 1.5, 'must be a whole number'],
    [z.coerce.number().int().max(65_535), '70000', 'must be at most 65535'],
    [z.number().gt(0), 0, 'must be more than 0'],
    [z.email(), 'nobody', 'must be an e-mail address'],
    [z.uuid(), 'x', 'must be an id as this API gives them'],
    [z.iso.date(), 'May', 'must be a day such as 2026-05-04'],
    [z.enum(['free', 'standard']), 'gold', 'must be one of free, standard'],
    [z.literal('acme'), 'x', 'must be acme'],
    [z.union([z.string(), z.array(z.string())]), 1, 'has none of the forms that are known here'],
    [z.string().regex(/^a$/, 'must be an a'), 'b', 'must be an a'],
    [z.string().regex(/^a$/), 'b', 'does not have the form that is needed'],
  ])('%#', (schema, value, words) => {
    expect(said(schema, value)).toBe(words);
  });
});
