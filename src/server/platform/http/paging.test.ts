import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeCursor, pageOfAll } from './paging.ts';
import { ProblemError } from './problem-error.ts';

describe('pages of a list', () => {
  it('together hold every item once, in order, whatever the page size', () => {
    const item = fc.record({ id: fc.uuid(), name: fc.constantFrom('a', 'b', 'ä', '') });
    fc.assert(
      fc.property(fc.uniqueArray(item, { selector: ({ id }) => id, maxLength: 40 }), fc.integer({ min: 1, max: 9 }), (items, limit) => {
        const seen: { id: string; name: string }[] = [];
        let cursor: string | undefined;
        do {
          const page = pageOfAll(items, { limit, cursor }, ({ name }) => name);
          expect(page.items.length).toBeLessThanOrEqual(limit);
          seen.push(...page.items);
          cursor = page.nextCursor ?? undefined;
        } while (cursor !== undefined);
        expect(seen.map(({ name }) => name)).toEqual(items.map(({ name }) => name).sort());
        expect(new Set(seen.map(({ id }) => id)).size).toBe(items.length);
      }),
    );
  });

  it.each(['x', 'bnVsbA', Buffer.from('["a"]').toString('base64url'), Buffer.from('["a","b"]').toString('base64url')])(
    'cannot start at the made-up cursor %j',
    (cursor) => {
      expect(() => decodeCursor(cursor)).toThrow(ProblemError);
    },
  );
});
