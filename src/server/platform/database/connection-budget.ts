import { Kysely, PostgresDialect, type PostgresPoolClient } from 'kysely';
import pg from 'pg';
import { clientOptionsOf, type ConnectionConfig } from './connection.ts';
import type { OpenDatabase, PoolFigures } from './database.ts';
import { ConnectionError } from './database-errors.ts';
import { namingClient } from './named-statements.ts';
import type { TenantTables } from './tables.ts';
import { SlotSchedule, type Decision } from './slot-schedule.ts';

export type BudgetOptions = {
  /** Connections of this process to the server, of all databases together. */
  readonly maxConnections: number;
  /** Connections to one database that stay open, and how many more may be opened under load. */
  readonly poolSize: number;
  readonly maxOverflow: number;
  /** How long a caller waits for a connection. */
  readonly poolTimeoutMs: number;
  readonly namedStatements: boolean;
};

/** One database in the budget. */
type Handle = { readonly key: string; readonly connection: ConnectionConfig; isClosed: boolean };
type Ticket = { readonly handle: Handle; readonly resolve: (slot: number) => void; readonly reject: (error: Error) => void };
type Held = { readonly client: pg.Client; readonly lease: PostgresPoolClient; isBroken: boolean };

const IDLE_MS = 60_000;
const OVERFLOW_IDLE_MS = 5000;
const REAP_EVERY_MS = 2000;
const MAX_WAITING = 2000;
const MAX_WAITING_PER_KEY = 200;
const GOODBYE_MS = 2000;
/** The next statement of a request follows within the same turn of the event loop, or it waits for something else. */
const HOLD_MS = 1;

/**
 * The few connections of this process to one database server, shared by all the databases on it. Nothing session-bound may be
 * done on them: a connection belongs to a caller for one query or one transaction.
 */
export class ConnectionBudget {
  readonly #options: BudgetOptions;
  readonly #schedule: SlotSchedule<Ticket>;
  readonly #held = new Map<number, Held>();
  readonly #reaper: NodeJS.Timeout;
  #nextKey = 1;

