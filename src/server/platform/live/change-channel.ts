import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { z } from 'zod';
import type { ConnectionConfig } from '../database/connection.ts';
import type { Database } from '../database/database.ts';
import { startListener } from '../database/listener.ts';
import type { ChangeChannel } from '../tenant-context.ts';

const CHANNEL = 'milestone_changes';
const payloadSchema = z.object({ node: z.string(), revision: z.int() });

export type NodeChannel = ChangeChannel & {
  /** Calls back when news may have been missed. Returns how to stop. */
  onGap(callback: () => void): () => void;
  close(): Promise<void>;
};

/** News between the nodes of one database, by NOTIFY; a node hears its own at once, without the way through the database. */
export function createChangeChannel(connection: ConnectionConfig, database: Database): NodeChannel {
  const node = randomUUID();
  const listeners = new Set<(revision: number) => void>();
  const gapListeners = new Set<() => void>();
  const tell = (revision: number): void => {
    for (const listener of listeners) listener(revision);
  };
  const listener = startListener(connection, CHANNEL, {
    onNotification: (payload) => {
      const news = parsePayload(payload);
      if (news && news.node !== node) tell(news.revision);
    },
    onListening: () => {
      for (const callback of gapListeners) callback();
    },
  });
  return {
    publish: (revision) => {
      tell(revision);
      // A lost notification is made good by the comparison of revisions that every node with open sockets makes.
      sql`select pg_notify(${CHANNEL}, ${JSON.stringify({ node, revision })})`.execute(database).catch(() => undefined);
    },
    subscribe: (onRevision) => {
      listeners.add(onRevision);
      return () => listeners.delete(onRevision);
    },
    onGap: (callback) => {
      gapListeners.add(callback);
      return () => gapListeners.delete(callback);
    },
    close: () => listener.close(),
  };
}

function parsePayload(payload: string): z.output<typeof payloadSchema> | undefined {
  try {
    return payloadSchema.parse(JSON.parse(payload));
  } catch {
    return undefined;
  }
}
