import type { WebSocket } from 'ws';
import type { ServerMessage } from '../../../contract/socket.ts';
import type { Actor } from '../actor.ts';
import type { TenantContext } from '../tenant-context.ts';
import { dismissSocket, LiveConnection } from './live-connection.ts';
import type { LiveChange, LiveSource } from './live-source.ts';

const COMPARE_EVERY_MS = 5000;
const HEARTBEAT_EVERY_MS = 30_000;
const MAX_CONNECTIONS = 10_000;
const MAX_CONNECTIONS_PER_USER = 50;
const CHANGES_PER_READ = 100;
const MAX_FRAME_CHARACTERS = 512 * 1024;

export type LiveHubOptions = {
  readonly tenant: TenantContext;
  readonly source: LiveSource;
  /** Calls back when NOTIFY may have lost something. */
  readonly onGap: (callback: () => void) => () => void;
  readonly onError: (error: unknown) => void;
};

/** Reads the actor behind an open socket again; undefined when the session has ended. */
export type ReadActor = () => Promise<Actor | undefined>;

export type LiveHub = {
  /** Greets with the present revision; from then on every later change is sent once, in order. */
  attach(socket: WebSocket, actor: Actor, readActor: ReadActor): Promise<void>;
  readonly connectionCount: number;
  close(): void;
};

/**
 * Sends every committed revision to the open sockets of a tenant. News are hints alone: the hub reads on from where it
 * stands, at a hint, after a gap, and every 5 s while sockets are open, so that no lost notification loses a change.
 */
export function createLiveHub(options: LiveHubOptions): LiveHub {
  const { tenant, source } = options;
  const connections = new Map<LiveConnection, ReadActor>();
  /** The revision up to which everything has been sent; undefined while nobody listens. */
  let position: number | undefined;
  let reading: Promise<void> | undefined;
  let isStale = false;

  const deliver = (changes: readonly LiveChange[]): void => {
    for (const change of changes) {
      if (position === undefined || change.revision <= position) continue;
      const texts = new Map<ServerMessage, string>();
      for (const connection of connections.keys()) connection.send(textFor(change, connection.actor, texts));
      position = change.revision;
    }
  };
  const readOn = async (): Promise<void> => {
    while (isStale && position !== undefined) {
      isStale = false;
      const changes = await source.readChanges(tenant, position, CHANGES_PER_READ);
      deliver(changes);
      if (changes.length > 0) isStale = true;
    }
  };
  const refresh = (): void => {
    isStale = true;
    if (position === undefined) return;
    reading ??= readOn()
      .catch(options.onError)
      .finally(() => (reading = undefined));
  };
  const compare = async (): Promise<void> => {
    if (connections.size > 0 && position !== undefined && (await source.readRevision(tenant)) > position) refresh();
  };
  const recheck = async (affected: (actor: Actor) => boolean): Promise<void> => {
    for (const [connection, readActor] of [...connections]) {
      if (affected(connection.actor)) await renew(connection, readActor);
    }
  };
  const detach = (connection: LiveConnection): void => {
    connections.delete(connection);
    if (connections.size === 0) position = undefined;
  };

  const stops = [
    tenant.changes.subscribe((revision) => {
      if (position !== undefined && revision > position) refresh();
    }),
    options.onGap(refresh),
    tenant.accessNews.subscribe((event) => {
      const affects = (actor: Actor) =>
        event.kind === 'sessionsEnded' ? event.sessionIds.includes(actor.sessionId) : event.userId === actor.userId;
      void recheck(affects).catch(options.onError);
    }),
    every(COMPARE_EVERY_MS, () => compare().catch(options.onError)),
    every(HEARTBEAT_EVERY_MS, () => {
      for (const connection of connections.keys()) connection.beat();
      return recheck(() => true).catch(options.onError);
    }),
  ];

  return {
    attach: async (socket, actor, readActor) => {
      const ofUser = [...connections.keys()].filter((connection) => connection.actor.userId === actor.userId).length;
      if (connections.size >= MAX_CONNECTIONS || ofUser >= MAX_CONNECTIONS_PER_USER) return dismissSocket(socket, 'overloaded');
      const connection = new LiveConnection(socket, actor);
      const revision = position ?? (await source.readRevision(tenant));
      if (socket.readyState !== socket.OPEN) return undefined;
      socket.on('close', () => detach(connection));
      // Another socket may have come first while the revision was read.
      position ??= revision;
      connections.set(connection, readActor);
      connection.send(JSON.stringify({ type: 'hello', revision: position } satisfies ServerMessage));
      return refresh();
    },
    get connectionCount() {
      return connections.size;
    },
    close: () => {
      for (const stop of stops) stop();
      for (const connection of connections.keys()) connection.dismiss('overloaded');
      connections.clear();
    },
  };
}

async function renew(connection: LiveConnection, readActor: ReadActor): Promise<void> {
  const before = connection.actor;
  const actor = await readActor();
  if (!actor || actor.mustChangePassword) {
    connection.dismiss(actor ? 'password_change_required' : 'not_signed_in');
    return;
  }
  connection.actor = actor;
  if (rightsOf(before) !== rightsOf(actor)) connection.send(JSON.stringify({ type: 'rightsChanged' } satisfies ServerMessage));
}

function rightsOf(actor: Actor): string {
  return JSON.stringify([actor.role, actor.siteIds]);
}

/** Each distinct message is written as JSON once; one that is too large for a frame is sent as its revision alone. */
function textFor(change: LiveChange, reader: Actor, texts: Map<ServerMessage, string>): string {
  const message = change.messageFor(reader);
  const known = texts.get(message);
  if (known !== undefined) return known;
  const whole = JSON.stringify(message);
  const text =
    whole.length <= MAX_FRAME_CHARACTERS ? whole : JSON.stringify({ type: 'change', revision: change.revision } satisfies ServerMessage);
  texts.set(message, text);
  return text;
}

function every(intervalMs: number, work: () => Promise<void>): () => void {
  let isRunning = false;
  const timer = setInterval(() => {
    if (isRunning) return;
    isRunning = true;
    void work().finally(() => (isRunning = false));
  }, intervalMs);
  timer.unref();
  return () => clearInterval(timer);
}
