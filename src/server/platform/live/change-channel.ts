import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { z } from 'zod';
import type { ConnectionConfig } from '../database/connection.ts';
import type { Database } from '../database/database.ts';
import { startListener } from '../database/listener.ts';
import type { ChangeChannel } from '../tenant-context.ts';
import { accessEventSchema, createAccessNews, type AccessEvent, type AccessNews } from './access-news.ts';

const CHANNEL = 'milestone_changes';
const newsSchema = z.union([z.object({ node: z.string(), revision: z.int() }), z.object({ node: z.string(), access: accessEventSchema })]);
type News = z.output<typeof newsSchema>;

/** Rights are worth more patience than revisions, which are compared anyway. */
const ACCESS_TRIES = 10;
const ACCESS_WAIT_MS = 500;

export type NodeChannel = ChangeChannel & {
  readonly accessNews: AccessNews;
  /** Calls back when news may have been missed. Returns how to stop. */
  onGap(callback: () => void): () => void;
  close(): Promise<void>;
};

/** News between the nodes of one database, by NOTIFY; a node hears its own at once, without the way through the database. */
export function createChangeChannel(connection: ConnectionConfig, database: Database): NodeChannel {
  const node = randomUUID();
  const listeners = new Set<(revision: number) => void>();
  const gapListeners = new Set<() => void>();
  const closing = new AbortController();
  const send = (news: News) => sql`select pg_notify(${CHANNEL}, ${JSON.stringify(news)})`.execute(database);
  const sendAccess = async (access: AccessEvent): Promise<void> => {
    for (let attempt = 1; attempt <= ACCESS_TRIES && !closing.signal.aborted; attempt += 1) {
      try {
        await send({ node, access });
        return;
      } catch {
        await sleep(ACCESS_WAIT_MS, undefined, { ref: false });
      }
    }
  };
  const accessNews = createAccessNews((event) => void sendAccess(event));
  const tell = (revision: number): void => {
    for (const listener of listeners) listener(revision);
  };
  const listener = startListener(connection, CHANNEL, {
    onNotification: (payload) => {
      const news = parseNews(payload);
      if (!news || news.node === node) return;
      if ('revision' in news) tell(news.revision);
      else accessNews.hear(news.access);
    },
    onListening: () => {
      for (const callback of gapListeners) callback();
    },
  });
  return {
    accessNews,
    publish: (revision) => {
      tell(revision);
      // A lost notification is made good by the comparison of revisions that every node with open sockets makes.
      send({ node, revision }).catch(() => undefined);
    },
    subscribe: (onRevision) => {
      listeners.add(onRevision);
      return () => listeners.delete(onRevision);
    },
    onGap: (callback) => {
      gapListeners.add(callback);
      return () => gapListeners.delete(callback);
    },
    close: () => {
      closing.abort();
      return listener.close();
    },
  };
}

function parseNews(payload: string): News | undefined {
  try {
    return newsSchema.parse(JSON.parse(payload));
  } catch {
    return undefined;
  }
}
