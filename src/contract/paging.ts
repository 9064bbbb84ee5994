import { z } from 'zod';

const MAX_PAGE = 200;

/** What every list takes: how many at once, and the `nextCursor` of the page before. A cursor belongs to one order and filter. */
export const pageQuery = {
  limit: z.coerce.number().int().min(1).max(MAX_PAGE).default(50),
  cursor: z.string().min(1).max(2000).optional(),
};

/** A switch in a query string. */
export const flagQuery = z.enum(['true', 'false']).transform((text) => text === 'true');

/** One page of a list; `nextCursor` is null on the last one. */
export function pageSchema<Item extends z.ZodType>(item: Item) {
  return z.object({ items: z.array(item), nextCursor: z.string().nullable() });
}
