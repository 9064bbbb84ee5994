import type { Database } from '../../platform/database/database.ts';
import { ProblemError } from '../../platform/http/problem-error.ts';
import { maskChange, type WireChange } from './change-record.ts';
import { findBounds, listRecords, listRecordsAbout } from './change-store.ts';
import type { Reader } from './sight.ts';

export type ChangePage = { readonly revision: number; readonly items: readonly WireChange[] };

/**
 * Every revision after `since`, masked for the reader. Refused when they are no longer kept, when `since` is ahead of the plan
 * (a restored backup), and when the reader's scope changed after it: then only the whole plan tells what is now seen.
 * With `itemId` the last of them about that item, as far back as they are kept and the reader's scope is the same.
 */
export async function listChangesFor(
  database: Database,
  reader: Reader,
  { since, limit, itemId }: { readonly since: number; readonly limit: number; readonly itemId?: string | undefined },
): Promise<ChangePage> {
  const { revision, oldest, scopeSince } = await findBounds(database, reader.userId);
  if (itemId !== undefined) {
    const records = await listRecordsAbout(database, itemId, Math.max(since, scopeSince), limit);
    return {
      revision,
      items: records.map((record) => onlyAbout(itemId, maskChange(reader, record))).filter((change) => change.patches.length > 0),
    };
  }
  if (since > revision || since < scopeSince || (since < revision && since + 1 < oldest)) throw new ProblemError('changes_gone');
  const records = since < revision ? await listRecords(database, since, limit) : [];
  return { revision: Math.max(revision, records.at(-1)?.revision ?? 0), items: records.map((record) => maskChange(reader, record)) };
}

/** Leaves of a masked change what concerns one item: its own patches, and all patches of what points to it. */
function onlyAbout(itemId: string, change: WireChange): WireChange {
  const about = new Set([itemId]);
  for (const { id, from, to } of change.patches) if (from === itemId || to === itemId) about.add(id);
  return { ...change, patches: change.patches.filter((patch) => about.has(patch.id)) };
}
