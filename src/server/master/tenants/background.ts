import { sql } from 'kysely';
import type { Master } from '../master.ts';
import type { Finding } from './finding.ts';
import { OperationWorker, type WorkerOptions } from './operation-worker.ts';
import { reconcile } from './reconcile.ts';
import { StockKeeper } from './stock-keeper.ts';

export type BackgroundOptions = Pick<WorkerOptions, 'nodeId' | 'concurrency'> & {
  readonly onError: (error: unknown) => void;
  /** What the reconciler found, repaired where that is safe. */
  readonly onFindings?: (findings: readonly Finding[]) => void;
};

export type Background = { readonly worker: OperationWorker; stop(): Promise<void> };

const FIRST_RECONCILE_MS = 60_000;
const RECONCILE_EVERY_MS = 3_600_000;
const BY_RECONCILER = { requestedBy: 'system (reconciler)' };
const LOCK = 'milestone reconcile';

/** What a node of the control plane does besides answering: operations, stock, and the hourly comparison with the servers. */
export function startBackground(master: Master, { onError, onFindings, ...options }: BackgroundOptions): Background {
  const worker = new OperationWorker(master, { ...options, onError });
  const stock = new StockKeeper(master, { isQuiet: () => worker.runningCount === 0, onError });
  let reconciling = Promise.resolve();
  const run = (): void => {
    reconciling = reconcileAlone(master)
      .then((findings) => onFindings?.(findings))
      .catch(onError);
  };
  const first = setTimeout(run, FIRST_RECONCILE_MS).unref();
  const timer = setInterval(run, RECONCILE_EVERY_MS).unref();
  worker.start();
  stock.start();
  return {
    worker,
    stop: async () => {
      clearTimeout(first);
      clearInterval(timer);
      await Promise.all([worker.stop(), stock.stop(), reconciling]);
    },
  };
}

/** One node is enough; the others find nothing to say. */
async function reconcileAlone(master: Master): Promise<readonly Finding[]> {
  return master.database.connection().execute(async (connection) => {
    const { rows } = await sql<{ isHeld: boolean }>`select pg_try_advisory_lock(hashtextextended(${LOCK}, 0)) as "isHeld"`.execute(
      connection,
    );
    if (rows[0]?.isHeld !== true) return [];
    try {
      return await reconcile(master, { fixBy: BY_RECONCILER });
    } finally {
      // A connection that broke gave the lock back by itself.
      await sql`select pg_advisory_unlock_all()`.execute(connection).catch(() => undefined);
    }
  });
}
