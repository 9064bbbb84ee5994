import { sql } from 'kysely';
import type { Master } from '../master.ts';
import type { ServerAdmin } from '../servers/public.ts';
import {
  countReadyPoolDatabases,
  deletePoolDatabase,
  insertPoolDatabase,
  markPoolDatabaseReady,
  takePoolDatabasesToDrop,
} from './pool-store.ts';
import { schemaVersionOf, templateFor } from './schema-source.ts';
import { keepTemplate } from './schema-templates.ts';
import { createRoles, createTenantDatabase, dropMarked, openToGroup, prepareSchema } from './server-objects.ts';
import { namesOf, poolNameOf, templateNameOf } from './slug.ts';

export type StockKeeperOptions = {
  readonly everyMs?: number;
  /** Databases are made ahead only while this says so, to leave the disk to those who wait. */
  readonly isQuiet?: () => boolean;
  readonly onError?: (error: unknown) => void;
};

const LOCK = 'milestone stock';
const FIRST_MS = 500;

/** Keeps on each server the template of the schema and the databases made ahead, one node at a time. */
export class StockKeeper {
  readonly #master: Master;
  readonly #options: Required<StockKeeperOptions>;
  #timer: NodeJS.Timeout | undefined;
  #tending: Promise<void> = Promise.resolve();
  #isStopped = false;

  constructor(master: Master, options: StockKeeperOptions = {}) {
    this.#master = master;
    this.#options = { everyMs: 5000, isQuiet: () => true, onError: () => undefined, ...options };
  }

  start(): void {
    this.#isStopped = false;
    this.#schedule(FIRST_MS);
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    clearTimeout(this.#timer);
    await this.#tending;
  }

  #schedule(waitMs: number): void {
    if (this.#isStopped) return;
    this.#timer = setTimeout(() => {
      this.#tending = this.tend()
        .catch(this.#options.onError)
        .finally(() => this.#schedule(this.#options.everyMs));
    }, waitMs);
    this.#timer.unref();
  }

  /** Brings the stock of every accepting server to what it should be, as far as others do not wait meanwhile. */
  async tend(): Promise<void> {
    for (const { id } of (await this.#master.servers.list()).filter(({ state }) => state === 'accepting')) {
      const server = await this.#master.servers.admin(id);
      await server.database.connection().execute(async (admin) => {
        const { rows } = await sql<{ isHeld: boolean }>`select pg_try_advisory_lock(hashtextextended(${LOCK}, 0)) as "isHeld"`.execute(
          admin,
        );
        if (rows[0]?.isHeld !== true) return;
        try {
          await this.#tendServer({ ...server, database: admin });
        } finally {
          // A connection that broke gave the lock back by itself.
          await sql`select pg_advisory_unlock_all()`.execute(admin).catch(() => undefined);
        }
      });
    }
  }

  async #tendServer(server: ServerAdmin): Promise<void> {
    const { database, options } = this.#master;
    const place = { serverId: server.server.id, schemaVersion: schemaVersionOf(this.#master) };
    await keepTemplate(this.#master, server);
    const isMeasured = (await this.#master.servers.get(place.serverId)).clone_ms !== null;
    // Also where nothing is made ahead: the next step drops it again.
    if (!isMeasured) await makePoolDatabase(this.#master, server);
    for (const { number, id } of await takePoolDatabasesToDrop(database, { ...place, wanted: options.warmPoolSize })) {
      await dropMarked(server.database, poolNameOf(number), { kind: 'pool', id });
      await deletePoolDatabase(database, number);
    }
    const mayGoOn = () => !this.#isStopped && this.#options.isQuiet();
    while (options.warmPoolSize > (await countReadyPoolDatabases(database, place.serverId)) && mayGoOn())
      await makePoolDatabase(this.#master, server);
  }
}

async function makePoolDatabase(master: Master, server: ServerAdmin): Promise<void> {
  const { database, options, servers } = master;
  const schemaVersion = schemaVersionOf(master);
  const { number, id } = await insertPoolDatabase(database, { serverId: server.server.id, schemaVersion });
  const [names, mark] = [namesOf(poolNameOf(number)), { kind: 'pool', id } as const];
  // The first of a schema is cloned, to learn how long that takes here.
  const current = await servers.get(server.server.id);
  const isMeasuring = current.clone_ms === null;
  const template = isMeasuring ? templateNameOf(schemaVersion) : await templateFor(master, { ...server, server: current });
  await createRoles(server.database, names, mark, options.loginConnectionLimit);
  const startMs = performance.now();
  await createTenantDatabase(server.database, names, mark, template);
  await openToGroup(server.database, names);
  await prepareSchema({ servers, server, migrations: options.ports.migrations }, names);
  if (isMeasuring)
    await database
      .updateTable('database_servers')
      .set({ clone_ms: Math.round(performance.now() - startMs) })
      .where('id', '=', server.server.id)
      .execute();
  await markPoolDatabaseReady(database, number);
}
