/**
 * `node check-engine.ts FOLDER COUNT SEED`: holds the engine under FOLDER (with `src/planning` and `src/lib`) against the oracle on
 * COUNT random plans, and prints the first fault, or "kept" when there is none. In a process of its own, so that a broken
 * engine can neither hang nor disturb the tests.
 */
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Engine, findFault } from './engine-check.ts';
import { samplePlanRecipes } from './random-plans.ts';

const [folder = '', count = '0', seed = '1'] = process.argv.slice(2);

/** The module is one of the engine's own, or a copy with one line changed. */
async function load<Module>(file: string): Promise<Module> {
  return (await import(pathToFileURL(path.join(folder, 'src/planning', file)).href)) as Module;
}

const plan = await load<Pick<Engine, 'createPlan' | 'toSnapshot' | 'childrenOf'>>('plan.ts');
const patches = await load<Pick<Engine, 'applyPatches' | 'invertPatches'>>('patches.ts');
const { runCommands } = await load<Pick<Engine, 'runCommands'>>('commands/run-commands.ts');
const { revertPatches } = await load<Pick<Engine, 'revertPatches'>>('commands/revert.ts');
const engine: Engine = {
  createPlan: plan.createPlan,
  toSnapshot: plan.toSnapshot,
  childrenOf: plan.childrenOf,
  applyPatches: patches.applyPatches,
  invertPatches: patches.invertPatches,
  runCommands,
  revertPatches,
};

function findFirstFault(): string | undefined {
  for (const recipe of samplePlanRecipes(Number(count), Number(seed))) {
    try {
      const fault = findFault(engine, recipe);
      if (fault !== undefined) return fault;
    } catch (error) {
      return error instanceof Error ? error.message : 'something was thrown';
    }
  }
  return undefined;
}

console.log(findFirstFault() ?? 'kept');
