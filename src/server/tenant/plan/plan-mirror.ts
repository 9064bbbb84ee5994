import { fromWire } from '../../../contract/days-wire.ts';
import type { Patch } from '../../../planning/model.ts';
import { applyPatches, setRevision } from '../../../planning/patches.ts';
import { createPlan, type Plan } from '../../../planning/plan.ts';
import type { Database } from '../../platform/database/database.ts';
import { ProblemError } from '../../platform/http/problem-error.ts';
import type { TenantContext } from '../../platform/tenant-context.ts';
import { listRecords } from './change-store.ts';
import { readWholePlan } from './plan-query.ts';

/** Beyond this many missed revisions the whole plan is read instead. */
const MAX_CATCH_UP = 200;
/** Writers of one tenant that may wait in this process; the next one is told to come back. */
const MAX_WAITING = 500;
const IDLE_MS = 10 * 60 * 1000;

/**
 * The tenant's plan in this process's memory, so that a writer need not load it, and the queue of its writers, so that waiting
 * ones hold no connection. The truth is the database: a writer first locks the revision row, then `bringTo` that revision.
 */
export class PlanMirror {
  private plan: Plan | undefined;
  private tail: Promise<unknown> = Promise.resolve();
  private waiting = 0;
  private idleTimer: NodeJS.Timeout | undefined;

  /** Runs `work` when every earlier writer of this process is done. */
  async inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    if (this.waiting >= MAX_WAITING) throw new ProblemError('overloaded', { retryAfterSeconds: 1 });
    this.waiting += 1;
    const turn = this.tail.then(work);
    this.tail = turn.catch(() => undefined);
    try {
      return await turn;
    } finally {
      this.waiting -= 1;
      this.forgetWhenIdle();
    }
  }

  /** The plan at the revision that the transaction has locked: caught up from the change log, or read whole. */
  async bringTo(transaction: Database, revision: number): Promise<Plan> {
    const { plan } = this;
    if (plan?.revision === revision) return plan;
    const missed = plan ? revision - plan.revision : Number.POSITIVE_INFINITY;
    if (plan && missed > 0 && missed <= MAX_CATCH_UP) {
      const records = await listRecords(transaction, plan.revision, missed);
      if (records.length === missed && this.catchUp(plan, records)) return plan;
    }
    this.drop();
    const loaded = createPlan(await readWholePlan(transaction));
    if (loaded.revision !== revision) throw new Error(`read revision ${loaded.revision} under the lock of ${revision}`);
    this.plan = loaded;
    return loaded;
  }

  /** Takes over what was committed. In doubt, the next writer reads the plan anew. */
  advance(patches: readonly Patch[], revision: number): void {
    if (!this.plan) return;
    try {
      applyPatches(this.plan, patches);
      setRevision(this.plan, revision);
    } catch (error) {
      this.drop();
      throw error;
    }
  }

  drop(): void {
    this.plan = undefined;
  }

  private catchUp(plan: Plan, records: readonly { readonly revision: number; readonly patches: readonly Patch[] }[]): boolean {
    try {
      for (const record of records) {
        // The log holds what `advance` was given, with days as text.
        applyPatches(plan, fromWire(record.patches) as readonly Patch[]);
        setRevision(plan, record.revision);
      }
      return true;
    } catch {
      return false;
    }
  }

  private forgetWhenIdle(): void {
    clearTimeout(this.idleTimer);
    this.idleTimer = setTimeout(() => {
      if (this.waiting === 0) this.drop();
    }, IDLE_MS).unref();
  }
}

const mirrors = new WeakMap<TenantContext, PlanMirror>();

/** One mirror for as long as the tenant's context lives. */
export function mirrorOf(context: TenantContext): PlanMirror {
  const known = mirrors.get(context);
  if (known) return known;
  const mirror = new PlanMirror();
  mirrors.set(context, mirror);
  return mirror;
}
