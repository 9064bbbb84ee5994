import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { z } from 'zod';
import type { ConnectionConfig } from '../database/connection.ts';
import type { Database } from '../database/database.ts';
import { startListener } from '../database/listener.ts';
import { accessEventSchema, createAccessNews, type AccessEvent } from '../live/access-news.ts';
import type { NodeChannel } from '../live/change-channel.ts';

const CHANNEL = 'milestone_changes';
const newsSchema = z.union([
  z.object({ node: z.string(), tenant: z.string(), revision: z.int() }),
  z.object({ node: z.string(), tenant: z.string(), access: accessEventSchema }),
]);
type News = z.output<typeof newsSchema>;

const MAX_AT_ONCE = 500;
/** While the registry is away; more than these are told by the check of every open socket that follows its return. */
const MAX_WAITING = 5000;
const RETRY_MS = 500;

export type TenantNews = {
  /** The news of one tenant. */
  channelOf(tenantId: string): NodeChannel;
  close(): Promise<void>;
};

type Listeners = {
  readonly revisions: Set<(revision: number) => void>;
  readonly gaps: Set<() => void>;
  readonly hear: (event: AccessEvent) => void;
};

/**
 * News between nodes of all tenants, over one connection to the master: which tenant, and which revision or whose rights.
 * A lost revision is made good by the comparison that every node with open sockets makes; news of rights are told until the
 * registry has taken them.
 */
export function startTenantNews<Tables>(connection: ConnectionConfig, master: Database<Tables>): TenantNews {
  const node = randomUUID();
  const tenants = new Map<string, Listeners>();
  const outbox = createOutbox(node, (news) => notify(master, news));
  const listener = startListener(connection, CHANNEL, {
    onNotification: (payload) => {
      const news = parseNews(payload);
      const listeners = news && tenants.get(news.tenant);
      if (!listeners || news.node === node) return;
      if ('access' in news) listeners.hear(news.access);
      else for (const tell of listeners.revisions) tell(news.revision);
    },
    onListening: () => {
      for (const { gaps } of tenants.values()) for (const tell of gaps) tell();
    },
  });

  return {
    channelOf: (tenant) => {
      const accessNews = createAccessNews((event) => outbox.addAccess(tenant, event));
      const own: Listeners = { revisions: new Set(), gaps: new Set(), hear: (event) => accessNews.hear(event) };
      tenants.set(tenant, own);
      return {
        accessNews,
        publish: (revision) => {
          for (const tell of own.revisions) tell(revision);
          outbox.addRevision(tenant, revision);
        },
        subscribe: (onRevision) => {
          own.revisions.add(onRevision);
          return () => own.revisions.delete(onRevision);
        },
        onGap: (callback) => {
          own.gaps.add(callback);
          return () => own.gaps.delete(callback);
        },
        close: async () => void (tenants.get(tenant) === own && tenants.delete(tenant)),
      };
    },
    close: async () => {
      await outbox.close();
      await listener.close();
    },
  };
}

/** What this node has to tell: one statement at a time; while it runs, the next ones gather, the last revision of each tenant. */
function createOutbox(node: string, tell: (news: readonly News[]) => Promise<void>) {
  const revisions = new Map<string, number>();
  const access: News[] = [];
  let sending: Promise<void> | undefined;
  let isClosed = false;

  const sendAll = async (): Promise<void> => {
    try {
      while (revisions.size + access.length > 0) {
        const rights = access.slice(0, MAX_AT_ONCE);
        const batch = [...revisions].slice(0, MAX_AT_ONCE);
        for (const [tenant] of batch) revisions.delete(tenant);
        const news: News[] = [...rights, ...batch.map(([tenant, revision]) => ({ node, tenant, revision }))];
        try {
          await tell(news);
          access.splice(0, rights.length);
        } catch {
          if (isClosed || access.length === 0) return;
          await sleep(RETRY_MS, undefined, { ref: false });
        }
      }
    } finally {
      sending = undefined;
    }
  };
  const send = (): void => {
    sending ??= sendAll();
  };

  return {
    addRevision: (tenant: string, revision: number): void => {
      revisions.set(tenant, Math.max(revision, revisions.get(tenant) ?? 0));
      send();
    },
    addAccess: (tenant: string, event: AccessEvent): void => {
      if (access.length < MAX_WAITING) access.push({ node, tenant, access: event });
      send();
    },
    close: async (): Promise<void> => {
      isClosed = true;
      await sending;
    },
  };
}

/** Tells every node of a tenant whose access was changed from outside it, such as from the portal. */
export async function tellAccess<Tables>(master: Database<Tables>, tenant: string, access: AccessEvent): Promise<void> {
  await notify(master, [{ node: '', tenant, access }]);
}

async function notify<Tables>(master: Database<Tables>, news: readonly News[]): Promise<void> {
  const payloads = news.map((item) => JSON.stringify(item));
  await sql`select pg_notify(${CHANNEL}, payload) from unnest(${payloads}::text[]) as news (payload)`.execute(master);
}

function parseNews(payload: string): News | undefined {
  try {
    return newsSchema.parse(JSON.parse(payload));
  } catch {
    return undefined;
  }
}
