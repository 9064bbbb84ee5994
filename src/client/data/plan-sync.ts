import { applyPatches, invertPatches, setRevision } from '../../planning/patches.ts';
import type { Plan } from '../../planning/plan.ts';
import type { Patch } from '../../planning/model.ts';

/** A change that was shown before the server answered. `predict` computes its patches on the plan as it stands. */
export type Prediction = { readonly key: string; readonly predict: (plan: Plan) => readonly Patch[] };

/** A committed revision as far as the plan is concerned. */
export type Revision = { readonly revision: number; readonly key: string | null; readonly patches: readonly Patch[] };

type Applied = Prediction & { patches: readonly Patch[] };

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
  let pending: Applied[] = [];
  const waiting = new Map<number, Revision>();

  const apply = (prediction: Prediction): Applied => {
    version += 1;
    const patches = prediction.predict(plan);
    applyPatches(plan, patches);
    return { ...prediction, patches };
  };
  const takeOff = (): void => {
    version += 1;
    for (const item of pending.toReversed()) applyPatches(plan, invertPatches(item.patches));
  };
  const putBack = (items: readonly Applied[]): void => {
    pending = items.map(apply);
  };

  const drop = (key: string): void => {
    takeOff();
    putBack(pending.filter((item) => item.key !== key));
  };

  const integrate = (revision: Revision): void => {
    const [first] = pending;
    const isExact =
      first !== undefined && first.key === revision.key && pending.length === 1 && arePatchesEqual(first.patches, revision.patches);
    if (isExact) {
      pending = [];
    } else {
      takeOff();
      applyPatches(plan, revision.patches);
      putBack(pending.filter((item) => item.key !== revision.key));
    }
    setRevision(plan, revision.revision);
  };
  /** A revision that a freshly loaded plan already holds: the prediction of it has done its work. */
  const forget = (known: Revision): void => {
    if (pending.some((item) => item.key === known.key)) drop(known.key ?? '');
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
      return pending.map((item) => item.key);
    },
    patchesOf: (key) => pending.find((item) => item.key === key)?.patches,
    predict(prediction) {
      const applied = apply(prediction);
      pending = [...pending, applied];
      return applied.patches;
    },
    drop,
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
      putBack(pending);
      drainWaiting();
    },
  };
}

function arePatchesEqual(a: readonly Patch[], b: readonly Patch[]): boolean {
  return a.length === b.length && JSON.stringify(a) === JSON.stringify(b);
}
