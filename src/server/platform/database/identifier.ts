import { sql, type RawBuilder } from 'kysely';

const LONGEST_BYTES = 63;

/**
 * A database or role name inside a statement that takes no parameter there. Every such name passes through here: PostgreSQL
 * would cut a longer one silently, and then it might be another's.
 */
export function identifier(name: string): RawBuilder<unknown> {
  if (name === '' || name.includes('\0') || Buffer.byteLength(name) > LONGEST_BYTES)
    throw new Error(`not a name that PostgreSQL keeps as it is: ${JSON.stringify(name)}`);
  return sql.id(name);
}
