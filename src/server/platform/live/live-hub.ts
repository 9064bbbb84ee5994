import { setTimeout as sleep } from 'node:timers/promises';
import type { WebSocket } from 'ws';
import type { ProblemCode } from '../../../contract/problems.ts';
import type { ServerMessage } from '../../../contract/socket.ts';
import type { Actor } from '../actor.ts';
import type { TenantContext } from '../tenant-context.ts';
import { dismissSocket, LiveConnection } from './live-connection.ts';
import type { LiveChange, LiveSource } from './live-source.ts';

const COMPARE_EVERY_MS = 5000;
const HEARTBEAT_EVERY_MS = 30_000;
const MAX_CONNECTIONS = 10_000;
const MAX_CONNECTIONS_PER_USER = 50;
const GOODBYE_MS = 500;
const CHANGES_PER_READ = 100;
const MAX_FRAME_BYTES = 512 * 1024;

export type LiveHubOptions = {
  readonly tenant: TenantContext;
  readonly source: LiveSource;
  /** Calls back when NOTIFY may have lost something. */
  readonly onGap: (callback: () => void) => () => void;
  readonly onError: (error: unknown) => void;
};

/** Reads the actor behind an open socket again; undefined when the session has ended. */
export type ReadActor = () => Promise<Actor | undefined>;

/**
 * Sends every committed revision to the open sockets of a tenant. News are hints alone: the hub reads on from where it
 * stands, at a hint, after a gap, and every 5 s while sockets are open, so that no lost notification loses a change.
 */
export class LiveHub {
  readonly #options: LiveHubOptions;
  readonly #connections = new Map<LiveConnection, ReadActor>();
  readonly #stops: readonly (() => void)[];
  /** The revision up to which everything has been sent; undefined while nobody listens. */
  #position: number | undefined;
  #isReading = false;
  #isStale = false;

  constructor(options: LiveHubOptions) {
    this.#options = options;
    const { tenant, onGap } = options;
    this.#stops = [
      tenant.changes.subscribe((revision) => this.#hear(revision)),
      onGap(() => {
        this.#refresh();
        this.#recheck(() => true).catch(options.onError);
      }),
      tenant.accessNews.subscribe((event) => {
        if (event.kind === 'listChanged') {
          this.#tellAll({ type: 'listChanged', list: event.list });
          return;
        }
        const affects = (actor: Actor) =>
          event.kind === 'sessionsEnded' ? event.sessionIds.includes(actor.sessionId) : event.userId === actor.userId;
        this.#recheck(affects).catch(options.onError);
      }),
      every(COMPARE_EVERY_MS, () => this.#compare().catch(options.onError)),
      every(HEARTBEAT_EVERY_MS, () => this.#beat().catch(options.onError)),
    ];
  }

  get connectionCount(): number {
    return this.#connections.size;
  }

  /** Greets with the present revision; from then on every later change is sent once, in order. */
  async attach(socket: WebSocket, actor: Actor, readActor: ReadActor): Promise<void> {
    if (!this.#hasRoomFor(actor)) {
      dismissSocket(socket, 'overloaded');
      return;
    }
    const connection = new LiveConnection(socket, actor);
    const revision = this.#position ?? (await this.#options.source.readRevision(this.#options.tenant));
    if (socket.readyState !== socket.OPEN) return;
    socket.on('close', () => this.#detach(connection));
    // Another socket may have come first while the revision was read.
    this.#position ??= revision;
    this.#connections.set(connection, readActor);
    connection.send(JSON.stringify({ type: 'hello', revision: this.#position } satisfies ServerMessage));
    this.#refresh();
  }

  /** Says goodbye and why, and cuts whoever does not answer it soon. */
  async close(code: ProblemCode = 'overloaded'): Promise<void> {
    for (const stop of this.#stops) stop();
    for (const connection of this.#connections.keys()) connection.dismiss(code);
    const deadline = Date.now() + GOODBYE_MS;
    while (this.#connections.size > 0 && Date.now() < deadline) await sleep(10);
    for (const connection of this.#connections.keys()) connection.terminate();
  }

  #hasRoomFor(actor: Actor): boolean {
    const ofUser = [...this.#connections.keys()].filter((connection) => connection.actor.userId === actor.userId).length;
    return this.#connections.size < MAX_CONNECTIONS && ofUser < MAX_CONNECTIONS_PER_USER;
  }

  #detach(connection: LiveConnection): void {
    this.#connections.delete(connection);
    if (this.#connections.size === 0) this.#position = undefined;
  }

  #tellAll(message: ServerMessage): void {
    const text = JSON.stringify(message);
    for (const connection of this.#connections.keys()) connection.send(text);
  }

  #hear(revision: number): void {
    if (this.#position !== undefined && revision > this.#position) this.#refresh();
  }

  #refresh(): void {
    this.#isStale = true;
    if (this.#isReading || this.#position === undefined) return;
    this.#isReading = true;
    void this.#readOn();
  }

  /** Reads and sends until a read that began after the last hint brings nothing new. */
  async #readOn(): Promise<void> {
    const { source, tenant, onError } = this.#options;
    try {
      while (this.#isStale && this.#position !== undefined) {
        this.#isStale = false;
        const changes = await source.readChanges(tenant, this.#position, CHANGES_PER_READ);
        for (const change of changes) this.#deliver(change);
        if (changes.length === CHANGES_PER_READ) this.#isStale = true;
      }
    } catch (error) {
      onError(error);
    } finally {
      this.#isReading = false;
    }
  }

  #deliver(change: LiveChange): void {
    if (this.#position === undefined || change.revision <= this.#position) return;
    const texts = new Map<ServerMessage, Buffer>();
    for (const connection of this.#connections.keys()) connection.send(textFor(change, connection.actor, texts));
    this.#position = change.revision;
  }

  async #compare(): Promise<void> {
    if (this.#position === undefined) return;
    this.#hear(await this.#options.source.readRevision(this.#options.tenant));
  }

  async #beat(): Promise<void> {
    for (const connection of this.#connections.keys()) connection.beat();
    await this.#recheck(() => true);
  }

  async #recheck(affects: (actor: Actor) => boolean): Promise<void> {
    const affected = [...this.#connections].filter(([connection]) => affects(connection.actor));
    for (const [connection, readActor] of affected) await renew(connection, readActor);
  }
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
function textFor(change: LiveChange, reader: Actor, texts: Map<ServerMessage, Buffer>): Buffer {
  const message = change.messageFor(reader);
  const known = texts.get(message);
  if (known !== undefined) return known;
  const whole = Buffer.from(JSON.stringify(message));
  const isTooLarge = whole.length > MAX_FRAME_BYTES;
  const text = isTooLarge ? Buffer.from(JSON.stringify({ type: 'change', revision: change.revision } satisfies ServerMessage)) : whole;
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