  constructor(options: BudgetOptions) {
    this.#options = options;
    this.#schedule = new SlotSchedule({
      maxSlots: options.maxConnections,
      maxSlotsPerKey: Math.min(options.poolSize + options.maxOverflow, options.maxConnections),
      keptSlotsPerKey: options.poolSize,
      maxWaiting: MAX_WAITING,
      maxWaitingPerKey: MAX_WAITING_PER_KEY,
      idleMs: IDLE_MS,
      overflowIdleMs: OVERFLOW_IDLE_MS,
    });
    this.#reaper = setInterval(() => this.#reap(), REAP_EVERY_MS);
    this.#reaper.unref();
  }

  get pool(): PoolFigures {
    return this.#schedule.figures;
  }

  /** A database's handle within the budget. Opens no connection yet; `end` closes those of this handle alone. */
  openDatabase<Tables = TenantTables>(connection: ConnectionConfig): OpenDatabase<Tables> {
    const handle: Handle = { key: String(this.#nextKey++), connection, isClosed: false };
    const end = () => this.#endHandle(handle);
    const database = new Kysely<Tables>({
      dialect: new PostgresDialect({ pool: { options: {}, connect: () => this.#connect(handle), end } }),
    });
    const schedule = this.#schedule;
    return {
      database,
      get pool() {
        return schedule.figuresOf(handle.key);
      },
      end: async () => {
        // Kysely does not end a pool that it has not used yet.
        await end();
        await database.destroy();
      },
    };
  }

  /** Closes every connection, those in use when they come back. */
  async close(): Promise<void> {
    clearInterval(this.#reaper);
    await Promise.all(Array.from(this.#held.values(), ({ client }) => goodbye(client)));
    this.#held.clear();
  }

  async #connect(handle: Handle): Promise<PostgresPoolClient> {
    if (handle.isClosed) throw new ConnectionError('closed');
    const slot = await this.#acquire(handle);
    const held = this.#held.get(slot);
    if (!held) throw new ConnectionError('failed');
    // Ended meanwhile: nobody would give the connection back.
    if (handle.isClosed) {
      this.#takeBack(slot, false);
      throw new ConnectionError('closed');
    }
    return held.lease;
  }

  #acquire(handle: Handle): Promise<number> {
    return new Promise((resolve, reject) => {
      let isSettled = false;
      const settle = (): boolean => {
        clearTimeout(timer);
        const isFirst = !isSettled;
        isSettled = true;
        return isFirst;
      };
      const ticket: Ticket = {
        handle,
        // Whoever gave up does not want it any more.
        resolve: (slot) => (settle() ? resolve(slot) : this.#takeBack(slot)),
        reject: (error) => void (settle() && reject(error)),
      };
      const timer = setTimeout(() => {
        this.#schedule.cancel(handle.key, ticket);
        ticket.reject(new ConnectionError('busy'));
      }, this.#options.poolTimeoutMs);
      this.#carryOut(this.#schedule.request(handle.key, ticket), ticket);
    });
  }

  #carryOut(decision: Decision<Ticket> | undefined, asking?: Ticket): void {
    if (decision?.kind === 'lend') decision.ticket.resolve(decision.slot);
    if (decision?.kind === 'open') void this.#open(decision.slot, decision.ticket);
    if (decision?.kind === 'hold') setTimeout(() => this.#settle(decision.slot), HOLD_MS);
    if (decision?.kind === 'refuse') asking?.reject(new ConnectionError('busy'));
  }

  #settle(slot: number): void {
    this.#schedule.settle(slot);
    this.#serveWaiting();
  }

  #serveWaiting(): void {
    for (let decision = this.#schedule.next(); decision; decision = this.#schedule.next()) this.#carryOut(decision);
  }

  async #open(slot: number, ticket: Ticket): Promise<void> {
    const former = this.#held.get(slot);
    this.#held.delete(slot);
    if (former) await goodbye(former.client);
    const Client = this.#options.namedStatements ? namingClient : pg.Client;
    const client = new Client({ ...clientOptionsOf(ticket.handle.connection), connectionTimeoutMillis: this.#options.poolTimeoutMs });
    const held: Held = { client, lease: this.#leaseOf(slot, client, ticket.handle), isBroken: false };
    const lose = (): void => this.#lose(slot, held);
    client.on('error', lose);
    client.on('end', lose);
    try {
      await client.connect();
    } catch (error) {
      void client.end().catch(() => undefined);
      ticket.reject(new ConnectionError('failed', error));
      this.#carryOut(this.#schedule.release(slot, false, performance.now()));
      return;
    }
    this.#held.set(slot, held);
    ticket.resolve(slot);
  }

  #leaseOf(slot: number, client: pg.Client, handle: Handle): PostgresPoolClient {
    // pg overloads `query` by its arguments; Kysely's type names those that it uses.
    const query = client.query.bind(client) as unknown as PostgresPoolClient['query'];
    // A transaction that nobody ended would go on under the next caller.
    const release = (): void => this.#takeBack(slot, client.getTransactionStatus() === 'I' && !handle.isClosed);
    return { query, release };
  }

  #takeBack(slot: number, isClean = true): void {
    const held = this.#held.get(slot);
    const isUsable = isClean && held?.isBroken === false;
    const decision = this.#schedule.release(slot, isUsable, performance.now());
    if (!isUsable && decision === undefined) void this.#closeAll([slot]);
    this.#carryOut(decision);
  }

  /** The server closed a connection: an idle one leaves at once, one in use when it comes back. */
  #lose(slot: number, held: Held): void {
    held.isBroken = true;
    if (this.#held.get(slot) !== held || !this.#schedule.lose(slot)) return;
    this.#held.delete(slot);
    this.#serveWaiting();
  }

  async #endHandle(handle: Handle): Promise<void> {
    if (handle.isClosed) return;
    handle.isClosed = true;
    const { slots, tickets } = this.#schedule.drop(handle.key);
    for (const ticket of tickets) ticket.reject(new ConnectionError('closed'));
    const closing = this.#closeAll(slots);
    this.#serveWaiting();
    await closing;
  }

  #reap(): void {
    void this.#closeAll(this.#schedule.reap(performance.now()));
  }

  async #closeAll(slots: readonly number[]): Promise<void> {
    const clients = slots.flatMap((slot) => this.#held.get(slot)?.client ?? []);
    for (const slot of slots) this.#held.delete(slot);
    await Promise.all(clients.map(goodbye));
  }
}

/** A server that does not take leave is left alone after a while. */
async function goodbye(client: pg.Client): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, GOODBYE_MS);
  });
  await Promise.race([client.end().catch(() => undefined), patience]);
  clearTimeout(timer);
}
