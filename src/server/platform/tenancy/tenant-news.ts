import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { z } from 'zod';
import type { ConnectionConfig } from '../database/connection.ts';
import type { Database } from '../database/database.ts';
import { startListener } from '../database/listener.ts';
import type { NodeChannel } from '../live/change-channel.ts';

const CHANNEL = 'milestone_changes';
const payloadSchema = z.object({ node: z.string(), tenant: z.string(), revision: z.int() });
const MAX_AT_ONCE = 500;

export type TenantNews = {
  /** The news of one tenant. */
  channelOf(tenantId: string): NodeChannel;
  close(): Promise<void>;
};

type Listeners = { readonly revisions: Set<(revision: number) => void>; readonly gaps: Set<() => void> };

/**
 * News between nodes of all tenants' plans, over one connection to the master: which tenant, which revision, and nothing
 * else. What is lost is made good by the comparison of revisions that every node with open sockets makes.
 */
export function startTenantNews<Tables>(connection: ConnectionConfig, master: Database<Tables>): TenantNews {
  const node = randomUUID();
  const tenants = new Map<string, Listeners>();
  const outgoing = new Map<string, number>();
  let sending: Promise<void> | undefined;
  const listener = startListener(connection, CHANNEL, {
    onNotification: (payload) => {
      const news = parsePayload(payload);
      if (news && news.node !== node) for (const tell of tenants.get(news.tenant)?.revisions ?? []) tell(news.revision);
    },
    onListening: () => {
      for (const { gaps } of tenants.values()) for (const tell of gaps) tell();
    },
  });

  /** One statement at a time: while it runs, the next ones gather, the last revision of each tenant. */
  const send = async (): Promise<void> => {
    try {
      while (outgoing.size > 0) {
        const batch = [...outgoing].slice(0, MAX_AT_ONCE);
        for (const [tenant] of batch) outgoing.delete(tenant);
        const payloads = batch.map(([tenant, revision]) => JSON.stringify({ node, tenant, revision }));
        await sql`select pg_notify(${CHANNEL}, payload) from unnest(${payloads}::text[]) as news (payload)`.execute(master);
      }
    } catch {
      // The registry is away; see above.
    } finally {
      sending = undefined;
    }
  };

  return {
    channelOf: (tenantId) => {
      const own: Listeners = { revisions: new Set(), gaps: new Set() };
      tenants.set(tenantId, own);
      return {
        publish: (revision) => {
          for (const tell of own.revisions) tell(revision);
          outgoing.set(tenantId, Math.max(revision, outgoing.get(tenantId) ?? 0));
          sending ??= send();
        },
        subscribe: (onRevision) => {
          own.revisions.add(onRevision);
          return () => own.revisions.delete(onRevision);
        },
        onGap: (callback) => {
          own.gaps.add(callback);
          return () => own.gaps.delete(callback);
        },
        close: async () => void (tenants.get(tenantId) === own && tenants.delete(tenantId)),
      };
    },
    close: async () => {
      await sending;
      await listener.close();
    },
  };
}

function parsePayload(payload: string): z.output<typeof payloadSchema> | undefined {
  try {
    return payloadSchema.parse(JSON.parse(payload));
  } catch {
    return undefined;
  }
}
