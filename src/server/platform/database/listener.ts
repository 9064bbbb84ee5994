import pg from 'pg';
import { clientOptionsOf, type ConnectionConfig } from './connection.ts';

export type Listener = { close(): Promise<void> };

export type ListenerEvents = {
  readonly onNotification: (payload: string) => void;
  /** Listening began, at the start or again after a loss: what was told in between was missed. */
  readonly onListening: () => void;
};

const FIRST_WAIT_MS = 100;
const LONGEST_WAIT_MS = 3000;

/**
 * Listens on a channel over a connection of its own (which must be a direct one, no pooler), and listens again when the
 * connection is lost, for as long as it takes.
 */
export function startListener(connection: ConnectionConfig, channel: string, events: ListenerEvents): Listener {
  let client: pg.Client | undefined;
  let retry: NodeJS.Timeout | undefined;
  let waitMs = FIRST_WAIT_MS;
  let isClosed = false;

  const connect = async (): Promise<void> => {
    const next = new pg.Client({ ...clientOptionsOf(connection), connectionTimeoutMillis: 5000 });
    let isLost = false;
    const lose = (): void => {
      if (isLost) return;
      isLost = true;
      void next.end().catch(() => undefined);
      if (isClosed) return;
      retry = setTimeout(() => void connect(), waitMs);
      waitMs = Math.min(waitMs * 2, LONGEST_WAIT_MS);
    };
    client = next;
    next.on('error', lose);
    next.on('end', lose);
    next.on('notification', (message) => events.onNotification(message.payload ?? ''));
    try {
      await next.connect();
      await next.query(`listen ${pg.escapeIdentifier(channel)}`);
      waitMs = FIRST_WAIT_MS;
      if (!isClosed) events.onListening();
    } catch {
      lose();
    }
  };
  void connect();
  return {
    close: async () => {
      isClosed = true;
      clearTimeout(retry);
      await client?.end().catch(() => undefined);
    },
  };
}
