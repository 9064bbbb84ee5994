import { createUuid } from '../../../lib/uuid.ts';
import { startListener, type Listener } from '../../platform/database/listener.ts';
import type { Master } from '../master.ts';
import { claimOperation, LeaseLostError, renewLease, type Lease } from './operations-store.ts';
import { sagas } from './provision-steps.ts';
import { runOperation, type AtEffect } from './run-operation.ts';
import type { Operation } from './tenant.ts';
import { queueDueDeletions } from './due-deletions.ts';

export type WorkerOptions = {
  /** This node, as in the registry's list of nodes. */
  readonly nodeId?: string;
  /** Operations at once. */
  readonly concurrency?: number;
  /** For how long a silent node keeps its operations. */
  readonly leaseMs?: number;
  readonly pollMs?: number;
  readonly onError?: (error: unknown) => void;
  readonly atEffect?: AtEffect;
};

/** Runs the operations of the ledger: this node's, others', and those that dead nodes left. */
export class OperationWorker {
  readonly #master: Master;
  readonly #options: Required<WorkerOptions>;
  readonly #running = new Set<Promise<void>>();
  #listener: Listener | undefined;
  #timer: NodeJS.Timeout | undefined;
  #stopHearing = (): void => undefined;
  #isStopped = true;
  #isFilling = false;
  #filling = Promise.resolve();
  #isWoken = false;

  constructor(master: Master, options: WorkerOptions = {}) {
    this.#master = master;
    this.#options = {
      nodeId: createUuid(),
      concurrency: 4,
      leaseMs: 15_000,
      pollMs: 2000,
      onError: () => undefined,
      atEffect: () => undefined,
      ...options,
    };
  }

  start(): void {
    this.#isStopped = false;
    this.#listener = startListener(this.#master.connection, 'milestone_operations', {
      onNotification: (id) => {
        this.#master.news.tell(id);
        this.wake();
      },
      onListening: () => this.wake(),
    });
    this.#stopHearing = this.#master.news.onWake(() => this.wake());
    this.#timer = setInterval(() => void this.#poll(), this.#options.pollMs);
    this.#timer.unref();
    this.wake();
  }

  /** Begins no more, and waits for what runs. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    clearInterval(this.#timer);
    this.#stopHearing();
    await this.#listener?.close();
    await this.#filling;
    await Promise.all(this.#running);
  }

  get runningCount(): number {
    return this.#running.size;
  }

  /** There may be something to do. */
  wake(): void {
    this.#isWoken = true;
    if (!this.#isFilling) this.#filling = this.#fill();
  }

  async #poll(): Promise<void> {
    try {
      await queueDueDeletions(this.#master);
    } catch (error) {
      this.#options.onError(error);
    }
    this.wake();
  }

  async #fill(): Promise<void> {
    this.#isFilling = true;
    try {
      while (this.#isWoken && !this.#isStopped && this.#running.size < this.#options.concurrency) {
        this.#isWoken = false;
        const claim = await claimOperation(this.#master.database, {
          kinds: sagas.map(({ kind }) => kind),
          nodeId: this.#options.nodeId,
          leaseMs: this.#options.leaseMs,
        });
        if (claim) {
          this.#isWoken = true;
          this.#track(claim);
        }
      }
    } catch (error) {
      this.#options.onError(error);
    } finally {
      this.#isFilling = false;
    }
  }

  #track(claim: { readonly operation: Operation; readonly lease: Lease }): void {
    const run = this.#run(claim).finally(() => {
      this.#running.delete(run);
      this.#master.news.tell(claim.operation.id);
      this.wake();
    });
    this.#running.add(run);
  }

  async #run(claim: { readonly operation: Operation; readonly lease: Lease }): Promise<void> {
    const { leaseMs, atEffect, onError } = this.#options;
    const heartbeat = setInterval(() => void renewLease(this.#master.database, claim.lease, leaseMs).catch(onError), leaseMs / 3);
    try {
      const saga = sagas.find(({ kind }) => kind === claim.operation.kind);
      if (saga) await runOperation(this.#master, saga, claim, (effect) => atEffect(`${claim.operation.kind}.${effect}`));
    } catch (error) {
      // Another node has it, or the registry is away and somebody takes it up when the lease has ended.
      if (!(error instanceof LeaseLostError)) onError(error);
    } finally {
      clearInterval(heartbeat);
    }
  }
}
