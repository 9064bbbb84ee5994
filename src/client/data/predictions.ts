import { applyPatches, invertPatches } from '../../planning/patches.ts';
import type { Plan } from '../../planning/plan.ts';
import type { Patch } from '../../planning/model.ts';

/** A change that was shown before the server answered. `predict` computes its patches on the plan as it stands. */
export type Prediction = { readonly key: string; readonly predict: (plan: Plan) => readonly Patch[] };

/** Predictions on top of a plan, in the order in which they were made. */
export type Predictions = {
  readonly keys: readonly string[];
  /** The patches of a prediction as they stand now. */
  patchesOf(key: string): readonly Patch[] | undefined;
  add(plan: Plan, prediction: Prediction): readonly Patch[];
  /** True where the only prediction said just this: the plan already shows it, and the prediction has done its work. */
  settle(key: string | null, patches: readonly Patch[]): boolean;
  /** Takes the predictions off, applies the patches below them, and computes again all but the one with the key. */
  change(plan: Plan, patches: readonly Patch[], goneKey: string | null): void;
  /** Computes all of them on a plan that shows none of them. */
  putOn(plan: Plan): void;
};

type Applied = Prediction & { readonly patches: readonly Patch[] };

export function createPredictions(): Predictions {
  let applied: readonly Applied[] = [];
  return {
    get keys() {
      return applied.map((item) => item.key);
    },
    patchesOf: (key) => applied.find((item) => item.key === key)?.patches,
    add(plan, prediction) {
      const item = apply(plan, prediction);
      applied = [...applied, item];
      return item.patches;
    },
    settle(key, patches) {
      const [first] = applied;
      const isExact = first !== undefined && first.key === key && applied.length === 1 && arePatchesEqual(first.patches, patches);
      if (isExact) applied = [];
      return isExact;
    },
    change(plan, patches, goneKey) {
      for (const item of applied.toReversed()) applyPatches(plan, invertPatches(item.patches));
      applyPatches(plan, patches);
      applied = applied.filter((item) => item.key !== goneKey).map((item) => apply(plan, item));
    },
    putOn(plan) {
      applied = applied.map((item) => apply(plan, item));
    },
  };
}

function apply(plan: Plan, prediction: Prediction): Applied {
  const patches = prediction.predict(plan);
  applyPatches(plan, patches);
  return { ...prediction, patches };
}

function arePatchesEqual(a: readonly Patch[], b: readonly Patch[]): boolean {
  return a.length === b.length && JSON.stringify(a) === JSON.stringify(b);
}
