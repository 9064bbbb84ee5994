import { ProblemError } from './problem-error.ts';

export type PageQuery = { readonly limit: number; readonly cursor?: string | undefined };
export type Page<Item> = { items: Item[]; nextCursor: string | null };

/** Where a page ended: the sort key of its last row, then the id, which no two rows share. */
export type Position = { readonly key: string; readonly id: string };

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

function encodeCursor({ key, id }: Position): string {
  return Buffer.from(JSON.stringify([key, id])).toString('base64url');
}

/** The position that a caller hands back; anything that no page ever answered is refused. */
export function decodeCursor(cursor: string | undefined): Position | undefined {
  if (cursor === undefined) return undefined;
  const [key, id, ...rest] = parseList(cursor);
  const isPosition = typeof key === 'string' && typeof id === 'string' && UUID.test(id) && rest.length === 0 && !key.includes('\0');
  if (!isPosition)
    throw new ProblemError('invalid_input', { errors: [{ field: 'cursor', message: 'is not the nextCursor of a page of this list' }] });
  return { key, id };
}

function parseList(cursor: string): readonly unknown[] {
  try {
    const value: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    return Array.isArray(value) ? value : [];
  } catch {
    return [];
  }
}

/** Cuts one row more than asked for into a page; the extra row only says that more follow. */
export function pageOf<Row, Item>(
  rows: readonly Row[],
  limit: number,
  positionOf: (row: Row) => Position,
  itemOf: (row: Row) => Item,
): Page<Item> {
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  return { items: rows.slice(0, limit).map(itemOf), nextCursor: last === undefined ? null : encodeCursor(positionOf(last)) };
}

/** One page of a list that is small enough to be read whole, in the order of its keys. */
export function pageOfAll<Item extends { readonly id: string }>(
  items: readonly Item[],
  query: PageQuery,
  keyOf: (item: Item) => string,
): Page<Item> {
  const after = decodeCursor(query.cursor);
  const rows = items
    .map((item) => ({ item, position: { key: keyOf(item), id: item.id } }))
    .filter(({ position }) => after === undefined || comparePositions(position, after) > 0)
    .sort((a, b) => comparePositions(a.position, b.position));
  return pageOf(
    rows,
    query.limit,
    (row) => row.position,
    (row) => row.item,
  );
}

function comparePositions(a: Position, b: Position): number {
  if (a.key !== b.key) return a.key < b.key ? -1 : 1;
  return a.id < b.id ? -1 : Number(a.id > b.id);
}
