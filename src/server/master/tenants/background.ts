import type { Master } from '../master.ts';
import type { Finding } from './finding.ts';
import { OperationWorker, type WorkerOptions } from './operation-worker.ts';
import { reconcileAndKeep } from './reconciliations.ts';
import { StockKeeper } from './stock-keeper.ts';

export type BackgroundOptions = Pick<WorkerOptions, 'nodeId' | 'concurrency'> & {
  readonly onError: (error: unknown) => void;
  /** What the reconciler found, repaired where that is safe. */
  readonly onFindings?: (findings: readonly Finding[]) => void;
};

export type Background = { readonly worker: OperationWorker; stop(): Promise<void> };

const FIRST_RECONCILE_MS = 20_000;
const RECONCILE_EVERY_MS = 3_600_000;
const BY_RECONCILER = { requestedBy: 'system (reconciler)' };

/** What a node of the control plane does besides answering: operations, stock, and the hourly comparison with the servers. */
export function startBackground(master: Master, { onError, onFindings, ...options }: BackgroundOptions): Background {
  const worker = new OperationWorker(master, { ...options, onError });
  const stock = new StockKeeper(master, { isQuiet: () => worker.runningCount === 0, onError });
  let reconciling = Promise.resolve();
  const run = (): void => {
    // One node is enough; the others find nothing to say.
    reconciling = reconcileAndKeep(master, { ...BY_RECONCILER, fixBy: BY_RECONCILER })
      .then((findings = []) => onFindings?.(findings))
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
