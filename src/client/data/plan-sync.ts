import { setRevision } from '../../planning/patches.ts';
import type { Plan } from '../../planning/plan.ts';
import type { Patch } from '../../planning/model.ts';
import { createPredictions, type Prediction } from './predictions.ts';

/** A committed revision as far as the plan is concerned. */
export type Revision = { readonly revision: number; readonly key: string | null; readonly patches: readonly Patch[] };

/**
 * What the user sees: the server's plan plus own predictions on top. A revision takes the predictions off, goes in below, and
 * the remaining predictions are computed again. Revisions may arrive in any order and more than once.
 */
export type PlanSync = {
  readonly plan: Plan;
  /** Grows whenever the plan comes to look different; not when a revision turns out to be what was predicted. */
  readonly version: number;
  readonly pendingKeys: readonly string[];
  /** The patches of a prediction as they stand now. */
  patchesOf(key: string): readonly Patch[] | undefined;
  predict(prediction: Prediction): readonly Patch[];
  /** Takes a refused prediction off again. */
  drop(key: string): void;
  /** `gap`: kept until the revisions before it arrive. */
  receive(revision: Revision): 'applied' | 'known' | 'gap';
  /** Starts again from a freshly loaded plan, with the predictions on top. */
  replace(plan: Plan): void;
};

export function createPlanSync(initial: Plan): PlanSync {
  let plan = initial;
  let version = 0;
  const predictions = createPredictions();
  const waiting = new Map<number, Revision>();

  const change = (patches: readonly Patch[], goneKey: string | null): void => {
    version += 1;
    predictions.change(plan, patches, goneKey);
  };
  const integrate = ({ revision, key, patches }: Revision): void => {
    if (!predictions.settle(key, patches)) change(patches, key);
    setRevision(plan, revision);
  };
  /** A revision that a freshly loaded plan already holds: the prediction of it has done its work. */
  const forget = ({ key }: Revision): void => {
    if (key !== null && predictions.keys.includes(key)) change([], key);
  };
  const drainWaiting = (): void => {
    for (const [number, known] of waiting) {
      if (number > plan.revision) continue;
      waiting.delete(number);
      forget(known);
    }
    for (let next = waiting.get(plan.revision + 1); next; next = waiting.get(plan.revision + 1)) {
      waiting.delete(next.revision);
      integrate(next);
    }
  };

  return {
    get plan() {
      return plan;
    },
    get version() {
      return version;
    },
    get pendingKeys() {
      return predictions.keys;
    },
    patchesOf: (key) => predictions.patchesOf(key),
    predict(prediction) {
      version += 1;
      return predictions.add(plan, prediction);
    },
    drop: (key) => change([], key),
    receive(revision) {
      if (revision.revision <= plan.revision) {
        forget(revision);
        return 'known';
      }
      waiting.set(revision.revision, revision);
      drainWaiting();
      return waiting.has(revision.revision) ? 'gap' : 'applied';
    },
    replace(fresh) {
      plan = fresh;
      version += 1;
      predictions.putOn(plan);
      drainWaiting();
    },
  };
}
