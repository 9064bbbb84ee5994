import type { Database } from '../../platform/database/database.ts';
import { ProblemError } from '../../platform/http/problem-error.ts';
import { maskChange, type WireChange } from './change-record.ts';
import { findBounds, listRecords } from './change-store.ts';
import type { Reader } from './sight.ts';

export type ChangePage = { readonly revision: number; readonly items: readonly WireChange[] };

/**
 * Every revision after `since`, masked for the reader. Refused when they are no longer kept, when `since` is ahead of the plan
 * (a restored backup), and when the reader's scope changed after it: then only the whole plan tells what is now seen.
 */
export async function listChangesFor(
  database: Database,
  reader: Reader,
  { since, limit }: { readonly since: number; readonly limit: number },
): Promise<ChangePage> {
  const { revision, oldest, scopeSince } = await findBounds(database, reader.userId);
  if (since > revision || since < scopeSince || (since < revision && since + 1 < oldest)) throw new ProblemError('changes_gone');
  const records = since < revision ? await listRecords(database, since, limit) : [];
  return { revision: Math.max(revision, records.at(-1)?.revision ?? 0), items: records.map((record) => maskChange(reader, record)) };
}
