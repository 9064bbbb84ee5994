import type { ServerMessage } from '../../../contract/socket.ts';
import type { LiveChange, LiveSource } from '../../platform/live/live-source.ts';
import { maskChange, type ChangeRecord } from './change-record.ts';
import { findRevision, listRecords } from './change-store.ts';
import type { Reader } from './sight.ts';

/** Committed revisions for the open sockets of a tenant. */
export const planLive: LiveSource = {
  readRevision: (tenant) => findRevision(tenant.database),
  readChanges: async (tenant, afterRevision, limit) => (await listRecords(tenant.database, afterRevision, limit)).map(liveChangeOf),
};

/** Readers who are told the same get the same message: those of one scope, but for the author and for people's own absences. */
function liveChangeOf(record: ChangeRecord): LiveChange {
  const messages = new Map<string, ServerMessage>();
  const named = new Set([record.actorId, ...record.sights.flatMap(({ before, after }) => [before?.person?.id, after?.person?.id])]);
  return {
    revision: record.revision,
    messageFor: (reader) => {
      const scope = scopeKeyOf(reader, named.has(reader.userId));
      const known = messages.get(scope);
      if (known) return known;
      const message: ServerMessage = { type: 'change', revision: record.revision, change: maskChange(reader, record) };
      messages.set(scope, message);
      return message;
    },
  };
}

function scopeKeyOf(reader: Reader, isNamed: boolean): string {
  const sites = reader.siteIds === 'all' ? 'all' : [...reader.siteIds].sort().join();
  return `${reader.role} ${sites} ${isNamed ? reader.userId : ''}`;
}
