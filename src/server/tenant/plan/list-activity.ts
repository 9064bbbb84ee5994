import type { z } from 'zod';
import type { activityPageSchema } from '../../../contract/changes.ts';
import type { Database } from '../../platform/database/database.ts';
import { listIdsAbout, listRecordsAbout, type ActivityQuery, type ActivityRecord } from './activity-store.ts';
import { maskChange, type WireMove } from './change-record.ts';
import { findBounds } from './change-store.ts';
import type { SightChange } from './mask.ts';
import { levelOf, type Reader } from './sight.ts';

export type ActivityPage = z.input<typeof activityPageSchema>;

/**
 * What happened to an item and what belongs to it, the latest first, masked for the reader: as far back as the log is kept and the
 * reader has had the present scope.
 */
export async function listActivityFor(database: Database, reader: Reader, asked: Omit<ActivityQuery, 'since'>): Promise<ActivityPage> {
  const { scopeSince } = await findBounds(database, reader.userId);
  const query = { ...asked, since: scopeSince };
  const ids = await listIdsAbout(database, query);
  const records = await listRecordsAbout(database, ids, query);
  const about = new Set(ids);
  const items = records.map((record) => tell(reader, record, about)).filter(({ patches }) => patches.length > 0);
  return { items, nextBefore: records.length < query.limit ? null : (records.at(-1)?.revision ?? null) };
}

function tell(reader: Reader, record: ActivityRecord, about: ReadonlySet<string>): ActivityPage['items'][number] {
  const { idempotencyKey: _key, step: _step, ...change } = maskChange(reader, record);
  const patches = change.patches.filter(({ id }) => about.has(id));
  const told = new Set(patches.map(({ id }) => id));
  const moves = record.moves.filter(({ id }) => told.has(id)).map((move) => maskReason(reader, record.sights, move));
  return { ...change, patches, moves, isRevertible: record.isRevertible, isUndone: record.isUndone };
}

/** What pushed something is named where the change itself shows that the reader sees it. */
function maskReason(reader: Reader, sights: readonly SightChange[], move: WireMove): WireMove {
  const { kind, predecessorId, dependencyId } = move.reason;
  if (predecessorId === undefined || reader.siteIds === 'all') return move;
  const isSeen = sights.some(
    ({ entity, after, ids }) => ids.some((id) => id === predecessorId || id === dependencyId) && levelOf(reader, entity, after) === 'full',
  );
  return isSeen ? move : { ...move, reason: { kind } };
}
