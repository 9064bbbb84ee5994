import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fromWire, toWire } from '../src/contract/days-wire.ts';
import { planSchema } from '../src/contract/plan.ts';
import type { Command } from '../src/planning/commands/command.ts';
import { runCommands } from '../src/planning/commands/run-commands.ts';
import type { PlanSnapshot } from '../src/planning/model.ts';
import { applyPatches, setRevision } from '../src/planning/patches.ts';
import { createPlan, type Plan, toSnapshot } from '../src/planning/plan.ts';
import { buildCommands, ownIds, ownWorld } from './support/build-plan.ts';
import { commandOf, type PlanRecipe, samplePlanRecipes, snapshotOf } from './support/random-plans.ts';
import type { TestAnswer } from './support/test-accounts.ts';
import { startTwoSites, type TwoSites } from './support/two-sites.ts';

const RECIPES = 50;

describe('engine and server', () => {
  let lab: TwoSites;
  beforeAll(async () => {
    lab = await startTwoSites();
  });
  afterAll(() => lab.server.stop());

  function send(commands: readonly Command[]): Promise<TestAnswer> {
    return lab.admin.call('POST', '/api/commands', { commands: toWire(commands) });
  }

  async function loadSnapshot(): Promise<PlanSnapshot> {
    return planSchema.parse((await lab.admin.call('GET', '/api/plan')).body);
  }

  /** What the recipe's next batch means on the plan as it stands, seeing only what the recipe made. */
  function batchOf(plan: Plan, recipe: PlanRecipe, number: number, batch: number): Command[] {
    const world = ownWorld(toSnapshot(plan), number);
    return ownIds(
      (recipe.batches[batch] ?? []).map((one, at) => commandOf(one, world, batch * 10 + at)),
      number,
    );
  }

  /** What both must agree on: the consequences, or that there is a refusal. */
  function essenceOf(answer: TestAnswer): unknown {
    if (answer.status !== 200) return answer.status >= 400 && answer.status < 500 ? 'refused' : answer.text;
    return { patches: fromWire(answer.body.change.patches), moves: fromWire(answer.body.moves) };
  }

  it(`give the same patches, moves and refusals for the same commands, on ${RECIPES} random plans`, async () => {
    let accepted = 0;
    for (const [number, recipe] of samplePlanRecipes(RECIPES, 8485).entries()) {
      const built = await send(buildCommands(ownIds(snapshotOf(recipe), number + 1)));
      expect(built).toMatchObject({ status: 200 });
      const plan = createPlan(await loadSnapshot());
      for (const batch of recipe.batches.keys()) {
        const commands = batchOf(plan, recipe, number + 1, batch);
        const outcome = runCommands(plan, commands, { doubleBooking: 'refuse' });
        const answer = await send(commands);
        const { patches = [], moves = [] } = outcome.kind === 'accepted' ? outcome : {};
        expect(essenceOf(answer)).toEqual(outcome.kind === 'refused' ? 'refused' : { patches, moves });
        if (outcome.kind === 'refused') continue;
        accepted += 1;
        applyPatches(plan, outcome.patches);
        setRevision(plan, answer.body.change.revision as number);
      }
      const sorted = (snapshot: PlanSnapshot) =>
        Object.fromEntries(
          Object.entries(snapshot).map(([name, items]: [string, number | readonly { readonly id: string }[]]) => [
            name,
            typeof items === 'number' ? items : items.toSorted((a, b) => (a.id < b.id ? -1 : 1)),
          ]),
        );
      expect(sorted(await loadSnapshot())).toEqual(sorted(toSnapshot(plan)));
    }
    expect(accepted).toBeGreaterThan(RECIPES);
  });
});
