/**
 * Runs operations of a registry until a given effect, then ends itself as a crash does. Arguments as JSON:
 * `{ connection, warmPoolSize, effect, moment }`; the moment is before, amid or after.
 */
import type { ConnectionConfig } from '../../src/server/platform/database/connection.ts';
import { openMaster } from '../../src/server/master/master.ts';
import { OperationWorker } from '../../src/server/master/tenants/public.ts';
import { masterOptionsOf } from './master-options.ts';

export type CrashOrder = {
  readonly connection: ConnectionConfig;
  readonly warmPoolSize: number;
  /** As the worker names it, such as `provision.before:roles`. */
  readonly effect: string;
  /** Nothing, or how long after the effect began. */
  readonly delayMs: number;
};

const LEASE_MS = 300;
const LONGEST_MS = 30_000;

// The test wrote it.
const order = JSON.parse(process.argv[2] ?? '') as CrashOrder;
const master = await openMaster(await masterOptionsOf(order.connection, { warmPoolSize: order.warmPoolSize }));
const crash = (): void => {
  process.kill(process.pid, 'SIGKILL');
};
const worker = new OperationWorker(master, {
  leaseMs: LEASE_MS,
  pollMs: 20,
  atEffect: (effect) => {
    if (effect !== order.effect) return;
    if (order.delayMs === 0) crash();
    else setTimeout(crash, order.delayMs);
  },
});
worker.start();
setTimeout(() => process.exit(3), LONGEST_MS);
